using AtmTerminal.Devices.Auxiliaries;
using AtmTerminal.Devices.Contracts;

namespace AtmTerminal.Devices.Tests.Auxiliaries;

public class When_doors_and_key_switch_move
{
    private Bench _bench = null!;
    private GpioAuxiliaries _auxiliaries = null!;
    private int _changes;

    [SetUp]
    public void Switch_on()
    {
        _bench = new Bench();
        Open();
    }

    [TearDown]
    public void Switch_off()
    {
        _auxiliaries.Dispose();
        _bench.Dispose();
    }

    [Test]
    public void At_rest_the_key_is_at_run_and_both_doors_are_closed()
    {
        Assert.That(Now(), Is.EqualTo((OperatorSwitch.Run, (bool?)false, (bool?)false)));
        Assert.That((_auxiliaries.Device, _changes), Is.EqualTo((DeviceState.Online, 0)));
    }

    [Test]
    public void One_movement_is_told_once_though_its_contacts_bounce()
    {
        _bench.Doors.TurnSwitch(supervisor: true);
        _bench.Wait(1);
        Assert.That((Now().Switch, _changes), Is.EqualTo((OperatorSwitch.Supervisor, 1)));

        _bench.Doors.MoveSafeDoor(open: true);
        _bench.Wait(1);
        Assert.That((Now().Safe, _changes), Is.EqualTo((true, 2)));

        _bench.Doors.MoveCabinetDoor(open: true);
        _bench.Wait(1);
        Assert.That((Now().Cabinet, _changes), Is.EqualTo((true, 3)));

        _bench.Doors.MoveSafeDoor(open: false);
        _bench.Wait(1);
        Assert.That((Now(), _changes), Is.EqualTo(((OperatorSwitch.Supervisor, (bool?)false, (bool?)true), 4)));
    }

    [Test]
    public void A_door_that_closes_again_before_it_settled_was_never_open()
    {
        _bench.Doors.MoveSafeDoor(open: true);
        _bench.After(0.01, () => _bench.Doors.MoveSafeDoor(open: false));
        _bench.Wait(1);

        Assert.That((Now().Safe, _changes), Is.EqualTo(((bool?)false, 0)));
    }

    [Test]
    public void A_door_whose_contacts_contradict_each_other_is_unknown_until_they_agree()
    {
        var cut = _bench.Machine.Arm(
            "board.sensor-stuck",
            new Dictionary<string, string> { ["line"] = "auxiliaries.safeDoorClosed", ["level"] = "low" },
            once: false
        );
        _bench.Wait(1);
        Assert.That((Now().Safe, _auxiliaries.Device), Is.EqualTo(((bool?)null, DeviceState.HardwareError)));

        _bench.Machine.ClearFault(cut.Number);
        _bench.Wait(1);
        Assert.That((Now().Safe, _auxiliaries.Device), Is.EqualTo(((bool?)false, DeviceState.Online)));
    }

    [Test]
    public void A_door_that_a_fault_forces_open_is_told()
    {
        _bench.Machine.Arm("auxiliaries.safe-door-opened", once: true);
        _bench.Wait(1);

        Assert.That(Now().Safe, Is.True);
    }

    [Test]
    public void What_moved_while_no_process_ran_is_known_at_the_start()
    {
        _bench.Machine.CutPower();
        _bench.Doors.MoveCabinetDoor(open: true);
        _bench.Doors.TurnSwitch(supervisor: true);
        _bench.Wait(1);
        _bench.Machine.RestorePower();

        _bench.StartAgain();
        Open();

        Assert.That(Now(), Is.EqualTo((OperatorSwitch.Supervisor, (bool?)false, (bool?)true)));
    }

    [Test]
    public void Nothing_is_timed_while_nothing_moves()
    {
        _bench.Wait(1);

        Assert.That(_bench.Clock.NextDue, Is.Null);
    }

    private (OperatorSwitch Switch, bool? Safe, bool? Cabinet) Now() =>
        (_auxiliaries.OperatorSwitch, _auxiliaries.SafeDoorOpen, _auxiliaries.CabinetDoorOpen);

    private void Open()
    {
        _changes = 0;
        _auxiliaries = new GpioAuxiliaries(_bench.Gpio, _bench.Pins, _bench.Clock, _bench.Loop);
        _auxiliaries.Changed += () => _changes++;
        _bench.Run(() =>
        {
            _auxiliaries.Open();
            return Task.FromResult(true);
        });
    }
}
