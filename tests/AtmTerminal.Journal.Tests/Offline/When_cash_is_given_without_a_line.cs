using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Offline;

/// <summary>The figures of rule O1 as the fold keeps them: in the journal alone, and never too high.</summary>
public class When_cash_is_given_without_a_line
{
    private const string Card = "0A1B";
    private const string OtherCard = "2C3D";
    private static readonly DateOnly Today = new(2026, 3, 4);
    private TempFolder _folder = null!;
    private IJournal _journal = null!;

    [SetUp]
    public void OpenNew()
    {
        _folder = new();
        _journal = Samples.OpenNew(_folder);
        _journal.MustAppend([Loaded(), Told(501, leftToday: 2_000), new OfflinePeriodBegan("the line is down")]);
    }

    [TearDown]
    public void Dispose()
    {
        _journal.Dispose();
        _folder.Dispose();
    }

    private RememberedCard Remembered => _journal.State.Remembered(Card)!;

    [Test]
    public void The_request_itself_lowers_what_the_card_and_the_period_have()
    {
        _journal.MustAppend([Asked(1, 500, fee: 1)]);
        Assert.That(
            (Remembered.Available, Remembered.LeftToday, Remembered.GivenOffline),
            Is.EqualTo(((Money?)Uah(0), (Money?)Uah(1_500), (Money?)Uah(500)))
        );
        Assert.That(
            (_journal.State.Offline!.Withdrawals, _journal.State.Offline.Given),
            Is.EqualTo((1, (Money?)Uah(500)))
        );
    }

    [Test]
    public void A_restart_forgets_nothing_of_it_and_the_files_agree_with_the_events()
    {
        _journal.MustAppend([Asked(1, 200), Given(1, 200), new CardForgotten(OtherCard, "43", Stop: true)]);
        var (cards, period, clock) = (_journal.State.Cards, _journal.State.Offline, _journal.State.Clock);
        _journal.Dispose();
        _journal = Reopen(_folder);
        Assert.That(_journal.State.Cards, Is.EquivalentTo(cards));
        Assert.That((_journal.State.Offline, _journal.State.Clock), Is.EqualTo((period, clock)));
        _journal.Dispose();
        Assert.That(JournalAudit.Verify(_folder.Path).Holds);
    }

    [Test]
    public void What_was_not_given_comes_back_but_the_attempt_counts()
    {
        _journal.MustAppend([Asked(1, 500, fee: 1), Given(1, 200)]);
        Assert.That(
            (Remembered.Available, Remembered.LeftToday, Remembered.GivenOffline),
            Is.EqualTo(((Money?)Uah(301), (Money?)Uah(1_800), (Money?)Uah(200)))
        );
        Assert.That(
            (_journal.State.Offline!.Withdrawals, _journal.State.Offline.Given),
            Is.EqualTo((1, (Money?)Uah(200)))
        );
    }

    [Test]
    public void Nothing_given_owes_the_host_nothing()
    {
        _journal.MustAppend([Asked(1, 500), Given(1, 0)]);
        Assert.That(_journal.State.Outbox, Is.Empty);
        Assert.That(_journal.State.OwesHostFor(Card), Is.False);
        Assert.That(Remembered.Available, Is.EqualTo(Uah(501)));
    }

    [Test]
    public void What_the_host_says_before_it_was_told_is_lowered_by_what_it_does_not_know()
    {
        _journal.MustAppend([Asked(1, 500), Given(1, 500), Told(501, leftToday: 2_000)]);
        Assert.That((Remembered.Available, Remembered.LeftToday), Is.EqualTo(((Money?)Uah(1), (Money?)Uah(1_500))));
        Assert.That(_journal.State.OwesHostFor(Card));
        var record = _journal.State.Outbox.Single();
        _journal.MustAppend([new UploadSetAside(new(1), record.Seq, "30"), Told(501, leftToday: 2_000)]);
        Assert.That(Remembered.Available, Is.EqualTo(Uah(1)), "also while a person has to settle it");
        _journal.MustAppend([new UploadAcknowledged(new(1), record.Seq, "00"), Told(1, leftToday: 1_500)]);
        Assert.That(Remembered.Available, Is.EqualTo(Uah(1)));
        Assert.That(_journal.State.OwesHostFor(Card), Is.False);
    }

    [Test]
    public void A_suspect_case_stays_lowered_in_full()
    {
        _journal.MustAppend([
            Asked(1, 500),
            new WithdrawalSuspected(new(1), Uah(500), "B6"),
            Told(501, leftToday: null),
        ]);
        Assert.That((Remembered.Available, Remembered.LeftToday), Is.EqualTo(((Money?)Uah(1), (Money?)null)));
        Assert.That(_journal.State.OwesHostFor(Card));
    }

