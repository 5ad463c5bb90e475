using System.Buffers;
using System.Text.Json;

namespace AtmTerminal.BankHost;

/// <summary>
/// A report for other systems: name, title, answers, as_of, columns (name, kind, currency), rows and chart. Counts are numbers;
/// amounts and percentages are strings with all their decimals, since a reader's floating point would round them; days are
/// 2026-01-31; no value is null.
/// </summary>
internal static class ReportJson
{
    public static byte[] Bytes(Report report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            Write(json, report);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject();
        json.WriteString("name", report.Name);
        json.WriteString("title", report.Title);
        json.WriteString("answers", report.Answers);
        json.WriteString("as_of", report.AsOf.UtcDateTime);
        json.WriteStartArray("columns");
        foreach (var column in report.Columns)
            WriteKind(json, column.Name, column.Kind, column.Currency.Code);
        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in report.Rows)
            WriteRow(json, row);
        json.WriteEndArray();
        json.WritePropertyName("chart");
        WriteChart(json, report.Chart);
        json.WriteEndObject();
    }

    private static void WriteKind(Utf8JsonWriter json, string name, ColumnKind kind, string currency)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("kind", Word(kind));
        if (currency.Length > 0)
            json.WriteString("currency", currency);
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, IReadOnlyList<ReportCell> row)
    {
        json.WriteStartArray();
        foreach (var cell in row)
            WriteCell(json, cell);
        json.WriteEndArray();
    }

    private static void WriteCell(Utf8JsonWriter json, ReportCell cell)
    {
        switch (cell)
        {
            case ReportCell.Nothing:
                json.WriteNullValue();
                break;
            case ReportCell.Count count:
                json.WriteNumberValue(count.Value);
                break;
            default:
                json.WriteStringValue(CellText.Plain(cell));
                break;
        }
    }

    private static void WriteChart(Utf8JsonWriter json, ReportChart chart)
    {
        json.WriteStartObject();
        json.WriteString("shape", Word(chart.Shape));
        json.WriteString("across", chart.Across);
        json.WritePropertyName("values");
        WriteKind(json, chart.Values, chart.Kind, chart.Currency.Code);
        json.WriteStartArray("categories");
        foreach (var category in chart.Categories)
            json.WriteStringValue(category);
        json.WriteEndArray();
        json.WriteStartArray("series");
        foreach (var series in chart.Series)
        {
            json.WriteStartObject();
            json.WriteString("name", series.Name);
            json.WriteStartArray("values");
            foreach (var value in series.Values)
                json.WriteNumberValue(value);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
