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
            LineExamples.Travel(new Notice(LineExamples.Header, IsRepeat: false, LineExamples.Number, "JAM", text));

        Assert.That(text, Does.StartWith(arrived.Text));
        Assert.That(arrived.Text, Has.Length.GreaterThan(100));
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
