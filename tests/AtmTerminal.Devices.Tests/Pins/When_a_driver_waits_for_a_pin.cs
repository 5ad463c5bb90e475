using System.Device.Gpio;
using AtmTerminal.Devices.Pins;
using AtmTerminal.Devices.Tests.CashDispenser;
using AtmTerminal.Domain.Time;
using AtmTerminal.SimulatedBoard;
using AtmTerminal.SimulatedBoard.CashDispenser;

namespace AtmTerminal.Devices.Tests.Pins;

public class When_a_driver_waits_for_a_pin
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private VirtualTime _clock = null!;
    private GpioController _controller = null!;
    private CashDispenserMechanism _dispenser = null!;
    private SimulatedBoardDriver _driver = null!;
    private TerminalLoop _loop = null!;
    private SimulatedMachine _machine = null!;
    private InputWatch _watch = null!;

    [SetUp]
    public void Start()
    {
        _clock = new VirtualTime(DateTimeOffset.UnixEpoch);
        _dispenser = new CashDispenserMechanism([new CassetteLoad(1, 10, 136)]);
        _machine = new SimulatedMachine(_clock, DispenserBench.Pins, [_dispenser]);
        _driver = new SimulatedBoardDriver(_machine);
        _controller = new GpioController(_driver);
        _loop = new TerminalLoop();
        _watch = new InputWatch(_controller, _clock);
    }

    [TearDown]
    public void Stop()
    {
        _watch.Dispose();
        _loop.Dispose();
        _controller.Dispose();
        _driver.Dispose();
        _machine.Dispose();
    }

    [Test]
    public void It_goes_on_when_the_level_comes()
    {
        var pin = DispenserBench.Pins["dispenser.inserted1"];
        Later(1, () => _dispenser.InsertCassette(1, inserted: false));

        var reached = Wait(() => !_watch.IsHigh(pin), pin);

        Assert.That((reached, _clock.Elapsed), Is.EqualTo((true, TimeSpan.FromSeconds(1))));
    }

    [Test]
    public void It_goes_on_at_the_limit_when_the_level_does_not_come()
    {
        var pin = DispenserBench.Pins["dispenser.inserted1"];

        var reached = Wait(() => !_watch.IsHigh(pin), pin);

        Assert.That((reached, _clock.Elapsed), Is.EqualTo((false, Limit)));
    }

    [Test]
    public void What_holds_already_is_not_waited_for()
    {
        var pin = DispenserBench.Pins["dispenser.inserted1"];

        var reached = Wait(() => _watch.IsHigh(pin), pin);

        Assert.That((reached, _clock.Elapsed), Is.EqualTo((true, TimeSpan.Zero)));
    }

    [Test]
    public void A_wait_that_has_ended_leaves_no_limit_behind_for_the_next()
    {
        var pin = DispenserBench.Pins["dispenser.inserted1"];
        Later(1, () => _dispenser.InsertCassette(1, inserted: false));
        Later(3.5, () => _dispenser.InsertCassette(1, inserted: true));
        Wait(() => !_watch.IsHigh(pin), pin);

        var again = _loop.RunUntil(_clock, () => _watch.Until(() => _watch.IsHigh(pin), Limit));

        Assert.That((again, _clock.Elapsed), Is.EqualTo((true, TimeSpan.FromSeconds(3.5))));
    }

    [Test]
    public void Two_waits_at_once_are_a_mistake_of_the_driver()
    {
        _loop.RunUntil(
            _clock,
            () =>
            {
                _ = _watch.Until(() => false, Limit);
                Assert.That(() => _watch.Until(() => false, Limit), Throws.InvalidOperationException);
                return Task.CompletedTask;
            }
        );
    }

    private bool Wait(Func<bool> condition, Board.Pin pin) =>
        _loop.RunUntil(
            _clock,
            () =>
            {
                _watch.Watch(pin);
                return _watch.Until(condition, Limit);
            }
        );

    private void Later(double seconds, Action work) =>
        _clock.CreateTimer(_ => work(), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
}
