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
}
