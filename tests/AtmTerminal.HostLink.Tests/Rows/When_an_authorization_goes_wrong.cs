using System.Buffers.Binary;
using System.Runtime.InteropServices;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;
using AtmTerminal.Journal;

namespace AtmTerminal.HostLink.Tests.Rows;

/// <summary>Failure matrix, part A, as far as it happens on the line.</summary>
public class When_an_authorization_goes_wrong : SignedOnTerminal
{
    [Test]
    public void A2_Without_an_answer_the_hold_is_released_whether_or_not_the_request_arrived([Values] bool arrived)
    {
        Rig.Line.Next<AuthorizationRequest>(arrived ? Fate.AnswerLost : Fate.QuestionLost);
        Assert.That(Rig.Authorize(), Is.EqualTo(NoAnswer(NoAnswerReason.TimedOut)));
        Assert.That(Rig.Events.OfType<ReversalQueued>().Single().Reason, Is.EqualTo("68"));
        Rig.RunUntilUploaded();
        AssertNothingIsHeldOrPosted();
        var sent = Rig.Events.OfType<AuthorizationSent>().Single();
        var reversal = Rig.Host.HeardOf<ReversalAdvice>().Single();
        Assert.That(reversal.Reason, Is.EqualTo(ResponseCode.AnswerTooLate));
        Assert.That(reversal.Amount, Is.EqualTo(LinkRig.Amount));
        Assert.That(reversal.Original.TraceNumber, Is.EqualTo(sent.TraceNumber));
        Assert.That(reversal.Original.SentAt.Digits, Is.EqualTo(sent.SentAt));
    }

    [Test]
    public void A2_A_line_lost_while_waiting_is_no_answer_at_once()
    {
        Rig.Line.Next<AuthorizationRequest>(Fate.HostStopsAfterCommit);
        var before = Rig.Time.GetUtcNow();
        Assert.That(Rig.Authorize(), Is.EqualTo(NoAnswer(NoAnswerReason.LinkLost)));
        Assert.That(Rig.Time.GetUtcNow() - before, Is.LessThan(TimeSpan.FromSeconds(1)));
        Rig.RunUntilUploaded();
        AssertNothingIsHeldOrPosted();
    }

    [Test]
    public void A3_A_decline_is_journaled_and_nothing_is_owed()
    {
        Rig.Host.AuthorizationAnswer = ResponseCode.NotEnoughFunds;
        Assert.That(Rig.Authorize(), Is.EqualTo(new AuthorizationOutcome.Declined(HostRefusal.NotEnoughFunds, "51")));
        Assert.That(Rig.Events.OfType<AuthorizationDeclined>().Single().ResponseCode, Is.EqualTo("51"));
        Assert.That(Rig.Journal.State.Outbox, Is.Empty);
    }

    [Test]
    public void A4_An_approval_after_the_time_limit_is_ignored_and_the_reversal_stands()
    {
        var late = Rig.Settings.AnswerLimit + TimeSpan.FromSeconds(1);
        Rig.Line.Next<AuthorizationRequest>(new Fate { Delay = late });
        Assert.That(Rig.Authorize(), Is.EqualTo(NoAnswer(NoAnswerReason.TimedOut)));
        Rig.RunFor(TimeSpan.FromSeconds(5));
        Assert.That(Rig.SecurityEntries.Single(), Does.Contain("late"));
        Rig.RunUntilUploaded();
        AssertNothingIsHeldOrPosted();
    }

