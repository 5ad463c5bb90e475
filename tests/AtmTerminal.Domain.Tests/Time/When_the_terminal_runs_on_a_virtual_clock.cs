using AtmTerminal.Domain.Time;

namespace AtmTerminal.Domain.Tests.Time;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class When_the_terminal_runs_on_a_virtual_clock
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private readonly VirtualTime _time = new(Noon);
    private readonly TerminalLoop _loop = new();

    [TearDown]
    public void Stop() => _loop.Dispose();

    [Test]
    public void A_month_passes_without_waiting()
    {
        _loop.RunUntil(_time, () => Task.Delay(TimeSpan.FromDays(30), _time));

        Assert.That(_time.GetUtcNow(), Is.EqualTo(Noon.AddDays(30)));
    }

    [Test]
    public void Timers_fire_by_due_time_and_equal_ones_in_the_order_of_their_setting()
    {
        var fired = new List<string>();

        _loop.RunUntil(
            _time,
            () => Task.WhenAll(Wait("late", 3), Wait("first", 1), Wait("second", 1), Wait("third", 1))
        );

        Assert.That(fired, Is.EqualTo(new[] { "first", "second", "third", "late" }));

        async Task Wait(string name, int seconds)
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), _time);
            fired.Add(name);
        }
    }

    [Test]
    public void Continuations_come_back_to_the_loop()
    {
        var threads = new HashSet<int>();

        _loop.RunUntil(
            _time,
            async () =>
            {
                for (var i = 0; i < 10; i++)
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), _time);
                    threads.Add(Environment.CurrentManagedThreadId);
                }
            }
        );

        Assert.That(threads, Is.EqualTo(new[] { Environment.CurrentManagedThreadId }));
    }

    [Test]
    public void A_task_that_would_wait_for_ever_is_a_bug_and_not_a_hang() =>
        Assert.That(
            () => _loop.RunUntil(_time, () => new TaskCompletionSource().Task),
            Throws.InvalidOperationException
        );

    [Test]
    public void A_stopped_loop_runs_nothing_more()
    {
        var ran = false;
        _loop.Stop();
        _loop.Post(() => ran = true);

        _loop.Run();

        Assert.That(ran, Is.False);
    }

    [Test]
    public void A_disposed_timer_and_a_changed_one_do_not_fire_at_their_old_times()
    {
        var fired = new List<TimeSpan>();
        using var disposed = _time.CreateTimer(
            _ => fired.Add(_time.Elapsed),
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan
        );
        using var changed = _time.CreateTimer(
            _ => fired.Add(_time.Elapsed),
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan
        );
        disposed.Dispose();
        changed.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);

        _loop.RunFor(_time, TimeSpan.FromSeconds(10));

        Assert.That(fired, Is.EqualTo(new[] { TimeSpan.FromSeconds(5) }));
        Assert.That(_time.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public void A_periodic_timer_keeps_its_beat()
    {
        var beats = 0;
        using var timer = _time.CreateTimer(_ => beats++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _loop.RunFor(_time, TimeSpan.FromSeconds(10));

        Assert.That(beats, Is.EqualTo(5));
    }

    [Test]
    public void Virtual_time_waits_for_what_comes_from_outside()
    {
        var answer = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        var limit = Task.Delay(TimeSpan.FromSeconds(30), _time);
        using var outside = _loop.AwaitOutside();
        var socket = new Thread(() =>
            _loop.Post(() =>
            {
                outside.Dispose();
                answer.SetResult(_time.Elapsed);
            })
        );

        var answeredAt = _loop.RunUntil(
            _time,
            async () =>
            {
                socket.Start();
                await Task.WhenAny(limit, answer.Task);
                return await answer.Task;
            }
        );
        socket.Join();

        Assert.That(answeredAt, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void A_stopped_loop_runs_nothing_more_and_leaves_the_clock()
    {
        var ran = new List<string>();
        _loop.Post(() => ran.Add("before"));
        _loop.Post(_loop.Stop);
        _loop.Post(() => ran.Add("after"));

        _loop.RunFor(_time, TimeSpan.FromSeconds(1));

        Assert.That((string.Join(' ', ran), _time.Elapsed), Is.EqualTo(("before", TimeSpan.Zero)));
    }

    [Test]
    public void A_timer_that_was_set_again_or_disposed_is_passed_over()
    {
        var timer = _time.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Change(TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        timer.Dispose();

        Assert.That(_time.TryFireNext(), Is.False);
        Assert.That(_time.Elapsed, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Whoever_moves_the_clock_fires_what_is_due_on_the_way_and_never_goes_back()
    {
        var fired = new List<TimeSpan>();
        using var timer = _time.CreateTimer(
            _ => fired.Add(_time.Elapsed),
            null,
            TimeSpan.FromSeconds(2),
            TimeSpan.FromSeconds(2)
        );

        _time.MoveTo(TimeSpan.FromSeconds(5));
        _time.MoveTo(TimeSpan.FromSeconds(1));

        Assert.That(fired, Is.EqualTo(new[] { TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4) }));
        Assert.That(_time.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void What_is_queued_and_what_that_queues_runs_without_time_passing()
    {
        var ran = new List<string>();
        using var timer = _time.CreateTimer(
            _ => ran.Add("timer"),
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan
        );
        _loop.Post(() =>
        {
            ran.Add("first");
            _loop.Post(() => ran.Add("second"));
        });

        Assert.That(_loop.RunQueued());
        Assert.That(_loop.RunQueued(), Is.False, "nothing was left");
        Assert.That((string.Join(' ', ran), _time.Elapsed), Is.EqualTo(("first second", TimeSpan.Zero)));
    }

    [Test]
    public void A_stop_among_what_is_queued_drops_the_rest()
    {
        var ran = new List<string>();
        _loop.Post(_loop.Stop);
        _loop.Post(() => ran.Add("after"));

        Assert.That(_loop.RunQueued());
        Assert.That(ran, Is.Empty);
    }
}
