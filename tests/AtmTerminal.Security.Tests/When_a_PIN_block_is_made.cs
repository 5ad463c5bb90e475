namespace AtmTerminal.Security.Tests;

public class When_a_PIN_block_is_made
{
    private const string Pan = "4111111111111111";

    [TestCase("123")]
    [TestCase("1234567890123")]
    public void A_PIN_of_another_length_leaves_no_block(string digits)
    {
        byte[] pin = [.. digits.Select(d => (byte)(d - '0'))];
        var block = new byte[PinBlock8.Length];
        Assert.That(PinBlock8.EncodeFormat0(pin, Pan, block), Is.EqualTo(PinBlockFault.PinLength));
        Assert.That(block, Is.All.Zero);
    }

    [Test]
    public void A_card_number_too_short_leaves_no_block()
    {
        var block = new byte[PinBlock8.Length];
        Assert.That(PinBlock8.EncodeFormat0([1, 2, 3, 4], "123456789012", block), Is.EqualTo(PinBlockFault.CardNumber));
        Assert.That(block, Is.All.Zero);
    }

    [TestCase("141A34FFFFFFFFFF", Description = "the second digit is A")]
    [TestCase("14123FFFFFFFFFFF", Description = "the fourth digit is F")]
    public void A_block_whose_PIN_has_other_than_digits_gives_no_PIN(string block)
    {
        var fault = PinBlock8.Decode(1, Convert.FromHexString(block), "", out var pin);
        Assert.That(fault, Is.EqualTo(PinBlockFault.PinDigit));
        Assert.That(pin, Is.Null);
    }

    [Test]
    public void Format_4_gives_another_block_every_time()
    {
        using var key = Keys.AesBase();
        var blocks = Enumerable.Range(0, 100).Select(_ => Encrypt(key)).ToHashSet();
        Assert.That(blocks, Has.Count.EqualTo(100));
    }

    [Test]
    public void Random_filler_of_format_3_reads_back_for_every_PIN_length()
    {
        for (var length = 4; length <= 12; length++)
        {
            byte[] pin = [.. Enumerable.Range(0, length).Select(i => (byte)(i % 10))];
            var block = new byte[PinBlock8.Length];
            Assert.That(PinBlock8.EncodeFormat3(pin, Pan, block), Is.EqualTo(PinBlockFault.None));
            PinBlock8.Decode(3, block, Pan, out var read);
            Assert.That(read!.Matches(pin), Is.True);
        }
    }

    private static string Encrypt(AesKey key)
    {
        var block = new byte[PinBlock16.Length];
        PinBlock16.Encrypt(key, [1, 2, 3, 4], Pan, block);
        return Convert.ToHexString(block);
    }
}
