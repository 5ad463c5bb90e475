using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink.Tests.Rows;

/// <summary>Failure matrix, part E, as far as the terminal answers for it.</summary>
public class When_an_upload_is_interrupted : SignedOnTerminal
{
    [Test]
    public void E1_A_record_made_while_the_line_is_down_is_posted_when_it_is_back()
    {
        var number = Rig.Journal.State.NextWithdrawal;
        Rig.Authorize();
        Rig.Line.IsUp = false;
        Rig.Line.Cut();
        Rig.Complete(number, LinkRig.Amount);
        Rig.RunFor(TimeSpan.FromHours(1));
        Assert.That(Rig.Journal.State.Outbox, Has.Length.EqualTo(1));
        Assert.That(Rig.Alarms, Is.Empty, "a dead line is not the record's fault");
        Rig.Line.IsUp = true;
        Rig.RunUntilUploaded();
        AssertPostedOnce(number);
    }

    [Test]
    public void A_completion_names_the_notes_by_their_value_also_when_the_cassettes_were_exchanged_before_it_went()
    {
        Rig.Journal.Append(Cassette(face: 100));
        Rig.Authorize();
        Rig.Line.IsUp = false;
        Rig.Line.Cut();
        Rig.Complete(new WithdrawalNumber(1), LinkRig.Amount);
        Rig.Journal.Append(Cassette(face: 500));
        Rig.Line.IsUp = true;
        Rig.RunUntilUploaded();
        var facts = Rig.Host.HeardOf<CompletionAdvice>().Single().Details;
        Assert.That(facts.ToText(), Does.StartWith("MODE=AUTHORIZE-FIRST;ASKED=70000;").And.Contain("NOTES=10000x7"));
    }

    [Test]
    public void E2_After_a_power_cut_between_sending_and_answer_it_is_sent_again_as_a_repeat()
    {
        Rig.Line.Next<CompletionAdvice>(Fate.QuestionLost);
        var number = Rig.CompleteWithdrawal();
        Rig.RunFor(TimeSpan.FromSeconds(1));
        Rig.Restart();
        Rig.RunUntilUploaded();
        AssertPostedOnce(number);
        Assert.That(Rig.Host.HeardOf<CompletionAdvice>().Single().IsRepeat, Is.True);
    }

    [Test]
    public void E3_When_the_answer_is_lost_the_same_is_sent_again_under_the_repeat_mark()
    {
        Rig.Line.Next<CompletionAdvice>(Fate.AnswerLost, Fate.AnswerLost);
        var number = Rig.CompleteWithdrawal();
        Rig.RunUntilUploaded();
        AssertPostedOnce(number);
        var heard = Rig.Host.HeardOf<CompletionAdvice>().ToList();
        Assert.That(heard.Select(advice => advice.IsRepeat), Is.EqualTo(new[] { false, true, true }));
        Assert.That(heard.Select(advice => advice.Header.KeySerialNumber), Is.Unique, "a fresh key each time");
        Assert.That(heard.Select(WithoutEnvelope).Distinct().Count(), Is.EqualTo(1), "and nothing else changed");
    }

    [Test]
    public void E3_A_repeat_after_a_restart_says_the_same_as_the_first_sending()
    {
        Rig.Line.Next<CompletionAdvice>(Fate.AnswerLost);
        Rig.CompleteWithdrawal();
        Rig.RunFor(TimeSpan.FromSeconds(1));
        Rig.RunFor(TimeSpan.FromMilliseconds(1));
        Rig.Restart();
        Rig.RunUntilUploaded();
        var heard = Rig.Host.HeardOf<CompletionAdvice>().ToList();
        Assert.That(heard, Has.Count.EqualTo(2));
        Assert.That(WithoutEnvelope(heard[1]), Is.EqualTo(WithoutEnvelope(heard[0])));
        Assert.That(heard[1].Pan, Is.Not.Null, "the card number outlives the restart, sealed");
    }

    [Test]
    public void E4_When_the_host_stops_before_its_commit_it_is_sent_again()
    {
        Rig.Line.Next<CompletionAdvice>(Fate.HostStopsBeforeCommit);
        var number = Rig.CompleteWithdrawal();
        Rig.RunUntilUploaded();
        AssertPostedOnce(number);
    }

    [Test]
    public void E5_When_the_host_stops_after_its_commit_it_is_sent_again()
    {
        Rig.Line.Next<CompletionAdvice>(Fate.HostStopsAfterCommit);
        var number = Rig.CompleteWithdrawal();
        Rig.RunUntilUploaded();
        AssertPostedOnce(number);
        Assert.That(Rig.Host.HeardOf<CompletionAdvice>().Count(), Is.EqualTo(2));
    }

    [Test]
    public void E6_An_answer_that_was_not_marked_durably_does_not_count()
    {
        var number = Rig.Journal.State.NextWithdrawal;
        Rig.Authorize();
        Rig.Journal.BreakAt<UploadAcknowledged>();
        Rig.Complete(number, LinkRig.Amount);
        Rig.RunFor(TimeSpan.FromMinutes(10));
        Assert.That(Rig.Host.HeardOf<CompletionAdvice>().Count(), Is.EqualTo(1), "a failed journal uploads no more");
        Rig.Restart();
        Rig.RunUntilUploaded();
        AssertPostedOnce(number);
    }

