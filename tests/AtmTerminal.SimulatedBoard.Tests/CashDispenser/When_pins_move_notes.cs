using System.Device.Gpio;
using System.Text;
using AtmTerminal.Board;
using AtmTerminal.Domain.Time;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.Tests.Shared;

namespace AtmTerminal.SimulatedBoard.Tests.CashDispenser;

/// <summary>The promises of hardware/cash-dispenser/README.md that the driver builds on, by pins alone.</summary>
public class When_pins_move_notes
{
    private static readonly PinTable Pins = PinTableFile
        .Parse(Encoding.UTF8.GetBytes(ConfigFiles.Read("pins.json")))
        .Table!;

    private VirtualTime _clock = null!;
    private CashDispenserMechanism _dispenser = null!;
    private SimulatedBoardDriver _driver = null!;
    private string _file = null!;
    private SimulatedMachine _machine = null!;
    private GpioController _pins = null!;

    [SetUp]
    public void Start()
    {
        _file = Path.Combine(Path.GetTempPath(), $"dispenser-{Guid.NewGuid():N}.bin");
        Open();
    }

    [TearDown]
    public void Stop()
    {
        _pins.Dispose();
        _driver.Dispose();
        _machine.Dispose();
        File.Delete(_file);
    }

    [Test]
    public void A_pulse_held_for_ever_feeds_one_note()
    {
        Set("feed", "pick1");
        After(1.0);
        Assert.That((Truth.Cassettes[0].Notes, Truth.Path.Single().Where), Is.EqualTo((9, "transport")));
        Assert.That(IsHigh("station"), Is.True);
    }

    [Test]
    public void A_second_pulse_within_the_revolution_feeds_no_second_note()
    {
        Set("feed", "pick1");
        After(0.1);
        Clear("pick1");
        Set("pick1");
        After(1.0);
        Assert.That(Truth.Cassettes[0].Notes, Is.EqualTo(9));
    }

    [Test]
    public void A_revolution_that_a_dead_process_left_half_way_is_finished_by_the_feed_motor_alone(
        [Values(1, 150, 390)] int ms
    )
    {
        Set("feed", "pick1");
        After(ms / 1000.0);
        Restart();
        After(1.0);
        Assert.That(Truth.Path.Single().Where, Is.EqualTo("cassette1"), "nothing moves without its motor");

        Set("feed");
        After(1.0);

        Assert.That(Truth.Path.Single().Where, Is.EqualTo("transport"));
        Assert.That(Truth.Cassettes[0].Notes, Is.EqualTo(9), "the other clutches are not engaged, this one not again");
    }

    [TestCase(0.1, "cassette1")]
    [TestCase(1.0, "transport")]
    public void A_hand_takes_out_a_note_on_its_way_and_the_sensors_see_it_gone(double seconds, string where)
    {
        Set("feed", "pick1");
        After(seconds);
        Assert.That(Truth.Path.Single().Where, Is.EqualTo(where));
        TakeOut(1);
        Set("transport");
        After(2.0);
        Assert.That(Truth.Path, Is.Empty, "nothing is left that a motor could move");
        Assert.That(IsHigh("picked1") || IsHigh("station") || IsHigh("stacker"), Is.False);
    }

    [TestCase("present")]
    [TestCase("feed", "purge")]
    public void A_hand_takes_out_stacked_notes_wherever_they_are(params string[] motors)
    {
        StackTwo();
        Set(motors);
        After(0.7);
        TakeOut(2);
        Clear(motors);
        Assert.That(IsHigh("stacker") || IsHigh("throat") || IsHigh("hold"), Is.False);
        StackTwo();
        Assert.That(Truth.Stacked, Is.EqualTo(2), "the path works as before");
    }

    [Test]
    public void The_length_of_a_note_is_in_the_time_stamps_of_its_edges()
    {
        using var stream = _driver.Open([Line("picked1")]);
        Set("feed", "pick1");
        After(1.0);

        var edges = new Edge[4];
        Assert.That(stream.Read(edges), Is.EqualTo(2));
        Assert.That(
            (edges[1].At - edges[0].At).TotalMilliseconds,
            Is.EqualTo(136 / 0.6).Within(0.001),
            "136 mm at 600 mm/s"
        );
    }

    [Test]
    public void Some_sensor_sees_the_note_at_every_point_from_the_mouth_of_the_cassette_into_the_stacker()
    {
        Set("feed", "pick1", "transport");
        After(60 / 600.0);
        while (Truth.Stacked == 0)
        {
            Assert.That(IsHigh("picked1") || IsHigh("station") || IsHigh("stacked"), Is.True, $"{Truth.Path.Single()}");
            After(0.001);
        }
        Assert.That(IsHigh("stacker"), Is.True);
    }

    [Test]
    public void Some_sensor_sees_the_bundle_at_every_point_of_the_belt_and_back()
    {
        StackTwo();
        Set("present");
        for (var ms = 0; ms < 800; ms++)
        {
            Assert.That(IsHigh("stacker") || IsHigh("throat"), Is.True, $"forward, {Truth.Path[0]}");
            After(0.001);
        }
        Clear("present");
        Set("retract");
        for (var ms = 0; ms < 800; ms++)
        {
            Assert.That(IsHigh("stacker") || IsHigh("throat"), Is.True, $"back, {Truth.Path[0]}");
            After(0.001);
        }
    }

