using System.Text;

namespace AtmTerminal.BankHost;

/// <summary>
/// A report's table for spreadsheets and other programs, by RFC 4180. Numbers are plain: a point for decimals, no thousands
/// separators, their unit in the header. Days are 2026-01-31; no value is an empty field.
/// </summary>
internal static class ReportCsv
{
    /// <summary>What a spreadsheet takes for the beginning of a formula.</summary>
    private const string BeginningsOfFormulas = "=+-@\t\r";

    /// <summary>The file as bytes, with the mark that tells a spreadsheet that it is UTF-8.</summary>
    public static byte[] Bytes(Report report) => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text(report))];

    public static string Text(Report report)
    {
        var text = new StringBuilder();
        AppendLine(text, report.Columns.Select(CellText.Heading));
        foreach (var row in report.Rows)
            AppendLine(text, row.Select(FieldOf));
        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, IEnumerable<string> fields) =>
        text.AppendJoin(',', fields.Select(Quoted)).Append("\r\n");

    private static string FieldOf(ReportCell cell) =>
        cell is ReportCell.Text text ? Harmless(text.Value) : CellText.Plain(cell);

    /// <summary>A name or an address that begins like a formula would be run by a spreadsheet; an apostrophe makes it text.</summary>
    private static string Harmless(string text) =>
        text.Length > 0 && BeginningsOfFormulas.Contains(text[0]) ? $"'{text}" : text;

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"")}\"";
}
