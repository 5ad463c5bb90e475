using System.Text;
using AtmTerminal.Iso8583.Tests.Vectors;

namespace AtmTerminal.Iso8583.Tests.Codec;

public sealed class When_a_message_is_printed
{
    [Test]
    public void Of_the_card_number_only_the_last_four_digits_show()
    {
        Assert.That(Print(2, "4000001234567899"), Is.EqualTo("0200 2=***7899"));
    }

    [Test]
    public void Of_what_is_too_short_for_a_card_number_nothing_shows()
    {
        Assert.That(Print(2, "40000012345"), Is.EqualTo("0200 2=***"));
    }

    [TestCase(35, "4000001234567899=2903201")]
    [TestCase(52, "6BFB2526BD0C49FA")]
    [TestCase(63, "A1B2C3D4E5F6010203040506")]
    [TestCase(55, "5A084000001234567899")]
    [TestCase(14, "2903")]
    [TestCase(64, "6BFB2526BD0C49FA")]
    public void Secrets_do_not_show_at_all(int field, string value)
    {
        Assert.That(Print(field, value), Is.EqualTo($"0200 {field}=***"));
    }

    [Test]
    public void A_number_in_free_text_that_may_be_a_card_does_not_show()
    {
        Assert.That(
            Print(48, "REF=12345678901;NOTE=card 4000001234567899!"),
            Is.EqualTo("0200 48=REF=12345678901;NOTE=card ***!")
        );
    }

    [Test]
    public void What_is_needed_to_follow_a_withdrawal_shows()
    {
        Assert.That(Print(37, "000000009001"), Is.EqualTo("0200 37=000000009001"));
    }

    [Test]
    public void A_field_that_nobody_has_thought_about_is_hidden()
    {
        Assert.That(default(Mask), Is.EqualTo(Mask.All));
    }

    [Test]
    public void A_refused_message_shows_nothing()
    {
        var message = new Iso8583Message(Dialect.Line);
        message.TryDecode("0200400000000000000016400000123456789X"u8, out var error);

        Assert.That(message.ToString(), Is.EqualTo("(no message)"));
        Assert.That(error.ToString(), Is.EqualTo("field 2 at byte 22: a character is not of the field's class"));
    }

    private static string Print(int field, string value) => Decode(field, value).ToString();

    private static Iso8583Message Decode(int field, string value)
    {
        var bytes = VectorMessage.Encode(
            Dialect.Line,
            new SortedDictionary<int, string>
            {
                [0] = "0200",
                [1] = new string('0', 16),
                [field] = value,
            }
        );
        var message = new Iso8583Message(Dialect.Line);
        Assert.That(message.TryDecode(bytes, out var error), Is.True, $"{error} in {Encoding.ASCII.GetString(bytes)}");
        return message;
    }
}
