using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Events;

namespace AtmTerminal.Devices.Tests.CashDispenser;

public class When_the_dispenser_fails
{
    private DispenserBench _bench = null!;

    [SetUp]
    public void Start() => _bench = new DispenserBench();

    [TearDown]
    public void Stop() => _bench.Dispose();

    [Test]
    public void Two_notes_at_once_go_to_the_reject_bin_and_another_one_is_picked()
    {
        _bench.Arm("dispenser.double-pick", ("unit", "2"));

        var done = _bench.Dispense("1:1 2:2");

        Assert.That(done.Payload!.Stacked, Is.EqualTo(DispenserBench.Notes("1:1 2:2")));
        Assert.That(_bench.Truth.Reject["2"], Is.EqualTo(2));
        Assert.That(_bench.Journal.Events.OfType<NoteDiverted>().Single().Notes, Is.EqualTo(2));
        _bench.Present();
        BooksAgree();
    }

    [Test]
    public void A_damaged_note_goes_to_the_reject_bin_and_another_one_is_picked()
    {
        _bench.Arm("dispenser.damaged", ("unit", "1"), ("mm", "8"));

        var done = _bench.Dispense("1:2");

        Assert.That(done.Payload!.Stacked, Is.EqualTo(DispenserBench.Notes("1:2")));
        Assert.That(_bench.Truth.Reject["1"], Is.EqualTo(1));
        _bench.Present();
        BooksAgree();
    }

    [Test]
    public void A_cassette_that_gives_only_doubles_is_given_up()
    {
        for (var i = 0; i < 3; i++)
            _bench.Arm("dispenser.double-pick", ("unit", "1"));

        var done = _bench.Dispense("1:2 2:1");

        Assert.That(done.Payload!.Stacked, Is.EqualTo(DispenserBench.Notes("2:1")));
        Assert.That(done.Payload.Failed["1"], Is.EqualTo("dispenser.double"));
        Assert.That(_bench.Truth.Reject["1"], Is.EqualTo(6));
    }

    [TestCase("dispenser.misfeed", "dispenser.misfeed")]
    [TestCase("dispenser.empty", "dispenser.empty")]
    public void A_cassette_that_gives_nothing_is_named_and_another_mix_may_follow_once(string fault, string named)
    {
        _bench.Arm(fault, ("unit", "1"));

        var done = _bench.Dispense("1:2 2:1");

        Assert.That(done.IsSuccess, Is.True);
        Assert.That(done.Payload!.Failed["1"], Is.EqualTo(named));
        Assert.That(done.Payload.Stacked, Is.EqualTo(DispenserBench.Notes("2:1")));
        Assert.That(_bench.Dispense("3:2").Payload!.Stacked, Is.EqualTo(DispenserBench.Notes("3:2")));
        Assert.That(_bench.Dispense("3:2").Code, Is.EqualTo(CompletionCode.SequenceError));
        _bench.Present();
        BooksAgree();
    }

    [Test]
    public void A_cassette_that_is_not_there_is_named_without_motion()
    {
        _bench.Mechanism.InsertCassette(1, inserted: false);

        var done = _bench.Dispense("1:1");

        Assert.That(done.Payload!.Failed["1"], Is.EqualTo("dispenser.cassette-missing"));
        Assert.That(_bench.EventNames, Is.EqualTo(new[] { "NotesStacked" }));
        Assert.That(
            _bench.Dispenser.GetCassettes().Select(c => c.Inserted),
            Is.EqualTo(new[] { false, true, true, true })
        );
    }

    [Test]
    public void A_jam_on_the_way_to_the_stacker_ends_the_order_and_a_reset_counts_the_note(
        [Values("cassette", "transport", "stacker")] string place,
        [Values(0, 61, 75, 90, 110)] int mm,
        [Values] bool restart
    )
    {
        _bench.Dispense("1:1", withdrawal: 1);
        _bench.Reject();
        _bench.Arm("dispenser.jam", ("place", place), ("mm", $"{mm}"));

        var done = _bench.Dispense("1:2", withdrawal: 2);

        Assert.That(done.Code, Is.EqualTo(CompletionCode.HardwareError));
        Assert.That(_bench.Dispense("2:1", withdrawal: 3).IsSuccess, Is.False);
        AfterRepair(restart, withdrawal: 2);
    }

