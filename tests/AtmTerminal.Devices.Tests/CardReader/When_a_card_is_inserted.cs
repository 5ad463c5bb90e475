using AtmTerminal.Devices.Contracts;
using AtmTerminal.SimulatedBoard.CardReader;

namespace AtmTerminal.Devices.Tests.CardReader;

public class When_a_card_is_inserted : CardReaderTest
{
    [Test]
    public void It_is_drawn_in_read_and_the_slot_closed_behind_it()
    {
        var read = ReadInserted();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Code, Is.EqualTo(CompletionCode.Success));
            Assert.That(read.Payload!.Track2!.Reveal(), Is.EqualTo(Bench.Track));
            Assert.That(Reader.Media, Is.EqualTo(MediaState.Present));
            Assert.That(Bench.CardNow.Place, Is.EqualTo(CardPlace.Inside));
            Assert.That(Bench.CardNow.ShutterOpen, Is.False);
        }
        AssertMotorsRest();
    }

    [Test]
    public void It_comes_back_and_the_slot_closes_when_it_was_taken()
    {
        ReadInserted();

        var moved = Move(CardPosition.Exit);
        var (place, media) = (Bench.CardNow.Place, Reader.Media);
        var taken = WaitTaken((3, () => Bench.Slot.Pull()));
        Bench.Wait(0.1);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (moved.Code, place, media),
                Is.EqualTo((CompletionCode.Success, CardPlace.InSlot, MediaState.Entering))
            );
            Assert.That(taken.Code, Is.EqualTo(CompletionCode.Success));
            Assert.That((Bench.CardNow.Card, Bench.CardNow.ShutterOpen), Is.EqualTo(((string?)null, false)));
        }
        AssertMotorsRest();
    }

    [Test]
    public void A_stripe_that_could_not_be_read_is_read_on_the_way_back()
    {
        Arm("card-reader.unreadable", once: true);

        var read = ReadInserted();

        Assert.That(read.Payload!.Track2!.Reveal(), Is.EqualTo(Bench.Track));
        Assert.That(Bench.CardNow.Place, Is.EqualTo(CardPlace.Inside));
    }

    [Test]
    public void A_damaged_stripe_is_a_problem_after_both_passes_and_the_card_can_be_given_back()
    {
        Arm("card-reader.unreadable", once: false);

        var read = ReadInserted();

        Assert.That(
            (read.Code, read.Payload),
            Is.EqualTo((CompletionCode.Success, new CardData(null, StripeProblem.Parity)))
        );
        Assert.That(Move(CardPosition.Exit).Code, Is.EqualTo(CompletionCode.Success));
    }

    [Test]
    public void A_blank_stripe_is_a_problem()
    {
        Assert.That(ReadInserted("blank").Payload, Is.EqualTo(new CardData(null, StripeProblem.NoStartSentinel)));
    }

    [Test]
    public void It_is_there_for_the_next_session_too()
    {
        for (var session = 0; session < 3; session++)
        {
            Assert.That(ReadInserted().Payload!.Track2?.Reveal(), Is.EqualTo(Bench.Track));
            Move(CardPosition.Exit);
            WaitTaken((1, () => Bench.Slot.Pull()));
        }
    }

    [Test]
    public void One_that_is_pulled_out_again_was_never_there_and_the_waiting_goes_on()
    {
        var read = Read(
            (1, () => Bench.Slot.Insert(Bench.Card)),
            (1.15, () => Assert.That(Bench.Slot.Pull())),
            (9, () => Bench.Slot.Insert(Bench.Card))
        );

        Assert.That(read.Payload!.Track2!.Reveal(), Is.EqualTo(Bench.Track));
        Assert.That(Bench.Clock.Elapsed.TotalSeconds, Is.InRange(9, 11));
    }

    [Test]
    public void One_that_is_pulled_while_the_motor_draws_it_in_gives_no_card()
    {
        var read = Read((1, () => Bench.Slot.Insert(Bench.Card)), (1.3, () => Assert.That(Bench.Slot.Pull())));

        Assert.That((read.Code, read.Payload), Is.EqualTo((CompletionCode.TimeOut, (CardData?)null)));
        Assert.That((Bench.CardNow.ShutterOpen, Reader.Media), Is.EqualTo((false, MediaState.NotPresent)));
        AssertMotorsRest();
    }

    [Test]
    public void One_that_is_inside_already_keeps_another_out()
    {
        ReadInserted();

        Assert.That(Read().Code, Is.EqualTo(CompletionCode.SequenceError));
        Assert.That(Bench.Slot.Insert("blank"), Is.False);
    }

    [Test]
    public void A_second_command_is_refused_while_one_runs()
    {
        Completion? second = null;
        Read(
            (1, () => Bench.Slot.Insert(Bench.Card)),
            (1.3, async () => second = await Reader.Move(CardPosition.RetainBin, Patience))
        );

        Assert.That(second?.ErrorCode, Is.EqualTo("cardReader.busy"));
    }

    [Test]
    public void None_of_it_stands_in_a_result_that_a_log_would_print()
    {
        Assert.That($"{ReadInserted()}", Does.Not.Contain("000000").And.Not.Contain("2912"));
    }

    private void AssertMotorsRest()
    {
        var now = Bench.Machine.Snapshot();
        Assert.That(now.Pin("cardReader.motorForward").High || now.Pin("cardReader.motorReverse").High, Is.False);
    }
}
