using System.Globalization;
using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>What people type, as values. Nothing is guessed: what cannot be meant is <c>null</c>.</summary>
internal static class Typed
{
    /// <summary>An amount as it is shown: <c>1,234.50</c> or <c>1234.5</c>, with no more decimals than the currency has.</summary>
    public static Money? Amount(string? text, Currency currency) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign | White,
            CultureInfo.InvariantCulture,
            out var major
        )
        && Math.Abs(major) < MostMajorUnits
        && major * currency.MinorUnitsPerMajor is var minor
        && decimal.IsInteger(minor)
            ? Money.FromMinorUnits((long)minor, currency)
            : null;

    /// <summary>Hundredths of a percent out of a percentage: <c>1.2</c> is 120.</summary>
    public static int? BasisPoints(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | White, CultureInfo.InvariantCulture, out var percent)
        && percent <= 1_000
        && decimal.IsInteger(percent * 100)
            ? (int)(percent * 100)
            : null;

    public static long? Whole(string? text) =>
        long.TryParse(text, NumberStyles.None | White, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    /// <summary>A percentage as it is typed.</summary>
    public static string Percent(int basisPoints) =>
        (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A day as it is typed and shown; a dash for the first day of the calendar, which stands for one nobody knows.</summary>
    public static string Text(this DateOnly day) =>
        day == DateOnly.MinValue ? "–" : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A text that may be lacking.</summary>
    public static string OrDash(this string text) => text.Length == 0 ? "–" : text;

    public static string Text(this DateOnly? day) => day?.Text() ?? "–";

    /// <summary>The number of an amount as it is typed, without its currency.</summary>
    public static string Text(this Money amount) => amount.ToNumberString().Replace(",", "", StringComparison.Ordinal);

    /// <summary>The name of one of our enumerations as words: <c>CardNotCollected</c> is "card not collected".</summary>
    public static string Words(this Enum value) =>
        string.Concat(
                value
                    .ToString()
                    .Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")
            )
            .Trim();

    // 10^13 major units are 10^15 minor ones: far above every bank, far below an overflow.
    private const decimal MostMajorUnits = 10_000_000_000_000;
    private const NumberStyles White = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
}
