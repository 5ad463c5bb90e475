using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.HostLink;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;
using AtmTerminal.Session.Tests.Fakes;

namespace AtmTerminal.Session.Tests.Offline;

/// <summary>What a session does under rule O1; which withdrawal is allowed is the rule's own test.</summary>
public class When_the_line_goes_down
{
    private static readonly OfflineLimits Limits = new(
        Machine.Uah(1_000),
        Machine.Uah(1_000),
        MostWithdrawals: 2,
        Machine.Uah(2_000),
        TimeSpan.FromHours(1),
        TimeSpan.FromSeconds(30),
        []
    );

    private Machine _machine = null!;

    [SetUp]
    public void Start()
    {
        _machine = new Machine(settings: Machine.Settings with { Offline = Limits });
        Remember("1111", 5_000);
        _machine.Start();
    }

    [TearDown]
    public void Dispose() => _machine.Dispose();

    [Test]
    public void For_less_than_its_patience_the_slot_stays_closed()
    {
        LinkBecomes(LinkState.Offline);
        _machine.Wait(TimeSpan.FromSeconds(29));
        Assert.That((_machine.Session.State, _machine.Card.SlotOpen), Is.EqualTo((SessionState.WaitingForLink, false)));
        LinkBecomes(LinkState.Online);
        _machine.Wait(TimeSpan.FromMinutes(2));
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
        Assert.That(_machine.Journaled<OfflinePeriodBegan>(), Is.Empty);
    }

    [Test]
    public void For_longer_the_slot_opens_again_and_the_journal_says_why()
    {
        GoOffline();
        Assert.That((_machine.Session.State, _machine.Card.SlotOpen), Is.EqualTo((SessionState.AwaitingCard, true)));
        Assert.That(_machine.Journaled<OfflinePeriodBegan>(), Has.Exactly(1).Items);
        Assert.That(
            _machine.Journaled<ServiceStateChanged>().Last(),
            Is.EqualTo(new ServiceStateChanged(true, "Offline"))
        );
    }

    [Test]
    public void A_connection_that_comes_and_goes_before_the_sign_on_does_not_move_the_slot()
    {
        GoOffline();
        var moves = new List<SessionRow>();
        _machine.Session.Moved += moves.Add;
        for (var i = 0; i < 5; i++)
        {
            LinkBecomes(LinkState.SigningOn);
            LinkBecomes(LinkState.Offline);
        }
        Assert.That(moves, Is.Empty);
    }

    [Test]
    public void A_remembered_card_is_served_without_the_bank_and_its_number_is_kept_for_the_upload()
    {
        GoOffline();
        _machine.ToFee("500").Press("R4");
        var requested = _machine.Journaled<WithdrawalRequested>().Single();
        Assert.That(
            (requested.Mode, requested.Card, requested.ApprovalCode),
            Is.EqualTo((WithdrawalModes.DispenseFirst, FakeCardSafe.Token("1111"), ""))
        );
        Assert.That(_machine.Journaled<WithdrawalCompleted>().Single().Amount, Is.EqualTo(Machine.Uah(500)));
        Assert.That(_machine.Journal.FindCard(requested.Withdrawal), Is.Not.Null);
        Assert.That(_machine.Screen.Screen, Is.EqualTo("Receipt"));
    }

    [Test]
    public void The_fee_of_a_card_of_another_bank_has_to_fit_too()
    {
        Remember("4444", 505);
        GoOffline();
        _machine.ToFee("500", Machine.OthersCard).Press("R4");
        Assert.That(_machine.Screen.Screen, Is.EqualTo("Refusal"));
        Assert.That(_machine.Journaled<WithdrawalRequested>(), Is.Empty);
    }

    [Test]
    public void A_refused_customer_may_try_a_smaller_amount()
    {
        GoOffline();
        _machine.ToFee("1100").Press("R4");
        Assert.That(_machine.Screen.Lines.Single(), Does.StartWith("Without a connection to the bank this amount"));
        _machine.Press("L1").Press("L1").Press("R4").Press(PadKey.Digit5, PadKey.DoubleZero, PadKey.Enter).Press("R4");
        Assert.That(_machine.Journaled<WithdrawalCompleted>().Single().Amount, Is.EqualTo(Machine.Uah(500)));
    }

    [Test]
    public void During_a_session_the_customer_is_served_at_once_and_the_period_begins_with_the_request()
    {
        _machine.ToFee("500");
        LinkBecomes(LinkState.Offline);
        _machine.Press("R4");
        Assert.That(
            _machine.Facts.SkipWhile(f => f != nameof(OfflinePeriodBegan)).Take(2),
            Is.EqualTo(new[] { nameof(OfflinePeriodBegan), nameof(WithdrawalRequested) })
        );
    }

    [Test]
    public void Cancel_while_the_bank_stays_silent_gives_the_card_back_and_owes_nothing_new_A2()
    {
        _machine.Host.HoldAnswers();
        _machine.Host.Answers.Enqueue(new AuthorizationOutcome.NoAnswer(NoAnswerReason.TimedOut));
        _machine.ToFee("500").Press("R4").Press(PadKey.Cancel);
        _machine.Do(_machine.Host.LetAnswer);
        Assert.That(_machine.Journaled<ReversalQueued>().Single().Reason, Is.EqualTo("68"));
        Assert.That(_machine.Journaled<WithdrawalRequested>(), Is.Empty);
        Assert.That(_machine.Card.Media, Is.EqualTo(MediaState.NotPresent));
    }

