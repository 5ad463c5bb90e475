using System.Text;
using AtmTerminal.Iso8583.Tests.Vectors;

namespace AtmTerminal.Iso8583.Tests.Line;

public sealed class When_a_line_message_breaks_its_profile
{
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(7)]
    [TestCase(11)]
    [TestCase(12)]
    [TestCase(28)]
    [TestCase(32)]
    [TestCase(35)]
    [TestCase(37)]
    [TestCase(41)]
    [TestCase(42)]
    [TestCase(49)]
    [TestCase(63)]
    public void A_request_without_one_of_its_fields_is_refused_by_that_field(int field)
    {
        var refused = Refusal(LineExamples.Request(pin: null), fields => fields.Remove(field));

        Assert.That(refused.Field, Is.EqualTo(field));
        Assert.That(refused.Fault, Is.EqualTo(DecodeFault.MissingField));
    }

    [TestCase(2, "4000001234567808", TestName = "Another card than the track's")]
    [TestCase(3, "990000", TestName = "An unknown processing code")]
    [TestCase(11, "000000", TestName = "Trace number zero")]
    [TestCase(28, "C00000600", TestName = "A commission paid to the customer")]
    [TestCase(35, "4000001234567890=29032011234500000", TestName = "A track with a wrong check digit")]
    [TestCase(37, "000000000000", TestName = "No withdrawal number")]
    [TestCase(48, "MODE", TestName = "Facts without a value")]
    [TestCase(49, "999", TestName = "An unknown currency")]
    [TestCase(63, "A1B2", TestName = "A key serial number of no known length")]
    public void A_value_that_a_request_may_not_carry_is_refused_by_its_field(int field, string value)
    {
        var refused = Refusal(LineExamples.Request(pin: null), fields => fields[field] = value);

        Assert.That(refused, Is.EqualTo(new DecodeError(DecodeFault.BadValue, field)));
    }

    [Test]
    public void A_day_that_no_calendar_has_is_refused()
    {
        var refused = Refusal(LineExamples.Request(pin: null), fields => fields[13] = "0230");

        Assert.That(refused, Is.EqualTo(new DecodeError(DecodeFault.BadDate, 13)));
    }

    [Test]
    public void Two_pin_blocks_are_refused()
    {
        var refused = Refusal(LineExamples.Request(LineExamples.AesPin()), fields => fields[52] = "0011223344556677");

        Assert.That(refused, Is.EqualTo(new DecodeError(DecodeFault.BadValue, 110)));
    }

    [Test]
    public void An_unknown_message_type_is_refused()
    {
        var refused = Refusal(LineExamples.Request(pin: null), fields => fields[0] = "0302");

        Assert.That(refused, Is.EqualTo(new DecodeError(DecodeFault.BadValue, 0)));
    }

    [Test]
    public void A_reversal_of_nothing_is_refused()
    {
        var refused = Refusal(LineExamples.Reversal, fields => fields.Remove(90));

        Assert.That(refused, Is.EqualTo(new DecodeError(DecodeFault.MissingField, 90)));
    }

    [Test]
    public void A_notice_too_long_for_its_field_arrives_cut_and_not_at_all_broken()
    {
        var text = string.Concat(Enumerable.Repeat("Купюра застрягла; ", 100));
        var arrived = (Notice)
            LineExamples.Travel(new Notice(LineExamples.Header, IsRepeat: false, LineExamples.Number, 5, "JAM", text));

        Assert.That(text, Does.StartWith(arrived.Text));
        Assert.That(arrived.Text, Has.Length.GreaterThan(100));
    }

    [TestCase("KIND=JAM;TEXT=x", TestName = "A notice without its row")]
    [TestCase("ROW=0;KIND=JAM;TEXT=x", TestName = "A notice of no row")]
    [TestCase("ROW=7;TEXT=x", TestName = "A notice without a kind")]
    [TestCase("ROW=7;KIND=JAM;TEXT=x;FOUND=-5", TestName = "A notice with less than nothing found")]
    public void A_notice_that_could_not_be_kept_once_is_refused(string facts)
    {
        var notice = new Notice(LineExamples.Header, IsRepeat: false, null, 7, "JAM", "x", LineExamples.Amount);

        var refused = Refusal(notice, fields => fields[48] = facts);

        Assert.That(refused, Is.EqualTo(new DecodeError(DecodeFault.BadValue, 48)));
    }

    [TestCase("DAY=20260314", TestName = "Totals without their row")]
    [TestCase("ROW=70", TestName = "Totals of no day")]
    [TestCase("ROW=70;DAY=20260230", TestName = "Totals of a day that no calendar has")]
    [TestCase("ROW=70;DAY=20260314;AFTER=0;GIVEN=12x500", TestName = "A page without an end")]
    [TestCase("ROW=70;DAY=20260314;AFTER=0;UPTO=20;GIVEN=12x", TestName = "A page with a number that gave no amount")]
    public void Totals_that_cannot_be_compared_are_refused(string facts)
    {
        var refused = Refusal(LineExamples.Totals, fields => fields[48] = facts);

        Assert.That(refused, Is.EqualTo(new DecodeError(DecodeFault.BadValue, 48)));
    }

    [Test]
    public void An_answer_to_totals_that_says_neither_yes_nor_no_is_refused()
    {
        var answer = new TotalsAnswer(
            LineExamples.Header,
            LineExamples.Totals.Day,
            18,
            LineExamples.Amount,
            ResponseCode.Approved,
            InBalance: true,
            []
        );

        Assert.That(Refusal(answer, fields => fields[66] = "3"), Is.EqualTo(new DecodeError(DecodeFault.BadValue, 66)));
    }

    [TestCase("ROW=x", TestName = "A completion of no row")]
    [TestCase("DAY=20261301", TestName = "A completion of no day")]
    public void A_completion_that_could_be_booked_on_any_day_is_refused(string facts)
    {
        var refused = Refusal(LineExamples.Completion, fields => fields[48] = facts);

        Assert.That(refused, Is.EqualTo(new DecodeError(DecodeFault.BadValue, 48)));
    }

    [Test]
    public void The_longest_page_of_totals_fits()
    {
        var highest = new Domain.Withdrawals.WithdrawalNumber(999_999_999_999);
        var given = Enumerable.Repeat(new GivenAmount(highest, 9_999_999_999), TotalsPage.MostNumbers);
        var page = new TotalsPage(highest, highest, [.. given]);
        var totals = LineExamples.Totals with { Row = long.MaxValue, Page = page };

        Assert.That(((TotalsAdvice)LineExamples.Travel(totals)).Page, Is.EqualTo(page));
    }

    private static DecodeError Refusal(LineMessage message, Action<SortedDictionary<int, string>> change)
    {
        var fields = VectorMessage.FieldsOf(LineExamples.Arrive(message));
        change(fields);
        var arrived = new Iso8583Message(Dialect.Line);
        var bytes = VectorMessage.Encode(Dialect.Line, fields);
        Assert.That(arrived.TryDecode(bytes, out var error), Is.True, $"{error} {Encoding.ASCII.GetString(bytes)}");
        Assert.That(LineReader.TryRead(arrived, out var read, out error), Is.False);
        Assert.That(read, Is.Null);
        return error;
    }
}
