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
    public void What_the_host_was_asked_is_kept_so_that_its_hold_can_be_named_again()
    {
        var asked = After(Sent, Requested);
        Assert.That(asked.AuthorizationWasSent);
        Assert.That((asked.TraceNumber, asked.SentAt, asked.MaskedPan), Is.EqualTo((17, "0304130405", "****")));
        Assert.That((asked.ApprovalCode, asked.Card), Is.EqualTo(("123456", (string?)null)));
    }

    [Test]
    public void Without_a_question_to_the_host_there_is_no_hold_and_the_card_is_known_by_its_token()
    {
        var offline = After(Requested with { ApprovalCode = "", Card = "token" });
        Assert.That(offline.AuthorizationWasSent, Is.False);
        Assert.That((offline.TraceNumber, offline.SentAt, offline.Card), Is.EqualTo((0, "", "token")));
        Assert.That((offline.Amount, offline.Commission, offline.Plan), Is.EqualTo((Asked, Fee, Plan)));
        Assert.That((offline.State, offline.IsOpen), Is.EqualTo((WithdrawalState.Requested, true)));
    }

    [Test]
    public void The_request_has_the_last_word_on_the_amount_and_its_commission()
    {
        var (less, fee) = (Money.FromMajorUnits(500, Currency.Uah), Money.FromMajorUnits(5, Currency.Uah));
        var plan = NoteCounts.Of("3", 1);
        var request = After(Sent, Requested with { Amount = less, Commission = fee, Plan = plan });
        Assert.That((request.Amount, request.Commission, request.Plan), Is.EqualTo((less, fee, plan)));
    }

    [TestCase(100, 0)]
    [TestCase(0, 100)]
    public void The_rate_is_kept_whichever_of_question_and_request_names_it(int asked, int requested)
    {
        var withdrawal = After(
            Sent with
            {
                CommissionBasisPoints = asked,
            },
            Requested with
            {
                CommissionBasisPoints = requested,
            }
        );
        Assert.That(withdrawal.CommissionBasisPoints, Is.EqualTo(100));
    }

    [Test]
    public void A_question_without_a_request_is_not_open_and_ends_with_the_hosts_no_or_a_reversal()
    {
        var asked = Withdrawal.Begin(Sent);
        Assert.That((asked.State, asked.IsOpen), Is.EqualTo((WithdrawalState.Authorizing, false)));
        Assert.That(asked.ApprovalCode, Is.Empty);
        var declined = asked.Apply(new AuthorizationDeclined(Number, "51"));
        Assert.That((declined.State, declined.IsOpen), Is.EqualTo((WithdrawalState.Declined, false)));
        var reversed = asked.Apply(new ReversalQueued(Number, "22", "no answer"));
        Assert.That((reversed.State, reversed.IsOpen), Is.EqualTo((WithdrawalState.Reversed, false)));
    }

    [Test]
    public void Notes_that_are_pulled_back_leave_the_request_open_until_it_is_decided()
    {
        var retracting = After(Requested, new PresentStarted(Number, Plan), new RetractStarted(Number));
        Assert.That((retracting.State, retracting.IsOpen), Is.EqualTo((WithdrawalState.Retracting, true)));
        Assert.That(After(Requested, Suspected).IsOpen, Is.False);
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
        Assert.That(picking.Apply(new NotesStacked(Number, Plan)).InDoubt, Is.Null);
        Assert.That(picking.Apply(new PresentStarted(Number, Plan)).InDoubt, Is.Null);
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

    [Test]
    public void Notes_that_cannot_be_told_apart_count_as_back_and_take_no_kind_from_the_outstanding()
    {
        var withdrawal = After(
            Requested,
            new NotePicked(Number, "1"),
            new NotePurged(Number, "retract", null),
            new NotePurged(Number, "reject", "1")
        );
        Assert.That(withdrawal.PurgedUnclassified, Is.EqualTo(NoteCounts.Of("retract", 1)));
        Assert.That(withdrawal.Purged, Is.EqualTo(NoteCounts.Of("1", 1)));
        Assert.That(withdrawal.PurgedTotal, Is.EqualTo(2));
    }

    [Test]
    public void One_clearing_without_a_count_is_remembered_through_every_clearing_with_one()
    {
        var counted = After(Requested, new CashCleared(Number, "reject", 0));
        Assert.That(counted.ClearedUncounted, Is.False);
        var uncounted = counted.Apply(new CashCleared(Number, "reject", null));
        Assert.That(uncounted.ClearedUncounted);
        Assert.That(uncounted.Apply(new CashCleared(Number, "reject", 2)).ClearedUncounted);
    }

    [Test]
    public void A_forced_shutter_is_remembered_to_the_end()
    {
        var presented = After(Requested, new PresentStarted(Number, Plan));
        Assert.That(presented.AccessDoubted, Is.False);
        var doubted = presented.Apply(new CustomerAccessDoubted(Number, "forced")).Apply(new RetractStarted(Number));
        Assert.That(doubted.AccessDoubted);
    }

    [Test]
    public void Notes_of_a_suspect_case_are_still_counted()
    {
        var suspect = After(Requested, new NotePickStarted(Number, "1"), Suspected);
        Assert.That(suspect.Apply(new NoteDiverted(Number, "1", 1)).InDoubt, Is.Null);
        Assert.That(suspect.Apply(new NotePurged(Number, "reject", "1")).Purged["1"], Is.EqualTo(1));
        Assert.That(suspect.Apply(new NotePurged(Number, "reject", null)).PurgedUnclassified.Total, Is.EqualTo(1));
        Assert.That(suspect.Apply(new CashCleared(Number, "reject", null)).ClearedUncounted);
    }

    [Test]
    public void A_drop_and_the_words_of_a_decision_change_nothing()
    {
        var open = After(Requested, new NotePicked(Number, "1"), new NotePurged(Number, "reject", "1"));
        Assert.That(open.Apply(new NoteDropped(Number, "reject")), Is.SameAs(open));
        Assert.That(open.Apply(new ReconciliationDecided(Number, "B2", Asked, Asked, "")), Is.SameAs(open));
    }

    [Test]
    public void The_full_amount_costs_what_was_accepted_and_a_part_what_the_rate_says()
    {
        var accepted = Money.FromMajorUnits(10, Currency.Uah);
        var withdrawal = After(Sent with { Commission = accepted }, Requested with { Commission = accepted });
        Assert.That(withdrawal.CommissionOn(Asked), Is.EqualTo(accepted));
        var (part, onePercent) = (Money.FromMajorUnits(500, Currency.Uah), Money.FromMajorUnits(5, Currency.Uah));
        Assert.That(withdrawal.CommissionOn(part), Is.EqualTo(onePercent));
    }

    [TestCase(99, 0)]
    [TestCase(100, 1)]
    [TestCase(299, 1)]
    [TestCase(300, 2)]
    public void A_share_of_the_commission_is_rounded_half_up(long given, long expected)
    {
        var four = Money.FromMinorUnits(400, Currency.Uah);
        var request = Requested with { Amount = four, Commission = Money.FromMinorUnits(2, Currency.Uah) };
        var share = After(request).CommissionOn(Money.FromMinorUnits(given, Currency.Uah));
        Assert.That(share, Is.EqualTo(Money.FromMinorUnits(expected, Currency.Uah)));
    }

    [Test]
    public void Of_nothing_asked_no_part_costs_anything()
    {
        var nothing = After(Requested with { Amount = Money.Zero(Currency.Uah) });
        Assert.That(nothing.CommissionOn(Asked), Is.EqualTo(Money.Zero(Currency.Uah)));
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
        yield return Case("a suspicion before the request", [Sent, Suspected]);
        foreach (var e in OfAnOpenRequest)
        {
            yield return Case($"{e.GetType().Name} before the request", [Sent, e]);
            yield return Case($"{e.GetType().Name} after the completion", [Requested, Completed, e]);
        }
    }

    private static IEnumerable<WithdrawalEvent> OfAnOpenRequest =>
        [
            new NotePickStarted(Number, "1"),
            new NotePicked(Number, "1"),
            new NotePickMissed(Number, "1", "empty"),
            new NoteDivertStarted(Number, "1", 2, "double"),
            new NoteDiverted(Number, "1", 2),
            new NotesStacked(Number, Plan),
            new PresentStarted(Number, Plan),
            new NotesPresented(Number),
            new NotesTaken(Number),
            new CustomerAccessDoubted(Number, "forced"),
            new RetractStarted(Number),
            new NotePurged(Number, "reject", "1"),
            new CashCleared(Number, "reject", 0),
        ];

    [TestCaseSource(nameof(OutOfOrder))]
    public void An_event_that_cannot_follow_is_a_bug_and_is_refused(WithdrawalEvent[] events)
    {
        var withdrawal = events.Length > 1 ? After(events[..^1]) : null;
        Assert.That(
            () => withdrawal is null ? Withdrawal.Begin(events[^1]) : withdrawal.Apply(events[^1]),
            Throws
                .TypeOf<EventOutOfOrderException>()
                .With.Message.Contains(events[^1].GetType().Name)
                .And.Message.Contains($"withdrawal {events[^1].Withdrawal}")
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
