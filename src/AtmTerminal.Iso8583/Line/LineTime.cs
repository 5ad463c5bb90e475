using System.Globalization;

namespace AtmTerminal.Iso8583;

/// <summary>Month, day and time of day to the second, as the line carries them: without a year and without a zone.</summary>
/// <remarks>DE 7 counts in UTC, DE 13 and 12 together in the terminal's own time. <c>default</c> is no time at all.</remarks>
public readonly record struct LineTime
{
    private const string Layout = "MMddHHmmss";

    private readonly string? _digits;

    private LineTime(string digits) => _digits = digits;

    /// <summary>MMDDhhmmss; empty for <c>default</c>.</summary>
    public string Digits => _digits ?? "";

    /// <summary>The first four digits, DE 13.</summary>
    public string Date => Digits[..4];

    /// <summary>The last six digits, DE 12.</summary>
    public string TimeOfDay => Digits[4..];

    /// <summary>The moment as a clock in UTC shows it.</summary>
    public static LineTime Utc(DateTimeOffset moment) => AsShown(moment.ToUniversalTime());

    /// <summary>The moment as the clock of its own zone shows it.</summary>
    public static LineTime AsShown(DateTimeOffset moment) => new(moment.ToString(Layout, CultureInfo.InvariantCulture));

    /// <summary>Ten digits that a calendar and a clock can show, else <c>null</c>. 29 February is always taken.</summary>
    public static LineTime? TryParse(ReadOnlySpan<char> digits) =>
        digits.Length == Layout.Length && !digits.ContainsAnyExceptInRange('0', '9') && InYear(2000, digits) is not null
            ? new(digits.ToString())
            : null;

    /// <summary>The moment nearest to <paramref name="now"/> that a clock in UTC shows so: the year the line leaves out.</summary>
    public DateTimeOffset Nearest(DateTimeOffset now)
    {
        var year = now.UtcDateTime.Year;
        var digits = Digits;
        return Enumerable
            .Range(year - 4, 9)
            .Select(candidate => InYear(candidate, digits))
            .OfType<DateTimeOffset>()
            .MinBy(moment => (moment - now).Duration());
    }

    public override string ToString() => Digits;

    private static DateTimeOffset? InYear(int year, ReadOnlySpan<char> digits) =>
        DateTimeOffset.TryParseExact(
            string.Create(CultureInfo.InvariantCulture, $"{year:D4}{digits}"),
            "yyyy" + Layout,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var moment
        )
            ? moment
            : null;
}
