using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Security;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink.Tests;

public class When_the_keys_or_the_journal_end
{
    private static readonly EncryptedPinBlock OfAnotherKey = new(PinBlockFormat.Format4, new byte[16], new byte[12]);

    private LinkRig _rig = null!;

    [SetUp]
    public void SignOn()
    {
        _rig = new LinkRig();
        _rig.RunUntilOnline();
    }

    [TearDown]
    public void PowerOff() => _rig.Dispose();

    [Test]
    public void E8_Keys_that_are_used_up_are_told_once_and_nothing_is_asked()
    {
        _rig.RestartWithOneKey();
        _rig.RunUntilOnline();
        _rig.ForeignPin = OfAnotherKey;
        Assert.That(_rig.Authorize(), Is.EqualTo(new AuthorizationOutcome.NotSent(NotSentReason.NoKey)));
        Assert.That(_rig.AskBalance(), Is.EqualTo(new BalanceOutcome.NotSent(NotSentReason.NoKey)));
        _rig.RunFor(TimeSpan.FromMinutes(10));
        Assert.That(_rig.Events.OfType<DeviceFaulted>().Single().Code, Is.EqualTo("KEYS-USED-UP"));
        Assert.That(_rig.Events.OfType<AuthorizationSent>(), Is.Empty);
        Assert.That(_rig.Link.State, Is.Not.EqualTo(LinkState.Online));
    }

    [Test]
    public void E8_Without_a_key_a_record_waits_and_is_not_counted_as_tried()
    {
        _rig.Line.Next<CompletionAdvice>([.. Enumerable.Repeat(Fate.QuestionLost, 3)]);
        _rig.CompleteWithdrawal();
        _rig.RestartWithOneKey();
        _rig.RunFor(TimeSpan.FromMinutes(10));
        Assert.That(_rig.Journal.State.Outbox, Has.Length.EqualTo(1));
        Assert.That(_rig.Alarms, Is.Empty);
        Assert.That(_rig.Host.HeardOf<CompletionAdvice>(), Is.Empty);
    }

    [Test]
    public void A_PIN_block_of_another_key_is_sent_under_keys_of_its_own()
    {
        _rig.ForeignPin = OfAnotherKey;
        Assert.That(_rig.Authorize(), Is.InstanceOf<AuthorizationOutcome.Approved>());
    }

    [Test]
    public void A7_A_withdrawal_whose_trace_number_is_not_durable_is_not_asked_for()
    {
        _rig.UseUpReservedTraces();
        _rig.Journal.BreakAt<CounterReserved>();
        Assert.That(_rig.Authorize(), Is.EqualTo(new AuthorizationOutcome.NotSent(NotSentReason.JournalFailed)));
        Assert.That(_rig.Host.HeardOf<AuthorizationRequest>(), Is.Empty);
    }

    [Test]
    public void A7_A_balance_whose_trace_number_is_not_durable_is_not_asked_for()
    {
        _rig.UseUpReservedTraces();
        _rig.Journal.BreakAt<CounterReserved>();
        Assert.That(_rig.AskBalance(), Is.EqualTo(new BalanceOutcome.NotSent(NotSentReason.JournalFailed)));
        Assert.That(_rig.Host.HeardOf<AuthorizationRequest>(), Is.Empty);
    }

    [Test]
    public void An_echo_whose_trace_number_is_not_durable_is_not_sent()
    {
        _rig.UseUpReservedTraces();
        _rig.Journal.BreakAt<CounterReserved>();
        _rig.RunFor(_rig.Settings.EchoEvery + TimeSpan.FromSeconds(1));
        Assert.That(_rig.Host.HeardOf<NetworkRequest>().Count(), Is.EqualTo(1), "the sign-on");
        Assert.That(_rig.Link.State, Is.Not.EqualTo(LinkState.Online));
    }

    [Test]
    public void Keys_that_are_not_durable_are_no_alarm_of_their_own()
    {
        _rig.Journal.BreakAt<CounterReserved>();
        _rig.Restart();
        _rig.Journal.BreakAt<CounterReserved>();
        _rig.RunFor(TimeSpan.FromMinutes(5));
        Assert.That(_rig.Events.OfType<DeviceFaulted>(), Is.Empty);
    }

    [Test]
    public void A_question_in_the_moment_in_which_the_line_ends_is_reversed_as_if_it_had_left()
    {
        _rig.Line.Next<AuthorizationRequest>(Fate.HostStopsAfterCommit);
        Assert.That(
            _rig.AskAgainAtOnce((link, question) => link.AuthorizeAsync(question)),
            Is.EqualTo(new AuthorizationOutcome.NoAnswer(NoAnswerReason.LinkLost))
        );
        Assert.That(_rig.Events.OfType<ReversalQueued>().Count(), Is.EqualTo(2));
    }

    [Test]
    public void A_balance_in_the_moment_in_which_the_line_ends_was_not_asked_for()
    {
        _rig.Line.Next<AuthorizationRequest>(Fate.HostStopsAfterCommit);
        Assert.That(
            _rig.AskAgainAtOnce((link, q) => link.BalanceAsync(new(q.Amount.Currency, q.Track, q.Pin))),
            Is.EqualTo(new BalanceOutcome.NotSent(NotSentReason.Offline))
        );
    }

    [Test]
    public void A_stuck_record_is_in_the_journal_also_when_nobody_listens()
    {
        _rig.Link.UploadStuck -= _rig.Alarms.Add;
        _rig.Host.AdviceAnswer = _ => ResponseCode.FormatError;
        _rig.CompleteWithdrawal();
        _rig.RunFor(TimeSpan.FromMinutes(1));
        Assert.That(_rig.Events.OfType<DeviceFaulted>().Single().Code, Is.EqualTo("UPLOAD-STUCK"));
    }

    [Test]
    public void A_withdrawal_whose_card_is_not_known_any_more_is_told_without_it()
    {
        var number = _rig.Journal.State.NextWithdrawal;
        var fee = LinkRig.Amount - LinkRig.Amount;
        _rig.Journal.Append(
            new WithdrawalRequested(number, LinkRig.Amount, fee, NoteCounts.Of("A", 7), "", "************1111")
            {
                Mode = WithdrawalModes.DispenseFirst,
                Card = "a token",
            },
            new WithdrawalCompleted(number, LinkRig.Amount, fee, NoteCounts.Of("A", 7), "taken")
        );
        _rig.RunUntilUploaded();
        Assert.That(_rig.Host.HeardOf<CompletionAdvice>().Single().Pan, Is.Null);
    }
}
