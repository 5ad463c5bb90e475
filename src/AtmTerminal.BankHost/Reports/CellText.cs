using System.Globalization;

namespace AtmTerminal.BankHost;

/// <summary>A cell in words and digits. Its unit is for the heading of its column.</summary>
internal static class CellText
{
    /// <summary>For programs: a point for decimals, no thousands separators, days as 2026-01-31, empty for no value.</summary>
    public static string Plain(ReportCell cell) =>
        cell switch
        {
            ReportCell.Text text => text.Value,
            ReportCell.Count count => count.Value.ToString(CultureInfo.InvariantCulture),
            ReportCell.Amount amount => amount.Value.ToNumberString().Replace(",", ""),
            ReportCell.Percent share => InPercent(share, "0.00"),
            ReportCell.Day day => day.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => "",
        };

    /// <summary>For people: thousands separated by commas, percentages to a tenth, a dash for no value.</summary>
    public static string ForPeople(ReportCell cell) =>
        cell switch
        {
            ReportCell.Count count => count.Value.ToString("N0", CultureInfo.InvariantCulture),
            ReportCell.Amount amount => amount.Value.ToNumberString(),
            ReportCell.Percent share => InPercent(share, "0.0"),
            ReportCell.Nothing => "–",
            _ => Plain(cell),
        };

    /// <summary>The heading of a column with the unit of its numbers.</summary>
    public static string Heading(ReportColumn column) =>
        column.Kind switch
        {
            ColumnKind.Money => $"{column.Name} ({column.Currency.Code})",
            ColumnKind.Percent => $"{column.Name} (%)",
            _ => column.Name,
        };

    private static string InPercent(ReportCell.Percent share, string format) =>
        (share.BasisPoints / 100m).ToString(format, CultureInfo.InvariantCulture);
}
