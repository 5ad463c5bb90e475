using AtmTerminal.BankHost;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.Testing;

namespace AtmTerminal.EndToEnd.Tests;

/// <summary>Rule O1 through the whole house, with the delivered limits but for what a test says.</summary>
public class When_the_line_is_down : RowOfTheFailureMatrix
{
    private const int CardWith501 = 9;
    private static readonly string[] PaidOffline = ["paid without a line, by the machine's own limits"];

    private static OfflineLimits Limits { get; } =
        new(
            Hryvnias(1_000),
            Hryvnias(1_000),
            MostWithdrawals: 3,
            Hryvnias(2_000),
            TimeSpan.FromHours(4),
            TimeSpan.FromSeconds(30),
            []
        );

    protected override TestTerminal Make() => new(change: c => c with { Offline = Limits }, accounts: [501]);

    [Test]
    public void O1_the_card_had_501_500_were_taken_the_second_500_is_refused()
    {
        AskForBalance(CardWith501);
        // Somebody else could still be served, so the machine does not close after the first 500.
        AskForBalance(card: 1);
        CutTheLine();
        Atm.Customer.Order(500, CardWith501).TakeCard().TakeNotes().See("Receipt").Press("R4");
        Refused(500, CardWith501);
        Assert.That(Accounting.Given(Atm), Is.EqualTo(Hryvnias(500)));

        LineIsBack();
        var posting = Atm.Host.Queries.Postings(Atm.Config.TerminalId).Single();
        Assert.That((posting.Amount, posting.FollowUps), Is.EqualTo((Hryvnias(500), PaidOffline)));
        Assert.That(BalanceOf(CardWith501).Ledger, Is.EqualTo(Hryvnias(1)));
        Paid(500);
    }

    [Test]
    public void O1_the_card_had_501_the_first_500_may_also_have_been_taken_with_the_line_up()
    {
        Atm.Customer.Withdraw(500, CardWith501);
        AskForBalance(card: 1);
        CutTheLine();
        Refused(500, CardWith501);
        LineIsBack();
        Paid(500);
    }

    [Test]
    public void O1_is_off_as_delivered()
    {
        using var delivered = new TestTerminal();
        Assert.That(delivered.Config.Offline, Is.Null);
        delivered.Customer.Withdraw(500);
        delivered.Line.IsUp = false;
        delivered.Wait(TimeSpan.FromHours(1));
        Assert.That(delivered.Screen.Screen, Is.EqualTo("LinkDown"));
        Assert.That(delivered.Journaled<CardRemembered>(), Is.Empty);
    }

    [Test]
    public void O1_a_card_that_the_bank_has_said_nothing_of_gets_nothing()
    {
        AskForBalance(card: 1);
        CutTheLine();
        Refused(50, card: 3);
        LineIsBack();
        Paid(0);
    }

    [Test]
    public void O1_a_wrong_PIN_before_the_cut_leaves_nothing_to_go_by()
    {
        AskForBalance(card: 1);
        AskForBalance(card: 3);
        Atm.Customer.Identify(3, pin: "9999").Press("L2").See("PinWrong").Type("Cancel").TakeCard().Leave();
        CutTheLine();
        Refused(50, card: 3);
        LineIsBack();
        Paid(0);
    }

    [Test]
    public void O1_limits_and_balances_outlive_a_restart_and_each_withdrawal_is_posted_once()
    {
        AskForBalance(card: 1);
        AskForBalance(CardWith501);
        CutTheLine();
        Atm.Customer.Order(800).TakeCard().TakeNotes().See("Receipt").Press("R4");
        Atm.WaitUntil(() => State == SessionState.AwaitingCard, "the next card", TimeSpan.FromMinutes(2));
        Atm.CutPower();
        Atm.Reboot();
        Atm.WaitUntil(() => State == SessionState.AwaitingCard, "the slot opens", TimeSpan.FromMinutes(3));
        Refused(250, card: 1);
        Atm.Customer.Order(200).TakeCard().TakeNotes().See("Receipt").Press("R4");
        Atm.Customer.Order(500, CardWith501).TakeCard().TakeNotes().See("Receipt").Press("R4");

        LineIsBack();
        Assert.That(
            Atm.Host.Queries.Postings(Atm.Config.TerminalId).Select(p => p.Amount),
            Is.EqualTo(new[] { Hryvnias(800), Hryvnias(200), Hryvnias(500) })
        );
        Paid(1_500);
    }

