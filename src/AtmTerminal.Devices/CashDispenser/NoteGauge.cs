using AtmTerminal.Domain.Cash;

namespace AtmTerminal.Devices.CashDispenser;

/// <summary>What a note's length says about it.</summary>
internal enum NoteFitness
{
    Good,

    /// <summary>Longer or shorter than the notes of its cassette: torn, folded, taped, or two that overlap.</summary>
    Damaged,

    /// <summary>The sensor did not see it begin or end.</summary>
    Unmeasured,
}

/// <summary>Tells notes by the time they cover a sensor at the constant speed of the rollers. Pure.</summary>
internal sealed class NoteGauge(IReadOnlyList<CassetteSettings> cassettes)
{
    /// <summary>Less than half of the 4 mm between neighbouring denominations, more than the play of the rollers.</summary>
    private const long ToleranceMicrometres = 1_900;

    public NoteFitness Judge(CassetteSettings cassette, TimeSpan? pass) =>
        pass is not { } time ? NoteFitness.Unmeasured
        : Off(cassette, time) <= ToleranceMicrometres ? NoteFitness.Good
        : NoteFitness.Damaged;

    /// <summary>
    /// The cassette that a note comes from. Where several hold notes of its length, one that still has notes out is preferred.
    /// </summary>
    /// <param name="pass"><c>null</c> when it could not be measured.</param>
    /// <param name="outstanding">Notes that left their cassettes and are not in a bin again.</param>
    /// <returns><c>null</c> when nothing tells.</returns>
    public string? UnitOf(TimeSpan? pass, NoteCounts outstanding)
    {
        if (pass is not { } time)
            return outstanding.Count == 1 ? outstanding.First().Key : null;
        string? fitting = null;
        foreach (var cassette in cassettes)
        {
            if (Off(cassette, time) > ToleranceMicrometres)
                continue;
            if (outstanding[cassette.Unit] > 0)
                return cassette.Unit;
            fitting ??= cassette.Unit;
        }
        return fitting;
    }

    private static long Off(CassetteSettings cassette, TimeSpan pass)
    {
        var length = pass.Ticks * DispenserTiming.NoteSpeed / TimeSpan.TicksPerSecond;
        return Math.Abs(length - cassette.NoteLengthMm * 1_000L);
    }
}
