using AtmTerminal.Domain.Time;

namespace AtmTerminal.Domain.Tests.Time;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class When_the_terminal_runs_on_a_real_thread
{
    private readonly VirtualTime _time = new(new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
    private readonly TerminalLoop _loop = new();

    [TearDown]
    public void Stop() => _loop.Dispose();

    [Test]
    public void Work_from_another_thread_wakes_it_and_a_stop_ends_it()
    {
        var ranOn = new List<int>();
        var terminal = new Thread(_loop.Run);
        terminal.Start();
        UntilItWaits(terminal);

        _loop.Post(() => ranOn.Add(Environment.CurrentManagedThreadId));
        _loop.Post(_loop.Stop);
        terminal.Join();

        Assert.That(ranOn, Is.EqualTo(new[] { terminal.ManagedThreadId }));
    }

    [Test]
    public void A_stop_ends_its_wait()
    {
        var terminal = new Thread(_loop.Run);
        terminal.Start();
        UntilItWaits(terminal);

        _loop.Stop();

        Assert.That(terminal.Join(TimeSpan.FromSeconds(60)));
    }

    [Test]
    public void A_stop_ends_also_the_wait_for_what_comes_from_outside()
    {
        using var outside = _loop.AwaitOutside();
        var terminal = new Thread(() => _loop.RunFor(_time, TimeSpan.FromSeconds(1)));
        terminal.Start();
        UntilItWaits(terminal);

        _loop.Stop();
        terminal.Join();

        Assert.That(_time.Elapsed, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Work_from_another_thread_is_done_before_time_passes()
    {
        var doneAt = TimeSpan.MaxValue;
        using var outside = _loop.AwaitOutside();
        var terminal = new Thread(() => _loop.RunFor(_time, TimeSpan.FromSeconds(1)));
        terminal.Start();
        UntilItWaits(terminal);

        _loop.Post(() =>
        {
            doneAt = _time.Elapsed;
            outside.Dispose();
        });
        terminal.Join();

        Assert.That((doneAt, _time.Elapsed), Is.EqualTo((TimeSpan.Zero, TimeSpan.FromSeconds(1))));
    }

    [Test]
    public void It_is_only_posted_to() =>
        Assert.That(() => _loop.Send(_ => { }, null), Throws.TypeOf<NotSupportedException>());

    private static void UntilItWaits(Thread thread) =>
        SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
}
