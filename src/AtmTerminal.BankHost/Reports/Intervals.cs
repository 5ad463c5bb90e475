using System.Globalization;

namespace AtmTerminal.BankHost;

/// <summary>How a report cuts its days into pieces. Weeks begin on Monday.</summary>
internal enum Interval
{
    Day,
    Week,
    Month,
}

/// <summary>Business days from the first to the last, both inclusive.</summary>
internal readonly record struct Period(DateOnly From, DateOnly To);

/// <summary>Cuts days into days, weeks and months.</summary>
internal static class Intervals
{
    /// <summary>The pieces of a period, none lacking; the first and last are as short as the period makes them.</summary>
    public static IReadOnlyList<Period> Split(Period whole, Interval interval)
    {
        List<Period> pieces = [];
        for (var from = whole.From; from <= whole.To; )
        {
            var last = LastOf(from, interval);
            var to = last < whole.To ? last : whole.To;
            pieces.Add(new(from, to));
            if (to == whole.To)
                break;
            from = to.AddDays(1);
        }
        return pieces;
    }

    /// <summary>Short, for below a chart.</summary>
    public static string Label(Period piece, Interval interval) =>
        piece.From.ToString(interval == Interval.Month ? "MMM yyyy" : "d MMM", CultureInfo.InvariantCulture);

    /// <summary>What the pieces are called across a chart.</summary>
    public static string Across(Interval interval) =>
        interval switch
        {
            Interval.Day => "Business day",
            Interval.Week => "Week from",
            _ => "Month",
        };

    private static DateOnly LastOf(DateOnly day, Interval interval) =>
        interval switch
        {
            Interval.Day => day,
            Interval.Week => day.AddDays((7 - (int)day.DayOfWeek) % 7),
            _ => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)),
        };
}
