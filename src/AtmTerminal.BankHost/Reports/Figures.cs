using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>How figures of reports are worked out and rounded: half up, to a hundredth of a percent or to the minor unit.</summary>
internal static class Figures
{
    /// <summary>A share; nothing when there is nothing to share.</summary>
    /// <param name="part">0 to <paramref name="whole"/>.</param>
    public static ReportCell Share(long part, long whole) =>
        whole == 0 ? new ReportCell.Nothing() : new ReportCell.Percent((int)((part * 20_000 + whole) / (whole * 2)));

    /// <summary>The average of amounts of 0 or more; nothing when there are none.</summary>
    public static ReportCell Average(Money sum, long count) =>
        count == 0
            ? new ReportCell.Nothing()
            : new ReportCell.Amount(Money.FromMinorUnits((sum.MinorUnits * 2 + count) / (count * 2), sum.Currency));

    /// <summary>An amount in major units, exactly.</summary>
    public static decimal InMajorUnits(this Money amount) =>
        (decimal)amount.MinorUnits / amount.Currency.MinorUnitsPerMajor;

    /// <summary>What a chart shows of a cell; 0 for no value.</summary>
    public static decimal ForChart(this ReportCell cell) =>
        cell switch
        {
            ReportCell.Count count => count.Value,
            ReportCell.Amount amount => amount.Value.InMajorUnits(),
            ReportCell.Percent share => share.BasisPoints / 100m,
            _ => 0,
        };
}
