namespace AtmTerminal.Security.Tests;

public class When_a_key_is_weak_or_malformed
{
    [TestCase(0)]
    [TestCase(8)]
    [TestCase(15)]
    [TestCase(17)]
    [TestCase(33)]
    public void A_wrong_number_of_bytes_is_refused(int length)
    {
        Assert.That(AesKey.TryCreate(new byte[length]), Is.Null);
        Assert.That(
            TdesKey.TryCreate(Enumerable.Range(1, length).Select(i => (byte)(i * 37 % 256)).ToArray()),
            Is.Null
        );
    }

    [TestCase("0123456789ABCDEF0123456789ABCDEF", Description = "equal halves are single DES")]
    [TestCase("0123456789ABCDEF0022446688AACCEE", Description = "equal but for parity bits")]
    [TestCase("0123456789ABCDEFFEDCBA9876543210FEDCBA9876543210", Description = "K2 = K3 is single DES")]
    [TestCase("0101010101010101FEDCBA9876543210", Description = "weak first half")]
    [TestCase("0123456789ABCDEF1F1F1F1F0E0E0E0E", Description = "weak second half")]
    [TestCase("01FE01FE01FE01FEFEDCBA9876543210", Description = "semi-weak first half")]
    [TestCase("00000000000000000000000000000000")]
    public void A_weak_TDES_key_is_refused_and_nothing_is_thrown(string key) =>
        Assert.That(TdesKey.TryCreate(Convert.FromHexString(key)), Is.Null);
}

public class When_a_secret_is_printed
{
    [Test]
    public void A_key_shows_its_kind_and_length_and_nothing_else()
    {
        using var key = Keys.AesBase();
        Assert.That(key.ToString(), Is.EqualTo("AesKey of 16 bytes, masked"));
    }

    [Test]
    public void A_PIN_shows_not_even_its_length()
    {
        byte[] pin = [9, 8, 7, 6, 5];
        var block = new byte[PinBlock8.Length];
        PinBlock8.EncodeFormat1(pin, block);
        PinBlock8.Decode(1, block, "", out var read);
        Assert.That($"{read}", Is.EqualTo("PIN, masked"));
    }

    [Test]
    public void A_disposed_PIN_is_gone()
    {
        var block = new byte[PinBlock8.Length];
        PinBlock8.EncodeFormat1([9, 8, 7, 6], block);
        PinBlock8.Decode(1, block, "", out var read);
        read!.Dispose();
        Assert.That(read.Digits.ToArray(), Is.All.Zero);
    }
}
