using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.SimulatedBoard.CashDispenser;

namespace AtmTerminal.Devices.Tests.CashDispenser;

/// <summary>Where every note is by the journal alone, to be compared with where it is.</summary>
internal sealed class Books
{
    public Books(IEnumerable<JournalEvent> events)
    {
        foreach (var e in events)
            Enter(e);
    }

    public NoteCounts LeftCassettes { get; private set; } = NoteCounts.Empty;

    public int InReject { get; private set; }

    public int InRetract { get; private set; }

    private NoteCounts Named { get; set; } = NoteCounts.Empty;

    public void MustAgreeWith(DispenserPicture truth, string when)
    {
        Assert.That(truth.Path, Is.Empty, $"{when}: nothing is left on its way");
        foreach (var cassette in truth.Cassettes)
            Assert.That(
                DispenserBench.NotesPerCassette - LeftCassettes[cassette.Unit],
                Is.EqualTo(cassette.Notes),
                $"{when}: cassette {cassette.Unit}"
            );
        Assert.That(InReject, Is.EqualTo(truth.Reject.Values.Sum()), $"{when}: reject bin");
        Assert.That(InRetract, Is.EqualTo(truth.Retract.Values.Sum()), $"{when}: retract bin");
        var binned = NoteCounts.Of(truth.Reject.Concat(truth.Retract));
        Assert.That(binned.Covers(Named), Is.True, $"{when}: notes by their kind, {Named} of {binned}");
        Assert.That(
            LeftCassettes.Total - InReject - InRetract,
            Is.EqualTo(truth.Customer.Values.Sum()),
            $"{when}: what is not in the machine has the customer"
        );
    }

    private void Enter(JournalEvent e)
    {
        switch (e)
        {
            case NotePicked picked:
                LeftCassettes = LeftCassettes.Plus(picked.Unit, 1);
                break;
            case NoteDiverted diverted:
                LeftCassettes = LeftCassettes.Plus(diverted.Unit, diverted.Notes);
                InReject += diverted.Notes;
                break;
            case NotePurged purged:
                InReject += purged.Bin == "reject" ? 1 : 0;
                InRetract += purged.Bin == "retract" ? 1 : 0;
                if (purged.Unit is { } unit)
                    Named = Named.Plus(unit, 1);
                break;
        }
    }
}
