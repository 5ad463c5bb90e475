using AtmTerminal.Devices.Contracts;

namespace AtmTerminal.Devices.Tests.CardReader;

public class When_a_card_is_kept : CardReaderTest
{
    [Test]
    public void It_falls_into_the_bin_and_is_counted_by_the_bins_own_sensor()
    {
        ReadInserted();

        var kept = Move(CardPosition.RetainBin);

        Assert.That(
            (kept.Code, Reader.RetainCount, Reader.Media),
            Is.EqualTo((CompletionCode.Success, 1, MediaState.NotPresent))
        );
        Assert.That(Bench.CardNow.Retained, Is.EqualTo(new[] { Bench.Card }));
    }

    [Test]
    public void It_can_have_been_forgotten_in_the_slot()
    {
        ReadInserted();
        Move(CardPosition.Exit);
        var taken = WaitTaken();

        var kept = Move(CardPosition.RetainBin);

        Assert.That((taken.Code, kept.Code), Is.EqualTo((CompletionCode.TimeOut, CompletionCode.Success)));
        Assert.That((Bench.CardNow.Retained.Count, Bench.CardNow.ShutterOpen), Is.EqualTo((1, false)));
    }

    [Test]
    public void A_customer_who_is_quicker_has_it_and_nothing_is_counted()
    {
        ReadInserted();
        Move(CardPosition.Exit);

        var kept = Move(CardPosition.RetainBin, (0.05, () => Assert.That(Bench.Slot.Pull())));

        Assert.That((kept.Code, kept.ErrorCode), Is.EqualTo((CompletionCode.UserError, "cardReader.pulledOut")));
        Assert.That((Reader.RetainCount, Bench.CardNow.Retained.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void One_that_the_bins_sensor_does_not_see_is_reported_and_not_counted()
    {
        ReadInserted();
        Arm("board.sensor-stuck", once: false, ("line", "cardReader.retainBin"), ("level", "low"));

        var kept = Move(CardPosition.RetainBin);

        Assert.That((kept.Code, kept.ErrorCode), Is.EqualTo((CompletionCode.HardwareError, "cardReader.binUnseen")));
        Assert.That((Reader.RetainCount, Reader.Device), Is.EqualTo((0, DeviceState.HardwareError)));
    }

    [Test]
    public void The_next_one_is_counted_too()
    {
        ReadInserted();
        Move(CardPosition.RetainBin);
        ReadInserted("blank");
        Move(CardPosition.RetainBin);

        Assert.That(Reader.RetainCount, Is.EqualTo(2));
    }
}
