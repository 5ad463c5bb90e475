using System.Text;

namespace AtmTerminal.Iso8583.Tests.Codec;

/// <summary>The memory of a message is used again and again: no card number may stay in it.</summary>
public sealed class When_a_message_has_served
{
    private const string CardNumber = "4000001234567899";

    private static readonly byte[] WithCard = Encoding.ASCII.GetBytes($"0200400000000000000016{CardNumber}");
    private static readonly byte[] WithoutCard = "08000000000000000000"u8.ToArray();

    [Test]
    public void Nothing_of_it_is_left_after_clearing()
    {
        var message = Decoded(WithCard);
        message.Clear();

        Assert.That(message.Wire.Length, Is.Zero);
        Assert.That(message.Has(2), Is.False);
        Assert.That(message[2].Length, Is.Zero);
        Assert.That(message.ToString(), Is.EqualTo("(no message)"));
        Assert.That(MemoryOf(message), Is.All.Zero);
    }

    [Test]
    public void Nothing_of_it_is_left_under_a_shorter_one()
    {
        var message = Decoded(WithCard);
        message.TryDecode(WithoutCard, out _);

        Assert.That(MemoryOf(message).AsSpan(WithoutCard.Length).ContainsAnyExcept((byte)0), Is.False);
    }

    [Test]
    public void Nothing_of_a_refused_one_is_left()
    {
        var message = new Iso8583Message(Dialect.Line);
        message.TryDecode([.. WithCard, (byte)'0'], out _);

        Assert.That(MemoryOf(message), Is.All.Zero);
    }

    [Test]
    public void Nothing_unpacked_from_it_is_left()
    {
        var packed = new Dialect(
            DigitCoding.Packed,
            ByteCoding.Raw,
            DigitCoding.Packed,
            DigitCoding.Packed,
            ByteCoding.Raw
        );
        var message = new Iso8583Message(packed);
        Assert.That(message.TryDecode(Convert.FromHexString($"0200400000000000000016{CardNumber}"), out _), Is.True);
        Assert.That(Encoding.ASCII.GetString(message[2]), Is.EqualTo(CardNumber));

        message.TryDecode(Convert.FromHexString("08000000000000000000"), out _);

        Assert.That(Encoding.ASCII.GetString(MemoryOf(message)), Does.Not.Contain(CardNumber));
    }

    private static Iso8583Message Decoded(byte[] bytes)
    {
        var message = new Iso8583Message(Dialect.Line);
        Assert.That(message.TryDecode(bytes, out var error), Is.True, error.ToString());
        return message;
    }

    private static byte[] MemoryOf(Iso8583Message message) => message.Memory.ToArray();
}
