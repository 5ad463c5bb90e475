using System.Diagnostics;
using AtmTerminal.Benchmarks.Ratios;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;

namespace AtmTerminal.Benchmarks.Cash;

/// <summary>The search for the notes of an amount, its table made anew each time as after every change of the counts.</summary>
internal static class NoteMixRows
{
    private const int MostNotes = 40;
    private const int MixRounds = 2_001;
    private static readonly TimeSpan Allowed = TimeSpan.FromMilliseconds(1);

    // 20 does not divide 50, so the largest notes first is not always right. The amount takes exactly forty notes.
    private static readonly CashUnit[] Units =
    [
        .. new[] { 20, 50, 100, 200, 500, 1_000 }.Select(
            (value, i) => CashUnit.Cassette($"{i + 1}", new(Money.FromMajorUnits(value, Currency.Uah)), initial: 2_000)
        ),
    ];

    private static readonly Money Amount = Money.FromMajorUnits(35_760, Currency.Uah);

    public static IReadOnlyList<RatioRow> All { get; } =
    [new RatioRow("note mix, 40 notes of 6 cassettes, table and answer, p50 against 1 ms", 1.0, Mix)];

    private static Measurement Mix()
    {
        var times = new double[MixRounds];
        for (var round = -MixRounds; round < MixRounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var outcome = NoteMix.Over(Units, Currency.Uah, MostNotes).Find(Amount);
            var time = Stopwatch.GetElapsedTime(start);
            if (outcome is not MixOutcome.Payable)
                throw new InvalidOperationException($"{Amount} cannot be paid.");
            if (round >= 0)
                times[round] = time / Allowed;
        }
        return Rounds.Median(times);
    }
}
