using System.Device.Gpio;
using AtmTerminal.Domain.Time;

namespace AtmTerminal.SimulatedBoard.Tests;

public class When_the_process_dies
{
    private string _file = null!;

    [SetUp]
    public void Choose_a_file() => _file = Path.Combine(Path.GetTempPath(), $"machine-{Guid.NewGuid():N}.bin");

    [TearDown]
    public void Remove_the_file() => File.Delete(_file);

    [Test]
    public void Everything_is_where_it_was_and_the_motors_stand_still()
    {
        Turn_for(TimeSpan.FromMilliseconds(170));

        var clock = new VirtualTime(DateTimeOffset.UnixEpoch);
        using var machine = Open(clock);
        clock.MoveTo(TimeSpan.FromSeconds(5));

        Assert.That(machine.Snapshot().Of<WheelPicture>().Turned, Is.EqualTo(3));
        Assert.That(machine.Snapshot().Pin("wheel.tooth").High, Is.True);
        Assert.That(machine.Snapshot().Pin("wheel.motor").High, Is.False);
    }

    [Test]
    public void Armed_faults_are_still_armed()
    {
        using (var machine = Open(new VirtualTime(DateTimeOffset.UnixEpoch)))
            machine.Arm("board.power-loss", new Dictionary<string, string> { ["event"] = "7" });

        using var again = Open(new VirtualTime(DateTimeOffset.UnixEpoch));
        Assert.That(again.Snapshot().Faults.Single().Whole("event"), Is.EqualTo(7));
    }

    [Test]
    public void A_slot_torn_by_the_death_leaves_the_state_before_it([Values(0, 1)] int slot)
    {
        Turn_for(TimeSpan.FromMilliseconds(170));
        using (var stream = new FileStream(_file, FileMode.Open))
        {
            stream.Position = slot * 64 * 1024 + 24;
            stream.WriteByte(0xFF);
        }

        using var machine = Open(new VirtualTime(DateTimeOffset.UnixEpoch));

        Assert.That(machine.Snapshot().Of<WheelPicture>().Turned, Is.EqualTo(3).Or.EqualTo(2));
    }

    [Test]
    public void Only_one_process_has_the_machine()
    {
        using var machine = Open(new VirtualTime(DateTimeOffset.UnixEpoch));
        Assert.That(() => Open(new VirtualTime(DateTimeOffset.UnixEpoch)), Throws.InstanceOf<IOException>());
    }

    private SimulatedMachine Open(VirtualTime clock) => new(clock, Wheel.Pins(), [new Wheel()], _file);

    private void Turn_for(TimeSpan span)
    {
        var clock = new VirtualTime(DateTimeOffset.UnixEpoch);
        using var machine = Open(clock);
        using var pins = new GpioController(new SimulatedBoardDriver(machine));
        pins.OpenPin(0, PinMode.Output, PinValue.Low);
        pins.OpenPin(2, PinMode.Output, PinValue.Low);
        pins.Write(2, PinValue.High);
        pins.Write(0, PinValue.High);
        clock.MoveTo(span);
    }
}
