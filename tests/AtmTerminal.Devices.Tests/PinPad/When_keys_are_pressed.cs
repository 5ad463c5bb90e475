using AtmTerminal.Devices.Contracts;
using AtmTerminal.SimulatedBoard.PinPad;

namespace AtmTerminal.Devices.Tests.PinPad;

public class When_keys_are_pressed : PinPadTest
{
    private static readonly Dictionary<string, PadKey> s_meaning = new()
    {
        ["00"] = PadKey.DoubleZero,
        ["Enter"] = PadKey.Enter,
        ["Clear"] = PadKey.Clear,
        ["Cancel"] = PadKey.Cancel,
        ["Help"] = PadKey.Help,
        ["Blank"] = PadKey.Blank,
    };

    [Test]
    public void Each_is_told_once_though_its_contact_bounces_and_makes_one_sound()
    {
        Type([.. PinPadMechanism.Labels]);

        Assert.That(
            Told,
            Is.EqualTo(PinPadMechanism.Labels.Select(l => $"key {s_meaning.GetValueOrDefault(l, DigitOf(l))}"))
        );
        var pad = Bench.Machine.Snapshot().Of<PinPadPicture>();
        Assert.That((pad.Beeps, pad.Sounding), Is.EqualTo((PinPadMechanism.Labels.Count, false)));
    }

    [Test]
    public void An_idle_pad_sets_no_timer_and_all_rows_are_high()
    {
        Type("5");

        Assert.That(Bench.Clock.NextDue, Is.Null);
        Assert.That(Bench.Machine.Snapshot().Pin("pinPad.row3").High);
    }

    [Test]
    public void Three_of_a_rectangle_are_told_as_nothing_until_all_are_released()
    {
        foreach (var key in (string[])["1", "2", "4"])
            Bench.Keys.Press(key);
        Bench.Wait(0.5);
        foreach (var key in (string[])["1", "4", "2"])
        {
            Bench.Keys.Release(key);
            Bench.Wait(0.2);
        }
        Assert.That(Told, Is.Empty);

        Type("9");
        Assert.That(Told, Is.EqualTo(new[] { "key Digit9" }));
    }

    [Test]
    public void The_next_one_is_told_while_the_one_before_is_still_down()
    {
        Bench.Keys.Press("1");
        Bench.Wait(0.1);
        Bench.Keys.Press("7");
        Bench.Wait(0.1);

        Assert.That(Told, Is.EqualTo(new[] { "key Digit1", "key Digit7" }));
    }

    [Test]
    public void One_that_stays_down_makes_the_pad_faulty_until_it_is_released()
    {
        Bench.Machine.Arm("pin-pad.key-stuck", new Dictionary<string, string> { ["key"] = "Help" });
        Bench.Wait(60);
        var stuck = Pad.Device;
        Bench.Machine.ClearFaults();
        Bench.Wait(1);

        Assert.That((stuck, Pad.Device), Is.EqualTo((DeviceState.HardwareError, DeviceState.Online)));
        Assert.That(Told, Is.EqualTo(new[] { "key Help", "device HardwareError", "device Online" }));
    }

    private static PadKey DigitOf(string label) => label.Length == 1 ? PadKey.Digit0 + (label[0] - '0') : PadKey.Blank;
}
