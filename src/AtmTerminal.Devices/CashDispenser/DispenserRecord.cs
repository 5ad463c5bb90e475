using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Devices.CashDispenser;

/// <summary>
/// What the journal says about the notes on their way, as a fold over its events: what the dispenser knows after a restart, and
/// nothing but what it wrote itself, except where a withdrawal begins and ends. Immutable.
/// </summary>
public sealed record DispenserRecord
{
    /// <summary>Facts that outlast their withdrawal: of an older one they are all that counts.</summary>
    public static IReadOnlySet<string> LastingFacts { get; } =
        new HashSet<string>(
            [nameof(NotePurged), nameof(NoteDropped), nameof(CashCleared), nameof(TestPickStarted), nameof(TestPicked)],
            StringComparer.Ordinal
        );

    /// <summary>A new machine.</summary>
    public static DispenserRecord None { get; } = new();

    /// <summary>The last withdrawal; an order of an earlier one is refused.</summary>
    public WithdrawalNumber Withdrawal { get; init; }

    /// <summary>Something was ordered for it: it is not ordered again.</summary>
    public bool Ordered { get; init; }

    /// <summary>Notes that passed the count sensor, whatever became of them later.</summary>
    public NoteCounts Stacked { get; init; } = NoteCounts.Empty;

    /// <summary>Notes counted out of the stacker since, as far as their kind is known.</summary>
    public NoteCounts Purged { get; init; } = NoteCounts.Empty;

    /// <summary>Notes counted out of the stacker since that could not be told apart.</summary>
    public int PurgedUnclassified { get; init; }

    /// <summary>The cassette of the note whose pick has begun and whose end is not known.</summary>
    public string? InDoubt { get; init; }

    /// <summary>Notes in the piece that was about to be diverted and is not known to have arrived; 0: none.</summary>
    public int Diverting { get; init; }

    /// <summary>The bin that the note at the hold position is counted for; <c>null</c>: a note there is not counted yet.</summary>
    public string? CountedFor { get; init; }

    /// <summary>A note of a test pick may be on its way: it belongs to no withdrawal, and no sensor need see it in its cam.</summary>
    public bool TestPicking { get; init; }

    public bool Presented { get; init; }

    public bool Retracting { get; init; }

    internal int PurgedTotal => Purged.Total + PurgedUnclassified;

    internal NoteCounts Outstanding =>
        NoteCounts.Of(Stacked.Select(s => KeyValuePair.Create(s.Key, Math.Max(0, s.Value - Purged[s.Key]))));

    /// <summary>Something may be on its way between cassettes and bins.</summary>
    internal bool IsOpen => TestPicking || InDoubt is not null || CountedFor is not null || PurgedTotal < Stacked.Total;

    /// <summary>
    /// The fold over the latest events, oldest first. 500 are more than any withdrawal writes; before the first of the last
    /// withdrawal <see cref="LastingFacts"/> are enough.
    /// </summary>
    public static DispenserRecord From(IEnumerable<JournalEvent> latest) =>
        latest.Aggregate(None, static (record, e) => record.After(e));

    /// <summary>As it is when a withdrawal begins: notes of an earlier one are not on their way any more.</summary>
    internal DispenserRecord Begin(WithdrawalNumber withdrawal) =>
        new()
        {
            Withdrawal = withdrawal,
            CountedFor = CountedFor,
            TestPicking = TestPicking,
        };

    internal DispenserRecord After(JournalEvent e) =>
        e is WithdrawalEvent later && later.Withdrawal.CompareTo(Withdrawal) > 0
            ? Begin(later.Withdrawal).Enter(e)
            : Enter(e);

    private DispenserRecord Enter(JournalEvent e) =>
        e switch
        {
            WithdrawalCompleted => Begin(Withdrawal) with { Ordered = true },
            NotePickStarted pick => this with { Ordered = true, InDoubt = pick.Unit },
            NotePicked picked => this with { Stacked = Stacked.Plus(picked.Unit, 1), InDoubt = null },
            NotePickMissed => this with { InDoubt = null },
            NoteDivertStarted divert => this with { InDoubt = divert.Unit, Diverting = divert.Notes },
            NoteDiverted => this with { InDoubt = null, Diverting = 0 },
            NotesStacked => this with { Ordered = true, InDoubt = null },
            PresentStarted => this with { Presented = true },
            RetractStarted => this with { Retracting = true },
            NotePurged { Unit: { } unit } purged => this with
            {
                Purged = Purged.Plus(unit, 1),
                CountedFor = purged.Bin,
            },
            NotePurged purged => this with { PurgedUnclassified = PurgedUnclassified + 1, CountedFor = purged.Bin },
            NoteDropped => this with { CountedFor = null },
            CashCleared => Begin(Withdrawal) with { Ordered = Ordered, TestPicking = false },
            TestPickStarted => this with { TestPicking = true },
            TestPicked => this with { TestPicking = false },
            _ => this,
        };
}
