using System.Text;
using AtmTerminal.Domain.Cards;

namespace AtmTerminal.Security.Tests;

public class When_a_card_number_is_kept
{
    private static readonly Pan _pan = Pan.TryParse("4111111111111111")!;
    private string _keyFile = null!;

    [SetUp]
    public void MakeFolder() => _keyFile = Path.Combine(Directory.CreateTempSubdirectory("vault").FullName, "card.key");

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Path.GetDirectoryName(_keyFile)!, recursive: true);

    [Test]
    public void It_reads_back_after_a_restart_and_shows_nowhere()
    {
        byte[] box;
        string token;
        using (var vault = CardVault.OpenWithKeyFile(_keyFile)!)
            (box, token) = (vault.Seal(_pan), vault.TokenOf(_pan));
        using var reopened = CardVault.OpenWithKeyFile(_keyFile)!;
        Assert.That(reopened.TryOpen(box), Is.EqualTo(_pan));
        Assert.That(reopened.TokenOf(_pan), Is.EqualTo(token));
        Assert.That(Encoding.Latin1.GetString(box), Does.Not.Contain("1111"));
        Assert.That(token, Does.Not.Contain("411111"));
    }

    [Test]
    public void Every_altered_byte_is_noticed()
    {
        using var vault = CardVault.OpenWithKeyFile(_keyFile)!;
        var box = vault.Seal(_pan);
        for (var i = 0; i < box.Length; i++)
        {
            var altered = box.ToArray();
            altered[i] ^= 1;
            Assert.That(vault.TryOpen(altered), Is.Null);
            Assert.That(vault.TryOpen(box.AsSpan(0, i)), Is.Null);
        }
    }

    [Test]
    public void Another_key_neither_opens_it_nor_makes_the_same_token()
    {
        using var vault = CardVault.OpenWithKeyFile(_keyFile)!;
        using var other = CardVault.TryCreate(new byte[CardVault.MasterKeyLength])!;
        Assert.That(other.TryOpen(vault.Seal(_pan)), Is.Null);
        Assert.That(other.TokenOf(_pan), Is.Not.EqualTo(vault.TokenOf(_pan)));
    }

    [Test]
    public void A_damaged_key_file_is_refused_and_left_alone()
    {
        File.WriteAllBytes(_keyFile, [1, 2, 3]);
        Assert.That(CardVault.OpenWithKeyFile(_keyFile), Is.Null);
        Assert.That(File.ReadAllBytes(_keyFile), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public void The_key_file_is_for_its_owner_alone()
    {
        using var vault = CardVault.OpenWithKeyFile(_keyFile)!;
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(_keyFile), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }
}
