using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Domain.Tests.Withdrawals;

public class When_a_withdrawal_is_folded_from_its_events
{
    private static readonly WithdrawalNumber Number = new(3);
    private static readonly Money Asked = Money.FromMajorUnits(700, Currency.Uah);
    private static readonly Money Fee = Money.FromMajorUnits(7, Currency.Uah);
    private static readonly NoteCounts Plan = NoteCounts.Of([new("1", 2), new("3", 1)]);

    private static readonly AuthorizationSent Sent = new(
        Number,
        Asked,
        Fee,
        "****",
        17,
        "0304130405",
        "authorize-first",
        100
    );
    private static readonly WithdrawalRequested Requested = new(Number, Asked, Fee, Plan, "123456", "****");
    private static readonly WithdrawalCompleted Completed = new(Number, Asked, Fee, Plan, "taken");

    [Test]
    public void Each_step_of_a_good_withdrawal_has_its_state()
    {
        (WithdrawalEvent Event, WithdrawalState After)[] steps =
        [
            (Requested, WithdrawalState.Requested),
            (new NotePickStarted(Number, "1"), WithdrawalState.Requested),
            (new NotePicked(Number, "1"), WithdrawalState.Requested),
            (new NotesStacked(Number, Plan), WithdrawalState.Stacked),
            (new PresentStarted(Number, Plan), WithdrawalState.Presenting),
            (new NotesPresented(Number), WithdrawalState.Presented),
            (new NotesTaken(Number), WithdrawalState.Taken),
            (Completed, WithdrawalState.Completed),
        ];
        var withdrawal = Withdrawal.Begin(Sent);
        foreach (var (e, after) in steps)
        {
            withdrawal = withdrawal.Apply(e);
            Assert.That(withdrawal.State, Is.EqualTo(after), e.GetType().Name);
            Assert.That(withdrawal.IsOpen, Is.EqualTo(after != WithdrawalState.Completed));
        }
    }

    [Test]
    public void The_customer_may_have_had_access_only_from_the_presentation_on()
    {
        var stacked = After(Sent, Requested, new NotesStacked(Number, Plan));
        Assert.That(stacked.MayHaveReachedCustomer, Is.False);
        Assert.That(stacked.Apply(new PresentStarted(Number, Plan)).MayHaveReachedCustomer);
    }

    [Test]
    public void At_most_one_note_is_in_doubt_and_every_end_of_its_move_settles_it()
    {
        var picking = After(Sent, Requested, new NotePickStarted(Number, "1"));
        Assert.That(picking.InDoubt, Is.EqualTo(new NoteInDoubt("1", 2, LeftCassette: false)));
        Assert.That(picking.Apply(new NotePicked(Number, "1")).InDoubt, Is.Null);
        Assert.That(picking.Apply(new NotePickMissed(Number, "1", "empty")).InDoubt, Is.Null);
        var diverting = picking.Apply(new NoteDivertStarted(Number, "1", 2, "double"));
        Assert.That(diverting.InDoubt, Is.EqualTo(new NoteInDoubt("1", 2, LeftCassette: true)));
        Assert.That(diverting.Apply(new NoteDiverted(Number, "1", 2)).InDoubt, Is.Null);
    }

    [Test]
    public void Outstanding_notes_are_the_stacked_ones_that_are_not_back()
    {
        var withdrawal = After(
            Requested,
            new NotePicked(Number, "1"),
            new NotePicked(Number, "1"),
            new NotePicked(Number, "3"),
            new NotePurged(Number, "reject", "1"),
            new NotePurged(Number, "reject", "3"),
            new NotePurged(Number, "reject", "3")
        );
        Assert.That(withdrawal.Outstanding, Is.EqualTo(NoteCounts.Of("1", 1)));
        Assert.That(withdrawal.PurgedTotal, Is.EqualTo(3));
    }

    [TestCase(700, 700)]
    [TestCase(500, 500)]
    [TestCase(0, 0)]
    public void The_commission_on_a_part_follows_the_rate_that_was_accepted(long given, long commissionKopiykas)
    {
        var part = Money.FromMajorUnits(given, Currency.Uah);
        Assert.That(After(Sent, Requested).CommissionOn(part).MinorUnits, Is.EqualTo(commissionKopiykas));
        Assert.That(
            Withdrawal.Begin(Requested).CommissionOn(part).MinorUnits,
            Is.EqualTo(commissionKopiykas),
            "without a rate it is the same share of the accepted commission"
        );
    }

    private static IEnumerable<TestCaseData> OutOfOrder()
    {
        yield return Case("a second completion", [Sent, Requested, Completed, Completed]);
        yield return Case("a completion without a request", [Sent, Completed]);
        yield return Case("a second request", [Sent, Requested, Requested]);
        yield return Case("a decline after the request", [Sent, Requested, new AuthorizationDeclined(Number, "51")]);
        yield return Case("a reversal after the request", [Sent, Requested, new ReversalQueued(Number, "22", "")]);
        yield return Case("a request after a decline", [Sent, new AuthorizationDeclined(Number, "51"), Requested]);
        yield return Case("a pick after the completion", [Requested, Completed, new NotePickStarted(Number, "1")]);
        yield return Case("a presentation of a suspect case", [Requested, Suspected, new PresentStarted(Number, Plan)]);
        yield return Case("a second suspicion", [Requested, Suspected, Suspected]);
        yield return Case("another withdrawal's event", [Requested, new NotePicked(new(4), "1")]);
        yield return Case("a note before anything", [new NotePicked(Number, "1")]);
    }

    [TestCaseSource(nameof(OutOfOrder))]
    public void An_event_that_cannot_follow_is_a_bug_and_is_refused(WithdrawalEvent[] events)
    {
        var withdrawal = events.Length > 1 ? After(events[..^1]) : null;
        Assert.That(
            () => withdrawal is null ? Withdrawal.Begin(events[^1]) : withdrawal.Apply(events[^1]),
            Throws.TypeOf<EventOutOfOrderException>().With.Message.Contains(events[^1].GetType().Name)
        );
    }

    [Test]
    public void A_person_can_close_a_suspect_case() =>
        Assert.That(After(Requested, Suspected, Completed).State, Is.EqualTo(WithdrawalState.Completed));

    private static WithdrawalSuspected Suspected => new(Number, Asked, "B6");

    private static TestCaseData Case(string name, WithdrawalEvent[] events) =>
        new TestCaseData([events]).SetArgDisplayNames(name);

    private static Withdrawal After(params WithdrawalEvent[] events) =>
        events.Skip(1).Aggregate(Withdrawal.Begin(events[0]), (withdrawal, e) => withdrawal.Apply(e));
}
