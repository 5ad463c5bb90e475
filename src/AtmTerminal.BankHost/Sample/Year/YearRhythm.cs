namespace AtmTerminal.BankHost;

/// <summary>
/// When people of a country go to machines: more on Fridays, after pay-day and before holidays, less on holidays themselves, by the
/// hour of the day, and slowly more over the year.
/// </summary>
internal sealed class YearRhythm
{
    private const double GrowthInAYear = 0.08;
    private const double NoiseOfADay = 0.04;

    // Sunday first, as the runtime counts them.
    private static readonly double[] Weekdays = [0.76, 1.0, 0.95, 0.96, 1.02, 1.26, 1.12];

    // From midnight. Nobody is at a machine from one to four, so that a business day that ends at another hour cuts none in two.
    private static readonly double[] Hours =
    [
        0.15,
        0,
        0,
        0,
        0,
        0.2,
        0.6,
        1.6,
        3.2,
        4.6,
        5.6,
        6.2,
        6.6,
        6.0,
        5.0,
        4.8,
        5.4,
        7.0,
        7.6,
        6.2,
        4.2,
        2.6,
        1.4,
        0.6,
    ];

    // The first day of the lunar year, when Vietnam stands still.
    private static readonly DateOnly[] LunarNewYears =
    [
        new(2024, 2, 10),
        new(2025, 1, 29),
        new(2026, 2, 17),
        new(2027, 2, 6),
        new(2028, 1, 26),
        new(2029, 2, 13),
        new(2030, 2, 3),
    ];

    private readonly YearCountry _country;
    private readonly Weighted<DateOnly> _days;
    private readonly Weighted<int> _hours = new([.. Enumerable.Range(0, 24)], static hour => Hours[hour]);

    /// <param name="draw">Makes no two Tuesdays the same.</param>
    public YearRhythm(YearCountry country, Period year, YearDraw draw)
    {
        _country = country;
        var length = year.To.DayNumber - year.From.DayNumber + 1;
        var days = Enumerable.Range(0, length).Select(year.From.AddDays).ToList();
        _days = new(
            days,
            day =>
                Weekdays[(int)day.DayOfWeek]
                * HolidayFactor(day)
                * (1 + GrowthInAYear * (day.DayNumber - year.From.DayNumber) / length)
                * (1 + NoiseOfADay * draw.Bell())
        );
    }

    /// <summary>A day on which somebody goes to a machine.</summary>
    public DateOnly Day(YearDraw draw) => _days.Draw(draw);

    /// <summary>The moment at which somebody is at a machine on a day.</summary>
    public DateTimeOffset Moment(DateOnly day, YearDraw draw)
    {
        var hour = _hours.Draw(draw);
        var time = new TimeOnly(hour, draw.Below(60), draw.Below(60));
        return new DateTimeOffset(day, time, _country.ClockOffset).ToUniversalTime();
    }

    private double HolidayFactor(DateOnly day) => _country == YearPlaces.Vietnam ? InVietnam(day) : InUkraine(day);

    private static double InUkraine(DateOnly day) =>
        (day.Month, day.Day) switch
        {
            (12, >= 22 and <= 24) or (12, >= 28) => 1.45,
            (12, 25) or (1, 1) => 0.45,
            (1, 2) => 0.7,
            (3, 6 or 7) or (4, 30) or (8, 23) => 1.25,
            (3, 8) or (8, 24) => 0.8,
            (7 or 8, _) => 0.95,
            _ => 1,
        };

    private static double InVietnam(DateOnly day)
    {
        foreach (var feast in LunarNewYears)
        {
            var before = feast.DayNumber - day.DayNumber;
            if (before is >= 1 and <= 14)
                return 1.2 + 0.07 * (14 - before);
            if (before is <= 0 and >= -4)
                return before >= -2 ? 0.3 : 0.6;
        }
        return (day.Month, day.Day) switch
        {
            (4, 28 or 29) or (9, 1) or (12, 30 or 31) => 1.3,
            (4, 30) or (5, 1) or (9, 2) or (1, 1) => 0.75,
            _ => 1,
        };
    }
}
