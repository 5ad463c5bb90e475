using System.Collections.Immutable;

namespace AtmTerminal.Journal;

/// <summary>
/// Every record the terminal ever owed its host, read out of the journal again by the same fold that first made them: for a host
/// that has lost what it acknowledged, and for finding out which withdrawals differ. A long journal takes seconds, so it is read
/// in slices between which the loop can do other work. Terminal loop only.
/// </summary>
public sealed class RecordReplay(IJournal journal)
{
    private readonly List<OutboxRecord> _records = [];
    private readonly Dictionary<long, int> _placeByRow = [];
    private TerminalState _state = TerminalState.Empty;

    /// <summary>What was found so far, in the order of rows, whatever became of each. With the host's name of the card.</summary>
    public IReadOnlyList<OutboxRecord> Records => _records;

    /// <summary>Reads some rows more.</summary>
    /// <returns>False when there is no further row.</returns>
    public bool Advance(int rows)
    {
        var first = _state.HeadSeq + 1;
        foreach (var entry in journal.Read(first).Take(rows))
            Take(entry);
        return _state.HeadSeq == first + rows - 1;
    }

    private void Take(JournalEntry entry)
    {
        var before = _state;
        _state = _state.Apply(entry);
        Add(before.Outbox, _state.Outbox);
        Add(before.Reports, _state.Reports);
        if (
            entry.Event is Domain.Events.UploadAcknowledged { CardReference: not "" } acknowledged
            && _placeByRow.TryGetValue(acknowledged.RecordSeq, out var place)
        )
            _records[place] = _records[place] with { CardReference = acknowledged.CardReference };
    }

    private void Add(ImmutableArray<OutboxRecord> before, ImmutableArray<OutboxRecord> after)
    {
        if (after.Length <= before.Length)
            return;
        _placeByRow.Add(after[^1].Seq, _records.Count);
        _records.Add(after[^1]);
    }
}
