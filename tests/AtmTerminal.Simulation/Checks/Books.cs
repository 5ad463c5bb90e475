using System.Globalization;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Journal;
using AtmTerminal.SimulatedBoard.CashDispenser;

namespace AtmTerminal.Simulation;

/// <summary>
/// The main equation, when every queue is empty: what customers have in their hands, what the journals say they could have
/// taken, and what the host has posted.
/// </summary>
internal static class Books
{
    public static void Check(World world)
    {
        foreach (var cashpoint in world.Cashpoints)
        {
            CheckCash(cashpoint);
            CheckPostings(world, cashpoint);
            cashpoint.SwitchOff();
            if (cashpoint.Disk.Verify() is { Holds: false } audit)
                cashpoint.Violated($"I7: {audit}");
        }
        CheckHost(world);
        if (world.Cashpoints.Count == 1 && world.Tally.Faults[(int)FaultKind.HostBackupRestored] == 0)
            CheckBalances(world);
    }

    private static void CheckCash(Cashpoint cashpoint)
    {
        var notes = cashpoint.Machine.Snapshot().Of<DispenserPicture>();
        var state = cashpoint.Program!.Journal.State;
        var loaded = cashpoint.Config.Cassettes.Sum(c => c.Notes) + cashpoint.NotesBrought;
        if (notes.Total != loaded)
            cashpoint.Violated($"I1: {loaded} notes were loaded and {notes.Total} are there");
        if (state.Open.Any())
            cashpoint.Violated("I5: a request is open although nobody is served");
        if (state.Suspects.Any())
            cashpoint.Violated("I1: a case is open although everything was counted");
        var (given, completed) = (ValueOf(cashpoint, notes.Customer), Completed(cashpoint));
        var declared = Declared(cashpoint);
        if (given != completed + declared)
            cashpoint.Violated(
                $"I1: customers have {given}, the journal says {completed}, and {declared} were declared missing"
            );
        if (!declared.IsZero && !cashpoint.World.CountsCanBeWrong)
            cashpoint.Violated($"I1: {declared} were declared missing although nothing hid a note from the machine");
        foreach (var cassette in notes.Cassettes)
            Compare(cashpoint, state, cassette.Unit, cassette.Notes);
        CompareBins(cashpoint, notes, state);
    }

    /// <summary>What the journal has in each bin against what lies there.</summary>
    public static void CompareBins(Cashpoint cashpoint, DispenserPicture notes, TerminalState state)
    {
        Compare(cashpoint, state, "reject", notes.Reject.Values.Sum());
        Compare(cashpoint, state, "retract", notes.Retract.Values.Sum());
    }

    private static void Compare(Cashpoint cashpoint, TerminalState state, string unit, int there)
    {
        var counted = state.Units.First(u => u.Id == unit).Count;
        if (counted != there)
            cashpoint.Violated($"I1: unit {unit} holds {there} notes, the journal says {counted}");
    }

    private static void CheckPostings(World world, Cashpoint cashpoint)
    {
        var completed = Completions(cashpoint).ToDictionary(c => c.Withdrawal.Value, c => c.Amount);
        var postings = world.Host.Core.Queries.Postings(cashpoint.Config.TerminalId);
        foreach (var twice in postings.GroupBy(p => p.Number).Where(g => g.Count() > 1))
            cashpoint.Violated($"I2: withdrawal {twice.Key} was posted {twice.Count()} times");
        foreach (var posting in postings.Where(p => completed.GetValueOrDefault(p.Number) != p.Amount))
            cashpoint.Violated($"I2: the host posted {posting.Amount} for withdrawal {posting.Number}");
        var posted = postings.Select(p => p.Number).ToHashSet();
        foreach (var (number, amount) in completed)
            if (!amount.IsZero && !posted.Contains(number))
                cashpoint.Violated($"I2: withdrawal {number} of {amount} was never posted");
    }

    private static void CheckHost(World world)
    {
        foreach (var hold in world.Host.Core.Queries.OpenHolds())
            world.Violated($"I6: the hold of {hold.Terminal}, withdrawal {hold.Number}, is still there");
        foreach (var problem in world.Host.Core.Queries.CheckLedger())
            world.Violated($"ledger: {problem}");
    }

    // Two machines without a line do not know of each other, and a restored host does not know what it has lost.
    private static void CheckBalances(World world)
    {
        foreach (var card in world.Bank.Cards)
            if (world.Host.Core.Queries.BalanceOf(card.Track.Pan) is { Ledger.IsNegative: true } account)
                world.Violated($"O1: account {account.Account} has {account.Ledger}");
    }

    private static Money Completed(Cashpoint cashpoint) =>
        Completions(cashpoint)
            .Aggregate(Money.Zero(cashpoint.Config.Currency), (sum, completed) => sum + completed.Amount);

    private static IEnumerable<WithdrawalCompleted> Completions(Cashpoint cashpoint) =>
        cashpoint.Program!.Journal.Read().Select(e => e.Event).OfType<WithdrawalCompleted>();

    /// <summary>What counts found missing and no withdrawal explains, less what they found over.</summary>
    private static Money Declared(Cashpoint cashpoint) =>
        cashpoint
            .Program!.Journal.Read()
            .Select(e => e.Event)
            .OfType<ReconciliationDecided>()
            .Where(d => d.Withdrawal == default && d.Verdict.EndsWith("(counted)", StringComparison.Ordinal))
            .Aggregate(Money.Zero(cashpoint.Config.Currency), (sum, d) => sum + (d.Expected - (d.Found ?? d.Expected)));

    private static Money ValueOf(Cashpoint cashpoint, IReadOnlyDictionary<string, int> notes) =>
        NoteCounts
            .Of(notes)
            .ValueIn(
                cashpoint.Config.Cassettes.ToDictionary(
                    c => c.Id.ToString(CultureInfo.InvariantCulture),
                    c => c.Denomination
                ),
                cashpoint.Config.Currency
            );
}
