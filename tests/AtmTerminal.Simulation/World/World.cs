using AtmTerminal.BankHost;
using AtmTerminal.Domain.Time;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;
using AtmTerminal.Testing.Storage;

namespace AtmTerminal.Simulation;

/// <summary>
/// Cashpoints, their lines, the bank host and the people before them, stepped in one thread on one virtual clock. What happens
/// depends on the script alone.
/// </summary>
internal sealed class World : IDisposable
{
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromHours(30);

    private static readonly TimeSpan SupervisorLooksEvery = TimeSpan.FromSeconds(30);

    // A session passes some hundred steps; a world that needs so many more does not come to an end.
    private const long MostStepsPerVisit = 8_000;

    private readonly List<Cashpoint> _cashpoints = [];
    private readonly List<string> _violations = [];
    private readonly Script _script;
    private readonly Queue<Visit>[] _queues;
    private int _busy;
    private long _steps;

    public World(Script script)
    {
        _script = script;
        Chance = new(script.Seed ^ 0x5DEECE66D);
        Bank = SimulatedBank.Of(Plan.Cashpoints);
        Host = new(this);
        _queues = [.. Enumerable.Range(0, Plan.Cashpoints).Select(_ => new Queue<Visit>())];
        foreach (var visit in script.Visits)
            _queues[visit.Cashpoint].Enqueue(visit);
        for (var i = 0; i < Plan.Cashpoints; i++)
            _cashpoints.Add(new(this, i));
    }

    public VirtualTime Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));

    public WorldPlan Plan => _script.World;

    /// <summary>The host's day, which begins at midnight in Kyiv.</summary>
    public DateOnly BusinessDay => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime.AddMinutes(180));

    public SampleBank Bank { get; }

    public SimulatedHost Host { get; }

    public Trace Trace { get; } = new();

    public Tally Tally { get; } = new();

    /// <summary>For what neither the script nor a visit decides.</summary>
    public Draw Chance { get; }

    public IReadOnlyList<Cashpoint> Cashpoints => _cashpoints;

    /// <summary>
    /// Whether something happened after which the machine cannot know where every note is: hands behind a forced shutter, or a
    /// sensor that counts wrongly. What is posted then is what the customer could have taken; the rest is found by a count.
    /// </summary>
    public bool CountsCanBeWrong =>
        Tally.Faults[(int)FaultKind.ShutterForced] > 0 || Tally.Faults[(int)FaultKind.WrongCount] > 0;

    /// <summary>Everything that must not have happened.</summary>
    public IReadOnlyList<string> Violations => _violations;

    public bool IsOver => _violations.Count > 0;

    /// <summary>Lets everything happen that the script says, mends what is broken, and holds the books against each other.</summary>
    public void Run()
    {
        foreach (var cashpoint in _cashpoints)
            cashpoint.Boot();
        _busy = _cashpoints.Count;
        foreach (var cashpoint in _cashpoints)
        {
            After(TimeSpan.FromSeconds(5), () => NextVisit(cashpoint));
            After(SupervisorLooksEvery, () => Supervise(cashpoint));
        }
        StepUntil(() => _busy == 0, limit: TimeSpan.FromDays(400));
        if (IsOver)
            return;
        Mend();
        _busy = _cashpoints.Count;
        foreach (var cashpoint in _cashpoints)
            new Technicians(cashpoint, CallOut(cashpoint), () => _busy--).Come();
        StepUntil(() => _busy == 0, SettlesWithin);
        if (!StepUntil(() => _cashpoints.TrueForAll(IsSettled), SettlesWithin))
            Violated($"does not settle: {string.Join("; ", _cashpoints.Select(Describe))}");
        if (!IsOver)
            Books.Check(this);
    }

    public void After(TimeSpan delay, Action act) =>
        Clock.CreateTimer(static act => ((Action)act!)(), act, delay, Timeout.InfiniteTimeSpan);

    public void Violated(string what)
    {
        Trace.Add(Clock.Elapsed, 0, "VIOLATION");
        _violations.Add(what);
    }

    public void Dispose()
    {
        foreach (var cashpoint in _cashpoints)
            cashpoint.Dispose();
        Host.Dispose();
    }

    private void NextVisit(Cashpoint cashpoint)
    {
        if (NeedsHelp(cashpoint))
            new Technicians(cashpoint, CallOut(cashpoint), () => NextVisit(cashpoint)).Come();
        else if (!_queues[cashpoint.Index].TryDequeue(out var visit))
            _busy--;
        else if (visit.ByTechnicians)
            new Technicians(cashpoint, visit, () => NextVisit(cashpoint)).Come();
        else
            new Visitor(cashpoint, visit, () => NextVisit(cashpoint)).Come();
    }

    private static bool NeedsHelp(Cashpoint cashpoint) =>
        cashpoint.Program
            is { Status: { State: SessionState.OutOfService, Reason: not OutOfServiceReason.JournalFailed } };

    private static Visit CallOut(Cashpoint cashpoint) =>
        new((ulong)cashpoint.Points, cashpoint.Index, 0, 0, Temper.Ordinary, [], ByTechnicians: true);

    // What starts the program starts it anew when its journal has failed: that is final for the process (rule 1).
    private void Supervise(Cashpoint cashpoint)
    {
        if (cashpoint.Program is { Journal.Failure: not null })
            cashpoint.EndAt(Ending.Killed, CrashVariant.KeepUnsynced, TimeSpan.FromSeconds(3));
        After(SupervisorLooksEvery, () => Supervise(cashpoint));
    }

    private void Mend()
    {
        foreach (var cashpoint in _cashpoints)
        {
            cashpoint.Machine.ClearFaults();
            cashpoint.ForgetPlans();
            cashpoint.Line.Plan(LineTrouble.None, 0);
            cashpoint.Line.IsUp = true;
            cashpoint.Disk.Meet(DiskTrouble.None);
            cashpoint.Clock.Error = TimeSpan.Zero;
        }
        Host.ForgetStop();
    }

    private static bool IsSettled(Cashpoint cashpoint) =>
        cashpoint.Program is { Status.State: SessionState.AwaitingCard or SessionState.OutOfService } program
        && !program.Journal.State.OwesHost;

    private static string Describe(Cashpoint cashpoint) =>
        cashpoint.Program is not { Status: var status }
            ? $"{cashpoint.Config.TerminalId} does not run ({cashpoint.Refusal})"
            : $"{cashpoint.Config.TerminalId} is {status.State} ({status.Reason}), link {status.Link}, {status.Queued} queued";

    private bool StepUntil(Func<bool> holds, TimeSpan limit)
    {
        var until = Clock.Elapsed + limit;
        while (!IsOver && !holds())
        {
            if (Clock.Elapsed > until)
                return false;
            Step();
        }
        return true;
    }

    private void Step()
    {
        var ran = false;
        foreach (var cashpoint in _cashpoints)
            ran |= cashpoint.Run();
        if (!ran && !Clock.TryFireNext())
            Violated("nothing will ever happen again");
        if (++_steps > MostStepsPerVisit * (_script.Visits.Length + 10))
            Violated($"it spins: {string.Join("; ", _cashpoints.Select(Describe))}");
    }
}