    [Test]
    public void A_refusal_leaves_no_figure_but_keeps_what_the_card_had_today()
    {
        _journal.MustAppend([Asked(1, 500), Given(1, 500), new CardForgotten(Card, "51", Stop: false)]);
        Assert.That((Remembered.Available, Remembered.LeftToday), Is.EqualTo(((Money?)null, (Money?)null)));
        _journal.MustAppend([Told(9_000, leftToday: 9_000)]);
        Assert.That(Remembered.GivenOffline, Is.EqualTo(Uah(500)));
    }

    [Test]
    public void A_card_the_host_wants_kept_is_on_the_stop_list_until_the_host_says_yes_to_it()
    {
        _journal.MustAppend([new CardForgotten(OtherCard, "43", Stop: true), Told(501, leftToday: null, day: 5)]);
        Assert.That(_journal.State.Remembered(OtherCard)!.StoppedBy, Is.EqualTo("43"), "also on the next day");
        _journal.MustAppend([Told(100, leftToday: null, day: 5, card: OtherCard)]);
        Assert.That(_journal.State.Remembered(OtherCard)!.StoppedBy, Is.Null);
    }

    [Test]
    public void A_new_day_begins_with_nothing_given_and_keeps_no_card_of_the_day_before()
    {
        _journal.MustAppend([Asked(1, 200), Given(1, 200), Told(900, leftToday: null, card: OtherCard, day: 5)]);
        Assert.That(_journal.State.Remembered(Card), Is.Null);
        _journal.MustAppend([Told(501, leftToday: null, day: 5)]);
        Assert.That(Remembered.GivenOffline, Is.Null);
    }

    [Test]
    public void A_journal_that_is_an_older_copy_goes_by_no_figure()
    {
        _journal.MustAppend([Told(900, leftToday: 50, card: OtherCard), new AllCardsForgotten("an older copy")]);
        Assert.That(
            _journal.State.Cards.Select(c => (c.Available, c.LeftToday)),
            Has.All.EqualTo(((Money?)null, (Money?)null))
        );
    }

    [Test]
    public void The_latest_time_is_kept_so_that_a_clock_that_was_set_back_shows()
    {
        var at = _journal.State.Clock!.LastAt;
        var state = _journal.State;
        state = state.Apply(new(state.HeadSeq + 1, at.AddHours(2), new SessionStarted(Mask), new byte[32]));
        state = state.Apply(new(state.HeadSeq + 1, at.AddHours(1), new TerminalStarted("ATM00042", "1"), new byte[32]));
        Assert.That(state.Clock!.LastAt, Is.EqualTo(at.AddHours(2)));
    }

    [Test]
    public void A_period_ends_with_everything_in_it_and_cannot_begin_twice()
    {
        _journal.MustAppend([Asked(1, 200), Given(1, 200)]);
        Assert.That(() => _journal.Append(new OfflinePeriodBegan("again")), Throws.TypeOf<EventOutOfOrderException>());
        _journal.MustAppend([new OfflinePeriodEnded("the line is back")]);
        Assert.That(_journal.State.Offline, Is.Null);
        Assert.That(() => _journal.Append(new OfflinePeriodEnded("again")), Throws.TypeOf<EventOutOfOrderException>());
    }

    [Test]
    public void An_authorised_withdrawal_changes_none_of_it()
    {
        var before = (Remembered, _journal.State.Offline);
        _journal.MustAppend(Whole(1, Notes(("1", 2))));
        Assert.That((Remembered, _journal.State.Offline), Is.EqualTo(before));
        Assert.That(_journal.State.Outbox.Single().Card, Is.Null);
    }

    private static CardRemembered Told(long available, long? leftToday, int day = 4, string card = Card) =>
        new(
            card,
            Uah(available),
            leftToday is { } left ? Uah(left) : null,
            Today.AddDays(day - 4),
            TimeSpan.FromMinutes(-3)
        );

    private static WithdrawalRequested Asked(long number, long amount, long fee = 0) =>
        new(
            new(number),
            Uah(amount),
            Uah(fee),
            NoteCounts.Empty,
            "",
            Mask,
            Mode: WithdrawalModes.DispenseFirst,
            Card: Card
        );

    private static WithdrawalCompleted Given(long number, long amount) =>
        new(new(number), Uah(amount), Uah(0), NoteCounts.Empty, "taken");
}
