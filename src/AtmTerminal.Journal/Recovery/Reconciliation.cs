using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Journal;

/// <summary>One thing a start found and what was decided about it.</summary>
/// <param name="Withdrawal"><c>default</c> when it concerns cash alone.</param>
/// <param name="Row">The row of the failure matrix.</param>
/// <param name="Amount">What is posted, missing or over; zero for a release.</param>
/// <param name="Evidence">What it rests on, in one line.</param>
public sealed record Finding(WithdrawalNumber Withdrawal, Verdict Verdict, string Row, Money Amount, string Evidence);

/// <summary>Everything a start decides.</summary>
/// <param name="Findings">Empty when all is as it should be.</param>
/// <param name="Events">To be appended in one transaction; empty when nothing is new.</param>
/// <param name="StayOutOfService">A person has to come before the next session.</param>
public sealed record ReconciliationDecision(
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<JournalEvent> Events,
    bool StayOutOfService
);

/// <summary>
/// Decides, from the journal and the dispenser's evidence, what became of an open request and of the cash. Pure: same input,
/// same decision; after its events are appended the same evidence gives no new event (rule 6). Meant for every start, and as
/// well for a session whose notes came back (retracted, rejected): the same evidence must not be judged in two places.
/// </summary>
public static class Reconciliation
{
    /// <summary>DE 39 of a reversal that a start makes: suspected malfunction.</summary>
    public const string SuspectedMalfunction = "22";

    /// <summary>How the verdict begins when a difference that was reported before has gone.</summary>
    internal const string CashAgreesAgain = "cash agrees again";

    private static readonly Dictionary<Verdict, string> Words = new()
    {
        [Verdict.CompletedWithZero] = "nothing given",
        [Verdict.CompletedInFull] = "given in full",
        [Verdict.CompletedInPart] = "given in part",
        [Verdict.Suspect] = "suspect",
        [Verdict.Shortage] = "shortage",
        [Verdict.Over] = "over",
        [Verdict.CashAgrees] = CashAgreesAgain,
        [Verdict.CountsUnknown] = "counts unknown",
    };

    /// <param name="state">The fold of the journal, the clearing's own events included.</param>
    /// <param name="evidence">Taken before and after that clearing.</param>
    /// <param name="reversalReason">DE 39 when nothing was given.</param>
    /// <param name="toleratedShortage">Up to this much may be missing without a request before the terminal stays out of service.</param>
    public static ReconciliationDecision Decide(
        TerminalState state,
        DispenserEvidence evidence,
        string reversalReason = SuspectedMalfunction,
        Money? toleratedShortage = null
    )
    {
        var work = new Work(state, reversalReason);
        foreach (var unanswered in state.Authorizing)
            Reverse(work, unanswered);
        var open = state.Open.ToList();
        if (open.Count > 1)
            open.ForEach(w => Suspect(work, w, "D4", $"{open.Count} requests are open at once; {evidence}"));
        else if (open is [var request])
            Close(work, request, evidence);
        Cash(work, evidence, toleratedShortage);
        return new(
            work.Findings,
            work.Events,
            work.StayOutOfService || work.State.Lock is not null || work.State.Suspects.Any()
        );
    }

    private static void Reverse(Work work, Withdrawal unanswered)
    {
        const string Because = "authorisation sent, no request written before the stop";
        work.Add(
            new Finding(unanswered.Number, Verdict.HoldReversed, "A6", unanswered.Amount, Because),
            new ReversalQueued(unanswered.Number, work.ReversalReason, $"reconciled: {Because} (A6)")
        );
    }

    private static void Close(Work work, Withdrawal open, DispenserEvidence evidence)
    {
        var facts = new OpenRequestFacts(work.State, open, evidence);
        var (verdict, row) = ReconciliationTable.Decide(facts.Reach, facts.Back, facts.Path, facts.Kinds);
        if (row == "B2" && open.Stacked.IsEmpty && open.InDoubt is null)
            row = "B1";
        var line = $"{Describe(open)}; {evidence}";
        if (verdict == Verdict.Suspect)
        {
            Suspect(work, open, row, line);
            return;
        }
        if (facts.DivertedUnwritten > 0)
            work.Add(new NoteDiverted(open.Number, open.InDoubt!.Unit, facts.DivertedUnwritten));
        var notes = verdict == Verdict.CompletedWithZero ? NoteCounts.Empty : facts.NotBack!;
        // What the customer could have taken, but never more than was asked for (B9): the rest shows as a shortage.
        var worth = work.ValueOf(notes, open.Amount.Currency);
        var amount = Money.Min(open.Amount, worth);
        work.Add(
            new Finding(open.Number, verdict, row, amount, line),
            Decided(work, open, $"{Words[verdict]} ({row})", line),
            new WithdrawalCompleted(
                open.Number,
                amount,
                open.CommissionOn(amount),
                notes,
                $"reconciled: {row}",
                work.ReversalReason
            )
        );
        // The next start need not see it any more, in the books or within a limit: this fact tells it, until a person came.
        if (WhyAPersonHasToCome(row, tooMuchGiven: worth > open.Amount) is { } why)
            work.Add(new TerminalLocked($"{row}: {why}; {line}"));
    }

