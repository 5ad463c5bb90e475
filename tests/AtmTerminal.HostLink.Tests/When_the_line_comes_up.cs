using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Security;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink.Tests;

public class When_the_line_comes_up
{
    [Test]
    public void The_terminal_signs_on_before_it_is_online()
    {
        using var rig = new LinkRig();
        var states = new List<LinkState>();
        rig.Link.StateChanged += states.Add;
        rig.RunUntilOnline();
        Assert.That(states, Is.EqualTo(new[] { LinkState.SigningOn, LinkState.Online }));
        Assert.That(rig.Host.HeardOf<NetworkRequest>().Single().Function, Is.EqualTo(NetworkFunction.SignOn));
    }

    [Test]
    public void Attempts_are_made_with_growing_pauses_up_to_a_minute()
    {
        using var rig = new LinkRig();
        rig.Line.IsUp = false;
        rig.RunFor(TimeSpan.FromMinutes(5));
        var pauses = rig.Line.Attempts.Zip(rig.Line.Attempts.Skip(1), (a, b) => (b - a).TotalSeconds).Take(8);
        Assert.That(pauses, Is.EqualTo(new[] { 1, 2, 4, 8, 16, 32, 60, 60 }));
    }

    [Test]
    public void The_pause_is_short_again_after_a_good_connection()
    {
        using var rig = new LinkRig();
        rig.Line.IsUp = false;
        rig.RunFor(TimeSpan.FromMinutes(5));
        rig.Line.IsUp = true;
        rig.RunUntilOnline();
        rig.Line.Cut();
        rig.RunFor(TimeSpan.FromSeconds(1.5));
        Assert.That(rig.Link.State, Is.EqualTo(LinkState.Online));
    }

