using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Security;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink.Tests;

public class When_the_keys_or_the_journal_end : SignedOnTerminal
{
    private static readonly EncryptedPinBlock OfAnotherKey = new(PinBlockFormat.Format4, new byte[16], new byte[12]);

    [Test]
    public void E8_Keys_that_are_used_up_are_told_once_and_nothing_is_asked()
    {
        Rig.RestartWithOneKey();
        Rig.RunUntilOnline();
        Rig.ForeignPin = OfAnotherKey;
        Assert.That(Rig.Authorize(), Is.EqualTo(new AuthorizationOutcome.NotSent(NotSentReason.NoKey)));
        Assert.That(Rig.AskBalance(), Is.EqualTo(new BalanceOutcome.NotSent(NotSentReason.NoKey)));
        Rig.RunFor(TimeSpan.FromMinutes(10));
        Assert.That(Rig.Events.OfType<DeviceFaulted>().Single().Code, Is.EqualTo("KEYS-USED-UP"));
        Assert.That(Rig.Events.OfType<AuthorizationSent>(), Is.Empty);
        Assert.That(Rig.Link.State, Is.Not.EqualTo(LinkState.Online));
    }

    [Test]
    public void E8_Without_a_key_a_record_waits_and_is_not_counted_as_tried()
    {
        Rig.Line.Next<CompletionAdvice>([.. Enumerable.Repeat(Fate.QuestionLost, 3)]);
        Rig.CompleteWithdrawal();
        Rig.RestartWithOneKey();
        Rig.RunFor(TimeSpan.FromMinutes(10));
        Assert.That(Rig.Journal.State.Outbox, Has.Length.EqualTo(1));
        Assert.That(Rig.Alarms, Is.Empty);
        Assert.That(Rig.Host.HeardOf<CompletionAdvice>(), Is.Empty);
    }

    [Test]
    public void A_PIN_block_of_another_key_is_sent_under_keys_of_its_own()
    {
        Rig.ForeignPin = OfAnotherKey;
        Assert.That(Rig.Authorize(), Is.InstanceOf<AuthorizationOutcome.Approved>());
    }

    [Test]
    public void A7_A_withdrawal_whose_trace_number_is_not_durable_is_not_asked_for()
    {
        Rig.UseUpReservedTraces();
        Rig.Journal.BreakAt<CounterReserved>();
        Assert.That(Rig.Authorize(), Is.EqualTo(new AuthorizationOutcome.NotSent(NotSentReason.JournalFailed)));
        Assert.That(Rig.Host.HeardOf<AuthorizationRequest>(), Is.Empty);
    }

    [Test]
    public void A7_A_balance_whose_trace_number_is_not_durable_is_not_asked_for()
    {
        Rig.UseUpReservedTraces();
        Rig.Journal.BreakAt<CounterReserved>();
        Assert.That(Rig.AskBalance(), Is.EqualTo(new BalanceOutcome.NotSent(NotSentReason.JournalFailed)));
        Assert.That(Rig.Host.HeardOf<AuthorizationRequest>(), Is.Empty);
    }

    [Test]
    public void An_echo_whose_trace_number_is_not_durable_is_not_sent()
    {
        Rig.UseUpReservedTraces();
        Rig.Journal.BreakAt<CounterReserved>();
        Rig.RunFor(Rig.Settings.EchoEvery + TimeSpan.FromSeconds(1));
        Assert.That(Rig.Host.HeardOf<NetworkRequest>().Count(), Is.EqualTo(1), "the sign-on");
        Assert.That(Rig.Link.State, Is.Not.EqualTo(LinkState.Online));
    }

    [Test]
    public void Keys_that_are_not_durable_are_no_alarm_of_their_own()
    {
        Rig.Journal.BreakAt<CounterReserved>();
        Rig.Restart();
        Rig.Journal.BreakAt<CounterReserved>();
        Rig.RunFor(TimeSpan.FromMinutes(5));
        Assert.That(Rig.Events.OfType<DeviceFaulted>(), Is.Empty);
    }

    [Test]
    public void A_question_in_the_moment_in_which_the_line_ends_is_reversed_as_if_it_had_left()
    {
        Rig.Line.Next<AuthorizationRequest>(Fate.HostStopsAfterCommit);
        Assert.That(
            Rig.AskAgainAtOnce((link, question) => link.AuthorizeAsync(question)),
            Is.EqualTo(new AuthorizationOutcome.NoAnswer(NoAnswerReason.LinkLost))
        );
        Assert.That(Rig.Events.OfType<ReversalQueued>().Count(), Is.EqualTo(2));
    }

    [Test]
    public void A_balance_in_the_moment_in_which_the_line_ends_was_not_asked_for()
    {
        Rig.Line.Next<AuthorizationRequest>(Fate.HostStopsAfterCommit);
        Assert.That(
            Rig.AskAgainAtOnce((link, q) => link.BalanceAsync(new(q.Amount.Currency, q.Track, q.Pin))),
            Is.EqualTo(new BalanceOutcome.NotSent(NotSentReason.Offline))
        );
    }

    [Test]
    public void A_stuck_record_is_in_the_journal_also_when_nobody_listens()
    {
        Rig.Link.UploadStuck -= Rig.Alarms.Add;
        Rig.Host.AdviceAnswer = _ => ResponseCode.FormatError;
        Rig.CompleteWithdrawal();
        Rig.RunFor(TimeSpan.FromMinutes(1));
        Assert.That(Rig.Events.OfType<DeviceFaulted>().Single().Code, Is.EqualTo("UPLOAD-STUCK"));
    }

    [Test]
    public void A_withdrawal_whose_card_is_not_known_any_more_is_told_without_it()
    {
        var number = Rig.Journal.State.NextWithdrawal;
        var fee = LinkRig.Amount - LinkRig.Amount;
        Rig.Journal.Append(
            new WithdrawalRequested(number, LinkRig.Amount, fee, NoteCounts.Of("A", 7), "", "************1111")
            {
                Mode = WithdrawalModes.DispenseFirst,
                Card = "a token",
            },
            new WithdrawalCompleted(number, LinkRig.Amount, fee, NoteCounts.Of("A", 7), "taken")
        );
        Rig.RunUntilUploaded();
        Assert.That(Rig.Host.HeardOf<CompletionAdvice>().Single().Pan, Is.Null);
    }
}
