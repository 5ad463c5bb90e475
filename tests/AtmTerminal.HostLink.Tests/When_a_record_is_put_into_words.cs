using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;
using AtmTerminal.Journal;

namespace AtmTerminal.HostLink.Tests;

public class When_a_record_is_put_into_words
{
    private static readonly UploadMessages Words = new(new("ATM00001", "123456", "MAIN STREET 1"), TimeZoneInfo.Utc);

    private static readonly OutboxRecord Completion = new(
        Seq: 7,
        new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero),
        new WithdrawalNumber(3),
        OutboxKind.Completion,
        LinkRig.Amount,
        Money.Zero(Currency.Uah),
        Reason: "",
        LinkRig.Amount,
        TraceNumber: 5,
        SentAt: "1120120000",
        ApprovalCode: "A1B2C3",
        MaskedPan: "************1111"
    );

    private static readonly OutboxRecord Notice = Completion with
    {
        Kind = OutboxKind.Notice,
        NoticeKind = "SHORTAGE",
        Text = "less was counted",
        Found = Money.FromMajorUnits(600, Currency.Uah),
    };

    [Test]
    public void What_was_paid_without_asking_says_so_and_has_no_approval()
    {
        var advice = (CompletionAdvice)Of(Completion with { TraceNumber = 0, SentAt = "", ApprovalCode = "" });
        Assert.That(advice.Details.ToText(), Does.StartWith("MODE=DISPENSE-FIRST"));
        Assert.That(advice.ApprovalCode, Is.Null);
    }

    [TestCase("", false)]
    [TestCase("REF1", true)]
    public void A_card_whose_number_is_gone_is_named_as_the_host_names_it(string reference, bool named)
    {
        var advice = (CompletionAdvice)Of(Completion with { CardReference = reference });
        Assert.That(advice.Details.ToText().Contains("CARD=REF1"), Is.EqualTo(named));
        var known = (CompletionAdvice)Of(Completion with { CardReference = reference }, LinkRig.Card.Pan);
        Assert.That(known.Details.ToText(), Does.Not.Contain("CARD="));
    }

    [Test]
    public void A_notice_tells_both_figures()
    {
        var told = (Notice)Of(Notice);
        Assert.That(
            (told.Withdrawal, told.Amount, told.Found),
            Is.EqualTo((Notice.Withdrawal, Notice.Amount, Notice.Found))
        );
    }

    [Test]
    public void A_notice_about_no_withdrawal_names_none()
    {
        var told = (Notice)Of(Notice with { Withdrawal = default, Amount = default, Found = null });
        Assert.That(
            (told.Withdrawal, told.Amount, told.Found),
            Is.EqualTo(((WithdrawalNumber?)null, (Money?)null, (Money?)null))
        );
    }

    [Test]
    public void A_figure_below_zero_is_left_to_the_words()
    {
        var below = Money.Zero(Currency.Uah) - LinkRig.Amount;
        Assert.That(((Notice)Of(Notice with { Amount = below })).Found, Is.Null, "a figure found says nothing alone");
        var told = (Notice)Of(Notice with { Found = below });
        Assert.That((told.Amount, told.Found), Is.EqualTo(((Money?)LinkRig.Amount, (Money?)null)));
    }

    [Test]
    public void A_reversal_of_what_was_never_sent_is_a_bug() =>
        Assert.That(
            () => Of(Completion with { Kind = OutboxKind.Reversal, Reason = "22", SentAt = "" }),
            Throws.InvalidOperationException
        );

    [Test]
    public void A_record_that_the_line_has_no_message_for_is_a_bug() =>
        Assert.That(() => Of(Completion with { Kind = (OutboxKind)(-1) }), Throws.ArgumentException);

    [TestCase(null, null, true)]
    [TestCase(3, 3, true)]
    [TestCase(3, null, false)]
    [TestCase(null, 3, false)]
    [TestCase(3, 4, false)]
    public void Only_an_answer_about_the_same_withdrawal_is_about_a_notice(int? asked, int? answered, bool about)
    {
        var notice = (Notice)Of(Notice) with { Withdrawal = Number(asked) };
        var answer = new NoticeAnswer(notice.Header, Number(answered), ResponseCode.Approved);
        Assert.That(AnswerMatch.IsAbout(notice, answer), Is.EqualTo(about));
    }

    [TestCase(0, "UAH", true)]
    [TestCase(1, "UAH", false)]
    [TestCase(0, "USD", false)]
    public void Only_an_answer_of_the_same_day_and_currency_is_about_totals(int daysLater, string currency, bool about)
    {
        var totals = (TotalsAdvice)Of(
            Completion with
            {
                Kind = OutboxKind.Totals,
                Withdrawal = default,
                Day = new DateOnly(2026, 11, 20),
                Count = 1,
            }
        );
        var answer = ScriptedHost.InBalance(totals) with
        {
            Day = totals.Day.AddDays(daysLater),
            Amount = Money.FromMajorUnits(700, Currency.TryFromCode(currency)!.Value),
        };
        Assert.That(AnswerMatch.IsAbout(totals, answer), Is.EqualTo(about));
    }

    [TestCase(0, 0, true)]
    [TestCase(1, 0, false)]
    [TestCase(0, 1, false)]
    public void Only_an_answer_of_the_same_withdrawal_and_amount_is_about_a_reversal(int later, int more, bool about)
    {
        var reversal = (ReversalAdvice)Of(Completion with { Kind = OutboxKind.Reversal, Reason = "22" });
        var answer = new ReversalAnswer(
            reversal.Header,
            new WithdrawalNumber(reversal.Withdrawal.Value + later),
            reversal.Amount + Money.FromMinorUnits(more, Currency.Uah),
            ResponseCode.Approved
        );
        Assert.That(AnswerMatch.IsAbout(reversal, answer), Is.EqualTo(about));
    }

    private static LineMessage Of(OutboxRecord record, Domain.Cards.Pan? card = null) =>
        Words.Of(record, Words.Header(record, "000000000000000000000001"), isRepeat: false, card, page: null);

    private static WithdrawalNumber? Number(int? value) => value is { } number ? new WithdrawalNumber(number) : null;
}
