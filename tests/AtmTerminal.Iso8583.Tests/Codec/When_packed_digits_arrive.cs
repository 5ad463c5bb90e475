using System.Text;

namespace AtmTerminal.Iso8583.Tests.Codec;

public sealed class When_packed_digits_arrive
{
    private static readonly Dialect Packed = new(
        DigitCoding.Packed,
        ByteCoding.Raw,
        DigitCoding.Packed,
        DigitCoding.Packed,
        ByteCoding.Raw
    );

    [TestCase("02000000010000000000" + "0009")]
    public void An_odd_count_has_a_zero_in_front(string hex)
    {
        var message = new Iso8583Message(Packed);

        Assert.That(message.TryDecode(Convert.FromHexString(hex), out var error), Is.True, error.ToString());
        Assert.That(Encoding.ASCII.GetString(message[24]), Is.EqualTo("009"));
    }

    [TestCase("0200000001000000000010 09", 24, 10, TestName = "Something else in front of an odd count")]
    [TestCase("0200000001000000000000 0A", 24, 10, TestName = "A nibble that is no digit")]
    [TestCase("0200000000100000000058 00000600", 28, 10, TestName = "No sign in front of an amount")]
    [TestCase("0200000000100000000044 0000060F", 28, 10, TestName = "A nibble that is no digit in an amount")]
    public void Anything_else_is_refused_with_its_field(string hex, int field, int offset)
    {
        var message = new Iso8583Message(Packed);

        Assert.That(message.TryDecode(Convert.FromHexString(hex.Replace(" ", "")), out var error), Is.False);
        Assert.That(error, Is.EqualTo(new DecodeError(DecodeFault.BadCharacter, field, offset)));
    }

    [Test]
    public void A_length_that_is_no_number_is_refused()
    {
        var message = new Iso8583Message(Packed);

        Assert.That(
            message.TryDecode(Convert.FromHexString("02004000000000000000" + "0A" + "1234"), out var error),
            Is.False
        );
        Assert.That(error, Is.EqualTo(new DecodeError(DecodeFault.BadLength, 2, 10)));
    }

    [Test]
    public void A_track_keeps_its_separator()
    {
        var message = new Iso8583Message(Packed);

        Assert.That(
            message.TryDecode(Convert.FromHexString("02000000000020000000" + "08" + "1234D567"), out _),
            Is.True
        );
        Assert.That(Encoding.ASCII.GetString(message[35]), Is.EqualTo("1234=567"));
    }
}
