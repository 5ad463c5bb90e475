using AtmTerminal.Domain.Cash;

namespace AtmTerminal.Devices.CashDispenser;

/// <summary>What is done with the piece at the thickness station.</summary>
/// <param name="Divert">Into the reject bin instead of the stacker.</param>
/// <param name="Notes">In the piece.</param>
/// <param name="Why">Empty when it is stacked.</param>
/// <param name="EndsCassette">The cassette is not picked from again in this order.</param>
internal readonly record struct StationDecision(bool Divert, int Notes, string Why, bool EndsCassette)
{
    /// <summary>Decides by what thickness and length say. Two notes are never given, however good each may be.</summary>
    public static StationDecision Of(bool isDouble, NoteFitness fitness) =>
        (isDouble, fitness) switch
        {
            (true, _) => new(true, 2, DispenserFault.Double, EndsCassette: false),
            (false, NoteFitness.Damaged) => new(true, 1, DispenserFault.Damaged, EndsCassette: false),
            // A note that was not measured may be anything, and the next one would not be measured either.
            (false, NoteFitness.Unmeasured) => new(true, 1, DispenserFault.Sensor, EndsCassette: true),
            (false, NoteFitness.Good) => new(false, 1, "", EndsCassette: false),
            _ => throw new ArgumentOutOfRangeException(nameof(fitness)),
        };
}

/// <summary>Which cassette is picked from next, and what is left to pick. Pure.</summary>
internal sealed class PickPlan(NoteCounts items)
{
    /// <summary>So many unfit pieces in a row from one cassette, and it is given up: something is wrong with it.</summary>
    private const int MaxDivertedInARow = 3;

    private readonly Dictionary<string, string> _failed = new(StringComparer.Ordinal);
    private readonly List<(string Unit, int Left)> _left = [.. items.Select(i => (i.Key, i.Value))];
    private int _divertedInARow;

    /// <summary>What this order has brought into the stacker.</summary>
    public NoteCounts StackedNotes { get; private set; } = NoteCounts.Empty;

    /// <summary>Cassettes that could not give what was asked, with the fault.</summary>
    public IReadOnlyDictionary<string, string> Failed => _failed;

    /// <summary>The cassette to pick from, or <c>null</c> when there is nothing left to do.</summary>
    public string? Next => _left.Count == 0 ? null : _left[0].Unit;

    public void Stacked()
    {
        _divertedInARow = 0;
        var (unit, left) = _left[0];
        StackedNotes = StackedNotes.Plus(unit, 1);
        if (left == 1)
            _left.RemoveAt(0);
        else
            _left[0] = (unit, left - 1);
    }

    public void Diverted(string why)
    {
        if (++_divertedInARow >= MaxDivertedInARow)
            GiveUp(why);
    }

    /// <summary>No more notes from the cassette of <see cref="Next"/>.</summary>
    public void GiveUp(string fault)
    {
        _failed[_left[0].Unit] = fault;
        _left.RemoveAt(0);
        _divertedInARow = 0;
    }
}