    [Test]
    public void A_note_stuck_in_the_mouth_of_its_cassette_is_still_the_cassettes_and_comes_with_the_next_pick(
        [Values(1, 30, 59)] int mm
    )
    {
        _bench.Arm("dispenser.jam", ("place", "cassette"), ("mm", $"{mm}"));

        Assert.That(_bench.Dispense("1:2").Payload!.Failed["1"], Is.EqualTo("dispenser.misfeed"));

        _bench.Mechanism.FreeJams();
        Assert.That(_bench.Reset().IsSuccess, Is.True);
        Assert.That(_bench.Dispense("1:2", withdrawal: 2).IsSuccess, Is.True);
        _bench.Reset(withdrawal: 2);
        BooksAgree();
    }

    [Test]
    public void A_jam_on_the_way_to_the_reject_bin_is_counted_after_the_repair([Values] bool restart)
    {
        _bench.Arm("dispenser.double-pick", ("unit", "1"));
        _bench.Arm("dispenser.jam", ("place", "reject"));

        Assert.That(_bench.Dispense("1:2").Code, Is.EqualTo(CompletionCode.HardwareError));

        AfterRepair(restart);
    }

    [Test]
    public void A_jam_that_nobody_has_cleared_keeps_the_count_unknown([Values] bool restart)
    {
        _bench.Arm("dispenser.jam", ("place", "stacker"));
        _bench.Dispense("1:2");
        if (restart)
            _bench.StartTerminal();

        var reset = _bench.Reset();

        Assert.That(reset.Code, Is.EqualTo(CompletionCode.HardwareError));
        Assert.That(reset.Payload, Is.Null);
        Assert.That(_bench.EventNames, Has.None.EqualTo("CashCleared"));
        AfterRepair(restart);
    }

    [TestCase("purge")]
    [TestCase("hold")]
    public void A_jam_in_the_purge_path_loses_no_count(string place)
    {
        _bench.Dispense("1:2 2:1");
        _bench.Arm("dispenser.jam", ("place", place));

        Assert.That(_bench.Reject().Code, Is.EqualTo(CompletionCode.HardwareError));

        AfterRepair(restart: true);
    }

    [Test]
    public void Notes_that_jam_on_the_presenter_are_of_unclear_access_and_are_counted_after_the_repair()
    {
        _bench.Dispense("1:2 2:1");
        _bench.Arm("dispenser.jam", ("place", "presenter"));

        var done = _bench.Present();

        Assert.That(done.Payload!.Outcome, Is.EqualTo(PresentOutcome.AccessUnclear));
        Assert.That(_bench.EventNames, Has.Member("CustomerAccessDoubted"));
        AfterRepair(restart: false);
        Assert.That(_bench.Truth.Retract.Values.Sum(), Is.EqualTo(3));
    }

    [Test]
    public void A_shutter_that_does_not_open_leaves_the_notes_to_be_rejected()
    {
        _bench.Dispense("1:2");
        _bench.Arm("dispenser.shutter-stuck", ("when", "opening"));

        Assert.That(_bench.Present().Payload!.Outcome, Is.EqualTo(PresentOutcome.NotPresented));
        var rejected = _bench.Reject();

        Assert.That(rejected.Payload!.Counted, Is.EqualTo(DispenserBench.Notes("1:2")));
        BooksAgree();
    }

    [Test]
    public void A_shutter_that_does_not_close_behind_taken_notes_changes_nothing_about_them()
    {
        _bench.Dispense("1:2");
        _bench.Arm("dispenser.shutter-stuck", ("when", "closing"));

        var done = _bench.Present();

        Assert.That(done.Payload!.Outcome, Is.EqualTo(PresentOutcome.Taken));
        Assert.That(_bench.Dispenser.Device, Is.EqualTo(DeviceState.HardwareError));
        Assert.That(_bench.Dispense("1:1", withdrawal: 2).Code, Is.EqualTo(CompletionCode.DeviceNotReady));
        BooksAgree();
    }

    [Test]
    public void A_shutter_that_is_forced_at_rest_is_told_at_once()
    {
        var told = new List<DeviceState>();
        _bench.Dispenser.DeviceChanged += told.Add;

        _bench.Arm("dispenser.shutter-forced");
        _bench.RunFor(0.1);

        Assert.That(told, Is.EqualTo(new[] { DeviceState.HardwareError }));
        Assert.That(
            _bench.Journal.Events.OfType<DeviceFaulted>().Single().Code,
            Is.EqualTo("dispenser.shutter-forced")
        );
        Assert.That(_bench.Dispense("1:1").Code, Is.EqualTo(CompletionCode.DeviceNotReady));
        Assert.That(_bench.Reset().IsSuccess, Is.True, "the motor closes it again");
        Assert.That(_bench.Dispense("1:1").IsSuccess, Is.True);
    }

