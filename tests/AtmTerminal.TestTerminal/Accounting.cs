using System.Globalization;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Journal;

namespace AtmTerminal.Testing;

/// <summary>Holds the machine, the journal and the bank against each other: the invariants of the failure matrix.</summary>
public static class Accounting
{
    /// <summary>
    /// Waits until the terminal has settled, checks, switches it off and verifies the journal file.
    /// </summary>
    /// <returns>Everything that does not agree, with the invariant's name; empty when every note is accounted for.</returns>
    public static IReadOnlyList<string> Check(TestTerminal terminal)
    {
        terminal.Settle();
        var problems = new List<string>();
        var state = terminal.Terminal!.Journal.State;
        var completed = terminal.Journaled<WithdrawalCompleted>();
        var suspect = state.Suspects.Any();
        CheckPhysics(terminal, problems);
        if (!suspect)
            CheckCounts(terminal, state, problems);
        if (!suspect && Given(terminal) != Sum(completed, state))
            problems.Add($"I1: customers have {Given(terminal)}, the journal says {Sum(completed, state)}");
        CheckHost(terminal, completed, suspect, problems);
        problems.AddRange(OrderOfFacts.Check(terminal));
        if (state.Open.Any())
            problems.Add("I5: a request is open although nobody is served");
        if (state.OwesHost)
            problems.Add($"{state.OwedCount} records are still owed");
        CheckCases(terminal, state, problems);
        terminal.CutPower();
        if (terminal.VerifyJournal() is { Holds: false } audit)
            problems.Add($"I7: {audit}");
        return problems;
    }

    /// <summary>What customers have in their hands, by the machine itself.</summary>
    public static Money Given(TestTerminal terminal) => ValueOf(terminal, terminal.Notes.Customer);

    private static void CheckPhysics(TestTerminal terminal, List<string> problems)
    {
        var loaded = terminal.Config.Cassettes.Sum(c => c.Notes) + terminal.NotesBrought;
        if (terminal.Notes.Total != loaded)
            problems.Add($"I1: {loaded} notes were loaded and {terminal.Notes.Total} are there");
    }

    private static void CheckCounts(TestTerminal terminal, TerminalState state, List<string> problems)
    {
        var notes = terminal.Notes;
        foreach (var cassette in notes.Cassettes)
            Compare(cassette.Unit, cassette.Notes);
        Compare("reject", notes.Reject.Values.Sum());
        Compare("retract", notes.Retract.Values.Sum());
        if (notes.Path.Count > 0)
            problems.Add($"I1: {notes.Path.Sum(i => i.Notes)} notes are still on their way");

        void Compare(string unit, int there)
        {
            var counted = state.Units.First(u => u.Id == unit).Count;
            if (counted != there)
                problems.Add($"I1: unit {unit} holds {there} notes, the journal says {counted}");
        }
    }

    private static void CheckHost(
        TestTerminal terminal,
        IReadOnlyList<WithdrawalCompleted> completed,
        bool suspect,
        List<string> problems
    )
    {
        var postings = terminal.Host.Queries.Postings(terminal.Config.TerminalId);
        var posted = terminal.Host.Queries.PostedSum(terminal.Config.TerminalId, terminal.Config.Currency);
        var journal = Sum(completed, terminal.Terminal!.Journal.State);
        if (posted != journal)
            problems.Add($"I2: the host posted {posted}, the journal says {journal}");
        foreach (var twice in postings.GroupBy(p => p.Number).Where(g => g.Count() > 1))
            problems.Add($"I2: withdrawal {twice.Key} was posted {twice.Count()} times");
        foreach (var hold in terminal.Host.Queries.OpenHolds())
            if (!suspect)
                problems.Add($"I6: the hold of withdrawal {hold.Number} is still there");
        problems.AddRange(terminal.Host.Queries.CheckLedger().Select(p => $"ledger: {p}"));
    }

    private static void CheckCases(TestTerminal terminal, TerminalState state, List<string> problems)
    {
        var cases = terminal.Host.Queries.Cases(terminal.Config.TerminalId);
        var expected = state
            .Suspects.Select(w => w.Number.Value)
            .Concat(state.SetAside.Select(r => r.Withdrawal.Value));
        var open = cases.Where(c => c is { IsOpen: true, Key.Kind: NoticeKinds.Suspect or NoticeKinds.SetAside });
        if (!expected.Order().SequenceEqual(open.Select(c => c.Key.Number).Order()))
            problems.Add("cases at the host are not those that wait for a person");
    }

    private static Money Sum(IEnumerable<WithdrawalCompleted> completed, TerminalState state) =>
        completed.Aggregate(Money.Zero(state.Cash!.Loaded.Currency), (sum, c) => sum + c.Amount);

    private static Money ValueOf(TestTerminal terminal, IReadOnlyDictionary<string, int> notes) =>
        NoteCounts
            .Of(notes)
            .ValueIn(
                terminal.Config.Cassettes.ToDictionary(
                    c => c.Id.ToString(CultureInfo.InvariantCulture),
                    c => c.Denomination
                ),
                terminal.Config.Currency
            );
}
