using System.Globalization;
using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>The axis of a chart's values: from 0 in equal round steps to the first one that is not below the largest value.</summary>
/// <param name="Step">1, 2 or 5 times a power of ten; at least 1 for counts.</param>
/// <param name="Steps">At least one.</param>
/// <param name="Divisor">What the written numbers are divided by, to stay short: 1, a thousand, a million ...</param>
/// <param name="DivisorName">Its name, such as <c>million</c>; empty for 1.</param>
internal sealed record Axis(decimal Step, int Steps, decimal Divisor, string DivisorName)
{
    private const int MostSteps = 5;

    private static readonly (decimal From, decimal Divisor, string Name)[] Divisors =
    [
        (1_000_000_000m, 1_000_000_000m, "billion"),
        (1_000_000m, 1_000_000m, "million"),
        (10_000m, 1_000m, "thousand"),
        (0m, 1m, ""),
    ];

    public decimal Top => Step * Steps;

    /// <param name="largest">Of all values, 0 or more.</param>
    public static Axis For(decimal largest, ColumnKind kind)
    {
        var step = RoundedUp(largest / MostSteps);
        if (kind == ColumnKind.Count)
            step = Math.Max(step, 1);
        var steps = Math.Max((int)Math.Ceiling(largest / step), 1);
        var (_, divisor, name) = Divisors.First(one => step * steps >= one.From);
        return new(step, steps, divisor, name);
    }

    /// <summary>What is written beside step number <paramref name="step"/>.</summary>
    public string Label(int step) => (Step * step / Divisor).ToString("#,0.######", CultureInfo.InvariantCulture);

    /// <summary>What the numbers are of, such as <c>Withdrawn, million UAH</c>.</summary>
    public string Caption(string values, ColumnKind kind, Currency currency)
    {
        var unit = kind == ColumnKind.Percent ? "%" : currency.Code;
        var words = string.Join(' ', new[] { DivisorName, unit }.Where(word => word.Length > 0));
        return words.Length == 0 ? values : $"{values}, {words}";
    }

    /// <summary>The smallest of 1, 2 and 5 times a power of ten that is not below.</summary>
    private static decimal RoundedUp(decimal least)
    {
        if (least <= 0)
            return 1;
        var power = 1m;
        while (power * 10 <= least)
            power *= 10;
        while (power > least)
            power /= 10;
        foreach (var factor in (decimal[])[1, 2, 5])
            if (power * factor >= least)
                return power * factor;
        return power * 10;
    }
}