    private static IEnumerable<TestCaseData> BadAnswers()
    {
        yield return Bad("another record", Says(a => a with { Withdrawal = a.Withdrawal.Next }));
        yield return Bad("another amount", Says(a => a with { Amount = a.Amount + a.Amount }));
        yield return Bad("another trace number", Says(a => Header(a, h => h with { TraceNumber = h.TraceNumber + 1 })));
        yield return Bad("another terminal", Says(a => Header(a, h => h with { TerminalId = "ATM00002" })));
        yield return Bad("a wrong MAC", new Fate { Alters = LastByteFlipped });
        yield return Bad("malformed", new Fate { Alters = TypeOverwritten });
    }

    [TestCaseSource(nameof(BadAnswers))]
    public void E7_A_bad_answer_marks_nothing_and_leaves_a_security_entry(object fate)
    {
        Rig.Line.Next<CompletionAdvice>((Fate)fate);
        var number = Rig.CompleteWithdrawal();
        Rig.RunFor(Rig.Settings.ServiceAnswerLimit);
        Assert.That(Rig.Journal.State.Outbox, Has.Length.EqualTo(1));
        Assert.That(Rig.SecurityEntries.Count(), Is.EqualTo(1));
        Rig.RunUntilUploaded();
        AssertPostedOnce(number);
    }

    [Test]
    public void E7_The_late_answer_to_an_earlier_sending_marks_nothing()
    {
        var late = new Fate { Delay = Rig.Settings.ServiceAnswerLimit + TimeSpan.FromSeconds(2) };
        Rig.Line.Next<CompletionAdvice>(late, Fate.AnswerLost, Fate.Good);
        var number = Rig.CompleteWithdrawal();
        Rig.RunFor(Rig.Settings.ServiceAnswerLimit + TimeSpan.FromSeconds(4));
        Assert.That(Rig.SecurityEntries.Single(), Does.Contain("earlier sending"));
        Assert.That(Rig.Journal.State.Outbox, Has.Length.EqualTo(1));
        Rig.RunUntilUploaded();
        AssertPostedOnce(number);
    }

    [TestCase("30")]
    [TestCase("96")]
    public void E8_A_refused_record_is_kept_retried_with_growing_pauses_and_alarmed(string code)
    {
        Rig.Host.AdviceAnswer = _ => new ResponseCode(code);
        var number = Rig.CompleteWithdrawal();
        var moments = new List<DateTimeOffset>();
        for (var tick = 0; tick < 80; tick++)
        {
            var before = Rig.Host.HeardOf<CompletionAdvice>().Count();
            Rig.RunFor(TimeSpan.FromSeconds(0.1));
            if (Rig.Host.HeardOf<CompletionAdvice>().Count() > before)
                moments.Add(Rig.Time.GetUtcNow());
        }
        var pauses = moments.Zip(moments.Skip(1), (a, b) => Math.Round((b - a).TotalSeconds));
        Assert.That(pauses, Is.EqualTo(new[] { 1, 2, 4 }));
        Assert.That(Rig.Alarms.Single().Withdrawal, Is.EqualTo(number));
        Assert.That(Rig.Events.OfType<DeviceFaulted>().Single().Code, Is.EqualTo("UPLOAD-STUCK"));
        Assert.That(Rig.Journal.State.Outbox, Has.Length.EqualTo(1));
        Rig.Host.AdviceAnswer = _ => ResponseCode.Approved;
        Rig.RunUntilUploaded();
        AssertPostedOnce(number);
    }

    [Test]
    public void E8_A_host_that_never_answers_loses_no_record_and_sets_none_aside()
    {
        Rig.Line.Next<CompletionAdvice>([.. Enumerable.Repeat(Fate.QuestionLost, 50)]);
        var number = Rig.CompleteWithdrawal();
        Rig.RunFor(TimeSpan.FromMinutes(30));
        Assert.That(Rig.Journal.State.Outbox, Has.Length.EqualTo(1));
        Assert.That(Rig.Alarms, Has.Count.EqualTo(1));
        Rig.RunFor(TimeSpan.FromHours(1));
        Rig.RunUntilUploaded();
        AssertPostedOnce(number);
    }

    [Test]
    public void E8_A_first_refusal_after_many_lost_answers_sets_nothing_aside()
    {
        var refusal = new Fate
        {
            Says = answer => (CompletionAnswer)answer with { Response = ResponseCode.FormatError },
        };
        Rig.Line.Next<CompletionAdvice>([.. Enumerable.Repeat(Fate.QuestionLost, 20), refusal]);
        var number = Rig.CompleteWithdrawal();
        Rig.RunFor(TimeSpan.FromHours(1));
        Rig.RunUntilUploaded();
        Assert.That(Rig.Journal.State.SetAside, Is.Empty);
        AssertPostedOnce(number);
    }

