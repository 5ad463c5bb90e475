using AtmTerminal.Devices.CardReader;
using AtmTerminal.Devices.Contracts;
using AtmTerminal.SimulatedBoard.CardReader;

namespace AtmTerminal.Devices.Tests.CardReader;

public class When_the_process_dies_with_a_card : CardReaderTest
{
    [Test]
    public void One_inside_is_found_and_given_back()
    {
        ReadInserted();

        StartAgain();
        var found = Reader.Media;
        var reset = Bench.Run(() => Reader.Reset(CardPosition.Exit, Patience));

        Assert.That((found, reset.Code), Is.EqualTo((MediaState.Present, CompletionCode.Success)));
        Assert.That(WaitTaken((1, () => Bench.Slot.Pull())).Code, Is.EqualTo(CompletionCode.Success));
    }

    [Test]
    public void One_that_sticks_out_can_be_taken_in_the_dark()
    {
        ReadInserted();
        Move(CardPosition.Exit);
        Bench.Machine.CutPower();

        Assert.That(Bench.Slot.Pull());
        Bench.Wait(1);
        Bench.Machine.RestorePower();
        StartAgain();

        Assert.That(Reader.Media, Is.EqualTo(MediaState.NotPresent));
        Assert.That(
            Bench.Run(() => Reader.Reset(CardPosition.Exit, Patience)).Code,
            Is.EqualTo(CompletionCode.Success)
        );
    }

    [Test]
    public void One_that_still_sticks_out_stays_takeable_and_is_kept_when_nobody_takes_it()
    {
        ReadInserted();
        Move(CardPosition.Exit);

        StartAgain();
        var reset = Bench.Run(() => Reader.Reset(CardPosition.Exit, Patience));

        Assert.That((reset.Code, Reader.Media), Is.EqualTo((CompletionCode.Success, MediaState.Entering)));
        Assert.That(WaitTaken().Code, Is.EqualTo(CompletionCode.TimeOut));
        Assert.That(Move(CardPosition.RetainBin).Code, Is.EqualTo(CompletionCode.Success));
    }

    /// <summary>At every hundredth of a second of an insertion, a rereading, an ejection and a capture.</summary>
    [Test]
    public void It_stays_where_it_is_and_the_next_start_clears_the_path(
        [Values] CardPosition to,
        [Range(0, 260)] int hundredths
    )
    {
        Arm("card-reader.unreadable", once: true);
        Bench.After(0.1, () => Bench.Slot.Insert(Bench.Card));
        Bench.After(0, () => _ = ReadAndMove(Reader, to));
        Bench.Wait(hundredths / 100.0);

        StartAgain();
        Bench.Wait(0.5);
        var left = Bench.CardNow;
        Bench.Wait(5);
        Assert.That(Bench.CardNow.InnerEdgeMm, Is.EqualTo(left.InnerEdgeMm), "No motor turns by itself.");

        var reset = Bench.Run(() => Reader.Reset(CardPosition.RetainBin, Patience));

        if (reset.IsSuccess)
            Assert.That((Reader.Media, Bench.CardNow.Card), Is.EqualTo((MediaState.NotPresent, (string?)null)));
        else
            Assert.That(
                left.InnerEdgeMm,
                Is.LessThan(28),
                "Only a card that no roller holds can be left to the customer."
            );
    }

    private static async Task ReadAndMove(GpioCardReader reader, CardPosition to)
    {
        await reader.ReadRawData(Patience, CancellationToken.None);
        await reader.Move(to, Patience);
    }
}
