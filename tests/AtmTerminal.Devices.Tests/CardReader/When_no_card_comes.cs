using AtmTerminal.Devices.Contracts;

namespace AtmTerminal.Devices.Tests.CardReader;

public class When_no_card_comes : CardReaderTest
{
    [Test]
    public void The_slot_closes_when_the_time_is_over()
    {
        var read = Read();

        Assert.That((read.Code, Bench.CardNow.ShutterOpen), Is.EqualTo((CompletionCode.TimeOut, false)));
        Assert.That(Bench.Clock.Elapsed, Is.EqualTo(Patience));
    }

    [Test]
    public void The_slot_is_open_while_one_is_waited_for_and_closed_before()
    {
        Assert.That(Bench.Slot.Insert(Bench.Card), Is.False);

        Read((5, () => Assert.That(Bench.CardNow.ShutterOpen)));
    }

    [Test]
    public void The_slot_closes_when_the_waiting_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();

        var read = Bench.Run(() => Reader.ReadRawData(Patience, cancel.Token), (5, cancel.Cancel));

        Assert.That((read.Code, Bench.CardNow.ShutterOpen), Is.EqualTo((CompletionCode.Canceled, false)));
        Assert.That(Bench.Clock.Elapsed.TotalSeconds, Is.EqualTo(5));
    }

    [Test]
    public void One_that_is_at_the_entry_when_the_waiting_is_cancelled_is_taken()
    {
        using var cancel = new CancellationTokenSource();

        // 20 mm at 200 mm/s: the entry sensor sees it at 5.1 s, and cancelling comes in the same moment.
        var read = Bench.Run(
            () => Reader.ReadRawData(Patience, cancel.Token),
            (5, () => Bench.Slot.Insert(Bench.Card)),
            (5.1, cancel.Cancel)
        );

        Assert.That(read.Payload?.Track2?.Reveal(), Is.EqualTo(Bench.Track));
    }

    [Test]
    public void There_is_nothing_to_give_back_or_to_keep()
    {
        Assert.That(Move(CardPosition.Exit).ErrorCode, Is.EqualTo("cardReader.noMedia"));
        Assert.That(Move(CardPosition.RetainBin).ErrorCode, Is.EqualTo("cardReader.noMedia"));
        Assert.That(WaitTaken().Code, Is.EqualTo(CompletionCode.Success));
    }
}
