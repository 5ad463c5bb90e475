namespace AtmTerminal.Iso8583;

/// <summary>Whether the dates and times of a decoded message exist. The codec takes digits; this asks what they say.</summary>
public static class DateChecks
{
    // 2000 was a leap year: a date without a year may be 29 February.
    private const int AnyLeapYear = 2000;

    private static readonly (int Field, string Layout)[] Dates =
    [
        (7, "MMDDhhmmss"),
        (12, "hhmmss"),
        (13, "MMDD"),
        (14, "YYMM"),
        (15, "MMDD"),
        (16, "MMDD"),
        (17, "MMDD"),
        (73, "YYMMDD"),
    ];

    /// <summary>The first field whose date or time cannot be, or <c>null</c> when all that are there can.</summary>
    public static DecodeError? FindImpossible(Iso8583Message message)
    {
        foreach (var (field, layout) in Dates)
        {
            if (message.Has(field) && !Exists(message[field], layout))
            {
                return new DecodeError(DecodeFault.BadDate, field);
            }
        }

        return null;
    }

    private static bool Exists(ReadOnlySpan<byte> digits, string layout)
    {
        var year = Part(digits, layout, "YY") is { } two ? AnyLeapYear + two : AnyLeapYear;
        var month = Part(digits, layout, "MM") ?? 1;
        return month is >= 1 and <= 12
            && (Part(digits, layout, "DD") ?? 1) is var day and >= 1
            && day <= DateTime.DaysInMonth(year, month)
            && (Part(digits, layout, "hh") ?? 0) <= 23
            && (Part(digits, layout, "mm") ?? 0) <= 59
            && (Part(digits, layout, "ss") ?? 0) <= 59;
    }

    private static int? Part(ReadOnlySpan<byte> digits, string layout, string part)
    {
        var start = layout.IndexOf(part, StringComparison.Ordinal);
        return start < 0 ? null : (digits[start] - '0') * 10 + digits[start + 1] - '0';
    }
}
