using AtmTerminal.Devices.Contracts;

namespace AtmTerminal.Devices.Tests.CashDispenser;

public class When_notes_are_dispensed
{
    private DispenserBench _bench = null!;

    [SetUp]
    public void Start() => _bench = new DispenserBench();

    [TearDown]
    public void Stop() => _bench.Dispose();

    [Test]
    public void They_lie_in_the_stacker_and_every_step_is_durable_before_its_motor()
    {
        var done = _bench.Dispense("1:2 3:1");

        Assert.That(done.Code, Is.EqualTo(CompletionCode.Success));
        Assert.That(done.Payload!.Stacked, Is.EqualTo(DispenserBench.Notes("1:2 3:1")));
        Assert.That(_bench.Truth.Stacked, Is.EqualTo(3));
        Assert.That(
            _bench.EventNames,
            Is.EqualTo(
                new[]
                {
                    "NotePickStarted",
                    "NotePicked",
                    "NotePickStarted",
                    "NotePicked",
                    "NotePickStarted",
                    "NotePicked",
                    "NotesStacked",
                }
            )
        );
        Assert.That(_bench.Journal.Appends, Is.EqualTo(4), "a note's end and the next one's start share an append");
    }

    [Test]
    public void Taken_notes_are_with_the_customer_and_the_shutter_is_closed()
    {
        _bench.Dispense("1:2 3:1");

        var done = _bench.Present();

        Assert.That(done.Payload!.Outcome, Is.EqualTo(PresentOutcome.Taken));
        Assert.That(
            _bench.EventNames.TakeLast(3),
            Is.EqualTo(new[] { "PresentStarted", "NotesPresented", "NotesTaken" })
        );
        Assert.That(_bench.Truth.ShutterMm, Is.Zero);
        new Books(_bench.Journal.Events).MustAgreeWith(_bench.Truth, "after taking");
        AllIsAtRest();
    }

    [Test]
    public void Notes_not_taken_are_counted_into_the_retract_bin()
    {
        _bench.Dispense("1:2 3:1");

        Assert.That(_bench.Present(taken: 0).Payload!.Outcome, Is.EqualTo(PresentOutcome.NotTaken));
        var done = _bench.Retract();

        Assert.That(done.IsSuccess, Is.True);
        Assert.That(done.Payload!.Counted, Is.EqualTo(DispenserBench.Notes("1:2 3:1")));
        Assert.That(_bench.Truth.Retract.Values.Sum(), Is.EqualTo(3));
        new Books(_bench.Journal.Events).MustAgreeWith(_bench.Truth, "after retracting");
        AllIsAtRest();
    }

    [Test]
    public void Notes_taken_in_part_leave_the_rest_counted_by_kind()
    {
        _bench.Dispense("1:2 3:1");
        _bench.Present(taken: 1);

        var done = _bench.Retract();

        Assert.That(done.Payload!.Counted, Is.EqualTo(DispenserBench.Notes("1:2")), "the uppermost note was taken");
        new Books(_bench.Journal.Events).MustAgreeWith(_bench.Truth, "after retracting");
    }

    [Test]
    public void Notes_taken_while_the_retract_starts_are_not_counted_back()
    {
        _bench.Dispense("1:2 3:1");
        _bench.Present(taken: 0);

        var done = _bench.Run(() =>
        {
            var retract = _bench.Dispenser.Retract(DispenserBench.First);
            _bench.Mechanism.TakeNotes();
            return retract;
        });

        Assert.That(done.Payload!.Total, Is.Zero);
        new Books(_bench.Journal.Events).MustAgreeWith(_bench.Truth, "after retracting");
    }

    [Test]
    public void Rejected_notes_are_counted_into_the_reject_bin_each_before_it_drops()
    {
        _bench.Dispense("2:1 4:1");

        var done = _bench.Reject();

        Assert.That(done.Payload!.Counted, Is.EqualTo(DispenserBench.Notes("2:1 4:1")));
        Assert.That(
            _bench.EventNames.TakeLast(5),
            Is.EqualTo(new[] { "NotePurged", "NoteDropped", "NotePurged", "NoteDropped", "CashCleared" })
        );
        new Books(_bench.Journal.Events).MustAgreeWith(_bench.Truth, "after rejecting");
        AllIsAtRest();
    }