    [Test]
    public void Some_sensor_sees_a_purged_note_at_every_point_until_it_is_in_the_bin()
    {
        StackTwo();
        Set("feed", "purge", "bin");
        After(0.5);
        Set("drop");
        Clear("purge");
        Assert.That(Truth.Retract, Is.Empty);
        while (IsHigh("hold"))
        {
            Assert.That(Truth.Retract, Is.Empty, "not in the bin while the sensor sees it");
            After(0.001);
        }
        Assert.That(Truth.Retract["1"], Is.EqualTo(1));
        Set("purge");
        for (var ms = 0; ms < 400; ms++)
        {
            Assert.That(IsHigh("stacker") || IsHigh("gauge") || IsHigh("hold"), Is.True, $"{Truth.Path.Single()}");
            After(0.001);
        }
    }

    [Test]
    public void A_hand_gets_notes_only_through_an_open_shutter_and_when_they_stick_out()
    {
        StackTwo();
        Set("shutterOpen");
        After(1.0);
        Assert.That(_dispenser.TakeNotes(), Is.Zero, "they lie in the stacker");
        Set("present");
        After(1.0);
        Clear("shutterOpen");
        Set("shutterClose");
        After(0.4);
        Assert.That(_dispenser.TakeNotes(), Is.Zero, "the shutter is nearly closed");
        Clear("shutterClose");
        Set("shutterOpen");
        After(1.0);
        Assert.That(_dispenser.TakeNotes(1), Is.EqualTo(1));
        Assert.That(IsHigh("throat"), Is.True);
        Assert.That(_dispenser.TakeNotes(), Is.EqualTo(1));
        Assert.That(IsHigh("throat"), Is.False);
        Assert.That(Truth.Customer["1"], Is.EqualTo(2));
    }

    [Test]
    public void Notes_at_the_exit_can_be_taken_in_the_dark_while_no_terminal_runs()
    {
        StackTwo();
        Set("shutterOpen", "present");
        After(1.0);
        CloseAll();
        _clock = new VirtualTime(DateTimeOffset.UnixEpoch);
        using (var dark = Machine(out var dispenser))
            Assert.That(dispenser.TakeNotes(), Is.EqualTo(2));
        Open();

        Assert.That(IsHigh("throat"), Is.False);
        Assert.That(Truth.Customer["1"], Is.EqualTo(2));
        Assert.That(Truth.Total, Is.EqualTo(10));
    }

    private DispenserPicture Truth => _machine.Snapshot().Of<DispenserPicture>();

    private static int Line(string name) => Pins[$"dispenser.{name}"].Line;

    private SimulatedMachine Machine(out CashDispenserMechanism dispenser) =>
        new(_clock, Pins, [dispenser = new CashDispenserMechanism([new CassetteLoad(1, 10, 136)])], _file);

    private void Open()
    {
        _clock = new VirtualTime(DateTimeOffset.UnixEpoch);
        _machine = Machine(out _dispenser);
        _driver = new SimulatedBoardDriver(_machine);
        _pins = new GpioController(_driver);
        _pins.OpenPin(Pins["board.watchdog"].Line, PinMode.Output, PinValue.Low);
    }

    private void CloseAll()
    {
        _pins.Dispose();
        _driver.Dispose();
        _machine.Dispose();
    }

    private void Restart()
    {
        CloseAll();
        Open();
    }

    private void StackTwo()
    {
        Set("feed", "transport");
        for (var note = 0; note < 2; note++)
        {
            Set("pick1");
            After(1.0);
            Clear("pick1");
        }
        Clear("feed", "transport");
    }

    private void TakeOut(int notes)
    {
        Assert.That(_dispenser.TakeOutPath(), Is.EqualTo(new Dictionary<string, int> { ["1"] = notes }));
        Assert.That(Truth.Path, Is.Empty);
    }

    private void Set(params string[] names) => Write(names, PinValue.High);

    private void Clear(params string[] names) => Write(names, PinValue.Low);

    private void Write(string[] names, PinValue level)
    {
        Feed();
        foreach (var name in names)
        {
            if (!_pins.IsPinOpen(Line(name)))
                _pins.OpenPin(Line(name), PinMode.Output, PinValue.Low);
            _pins.Write(Line(name), level);
        }
    }

    private bool IsHigh(string name)
    {
        if (!_pins.IsPinOpen(Line(name)))
            _pins.OpenPin(Line(name), PinMode.InputPullDown);
        return _pins.Read(Line(name)) == PinValue.High;
    }

    private void After(double seconds)
    {
        Feed();
        _clock.MoveTo(_clock.Elapsed + TimeSpan.FromSeconds(seconds));
    }

    // Both levels in turn: a change is the sign of life.
    private void Feed()
    {
        var watchdog = Pins["board.watchdog"].Line;
        _pins.Write(watchdog, PinValue.High);
        _pins.Write(watchdog, PinValue.Low);
    }
}