    [Test]
    public void E9_A_flag_on_the_posting_is_an_acknowledgement()
    {
        Rig.Host.AdviceAnswer = _ => ResponseCode.NotEnoughFunds;
        var number = Rig.CompleteWithdrawal();
        Rig.RunUntilUploaded();
        AssertPostedOnce(number);
        Assert.That(Rig.Events.OfType<UploadAcknowledged>().Single().ResponseCode, Is.EqualTo("51"));
    }

    [Test]
    public void E15_A_record_refused_for_ever_is_set_aside_with_an_alarm_and_the_rest_follows()
    {
        var refused = Rig.Journal.State.NextWithdrawal;
        Rig.Host.AdviceAnswer = number => number == refused ? ResponseCode.FormatError : ResponseCode.Approved;
        Rig.CompleteWithdrawal();
        var second = Rig.CompleteWithdrawal();
        var third = Rig.CompleteWithdrawal();
        Assert.That(Rig.Host.Postings, Is.Empty, "order is kept while the first is being tried");
        Rig.RunUntilUploaded();
        AssertPostedOnce(second);
        AssertPostedOnce(third);
        Assert.That(Rig.Journal.State.SetAside.Single().Withdrawal, Is.EqualTo(refused));
        Assert.That(Rig.Events.OfType<UploadSetAside>().Single().LastAnswer, Is.EqualTo("30"));
        Assert.That(Rig.Alarms.Single().Withdrawal, Is.EqualTo(refused));
        Assert.That(
            Rig.Host.HeardOf<CompletionAdvice>().Count(advice => advice.Withdrawal == refused),
            Is.EqualTo(Rig.Settings.RefusalsBeforeSetAside)
        );
    }

    [Test]
    public void Records_go_strictly_in_order_and_one_at_a_time()
    {
        Rig.Line.Next<CompletionAdvice>(Fate.QuestionLost, Fate.AnswerLost, Fate.HostStopsAfterCommit);
        var numbers = Enumerable.Range(0, 5).Select(_ => CompleteUnlessOffline()).ToList();
        Rig.RunUntilUploaded();
        foreach (var number in numbers)
            AssertPostedOnce(number);
        var order = Rig.Host.HeardOf<CompletionAdvice>().Select(advice => advice.Withdrawal).Distinct();
        Assert.That(order, Is.EqualTo(numbers));
    }

    [Test]
    public void A_withdrawal_completed_with_zero_is_uploaded_as_a_reversal()
    {
        var number = Rig.Journal.State.NextWithdrawal;
        Rig.Authorize();
        Assert.That(Rig.Host.Holds, Is.Not.Empty);
        Rig.Complete(number, Money.Zero(Currency.Uah));
        Rig.RunUntilUploaded();
        Assert.That(Rig.Host.Holds, Is.Empty);
        Assert.That(Rig.Host.Postings, Is.Empty);
        Assert.That(Rig.Host.HeardOf<ReversalAdvice>().Single().ApprovalCode, Is.EqualTo("A1B2C3"));
    }

    [Test]
    public void The_card_number_is_gone_from_the_journal_once_the_host_has_acknowledged()
    {
        var number = Rig.CompleteWithdrawal();
        Assert.That(Rig.Journal.FindCard(number), Is.Not.Null);
        Rig.RunUntilUploaded();
        Assert.That(Rig.Journal.FindCard(number), Is.Null);
        Assert.That(Rig.Host.HeardOf<CompletionAdvice>().Single().Pan, Is.EqualTo(LinkRig.Card.Pan));
    }

    private WithdrawalNumber CompleteUnlessOffline()
    {
        Rig.RunUntilOnline();
        return Rig.CompleteWithdrawal();
    }

    private void AssertPostedOnce(WithdrawalNumber number)
    {
        Assert.That(Rig.Host.Postings[number], Is.EqualTo(new[] { LinkRig.Amount }));
        Assert.That(Rig.Journal.State.Outbox, Is.Empty);
    }

    private static TestCaseData Bad(string name, Fate fate) => new TestCaseData(fate).SetArgDisplayNames(name);

    private static Fate Says(Func<CompletionAnswer, LineMessage> change) =>
        new() { Says = answer => change((CompletionAnswer)answer) };

    private static CompletionAnswer Header(CompletionAnswer answer, Func<LineHeader, LineHeader> change) =>
        answer with
        {
            Header = change(answer.Header),
        };

    private static CompletionAdvice WithoutEnvelope(CompletionAdvice advice) =>
        advice with
        {
            IsRepeat = false,
            Header = advice.Header with { KeySerialNumber = "" },
        };

    private static byte[] LastByteFlipped(byte[] frame)
    {
        frame[^1] ^= 1;
        return frame;
    }

    private static byte[] TypeOverwritten(byte[] frame)
    {
        "GET "u8.CopyTo(frame.AsSpan(2));
        return frame;
    }

    private static CashUnitsSet Cassette(long face) =>
        new([CashUnit.Cassette("A", new(Money.FromMajorUnits(face, Currency.Uah)), 100)], "test");
}