    private static string? WhyAPersonHasToCome(string row, bool tooMuchGiven) =>
        row == "C8" ? "the shutter was forced or contradicts itself"
        : row == "D7" ? "more notes came back than were stacked"
        : tooMuchGiven ? "more was given than was asked for"
        : null;

    private static void Suspect(Work work, Withdrawal open, string row, string evidence)
    {
        var atMost = open.MayHaveReachedCustomer
            ? Money.Min(open.Amount, work.ValueOf(open.Outstanding, open.Amount.Currency))
            : Money.Zero(open.Amount.Currency);
        work.Add(
            new Finding(open.Number, Verdict.Suspect, row, atMost, evidence),
            Decided(work, open, $"{Words[Verdict.Suspect]} ({row})", evidence),
            new WithdrawalSuspected(open.Number, atMost, $"{row}: {evidence}")
        );
    }

    // After the request is decided: is there cash that nothing explains? Reported once, until a person has counted.
    private static void Cash(Work work, DispenserEvidence evidence, Money? toleratedShortage)
    {
        if (work.State.Cash is not { } cash)
            return;
        var zero = Money.Zero(cash.Loaded.Currency);
        if (!evidence.CountIsKnown)
        {
            CountsUnknown(work, cash, evidence);
            return;
        }
        var reported = work.State.LastDifference is { Found: { } found } last ? last.Expected - found : zero;
        var unexplained = CashDifference.Unexplained(work.State, cash);
        var standing = unexplained + reported;
        var (verdict, row) =
            standing > zero ? (Verdict.Shortage, "D6")
            : standing < zero ? (Verdict.Over, "D7")
            : (Verdict.CashAgrees, "D6");
        work.StayOutOfService |= standing < zero || standing > (toleratedShortage ?? zero);
        if (unexplained.IsZero)
            return;
        var line = $"expected {cash.Expected}, found {cash.Found}; {evidence}";
        work.Add(
            new Finding(default, verdict, row, standing > zero ? standing : -standing, line),
            new ReconciliationDecided(
                default,
                $"{Words[verdict]} ({row})",
                cash.Expected,
                cash.Expected - standing,
                line
            )
        );
    }

    private static void CountsUnknown(Work work, CashPosition cash, DispenserEvidence evidence)
    {
        work.StayOutOfService = true;
        if (work.State.LastDifference is { Found: null } || work.State.Suspects.Any())
            return;
        var line = $"expected {cash.Expected}; {evidence}";
        work.Add(
            new Finding(default, Verdict.CountsUnknown, "D11", cash.Expected, line),
            new ReconciliationDecided(default, $"{Words[Verdict.CountsUnknown]} (D11)", cash.Expected, null, line)
        );
    }

    private static ReconciliationDecided Decided(Work work, Withdrawal open, string verdict, string evidence)
    {
        var zero = Money.Zero(open.Amount.Currency);
        return new(open.Number, verdict, work.State.Cash?.Expected ?? zero, work.State.Cash?.Found, evidence);
    }

    private static string Describe(Withdrawal open) =>
        $"{open.State.ToString().ToLowerInvariant()}, stacked {open.Stacked}, counted back {open.Purged}"
        + (open.PurgedUnclassified.IsEmpty ? "" : $" and {open.PurgedUnclassified.Total} not told apart")
        + (open.InDoubt is { } doubt ? $", in doubt a note of {doubt.Unit}" : "")
        + (open.AccessDoubted ? ", customer access doubted" : "");

    /// <summary>The decision as it grows, with the state as it will be after it.</summary>
    private sealed class Work(TerminalState state, string reversalReason)
    {
        public string ReversalReason => reversalReason;

        public TerminalState State { get; private set; } = state;

        public List<Finding> Findings { get; } = [];

        public List<JournalEvent> Events { get; } = [];

        public bool StayOutOfService { get; set; }

        public void Add(Finding finding, params ReadOnlySpan<JournalEvent> events)
        {
            Findings.Add(finding);
            Add(events);
        }

        public void Add(params ReadOnlySpan<JournalEvent> events)
        {
            foreach (var e in events)
            {
                Events.Add(e);
                State = State.Apply(new(State.HeadSeq + 1, default, e, State.HeadHash));
            }
        }

        public Money ValueOf(NoteCounts notes, Currency currency) => State.Cash?.ValueOf(notes) ?? Money.Zero(currency);
    }
}
