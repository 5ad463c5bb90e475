using System.Globalization;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Iso8583;

/// <summary>Facts of DE 48 that are more than words.</summary>
public static class DetailFacts
{
    internal const string DayLayout = "yyyyMMdd";
    internal const string TimeLayout = "yyyyMMddHHmmss";

    /// <summary>These facts and a number.</summary>
    public static Details With(this Details details, string key, long value) =>
        details.With(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>These facts and a day.</summary>
    public static Details With(this Details details, string key, DateOnly value) =>
        details.With(key, value.ToString(DayLayout, CultureInfo.InvariantCulture));

    /// <summary>A number from 0; <c>null</c> when it is not there or is none.</summary>
    public static long? Number(this Details details, string key) =>
        long.TryParse(details[key], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A day; <c>null</c> when it is not there or is none.</summary>
    public static DateOnly? Day(this Details details, string key) =>
        DateOnly.TryParseExact(
            details[key],
            DayLayout,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var value
        )
            ? value
            : null;

    /// <summary>A moment of the host's clock; <c>null</c> when it is not there or is none.</summary>
    internal static DateTimeOffset? Moment(this Details details, string key) =>
        DateTimeOffset.TryParseExact(
            details[key],
            TimeLayout,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var value
        )
            ? value
            : null;

    internal static Details With(this Details details, string key, DateTimeOffset value) =>
        details.With(key, value.UtcDateTime.ToString(TimeLayout, CultureInfo.InvariantCulture));

    /// <summary>Whether every fact of these is absent or readable.</summary>
    internal static bool AreReadable(this Details details) =>
        (details[DetailKeys.Row] is null || details.Number(DetailKeys.Row) is > 0)
        && (details[DetailKeys.Day] is null || details.Day(DetailKeys.Day) is not null);
}

/// <summary>What the host tells a terminal about itself in the answer to a network message, in DE 48.</summary>
internal static class HostFacts
{
    public static Details ToDetails(NetworkAnswer answer)
    {
        var details = Details.None;
        if (answer.LastWithdrawal is { } last)
        {
            details = details.With(DetailKeys.Last, last.Value);
        }

        if (answer.HostTime is { } time)
        {
            details = details.With(DetailKeys.Time, time);
        }

        if (answer.Day is { } day)
        {
            details = details.With(DetailKeys.Day, day.Date).With(DetailKeys.Ends, day.Ends);
        }

        return answer.LastRow is { } row ? details.With(DetailKeys.Row, row) : details;
    }

    /// <summary>The facts in a bare answer; <c>null</c> when one of them is there and cannot be read.</summary>
    public static NetworkAnswer? TryRead(NetworkAnswer bare, Details details)
    {
        var read = bare with
        {
            LastWithdrawal = details.Number(DetailKeys.Last) is { } last ? new WithdrawalNumber(last) : null,
            HostTime = details.Moment(DetailKeys.Time),
            Day =
                details.Day(DetailKeys.Day) is { } day && details.Moment(DetailKeys.Ends) is { } ends
                    ? new HostDay(day, ends)
                    : null,
            LastRow = details.Number(DetailKeys.Row),
        };
        var isComplete =
            (details[DetailKeys.Last] is not null) == (read.LastWithdrawal is not null)
            && (details[DetailKeys.Time] is not null) == (read.HostTime is not null)
            && (details[DetailKeys.Day] is not null) == (read.Day is not null)
            && (details[DetailKeys.Row] is not null) == (read.LastRow is not null);
        return isComplete ? read : null;
    }
}

/// <summary>Pages of totals in DE 48.</summary>
internal static class TotalsFacts
{
    public static Details ToDetails(TotalsAdvice advice)
    {
        var details = Details.None.With(DetailKeys.Row, advice.Row).With(DetailKeys.Day, advice.Day);
        return advice.Page is { } page
            ? details
                .With(DetailKeys.After, page.After.Value)
                .With(DetailKeys.UpTo, page.UpTo.Value)
                .With(DetailKeys.Given, string.Join(',', page.Given.Select(ToText)))
            : details;
    }

    public static Details ToDetails(TotalsAnswer answer)
    {
        var details = Details.None.With(DetailKeys.Day, answer.Day);
        return answer.Differing.Count == 0
            ? details
            : details.With(DetailKeys.Differs, string.Join(',', answer.Differing));
    }

    /// <summary>False when there is a page and it cannot be read.</summary>
    public static bool TryReadPage(Details details, out TotalsPage? page)
    {
        page = null;
        if (details[DetailKeys.Given] is not { } text)
        {
            return true;
        }

        var given = Items(text).Select(TryReadGiven).ToList();
        if (
            details.Number(DetailKeys.After) is not { } after
            || details.Number(DetailKeys.UpTo) is not { } upTo
            || given.Contains(null)
        )
        {
            return false;
        }

        page = new TotalsPage(new(after), new(upTo), [.. given.OfType<GivenAmount>()]);
        return true;
    }

    /// <summary><c>null</c> when there are numbers and one of them is none.</summary>
    public static IReadOnlyList<WithdrawalNumber>? TryReadDiffering(Details details)
    {
        var numbers = Items(details[DetailKeys.Differs] ?? "").Select(TryReadNumber).ToList();
        return numbers.Contains(null) ? null : [.. numbers.Select(number => new WithdrawalNumber(number!.Value))];
    }

    private static string[] Items(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static string ToText(GivenAmount given) =>
        string.Create(CultureInfo.InvariantCulture, $"{given.Withdrawal.Value}x{given.MinorUnits}");

    private static GivenAmount? TryReadGiven(string item)
    {
        var parts = item.Split('x');
        return parts.Length == 2 && TryReadNumber(parts[0]) is { } number && TryReadNumber(parts[1]) is { } amount
            ? new GivenAmount(new(number), amount)
            : null;
    }

    private static long? TryReadNumber(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