    [Test]
    public void A_shutter_whose_switches_disagree_while_notes_are_out_makes_the_access_unclear()
    {
        _bench.Dispense("1:2");
        using var later = _bench.Clock.CreateTimer(
            _ => _bench.Stick("dispenser.shutterClosed", "high"),
            null,
            TimeSpan.FromSeconds(5),
            Timeout.InfiniteTimeSpan
        );

        var done = _bench.Present(afterSeconds: 10);

        Assert.That(done.Payload!.Outcome, Is.EqualTo(PresentOutcome.AccessUnclear));
        Assert.That(_bench.Dispenser.GetStatus().ShutterOpen, Is.Null);
        Assert.That(_bench.EventNames, Has.Member("CustomerAccessDoubted"));
    }

    [Test]
    public void A_note_that_stays_in_the_throat_keeps_the_count_unknown_until_it_is_cleared()
    {
        _bench.Dispense("1:2");
        _bench.Present(taken: 0);
        _bench.Arm("dispenser.note-left");

        var retract = _bench.Retract();

        Assert.That(retract.Code, Is.EqualTo(CompletionCode.HardwareError));
        Assert.That(retract.Payload, Is.Null);
        Assert.That(_bench.Dispenser.GetStatus().ItemsAtExit, Is.True);
        Assert.That(_bench.Journal.Events.OfType<NotePurged>().Count(), Is.EqualTo(1), "what came back is counted");
        AfterRepair(restart: false);
        Assert.That(_bench.Truth.Retract.Values.Sum(), Is.EqualTo(2));
    }

    [TestCase("dispenser.stacked", "low")]
    [TestCase("dispenser.stacked", "high")]
    [TestCase("dispenser.station", "low")]
    [TestCase("dispenser.station", "high")]
    [TestCase("dispenser.double", "high")]
    [TestCase("dispenser.picked1", "low")]
    [TestCase("dispenser.picked1", "high")]
    [TestCase("dispenser.stacker", "high")]
    [TestCase("dispenser.throat", "high")]
    [TestCase("dispenser.hold", "high")]
    [TestCase("dispenser.gauge", "high")]
    public void A_sensor_that_sticks_pays_no_note_out_and_none_is_lost(string line, string level)
    {
        _bench.Stick(line, level);

        var done = _bench.Dispense("1:2");

        Assert.That(done.Payload?.Stacked.Total ?? 0, Is.Zero);
        AfterRepair(restart: false);
    }

    [TestCase("dispenser.gauge", "low", true)]
    [TestCase("dispenser.hold", "low", false)]
    [TestCase("dispenser.stacker", "low", true)]
    [TestCase("dispenser.stacker", "high", false)]
    public void A_sensor_that_sticks_while_clearing_counts_right_or_says_that_it_cannot(
        string line,
        string level,
        bool counts
    )
    {
        _bench.Dispense("1:2 3:1");
        _bench.Stick(line, level);

        var done = _bench.Reject();

        Assert.That(done.IsSuccess, Is.EqualTo(counts));
        Assert.That(done.Payload?.Total, Is.EqualTo(counts ? 3 : null));
        AfterRepair(restart: true);
    }

    [Test]
    public void A_blind_throat_makes_the_access_unclear_and_never_zero()
    {
        _bench.Dispense("1:2");
        _bench.Stick("dispenser.throat", "low");

        Assert.That(_bench.Present().Payload!.Outcome, Is.EqualTo(PresentOutcome.AccessUnclear));
    }

    private void AfterRepair(bool restart, long withdrawal = 1)
    {
        _bench.Machine.ClearFaults();
        _bench.Mechanism.FreeJams();
        if (restart)
            _bench.StartTerminal();
        var reset = _bench.Reset(withdrawal);
        Assert.That(reset.Code, Is.EqualTo(CompletionCode.Success), reset.ErrorDescription);
        BooksAgree();
    }

    private void BooksAgree() => new Books(_bench.Journal.Events).MustAgreeWith(_bench.Truth, "in the end");
}