    [Test]
    public void A_host_that_stops_answering_echoes_is_left_for_a_new_connection()
    {
        using var rig = new LinkRig();
        rig.RunUntilOnline();
        rig.Line.Next<NetworkRequest>(Fate.QuestionLost);
        rig.RunFor(rig.Settings.EchoEvery + rig.Settings.ServiceAnswerLimit - TimeSpan.FromSeconds(0.5));
        Assert.That(rig.Link.State, Is.EqualTo(LinkState.Offline));
        rig.RunUntilOnline();
        Assert.That(rig.Line.Attempts, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_question_asked_while_the_line_is_down_leaves_no_trace()
    {
        using var rig = new LinkRig();
        rig.Line.IsUp = false;
        Assert.That(rig.Authorize(), Is.EqualTo(new AuthorizationOutcome.NotSent(NotSentReason.Offline)));
        Assert.That(rig.Events.OfType<WithdrawalEvent>(), Is.Empty);
        Assert.That(rig.Journal.State.NextWithdrawal, Is.EqualTo(WithdrawalNumber.First));
    }

    [Test]
    public void D10_The_host_s_clock_is_known_from_its_sign_on()
    {
        using var rig = new LinkRig();
        rig.Host.ClockAhead = TimeSpan.FromDays(400);
        rig.RunUntilOnline();
        Assert.That(rig.Link.HostClockOffset!.Value.TotalDays, Is.EqualTo(400).Within(0.001));
        rig.Authorize();
        var asked = rig.Host.HeardOf<AuthorizationRequest>().Single();
        var hostNow = rig.Time.GetUtcNow().AddDays(400);
        Assert.That(asked.Header.SentAt.Nearest(hostNow), Is.EqualTo(hostNow).Within(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void D9_A_host_that_knows_more_withdrawals_than_the_journal_stops_new_ones()
    {
        using var rig = new LinkRig();
        rig.Host.LastWithdrawal = new WithdrawalNumber(5);
        rig.RunFor(TimeSpan.FromSeconds(1));
        Assert.That(rig.Link.State, Is.EqualTo(LinkState.JournalOlderThanHost));
        Assert.That(rig.SecurityEntries.Single(), Does.Contain("withdrawal 5"));
        Assert.That(rig.Authorize(), Is.EqualTo(new AuthorizationOutcome.NotSent(NotSentReason.Offline)));
    }

    [Test]
    public void A_host_that_knows_as_many_withdrawals_as_the_journal_is_welcome()
    {
        using var rig = new LinkRig();
        rig.RunUntilOnline();
        var number = rig.CompleteWithdrawal();
        rig.RunUntilUploaded();
        rig.Host.LastWithdrawal = number;
        rig.Restart();
        rig.RunUntilOnline();
    }

    [Test]
    public void A_balance_is_told_and_nothing_about_it_is_owed()
    {
        using var rig = new LinkRig();
        rig.Host.Balance = Money.FromMinorUnits(-123, Currency.Uah);
        rig.RunUntilOnline();
        Assert.That(rig.AskBalance(), Is.EqualTo(new BalanceOutcome.Told(Money.FromMinorUnits(-123, Currency.Uah))));
        rig.Line.Next<AuthorizationRequest>(Fate.AnswerLost);
        Assert.That(rig.AskBalance(), Is.EqualTo(new BalanceOutcome.NoAnswer(NoAnswerReason.TimedOut)));
        Assert.That(rig.Journal.State.Outbox, Is.Empty);
    }

    [TestCase("51", HostRefusal.NotEnoughFunds)]
    [TestCase("13", HostRefusal.LimitExceeded)]
    [TestCase("57", HostRefusal.CardNotAccepted)]
    [TestCase("91", HostRefusal.BankUnavailable)]
    [TestCase("55", HostRefusal.WrongPin)]
    [TestCase("41", HostRefusal.RetainCard)]
    [TestCase("05", HostRefusal.Other)]
    public void A_refused_balance_is_told_with_what_the_code_means(string code, HostRefusal meaning)
    {
        using var rig = new LinkRig();
        rig.RunUntilOnline();
        rig.Host.AuthorizationAnswer = new ResponseCode(code);
        Assert.That(rig.AskBalance(), Is.EqualTo(new BalanceOutcome.Declined(meaning, code)));
    }

    [Test]
    public void An_approval_of_a_balance_without_the_balance_tells_nothing()
    {
        using var rig = new LinkRig();
        rig.RunUntilOnline();
        Assert.That(rig.AskBalance(), Is.EqualTo(new BalanceOutcome.NoAnswer(NoAnswerReason.Mismatch)));
    }

    [Test]
    public void A_bug_below_ends_the_upload_too_and_is_not_swallowed()
    {
        using var rig = new LinkRig(transport: new BrokenLine());
        rig.RunFor(TimeSpan.FromSeconds(1));
        Assert.That(rig.Running.Exception?.InnerException, Is.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public void Nothing_is_asked_while_it_is_down()
    {
        using var rig = new LinkRig();
        rig.Line.IsUp = false;
        Assert.That(rig.AskBalance(), Is.EqualTo(new BalanceOutcome.NotSent(NotSentReason.Offline)));
        Assert.That(rig.Loop.RunUntil(rig.Time, rig.Link.TryAskEchoAsync), Is.False);
        Assert.That(rig.Host.Heard, Is.Empty);
    }

    [Test]
    public void D9_A_host_that_has_taken_later_rows_than_the_journal_has_stops_new_withdrawals()
    {
        using var rig = new LinkRig();
        rig.Host.LastRow = 1_000;
        rig.RunFor(TimeSpan.FromSeconds(1));
        Assert.That(rig.Link.State, Is.EqualTo(LinkState.JournalOlderThanHost));
        Assert.That(rig.SecurityEntries.Single(), Does.Contain("row 1000"));
    }

    [Test]
    public void F4_The_host_is_asked_for_its_day_at_the_moment_at_which_the_old_one_ends()
    {
        using var rig = new LinkRig();
        var ends = rig.Time.GetUtcNow().AddSeconds(30);
        rig.Host.Day = new HostDay(new DateOnly(2026, 11, 20), ends);
        rig.RunUntilOnline();
        rig.Host.Day = new HostDay(new DateOnly(2026, 11, 21), ends.AddDays(1));
        rig.RunFor(TimeSpan.FromSeconds(31));
        Assert.That(rig.Events.OfType<BusinessDayBegan>().Select(began => began.Day.Day), Is.EqualTo(new[] { 20, 21 }));
    }

    [Test]
    public void F4_A_host_whose_day_is_over_is_asked_for_the_next_one_once_a_second()
    {
        using var rig = new LinkRig();
        rig.Host.Day = new HostDay(new DateOnly(2026, 11, 20), rig.Time.GetUtcNow().AddHours(-1));
        rig.RunUntilOnline();
        var before = rig.Host.HeardOf<NetworkRequest>().Count();
        rig.RunFor(TimeSpan.FromSeconds(10));
        Assert.That(rig.Host.HeardOf<NetworkRequest>().Count() - before, Is.InRange(8, 10));
    }

    [Test]
    public void A_host_that_has_only_TDES_keys_is_served_as_well()
    {
        using var rig = new LinkRig(format: PinBlockFormat.Format0);
        rig.RunUntilOnline();
        var number = rig.CompleteWithdrawal();
        rig.RunUntilUploaded();
        Assert.That(rig.Host.Postings[number], Is.EqualTo(new[] { LinkRig.Amount }));
        Assert.That(rig.Host.HeardOf<AuthorizationRequest>().Single().Pin!.Format, Is.EqualTo(PinBlockFormat.Format0));
    }

    private sealed class BrokenLine : ILineTransport
    {
        public Task<ILineConnection?> ConnectAsync(CancellationToken cancellationToken) =>
            throw new InvalidOperationException("a bug");
    }
}
