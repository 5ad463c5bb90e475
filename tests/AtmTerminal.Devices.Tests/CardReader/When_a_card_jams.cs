using AtmTerminal.Devices.Contracts;

namespace AtmTerminal.Devices.Tests.CardReader;

public class When_a_card_jams : CardReaderTest
{
    [Test]
    public void The_motor_stops_within_its_limit_and_the_reader_says_so([Values(40, 100, 140, 170)] int millimetres)
    {
        Arm("card-reader.jam", once: false, ("at", $"{millimetres}"));

        var read = ReadInserted();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((read.Code, read.ErrorCode), Is.EqualTo((CompletionCode.HardwareError, "cardReader.jam")));
            Assert.That((Reader.Media, Reader.Device), Is.EqualTo((MediaState.Jammed, DeviceState.HardwareError)));
            Assert.That(Bench.Machine.Snapshot().Pin("cardReader.motorForward").High, Is.False);
        }
    }

    [Test]
    public void One_that_comes_free_backwards_is_given_back()
    {
        Arm("card-reader.jam", once: true);
        ReadInserted();

        var moved = Move(CardPosition.Exit);
        var taken = WaitTaken((1, () => Bench.Slot.Pull()));

        Assert.That((moved.Code, taken.Code), Is.EqualTo((CompletionCode.Success, CompletionCode.Success)));
        Assert.That((Reader.Media, Reader.Device), Is.EqualTo((MediaState.NotPresent, DeviceState.Online)));
    }

    [Test]
    public void One_that_stays_stuck_stays_reported_until_a_reset_after_somebody_freed_it()
    {
        var jam = Bench.Machine.Arm("card-reader.jam", once: false);
        ReadInserted();
        var stuck = (Move(CardPosition.Exit).ErrorCode, Move(CardPosition.RetainBin).ErrorCode);

        Bench.Machine.ClearFault(jam.Number);
        var reset = Bench.Run(() => Reader.Reset(CardPosition.RetainBin, Patience));

        Assert.That(stuck, Is.EqualTo(("cardReader.jam", "cardReader.jam")));
        Assert.That((reset.Code, Reader.Device), Is.EqualTo((CompletionCode.Success, DeviceState.Online)));
        Assert.That(Bench.CardNow.Retained, Has.Count.EqualTo(1));
    }

    [Test]
    public void One_that_jams_on_its_way_out_is_reported()
    {
        ReadInserted();
        Arm("card-reader.jam", once: false);

        Assert.That(Move(CardPosition.Exit).ErrorCode, Is.EqualTo("cardReader.jam"));
    }

    [Test]
    public void A_sensor_that_sees_a_card_that_is_not_there_is_found()
    {
        Arm("board.sensor-stuck", once: false, ("line", "cardReader.entry"), ("level", "high"));

        Assert.That(Read().ErrorCode, Is.EqualTo("cardReader.jam"));
    }

    [Test]
    public void A_card_that_no_sensor_sees_any_more_inside_is_not_taken_for_one_that_was_pulled_out()
    {
        Arm("board.sensor-stuck", once: false, ("line", "cardReader.rear"), ("level", "low"));

        var read = ReadInserted();

        Assert.That(read.ErrorCode, Is.EqualTo("cardReader.jam"));
        Assert.That(Bench.Machine.Snapshot().Pin("cardReader.motorForward").High, Is.False);
    }
}
