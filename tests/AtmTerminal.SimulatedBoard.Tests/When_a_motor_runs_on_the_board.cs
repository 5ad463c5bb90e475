using System.Device.Gpio;
using AtmTerminal.Board;
using AtmTerminal.Domain.Time;

namespace AtmTerminal.SimulatedBoard.Tests;

public class When_a_motor_runs_on_the_board
{
    private VirtualTime _clock = null!;
    private SimulatedMachine _machine = null!;
    private SimulatedBoardDriver _driver = null!;
    private GpioController _pins = null!;

    [SetUp]
    public void Start_the_board()
    {
        _clock = new VirtualTime(DateTimeOffset.UnixEpoch);
        _machine = new SimulatedMachine(_clock, Wheel.Pins(), [new Wheel()]);
        Open_the_pins();
    }

    [TearDown]
    public void Stop_the_board()
    {
        _pins.Dispose();
        _driver.Dispose();
        _machine.Dispose();
    }

    [Test]
    public void Edges_carry_the_time_at_which_they_happened_however_late_they_are_read()
    {
        using var stream = _driver.Open([1]);
        Run_the_motor();

        _clock.MoveTo(TimeSpan.FromMilliseconds(175));

        var batch = new Edge[8];
        var read = stream.Read(batch);
        Assert.That(
            batch[..read],
            Is.EqualTo(
                new Edge[]
                {
                    new(1, true, TimeSpan.FromMilliseconds(50), 1),
                    new(1, false, TimeSpan.FromMilliseconds(100), 2),
                    new(1, true, TimeSpan.FromMilliseconds(150), 3),
                }
            )
        );
    }

    [Test]
    public void A_callback_may_write_pins()
    {
        _pins.OpenPin(1, PinMode.Input);
        _pins.RegisterCallbackForPinValueChangedEvent(1, PinEventTypes.Falling, (_, _) => _pins.Write(0, PinValue.Low));
        Run_the_motor();

        _clock.MoveTo(TimeSpan.FromSeconds(1));

        Assert.That(Turned(), Is.EqualTo(2));
    }

    [Test]
    public void It_stops_when_the_watchdog_is_not_toggled_for_two_seconds()
    {
        Run_the_motor();
        _clock.MoveTo(TimeSpan.FromSeconds(1));
        _pins.Write(2, PinValue.Low);

        _clock.MoveTo(TimeSpan.FromSeconds(10));

        Assert.That(Turned(), Is.EqualTo(60), "3 s of 50 ms");
    }

    [Test]
    public void It_stands_still_while_the_watchdog_was_never_toggled()
    {
        _pins.Write(0, PinValue.High);

        _clock.MoveTo(TimeSpan.FromSeconds(1));

        Assert.That(Turned(), Is.Zero);
    }

    [Test]
    public void It_stops_when_the_driver_is_disposed()
    {
        Run_the_motor();
        _clock.MoveTo(TimeSpan.FromMilliseconds(120));
        _pins.Dispose();

        _clock.MoveTo(TimeSpan.FromSeconds(1));

        Assert.That(Turned(), Is.EqualTo(2));
        Assert.That(_machine.Snapshot().Pin("wheel.motor").High, Is.False);
    }

    [Test]
    public void It_stops_when_another_driver_opens_the_board_and_the_old_one_has_no_effect()
    {
        Run_the_motor();
        var old = _pins;
        Open_the_pins();

        old.Write(0, PinValue.Low);
        old.Write(0, PinValue.High);
        _clock.MoveTo(TimeSpan.FromSeconds(1));

        Assert.That(Turned(), Is.Zero);
        old.Dispose();
    }

    [Test]
    public void A_power_cut_stops_it_and_inputs_are_dead_until_the_board_is_started_again()
    {
        var told = 0;
        _machine.PowerFailed += () => told++;
        _pins.OpenPin(1, PinMode.Input);
        Run_the_motor();
        _clock.MoveTo(TimeSpan.FromMilliseconds(60));
        Assert.That(_pins.Read(1), Is.EqualTo(PinValue.High));

        _machine.CutPower();
        _clock.MoveTo(TimeSpan.FromSeconds(1));

        Assert.That(told, Is.EqualTo(1));
        Assert.That(_pins.Read(1), Is.EqualTo(PinValue.Low));
        Assert.That(Turned(), Is.EqualTo(1));

        _machine.RestorePower();
        _pins.Dispose();
        Open_the_pins();
        _pins.OpenPin(1, PinMode.Input);
        Assert.That(_pins.Read(1), Is.EqualTo(PinValue.High), "the wheel stands where it stood");
    }

    [TestCase(1, 0, TestName = "The_power_can_fail_in_the_place_of_the_first_write")]
    [TestCase(3, 1, TestName = "The_power_can_fail_in_the_place_of_an_edge")]
    [TestCase(4, 2, TestName = "The_power_can_fail_in_the_place_of_the_next_edge")]
    public void The_power_can_fail_at_any_pin_event(int atEvent, int turned)
    {
        _machine.Arm("board.power-loss", new Dictionary<string, string> { ["event"] = $"{atEvent}" });

        Run_the_motor();
        _clock.MoveTo(TimeSpan.FromSeconds(1));

        Assert.That(_machine.IsPowered, Is.False);
        Assert.That(Turned(), Is.EqualTo(turned));
        Assert.That(_machine.Snapshot().Faults, Is.Empty);
    }

    [Test]
    public void A_stuck_sensor_shows_its_level_until_it_is_cleared()
    {
        var falling = 0;
        _pins.OpenPin(1, PinMode.Input);
        _pins.RegisterCallbackForPinValueChangedEvent(1, PinEventTypes.Falling, (_, _) => falling++);
        var fault = _machine.Arm(
            "board.sensor-stuck",
            new Dictionary<string, string> { ["line"] = "wheel.tooth", ["level"] = "high" }
        );
        Run_the_motor();
        _clock.MoveTo(TimeSpan.FromMilliseconds(210));

        Assert.That(_pins.Read(1), Is.EqualTo(PinValue.High));
        Assert.That(falling, Is.Zero);

        _machine.ClearFault(fault.Number);
        Assert.That(_pins.Read(1), Is.EqualTo(PinValue.Low));
        Assert.That(falling, Is.EqualTo(1));
    }

    [Test]
    public void A_fault_with_a_wrong_parameter_is_refused_with_every_problem()
    {
        var said = new Dictionary<string, string> { ["line"] = "nothing", ["colour"] = "red" };

        Assert.That(
            () => _machine.Arm("board.sensor-stuck", said),
            Throws.ArgumentException.With.Message.Contains("colour").And.Message.Contains("nothing")
        );
    }

    [Test]
    public void A_line_that_nothing_is_wired_to_shows_its_pull()
    {
        _pins.OpenPin(3, PinMode.InputPullUp);
        Assert.That(_pins.Read(3), Is.EqualTo(PinValue.High));
        _pins.SetPinMode(3, PinMode.InputPullDown);
        Assert.That(_pins.Read(3), Is.EqualTo(PinValue.Low));
    }

    private void Open_the_pins()
    {
        _driver = new SimulatedBoardDriver(_machine);
        _pins = new GpioController(_driver);
        _pins.OpenPin(0, PinMode.Output, PinValue.Low);
        _pins.OpenPin(2, PinMode.Output, PinValue.Low);
    }

    private void Run_the_motor()
    {
        _pins.Write(2, PinValue.High);
        _pins.Write(0, PinValue.High);
    }

    private int Turned() => _machine.Snapshot().Of<WheelPicture>().Turned;
}
