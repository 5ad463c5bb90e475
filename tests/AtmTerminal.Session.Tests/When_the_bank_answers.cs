using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.HostLink;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Tests;

public class When_the_bank_answers
{
    private Machine _machine = null!;

    [SetUp]
    public void Start() => _machine = new Machine().Start();

    [TearDown]
    public void Dispose() => _machine.Dispose();

    [Test]
    public void That_the_PIN_is_wrong_the_same_wish_is_asked_again_under_a_new_number()
    {
        _machine.Host.Answers.Enqueue(new AuthorizationOutcome.Declined(HostRefusal.WrongPin, "55"));
        _machine.ToFee().Press("R4");
        Assert.That(_machine.Screen.Screen, Is.EqualTo("PinWrong"));
        _machine.EnterPin();
        Assert.That(
            _machine.Host.Questions.Select(q => (q.Withdrawal.Value, q.Amount)),
            Is.EqualTo(new[] { (1L, Machine.Uah(1300)), (2L, Machine.Uah(1300)) })
        );
        Assert.That(_machine.Screen.Screen, Is.EqualTo("Receipt"));
    }

    [Test]
    public void That_the_PIN_is_wrong_for_the_third_time_the_card_comes_back()
    {
        for (var i = 0; i < 3; i++)
            _machine.Host.Answers.Enqueue(new AuthorizationOutcome.Declined(HostRefusal.WrongPin, "55"));
        _machine.ToFee().Press("R4").EnterPin().EnterPin();
        Assert.That(_machine.Host.Questions, Has.Count.EqualTo(3));
        Assert.That(_machine.Screen.Lines.Single(), Does.StartWith("The PIN was wrong three times."));
        _machine.Press("R4");
        Assert.That(_machine.Card.Moves, Is.EqualTo(new[] { nameof(CardPosition.Exit) }));
    }

    [Test]
    public void That_the_card_is_to_be_kept_it_is_kept()
    {
        _machine.Host.Answers.Enqueue(new AuthorizationOutcome.Declined(HostRefusal.RetainCard, "75"));
        _machine.ToFee().Press("R4");
        Assert.That(_machine.Card.RetainCount, Is.EqualTo(1));
        Assert.That(_machine.Journaled<CardRetained>().Single().Reason, Is.EqualTo("KeptForBank"));
        Assert.That(_machine.Screen.Screen, Is.EqualTo("CardKept"));
    }

    [TestCase(HostRefusal.NotEnoughFunds, "There is not enough money in the account.")]
    [TestCase(HostRefusal.LimitExceeded, "The limit of your card has been reached.")]
    [TestCase(HostRefusal.CardNotAccepted, "This card does not allow this operation.")]
    [TestCase(HostRefusal.BankUnavailable, "Your bank cannot answer at the moment. Please try again later.")]
    [TestCase(HostRefusal.Other, "Your bank has not approved this. Please contact your bank.")]
    public void With_a_no_the_customer_is_told_and_no_request_written_A3(HostRefusal refusal, string words)
    {
        _machine.Host.Answers.Enqueue(new AuthorizationOutcome.Declined(refusal, "05"));
        _machine.ToFee().Press("R4");
        Assert.That(_machine.Screen.Lines, Is.EqualTo(new[] { words }));
        Assert.That(_machine.Journaled<WithdrawalRequested>(), Is.Empty);
        _machine.Press("L1");
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.ChoosingService));
    }

    [Test]
    public void Not_in_time_nothing_is_dispensed_A2()
    {
        _machine.Host.Answers.Enqueue(new AuthorizationOutcome.NoAnswer(NoAnswerReason.TimedOut));
        _machine.ToFee().Press("R4");
        Assert.That(_machine.Dispenser.Orders, Is.EqualTo(new[] { "Reset" }));
        Assert.That(_machine.Journal.State.Find(new WithdrawalNumber(1)), Is.Null);
        Assert.That(_machine.Screen.Screen, Is.EqualTo("Apology"));
    }

    [Test]
    public void With_a_balance_it_is_shown_and_another_operation_is_possible()
    {
        _machine.ToServices().Press("L2");
        Assert.That(_machine.Screen.Lines, Is.EqualTo(new[] { "1,234.56\u00A0UAH" }));
        _machine.Press("L1");
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.ChoosingService));
    }

    public static IEnumerable<TestCaseData> NoBalance =>
        new (string Words, BalanceOutcome Outcome)[]
        {
            (
                "This card does not allow this operation.",
                new BalanceOutcome.Declined(HostRefusal.CardNotAccepted, "57")
            ),
            (
                "Your bank did not answer in time. Nothing is charged.",
                new BalanceOutcome.NoAnswer(NoAnswerReason.TimedOut)
            ),
            (
                "There is no connection with the bank. Nothing is charged.",
                new BalanceOutcome.NotSent(NotSentReason.Offline)
            ),
        }.Select(c => new TestCaseData(c.Outcome, c.Words).SetArgDisplayNames(c.Outcome.GetType().Name));

    [TestCaseSource(nameof(NoBalance))]
    public void Without_a_balance_none_is_shown_and_the_reason_is(BalanceOutcome outcome, string words)
    {
        _machine.Host.Balance = outcome;
        _machine.ToServices().Press("L2");
        Assert.That(_machine.Screen.Lines, Is.EqualTo(new[] { words }));
    }

    [Test]
    public void With_an_approval_for_notes_that_are_gone_meanwhile_the_hold_is_released_A11()
    {
        _machine.Host.HoldAnswers();
        _machine.ToFee().Press("R4");
        _machine.Dispenser.Removed.UnionWith(["1", "2"]);
        _machine.Do(_machine.Host.LetAnswer);
        Assert.That(_machine.Journaled<ReversalQueued>().Single().Reason, Is.EqualTo("21"));
        Assert.That(_machine.Journaled<WithdrawalRequested>(), Is.Empty);
        Assert.That(_machine.Screen.Screen, Is.EqualTo("Apology"));
    }

    [TestCase(null, "2026-11-20")]
    [TestCase(1, "2026-11-21")]
    public void The_receipt_bears_the_date_of_the_banks_clock_as_soon_as_it_is_known_D10(int? daysAhead, string date)
    {
        _machine.Host.HostClockOffset = daysAhead is { } days ? TimeSpan.FromDays(days) : null;
        _machine.ToFee().Press("R4");
        Assert.That(_machine.Screen.Lines[^1], Does.StartWith(date));
    }

    [Test]
    public void Nothing_because_the_link_went_down_the_card_comes_back()
    {
        _machine.ToFee();
        _machine.Do(() => _machine.Host.Become(LinkState.Offline));
        _machine.Press("R4");
        Assert.That(_machine.Screen.Lines.Single(), Does.Contain("no connection with the bank"));
        _machine.Press(PadKey.Enter);
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.WaitingForLink));
        Assert.That(_machine.Card.Media, Is.EqualTo(MediaState.NotPresent));
    }
}
