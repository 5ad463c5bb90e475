using System.Device.Gpio;
using AtmTerminal.Board;
using AtmTerminal.Devices.Pins;
using AtmTerminal.Domain.Time;
using AtmTerminal.SimulatedBoard;

namespace AtmTerminal.Devices.Tests.Pins;

public class When_motors_need_current
{
    private VirtualTime _clock = null!;
    private GpioController _controller = null!;
    private SimulatedBoardDriver _driver = null!;
    private TerminalLoop _loop = null!;
    private SimulatedMachine _machine = null!;
    private MotorWatchdog _watchdog = null!;

    [SetUp]
    public void Start()
    {
        _clock = new VirtualTime(DateTimeOffset.UnixEpoch);
        _machine = new SimulatedMachine(
            _clock,
            new PinTable([new(SimulatedMachine.WatchdogLine, 0, PinUse.Output)]),
            []
        );
        _driver = new SimulatedBoardDriver(_machine);
        _controller = new GpioController(_driver);
        _loop = new TerminalLoop();
        _watchdog = new MotorWatchdog(_controller, 0, _clock);
    }

    [TearDown]
    public void Stop()
    {
        _watchdog.Dispose();
        _loop.Dispose();
        _controller.Dispose();
        _driver.Dispose();
        _machine.Dispose();
    }

    [Test]
    public void The_line_changes_at_once_and_twice_a_second_while_any_device_needs_it()
    {
        OnLoop(_watchdog.Need);
        Assert.That(Level, Is.True);
        OnLoop(_watchdog.Need);
        OnLoop(_watchdog.Release);

        Assert.That(ChangesIn(seconds: 10), Is.EqualTo(20));
    }

    [Test]
    public void The_line_stays_as_it_is_when_no_device_needs_it_any_more()
    {
        OnLoop(_watchdog.Need);
        OnLoop(_watchdog.Release);

        Assert.That(ChangesIn(seconds: 10), Is.Zero);
    }

    [Test]
    public void The_line_stays_as_it_is_when_the_loop_has_stopped_though_timers_fire()
    {
        OnLoop(_watchdog.Need);
        _loop.Stop();
        var before = Level;

        for (var i = 0; i < 7; i++)
        {
            _clock.MoveTo(_clock.Elapsed + TimeSpan.FromMilliseconds(500));
            Assert.That(Level, Is.EqualTo(before));
        }
    }

    private bool Level => _machine.Snapshot().Pin(SimulatedMachine.WatchdogLine).High;

    private void OnLoop(Action work) =>
        _loop.RunUntil(
            _clock,
            () =>
            {
                work();
                return Task.CompletedTask;
            }
        );

    private int ChangesIn(int seconds)
    {
        var (changes, level) = (0, Level);
        for (var step = 0; step < seconds * 10; step++)
        {
            _loop.RunFor(_clock, TimeSpan.FromMilliseconds(100));
            if (Level == level)
                continue;
            changes++;
            level = Level;
        }
        return changes;
    }
}