    [Test]
    public void Notes_that_are_gone_meanwhile_leave_nothing_to_reverse_A11()
    {
        _machine.Host.HoldAnswers();
        _machine.Host.Answers.Enqueue(new AuthorizationOutcome.NoAnswer(NoAnswerReason.TimedOut));
        _machine.ToFee("500").Press("R4");
        _machine.Journal.Append(new CashUnitsSet(Machine.Units(of100: 1, of500: 0), "test"));
        _machine.Do(_machine.Host.LetAnswer);
        Assert.That(_machine.Screen.Screen, Is.EqualTo("Apology"));
        Assert.That(
            _machine.Journaled<ReversalQueued>().Select(r => r.Withdrawal),
            Is.EqualTo(new[] { WithdrawalNumber.First })
        );
        Assert.That(_machine.Journal.State.Offline, Is.Null);
    }

    [Test]
    public void The_bank_is_not_asked_for_a_card_that_it_has_still_to_hear_of()
    {
        GoOffline();
        _machine.ToFee("500").Press("R4").Press("R4");
        LinkBecomes(LinkState.Online);
        _machine.ToFee("500").Press("R4");
        Assert.That(_machine.Screen.Lines.Single(), Does.StartWith("Your bank cannot answer at the moment."));
        Assert.That(_machine.Journaled<AuthorizationSent>(), Is.Empty);
    }

    [Test]
    public void The_limits_begin_anew_only_when_the_host_has_heard_of_everything()
    {
        GoOffline();
        _machine.ToFee("500").Press("R4").Press("R4");
        LinkBecomes(LinkState.Online);
        Assert.That(_machine.Journal.State.Offline!.Withdrawals, Is.EqualTo(1));
        var record = _machine.Journal.State.Outbox.Single();
        _machine.Journal.Append(new UploadAcknowledged(record.Withdrawal, record.Seq, "00"));
        _machine.Wait(TimeSpan.FromMinutes(11));
        Assert.That(_machine.Journal.State.Offline, Is.Null);
    }

    [Test]
    public void With_its_limit_used_up_it_is_out_of_service_until_the_line_is_back()
    {
        GoOffline();
        for (var i = 0; i < 2; i++)
            _machine.ToFee("500").Press("R4").Press("R4");
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.OfflineLimitReached));
        Assert.That(_machine.Card.SlotOpen, Is.False);
        LinkBecomes(LinkState.Online);
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
    }

    [Test]
    public void The_slot_closes_when_the_time_of_the_period_is_over()
    {
        GoOffline();
        _machine.Wait(TimeSpan.FromMinutes(59));
        Assert.That(_machine.Card.SlotOpen);
        _machine.Wait(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(1));
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.OfflineLimitReached));
    }

    [Test]
    public void An_older_journal_than_the_hosts_serves_nobody_without_a_line_either_D9()
    {
        LinkBecomes(LinkState.JournalOlderThanHost);
        _machine.Journal.Append(new AllCardsForgotten("an older copy"));
        LinkBecomes(LinkState.Offline);
        _machine.Wait(TimeSpan.FromMinutes(2));
        Assert.That(_machine.Card.SlotOpen, Is.False);
    }

    [TestCase(typeof(OfflinePeriodBegan))]
    [TestCase(typeof(WithdrawalRequested))]
    public void A_fact_that_is_not_durable_moves_no_note_A7(Type fact)
    {
        _machine.ToFee("500");
        LinkBecomes(LinkState.Offline);
        _machine.Journal.FailsAt = fact;
        _machine.Press("R4");
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.JournalFailed));
        Assert.That(_machine.Dispenser.Orders, Is.EqualTo(new[] { "Reset" }));
    }

    [Test]
    public void Its_end_is_not_acted_upon_when_it_is_not_durable()
    {
        GoOffline();
        _machine.Journal.FailsAt = typeof(OfflinePeriodEnded);
        LinkBecomes(LinkState.Online);
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.JournalFailed));
        Assert.That(_machine.Card.SlotOpen, Is.False);
    }

    [Test]
    public void The_slot_is_not_open_longer_than_the_period_lasts()
    {
        GoOffline();
        _machine.Wait(TimeSpan.FromMinutes(55));
        _machine.Insert().Press(PadKey.Cancel);
        Assert.That(_machine.Card.SlotOpen);
        _machine.Wait(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        Assert.That(_machine.Card.SlotOpen, Is.False);
    }

    private void GoOffline()
    {
        LinkBecomes(LinkState.Offline);
        _machine.Wait(TimeSpan.FromSeconds(31));
    }

    private void LinkBecomes(LinkState state) => _machine.Do(() => _machine.Host.Become(state));

    private void Remember(string lastFour, long available) =>
        _machine.Journal.Append(
            new CardRemembered(
                FakeCardSafe.Token(lastFour),
                Machine.Uah(available),
                null,
                DateOnly.FromDateTime(_machine.Clock.GetUtcNow().UtcDateTime),
                TimeSpan.Zero
            )
        );
}