    [Test]
    public void A_second_order_of_the_same_number_is_refused_without_motion()
    {
        _bench.Dispense("1:2");
        var events = _bench.Journal.Events.Count;

        var second = _bench.Dispense("1:2");

        Assert.That(second.Code, Is.EqualTo(CompletionCode.SequenceError));
        Assert.That(_bench.Journal.Events, Has.Count.EqualTo(events));
        Assert.That(_bench.Truth.Stacked, Is.EqualTo(2));
    }

    [Test]
    public void A_second_order_of_the_same_number_is_refused_after_a_restart_too()
    {
        _bench.Dispense("1:2");
        _bench.StartTerminal();
        _bench.Reset();

        Assert.That(_bench.Dispense("1:2").Code, Is.EqualTo(CompletionCode.SequenceError));
    }

    [Test]
    public void A_second_order_of_the_same_number_is_refused_also_after_clearing_without_a_number()
    {
        _bench.Dispense("1:2");
        Assert.That(_bench.Reset(withdrawal: 0).IsSuccess, Is.True);

        Assert.That(_bench.Dispense("1:2").Code, Is.EqualTo(CompletionCode.SequenceError));
        Assert.That(_bench.Dispense("1:2", withdrawal: 2).IsSuccess, Is.True);
    }

    [Test]
    public void The_same_order_again_is_refused_also_when_the_first_one_ended_short()
    {
        _bench.Arm("dispenser.misfeed", ("unit", "1"));
        Assert.That(_bench.Dispense("1:1 2:1").Payload!.Failed, Contains.Key("1"));

        Assert.That(_bench.Dispense("1:1 2:1").Code, Is.EqualTo(CompletionCode.SequenceError));
        Assert.That(_bench.Truth.Stacked, Is.EqualTo(1));
        Assert.That(_bench.Dispense("2:1").IsSuccess, Is.True, "another mix for the rest is another order");
    }

    [TestCase("1:41")]
    [TestCase("")]
    [TestCase("6:1")]
    public void An_order_that_cannot_be_is_refused_without_motion(string notes)
    {
        Assert.That(_bench.Dispense(notes).Code, Is.EqualTo(CompletionCode.InvalidData));
        Assert.That(_bench.Journal.Events, Is.Empty);
    }

    [Test]
    public void Forty_notes_fit_the_stacker()
    {
        Assert.That(_bench.Dispense("1:20 2:20").IsSuccess, Is.True);
        Assert.That(_bench.Truth.Stacked, Is.EqualTo(40));
    }

    [Test]
    public void Another_withdrawal_is_refused_while_notes_lie_in_the_stacker()
    {
        _bench.Dispense("1:2");
        Assert.That(_bench.Dispense("1:2", withdrawal: 2).Code, Is.EqualTo(CompletionCode.DeviceNotReady));
    }

    [Test]
    public void When_the_journal_fails_all_motors_stop_and_nothing_is_done_any_more([Values(1, 2, 3)] int append)
    {
        _bench.Journal.FailsAt = append;

        var done = _bench.Dispense("1:2");

        Assert.That(done.Code, Is.EqualTo(CompletionCode.InternalError));
        AllIsAtRest();
        Assert.That(_bench.Dispense("1:1", withdrawal: 2).Code, Is.EqualTo(CompletionCode.InternalError));
        Assert.That(_bench.Reset().Code, Is.EqualTo(CompletionCode.InternalError));
    }

    private void AllIsAtRest()
    {
        var high = _bench
            .Machine.Snapshot()
            .Pins.Where(p => p is { IsOutput: true, High: true, Name: not "board.watchdog" });
        Assert.That(high, Is.Empty);
    }
}