    [Test]
    public void O1_after_the_last_withdrawal_of_the_period_it_is_out_of_service_until_the_line_is_back()
    {
        AskForBalance(card: 1);
        CutTheLine();
        foreach (var amount in (int[])[50, 100, 200])
            Atm.Customer.Order(amount).TakeCard().TakeNotes().See("Receipt").Press("R4");
        OutOfServiceByTheLimit();
        Atm.Reboot();
        OutOfServiceByTheLimit();

        LineIsBack();
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.None));
        Atm.Customer.Withdraw(500);
        Assert.That(Atm.Journaled<OfflinePeriodEnded>(), Has.Count.EqualTo(1));
        Paid(850);
    }

    [Test]
    public void O1_after_its_time_it_is_out_of_service_although_nobody_came()
    {
        AskForBalance(card: 1);
        CutTheLine();
        Atm.Wait(TimeSpan.FromHours(4));
        OutOfServiceByTheLimit();
        LineIsBack();
        Paid(0);
    }

    [Test]
    public void O1_a_clock_that_was_set_back_gives_nothing()
    {
        AskForBalance(card: 1);
        CutTheLine();
        Atm.CutPower();
        Atm.OwnClock.Error = TimeSpan.FromHours(-3);
        Atm.Reboot();
        Atm.Wait(TimeSpan.FromMinutes(5));
        Assert.That(Atm.Screen.Screen, Is.EqualTo("LinkDown"));
        Atm.OwnClock.Error = TimeSpan.Zero;
        LineIsBack();
        Paid(0);
    }

    [Test]
    public void O1_a_new_business_day_by_the_clock_of_the_host_gives_nothing()
    {
        Atm.CutPower();
        Atm.OwnClock.Error = TimeSpan.FromHours(-10);
        Atm.Reboot();
        Atm.Settle();
        Atm.Wait(new DateTimeOffset(2026, 11, 20, 23, 50, 0, TimeSpan.Zero) - Atm.Clock.GetUtcNow());
        AskForBalance(card: 1);
        CutTheLine();
        Atm.Customer.Order(50).TakeCard().TakeNotes().See("Receipt").Press("R4");
        Atm.Wait(TimeSpan.FromMinutes(20));
        Assert.That(
            Atm.Screen.Screen,
            Is.EqualTo("LinkDown"),
            "it is tomorrow at the bank, whatever this machine's clock says"
        );
        LineIsBack();
        Paid(50);
    }

    [Test]
    public void A2_a_question_without_an_answer_is_reversed_and_the_cash_goes_under_a_new_number(
        [Values] bool hostHasHeardIt
    )
    {
        AskForBalance(CardWith501);
        var customer = Atm.Customer.Identify(CardWith501).AskFor(500).See("ConfirmFee");
        if (hostHasHeardIt)
            Atm.Line.AnswersToLose = 1;
        else
            Atm.Line.QuestionsToLose = 1;
        customer.Press("R4").TakeCard().TakeNotes().Leave();
        var reversed = Atm.Journaled<ReversalQueued>().Single();
        var requested = Atm.Journaled<WithdrawalRequested>().Single();
        Assert.That((reversed.Withdrawal, reversed.Reason), Is.EqualTo((new WithdrawalNumber(1), "68")));
        Assert.That(
            (requested.Withdrawal, requested.Mode),
            Is.EqualTo((new WithdrawalNumber(2), WithdrawalModes.DispenseFirst))
        );
        Assert.That(
            BalanceOf(CardWith501),
            Is.EqualTo(new AccountBalance("100001-00000009", Hryvnias(1), Hryvnias(0)))
        );
        Paid(500);
    }

    [Test]
    public void What_the_bank_says_before_it_has_posted_an_offline_withdrawal_is_not_believed_twice()
    {
        AskForBalance(CardWith501);
        CutTheLine();
        Atm.Customer.Order(500, CardWith501).TakeCard().TakeNotes().See("Receipt").Press("R4");
        // The line comes back, but the upload finds the host's store in trouble: its 501 are not yet lowered.
        Atm.Line.Faults.FailCompletions(HostFault.SystemError, times: 15);
        Atm.Line.IsUp = true;
        Atm.WaitUntil(() => Atm.Terminal!.Status.Link == HostLink.LinkState.Online, "line", TimeSpan.FromMinutes(3));
        AskForBalance(CardWith501);
        Atm.Customer.Order(500, CardWith501).See("Apology").TakeCard();
        AskForBalance(card: 1);
        CutTheLine();
        Refused(500, CardWith501);
        LineIsBack();
        Paid(500);
    }

    [Test]
    public void C1_notes_that_were_given_offline_and_taken_in_the_dark_are_posted_once_and_still_count()
    {
        AskForBalance(card: 1);
        CutTheLine();
        Atm.Customer.Order(1_000).TakeCard();
        Atm.WaitUntil(() => Atm.Journaled<NotesPresented>().Count > 0, "notes", TimeSpan.FromMinutes(1));
        Atm.Wait(TimeSpan.FromSeconds(1));
        Atm.CutPower();
        Assert.That(Atm.Customer.Grab(), Is.GreaterThan(0));
        Atm.Reboot();
        Refused(50, card: 1);
        LineIsBack();
        Paid(1_000);
    }

    [Test]
    public void B5_what_was_not_given_is_free_again()
    {
        AskForBalance(CardWith501);
        CutTheLine();
        foreach (var unit in (string[])["1", "2", "3", "4"])
            Atm.Machine.Arm(DispenserFaults.Empty, Of("unit", unit), once: false);
        Atm.Customer.Order(500, CardWith501).See("Apology").TakeCard();
        Atm.Machine.ClearFaults();
        Atm.Customer.Order(500, CardWith501).TakeCard().TakeNotes().See("Receipt").Press("R4");
        LineIsBack();
        Assert.That(
            Atm.Journaled<WithdrawalCompleted>().Select(c => c.Amount.IsZero),
            Is.EqualTo(new[] { true, false })
        );
        Paid(500);
    }

    private SessionState State => Atm.Terminal!.Status.State;

    private void AskForBalance(int card) =>
        Atm.Customer.Identify(card).Press("L2").See("Balance").Press("R4").TakeCard();

    private void CutTheLine()
    {
        Atm.WaitUntil(() => State == SessionState.AwaitingCard, "the next card", TimeSpan.FromMinutes(2));
        Atm.Line.IsUp = false;
        Atm.WaitUntil(() => State == SessionState.WaitingForLink, "the line is missed", TimeSpan.FromMinutes(1));
        Atm.WaitUntil(() => State == SessionState.AwaitingCard, "the slot opens again", TimeSpan.FromMinutes(1));
    }

    private void LineIsBack()
    {
        Atm.Line.IsUp = true;
        Atm.Settle();
    }

    private void Refused(int amount, int card)
    {
        Atm.Customer.Order(amount, card).See("Refusal").Press("R4").TakeCard();
        Atm.Wait(TimeSpan.FromSeconds(2));
    }

    private void OutOfServiceByTheLimit()
    {
        Atm.WaitUntil(
            () => Atm.Terminal!.Status.Reason == OutOfServiceReason.OfflineLimitReached,
            "out of service",
            TimeSpan.FromMinutes(15)
        );
        Assert.That(State, Is.EqualTo(SessionState.WaitingForLink));
        Assert.That(
            Atm.Journaled<ServiceStateChanged>()[^1],
            Is.EqualTo(new ServiceStateChanged(false, nameof(OutOfServiceReason.OfflineLimitReached)))
        );
    }

    private AccountBalance BalanceOf(int card) => Atm.Host.Queries.BalanceOf(Atm.Bank.Cards[card - 1].Track.Pan)!;
}
