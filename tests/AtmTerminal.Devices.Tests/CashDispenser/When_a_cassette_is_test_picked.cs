using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Events;
using AtmTerminal.SimulatedBoard.CashDispenser;

namespace AtmTerminal.Devices.Tests.CashDispenser;

public class When_a_cassette_is_test_picked
{
    private DispenserBench _bench = null!;

    [SetUp]
    public void Start() => _bench = new DispenserBench();

    [TearDown]
    public void Stop() => _bench.Dispose();

    [Test]
    public void One_note_of_its_kind_goes_into_the_reject_bin_and_the_journal_says_so_before_and_after()
    {
        var done = Pick("2");
        Assert.That(done.Payload, Is.EqualTo(new TestPickResult(1, Fits: true)));
        Assert.That(_bench.Truth.Reject, Is.EqualTo(new Dictionary<string, int> { ["2"] = 1 }));
        Assert.That(
            _bench.Journal.Events,
            Is.EqualTo(new JournalEvent[] { new TestPickStarted("2"), new TestPicked("2", 1, Fits: true) })
        );
    }

    [Test]
    public void A_note_of_another_length_does_not_fit()
    {
        _bench.Arm(DispenserFaults.Damaged, ("mm", "4"));
        Assert.That(Pick("1").Payload, Is.EqualTo(new TestPickResult(1, Fits: false)));
        Assert.That(_bench.Truth.Reject.Values.Sum(), Is.EqualTo(1));
    }

    [Test]
    public void Two_notes_at_once_do_not_fit()
    {
        _bench.Arm(DispenserFaults.DoublePick);
        Assert.That(Pick("1").Payload, Is.EqualTo(new TestPickResult(2, Fits: false)));
        Assert.That(_bench.Truth.Reject.Values.Sum(), Is.EqualTo(2));
    }

    [Test]
    public void An_empty_cassette_gives_nothing()
    {
        _bench.Mechanism.FillCassette(1, 0);
        Assert.That(Pick("1").Payload, Is.EqualTo(new TestPickResult(0, Fits: false)));
    }

    [Test]
    public void A_cassette_that_is_not_in_the_machine_is_refused()
    {
        _bench.Mechanism.InsertCassette(1, inserted: false);
        Assert.That(Pick("1").Code, Is.EqualTo(CompletionCode.InvalidData));
        Assert.That(Pick("6").Code, Is.EqualTo(CompletionCode.InvalidData));
        Assert.That(_bench.Journal.Events, Is.Empty);
    }

    [TestCase("cassette")]
    [TestCase("transport")]
    [TestCase("reject")]
    public void A_jam_is_a_fault_and_the_next_pick_waits_for_a_reset(string place)
    {
        _bench.Arm(DispenserFaults.Jam, ("place", place));
        Assert.That(Pick("1").Code, Is.EqualTo(CompletionCode.HardwareError));
        Assert.That(Pick("1").Code, Is.EqualTo(CompletionCode.DeviceNotReady));
        _bench.Mechanism.TakeOutPath();
        _bench.Reset(withdrawal: 0);
        Assert.That(Pick("1").Payload, Is.EqualTo(new TestPickResult(1, Fits: true)));
    }

    [TestCase(1, 0)]
    [TestCase(2, 1)]
    public void Without_a_durable_step_nothing_moves_any_more(int failsAt, int rejected)
    {
        _bench.Journal.FailsAt = failsAt;
        Assert.That(Pick("1").Code, Is.EqualTo(CompletionCode.InternalError));
        Assert.That(_bench.Truth.Reject.Values.Sum(), Is.EqualTo(rejected));
        Assert.That(_bench.Truth.Path, Is.Empty);
    }

    [Test]
    public void After_a_power_cut_at_any_moment_the_reset_finds_the_note([Range(10, 900, 40)] int ms)
    {
        _bench.OnLoop(() => _ = _bench.Dispenser.TestPick("1"));
        _bench.RunFor(ms / 1000.0);
        _bench.Machine.CutPower();
        _bench.StartTerminal();
        _bench.Reset(withdrawal: 0);
        Assert.That(_bench.Truth.Path, Is.Empty);
        Assert.That(_bench.Truth.Reject.Values.Sum(), Is.EqualTo(1));
        Assert.That(_bench.Truth.Total, Is.EqualTo(4 * DispenserBench.NotesPerCassette));
    }

    private Completion<TestPickResult> Pick(string unit) => _bench.Run(() => _bench.Dispenser.TestPick(unit));
}