    private static IEnumerable<TestCaseData> BadAnswers()
    {
        yield return Bad("wrong MAC", NoAnswerReason.BadMac, new Fate { Alters = LastByteFlipped });
        yield return Bad("no MAC", NoAnswerReason.BadMac, new Fate { Alters = MacCutOff });
        yield return Bad(
            "without a field it must have",
            NoAnswerReason.Mismatch,
            new Fate { Spoils = CurrencyMadeUnknown }
        );
        yield return Bad("altered content", NoAnswerReason.BadMac, new Fate { Alters = AmountAltered });
        yield return Bad("other trace number", NoAnswerReason.TimedOut, Says(a => Trace(a, a.Header.TraceNumber + 1)));
        yield return Bad("other terminal", NoAnswerReason.TimedOut, Says(a => Terminal(a, "ATM00002")));
        yield return Bad("other amount", NoAnswerReason.Mismatch, Says(a => a with { Amount = a.Amount + a.Amount }));
        yield return Bad(
            "other commission",
            NoAnswerReason.Mismatch,
            Says(a => a with { Commission = a.Commission + LinkRig.Amount })
        );
        yield return Bad("other time", NoAnswerReason.Mismatch, Says(a => SentAt(a, "0229235959")));
        yield return Bad(
            "other currency",
            NoAnswerReason.Mismatch,
            Says(a =>
                a with
                {
                    Amount = Money.FromMinorUnits(a.Amount.MinorUnits, Currency.Usd),
                    Commission = Money.Zero(Currency.Usd),
                }
            )
        );
        yield return Bad(
            "other withdrawal",
            NoAnswerReason.Mismatch,
            Says(a => a with { Withdrawal = a.Withdrawal.Next })
        );
        yield return Bad(
            "approval without its code",
            NoAnswerReason.Mismatch,
            Says(a => a with { ApprovalCode = null })
        );
    }

    [TestCaseSource(nameof(BadAnswers))]
    public void A5_A_bad_answer_is_no_answer_and_leaves_a_security_entry(object fate, NoAnswerReason reason)
    {
        Rig.Line.Next<AuthorizationRequest>((Fate)fate);
        Assert.That(Rig.Authorize(), Is.EqualTo(NoAnswer(reason)));
        Assert.That(Rig.SecurityEntries.Count(), Is.EqualTo(1));
        Rig.RunUntilUploaded();
        AssertNothingIsHeldOrPosted();
    }

    [TestCaseSource(nameof(BadAnswers))]
    public void A5_A_bad_answer_does_not_keep_the_good_one_from_counting(object fate, NoAnswerReason reason)
    {
        Rig.Line.Next<AuthorizationRequest>((Fate)fate with { GoodOneFollows = true });
        Assert.That(Rig.Authorize(), Is.InstanceOf<AuthorizationOutcome.Approved>(), $"after {reason}");
        Assert.That(Rig.SecurityEntries.Count(), Is.EqualTo(1));
        Assert.That(Rig.Journal.State.Outbox, Is.Empty);
    }

    [Test]
    public void A5_A_repeat_of_an_old_approval_is_no_answer_to_the_next_question()
    {
        LineMessage? old = null;
        Rig.Line.Next<AuthorizationRequest>(new Fate { Says = answer => old = answer }, Fate.QuestionLost);
        Rig.CompleteWithdrawal();
        var asking = Rig.BeginAuthorize();
        Rig.RunFor(TimeSpan.FromSeconds(1));
        Rig.Line.Inject(Rig.Line.Seal(old!));
        Rig.RunFor(Rig.Settings.AnswerLimit);
        Assert.That(asking.Result, Is.EqualTo(NoAnswer(NoAnswerReason.TimedOut)));
        Assert.That(Rig.SecurityEntries.Count(), Is.EqualTo(1));
    }

    [Test]
    public void A5_A_doubled_approval_counts_once()
    {
        Rig.Line.Next<AuthorizationRequest>(new Fate { Copies = 2 });
        Assert.That(Rig.Authorize(), Is.InstanceOf<AuthorizationOutcome.Approved>());
        Rig.RunFor(TimeSpan.FromSeconds(1));
        Assert.That(Rig.SecurityEntries.Count(), Is.EqualTo(1));
        Assert.That(Rig.Journal.State.Authorizing.Count(), Is.EqualTo(1));
    }

    [Test]
    public void A7_A_question_that_cannot_be_made_durable_is_not_sent()
    {
        Rig.Journal.BreakAt<AuthorizationSent>();
        Assert.That(Rig.Authorize(), Is.EqualTo(new AuthorizationOutcome.NotSent(NotSentReason.JournalFailed)));
        Assert.That(Rig.Host.HeardOf<AuthorizationRequest>(), Is.Empty);
    }

