using System.Globalization;
using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>What a report can be asked with. The names on a page and in an address are those of <see cref="ReportCatalogue.NameOf"/>.</summary>
internal enum ReportParameter
{
    /// <summary>First business day, as 2026-01-31.</summary>
    From,

    /// <summary>Last business day, inclusive.</summary>
    To,

    /// <summary>Three letters of ISO 4217: a report is about one currency.</summary>
    Currency,

    /// <summary>day, week or month; month without it.</summary>
    Interval,

    /// <summary>A bank's code; the employee's own without it.</summary>
    Bank,

    /// <summary>A branch's code; the employee's own without it.</summary>
    Branch,
}

/// <summary>What was asked, once it is known to make sense.</summary>
/// <param name="Currency">None when the report has no amounts.</param>
/// <param name="Bank"><c>null</c> when none was named; so is <paramref name="Branch"/>.</param>
internal sealed record ReportQuestion(Period Days, Currency Currency, Interval Interval, string? Bank, string? Branch);

/// <summary>Makes a question of what a person or another system has written.</summary>
internal static class ReportQuestions
{
    /// <summary>The longest period a report is made of: ten years, and no more than that many rows by day.</summary>
    public const int MostDays = 3_660;

    private const int EarliestYear = 1970;
    private const int LatestYear = 9_998;

    /// <summary>Reads the parameters a report has. What it does not have is not looked at.</summary>
    public static OfficeResult<ReportQuestion> Read(
        IReadOnlyList<ReportParameter> wanted,
        IReadOnlyDictionary<string, string> given
    )
    {
        string? Value(ReportParameter parameter) =>
            wanted.Contains(parameter)
            && given.TryGetValue(ReportCatalogue.NameOf(parameter), out var text)
            && text.Trim() is { Length: > 0 } value
                ? value
                : null;

        if (TryDay(Value(ReportParameter.From)) is not { } from)
            return Wrong("Give the first business day in 'from', such as 2026-01-31.");
        if (TryDay(Value(ReportParameter.To)) is not { } to)
            return Wrong("Give the last business day in 'to', such as 2026-01-31.");
        if (to < from)
            return Wrong($"The last day, {to:yyyy-MM-dd}, is before the first, {from:yyyy-MM-dd}: swap them.");
        if (to.DayNumber - from.DayNumber >= MostDays)
            return Wrong($"A report is about {MostDays} days at most: choose a shorter time.");
        var currency = Currency.None;
        if (wanted.Contains(ReportParameter.Currency))
        {
            if (Currency.TryFromCode(Value(ReportParameter.Currency) ?? "") is not { } known)
                return Wrong($"Give one currency in 'currency': {Codes}. Amounts of two are never added.");
            currency = known;
        }
        if (TryInterval(Value(ReportParameter.Interval) ?? "month") is not { } interval)
            return Wrong("The interval must be day, week or month.");
        return new OfficeResult<ReportQuestion>.Done(
            new(new(from, to), currency, interval, Value(ReportParameter.Bank), Value(ReportParameter.Branch))
        );
    }

    private static string Codes => string.Join(", ", Currency.All);

    private static OfficeResult<ReportQuestion> Wrong(string sentence) =>
        new OfficeResult<ReportQuestion>.Refused(Refusal.WrongInput, sentence);

    private static DateOnly? TryDay(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= EarliestYear and <= LatestYear
            ? day
            : null;

    private static Interval? TryInterval(string text) =>
        text switch
        {
            "day" => Interval.Day,
            "week" => Interval.Week,
            "month" => Interval.Month,
            _ => null,
        };
}
