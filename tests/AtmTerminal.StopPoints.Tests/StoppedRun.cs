using AtmTerminal.Domain.Events;
using AtmTerminal.Testing;
using AtmTerminal.Testing.Storage;

namespace AtmTerminal.StopPoints.Tests;

/// <summary>A terminal and its host on simulated disks, one customer, and a stop at chosen boundaries.</summary>
internal static class StoppedRun
{
    private static readonly TimeSpan TimeInTheDark = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromMinutes(20);

    // A terminal that was started for the first time, loaded and signed on; all runs begin with it.
    private static readonly Lazy<(DiskImage Journal, DiskImage Host)> Started = new(Start);

    /// <summary>The boundaries that a withdrawal passes when nothing is stopped.</summary>
    public static IReadOnlyList<string> Record(Customer customer) => Record(customer, out _);

    public static IReadOnlyList<string> Record(Customer customer, out IReadOnlySet<string> covered)
    {
        using var stops = new Testing.StopPoints(Started.Value.Journal, Started.Value.Host);
        using var atm = new TestTerminal(stops: stops);
        atm.Settle();
        stops.Watch();
        customer.Comes(atm);
        atm.Settle();
        covered = stops.Covered.ToHashSet();
        return [.. stops.Passed];
    }

    /// <summary>Runs with a stop during the withdrawal, and one during each of the recoveries that follow.</summary>
    public static Outcome Run(Customer customer, Stop first, params IReadOnlyList<Stop> then)
    {
        using var stops = new Testing.StopPoints(Started.Value.Journal, Started.Value.Host, seed: first.At);
        using var atm = new TestTerminal(stops: stops);
        atm.Settle();
        Arm(stops, first);
        Serve(atm, customer);
        var stoppedAt = new List<string> { stops.StoppedAt ?? throw new InvalidOperationException("Never stopped.") };
        AfterTheStop(atm, first);
        foreach (var stop in then)
        {
            Arm(stops, stop);
            atm.Reboot();
            WaitForTheEnd(atm);
            if (stops.StoppedAt is not { } at)
                break;
            stoppedAt.Add(at);
        }
        stops.StopAt = null;
        stops.Watch();
        if (!atm.IsOn || first.Kind == StopKind.CallFails)
            atm.Reboot();
        atm.Settle();
        return Judge(atm, stops, stoppedAt);
    }

    private static (DiskImage, DiskImage) Start()
    {
        using var stops = new Testing.StopPoints();
        using var atm = new TestTerminal(stops: stops);
        atm.Settle();
        atm.CutPower();
        return (stops.Disk.TakeImage(), stops.HostDisk.TakeImage());
    }

    private static void Arm(Testing.StopPoints stops, Stop stop)
    {
        (stops.StopAt, stops.Kind, stops.Variant) = (stop.At, stop.Kind, stop.Variant);
        stops.Watch();
    }

    private static void Serve(TestTerminal atm, Customer customer)
    {
        try
        {
            customer.Comes(atm);
            atm.Wait(TimeSpan.FromMinutes(2));
        }
        catch (TimeoutException) when (atm.IsOn)
        {
            // The terminal refused the customer because of what failed: nobody can take what is not given.
        }
    }

    private static void AfterTheStop(TestTerminal atm, Stop stop)
    {
        if (atm.IsOn)
            return;
        atm.Wait(TimeInTheDark);
        if (stop.NotesGoInTheDark)
            atm.Customer.Grab();
    }

    private static void WaitForTheEnd(TestTerminal atm)
    {
        try
        {
            atm.Settle();
        }
        catch (TimeoutException) when (atm.IsOn)
        {
            // A call failed so that it cannot settle; the next start goes on.
        }
    }

    private static Outcome Judge(TestTerminal atm, Testing.StopPoints stops, IReadOnlyList<string> stoppedAt)
    {
        var facts = atm.Journal.Select(e => e.Event).ToList();
        var lastStart = facts.FindLastIndex(e => e is TerminalStarted);
        var given = Accounting.Given(atm);
        var closings = facts.Where(IsClosing).Select(Describe);
        var passed = stops.Passed.ToArray();
        var problems = stops.Broken.Concat(Accounting.Check(atm)).ToArray();
        return new(
            stoppedAt,
            $"{string.Join(", ", closings)}; given {given}",
            facts.Skip(lastStart).Select(RowOf).FirstOrDefault(row => row is not null),
            facts.Take(lastStart).OfType<WithdrawalEvent>().LastOrDefault()?.GetType().Name,
            facts.Any(e => e is WithdrawalSuspected),
            passed,
            stops.Covered.ToHashSet(),
            problems
        );
    }

    private static bool IsClosing(JournalEvent e) => e is WithdrawalCompleted or WithdrawalSuspected or ReversalQueued;

    private static string Describe(JournalEvent e) =>
        e is WithdrawalCompleted completed ? $"completed {completed.Amount}" : e.GetType().Name;

    private static string? RowOf(JournalEvent e) =>
        e switch
        {
            WithdrawalCompleted completed => FirstRow(completed.Because),
            ReversalQueued reversal => FirstRow(reversal.Because),
            WithdrawalSuspected suspected => FirstRow(suspected.Evidence),
            _ => null,
        };

    // Rows are named by a letter and a number, wherever the sentence begins with one.
    private static string? FirstRow(string because) =>
        because
            .Split(' ', ':', ';', ',', '(', ')')
            .FirstOrDefault(word =>
                word.Length is 2 or 3 && word[0] is >= 'A' and <= 'F' && word[1..].All(char.IsAsciiDigit)
            );
}