    [Test]
    public void The_announcement_is_durable_before_the_host_hears_the_question()
    {
        var announced = false;
        Rig.Line.Next<AuthorizationRequest>(new Fate { Says = Look });
        Rig.Authorize();
        Assert.That(announced, Is.True);

        LineMessage Look(LineMessage answer)
        {
            announced = Rig.Events.OfType<AuthorizationSent>().Any();
            return answer;
        }
    }

    [Test]
    public void A_flood_of_foreign_messages_does_not_fill_the_journal()
    {
        Rig.Line.Next<AuthorizationRequest>(new Fate { Copies = 5_000 });
        Rig.Authorize();
        Rig.RunFor(TimeSpan.FromSeconds(1));
        Assert.That(Rig.SecurityEntries.Count(), Is.LessThan(100));
        Rig.RunFor(TimeSpan.FromMinutes(2));
        Rig.Line.Next<AuthorizationRequest>(new Fate { Copies = 2 });
        Rig.Authorize();
        Rig.RunFor(TimeSpan.FromSeconds(1));
        Assert.That(Rig.SecurityEntries.Last(), Does.Match("[0-9]+ entries before this one were left out"));
        Assert.That(Rig.Link.State, Is.EqualTo(LinkState.Online));
    }

    private static AuthorizationOutcome NoAnswer(NoAnswerReason reason) => new AuthorizationOutcome.NoAnswer(reason);

    private static TestCaseData Bad(string name, NoAnswerReason reason, Fate fate) =>
        new TestCaseData(fate, reason).SetArgDisplayNames(name);

    private static Fate Says(Func<AuthorizationAnswer, LineMessage> change) =>
        new() { Says = answer => change((AuthorizationAnswer)answer) };

    private static AuthorizationAnswer Trace(AuthorizationAnswer answer, int trace) =>
        answer with
        {
            Header = answer.Header with { TraceNumber = trace },
        };

    private static AuthorizationAnswer SentAt(AuthorizationAnswer answer, string sentAt) =>
        answer with
        {
            Header = answer.Header with { SentAt = LineTime.TryParse(sentAt)!.Value },
        };

    private static AuthorizationAnswer Terminal(AuthorizationAnswer answer, string terminal) =>
        answer with
        {
            Header = answer.Header with { TerminalId = terminal },
        };

    private static byte[] LastByteFlipped(byte[] frame)
    {
        frame[^1] ^= 1;
        return frame;
    }

    /// <summary>The last digit of DE 4 lies behind length, type, bitmap and DE 3.</summary>
    private static byte[] AmountAltered(byte[] frame)
    {
        var lastDigit = 2 + 4 + 16 + 6 + 11;
        frame[lastDigit] = frame[lastDigit] == (byte)'0' ? (byte)'1' : (byte)'0';
        return frame;
    }

    /// <summary>DE 49 lies before the MAC, unless another field follows it.</summary>
    private static void CurrencyMadeUnknown(ReadOnlyMemory<byte> frame)
    {
        var bytes = MemoryMarshal.AsMemory(frame).Span;
        var currency = bytes.LastIndexOf("980"u8);
        "000"u8.CopyTo(bytes[currency..]);
    }

    /// <summary>DE 64, eight bytes at the end, is the last bit of the bitmap.</summary>
    private static byte[] MacCutOff(byte[] frame)
    {
        var lastOfBitmap = 2 + 4 + 16 - 1;
        var digit = Convert.ToInt32(((char)frame[lastOfBitmap]).ToString(), 16) & ~1;
        frame[lastOfBitmap] = (byte)digit.ToString("X1")[0];
        var cut = frame[..^8];
        BinaryPrimitives.WriteUInt16BigEndian(cut, (ushort)(cut.Length - 2));
        return cut;
    }

    private void AssertNothingIsHeldOrPosted()
    {
        Assert.That(Rig.Host.Holds, Is.Empty);
        Assert.That(Rig.Host.Postings, Is.Empty);
        Assert.That(Rig.Journal.State.Unfinished, Is.Empty);
    }
}
