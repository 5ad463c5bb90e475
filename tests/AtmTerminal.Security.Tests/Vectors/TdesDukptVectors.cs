using System.Security.Cryptography;
using System.Text.Json;
using AtmTerminal.Tests.Shared;

namespace AtmTerminal.Security.Tests;

[Category("Vectors")]
public class TdesDukptVectors
{
    [TestCaseSource(nameof(Entries))]
    public void Tdes_dukpt(JsonElement entry)
    {
        if (entry.Text("op") == "advance")
            Advances(entry);
        else
            Derives(entry);
    }

    private static IEnumerable<TestCaseData> Entries() => VectorFiles.Cases("crypto/dukpt_tdes.json");

    private static void Derives(JsonElement entry)
    {
        var ksn = entry.Hex("ksn");
        using var initial = TdesDukpt.DeriveInitialKey(entry.TdesKey("bdk"), ksn)!;
        Assert.That(VectorEntry.ToHex(initial.Reveal()), Is.EqualTo(entry.Text("initial_key")));
        using var transaction = TdesDukpt.DeriveTransactionKey(initial, ksn)!;
        Assert.That(VectorEntry.ToHex(transaction.Reveal()), Is.EqualTo(entry.Text("transaction_key")));
        EncryptsPinBlock(entry, transaction);
        var message = entry.Ascii("message_ascii");
        ProtectsMessage(entry, transaction, message);
        EncryptsData(entry, transaction, message);
    }

    private static void EncryptsPinBlock(JsonElement entry, TdesKey transaction)
    {
        using var key = TdesDukpt.DeriveWorkingKey(transaction, TdesKeyUsage.PinEncryption)!;
        Assert.That(VectorEntry.ToHex(key.Reveal()), Is.EqualTo(entry.Text("pin_key")));
        var block = new byte[8];
        PinBlock8.EncodeFormat0(entry.Digits("pin"), entry.Text("pan"), block);
        Assert.That(VectorEntry.ToHex(block), Is.EqualTo(entry.Text("clear_pin_block")));
        key.EncryptBlock(block, block);
        Assert.That(VectorEntry.ToHex(block), Is.EqualTo(entry.Text("encrypted_pin_block")));
    }

    private static void ProtectsMessage(JsonElement entry, TdesKey transaction, byte[] message)
    {
        foreach (
            var (way, usage) in new[] { ("request", TdesKeyUsage.MacRequest), ("response", TdesKeyUsage.MacResponse) }
        )
        {
            using var key = TdesDukpt.DeriveWorkingKey(transaction, usage)!;
            var retail = new byte[4];
            Iso9797Mac.Algorithm3(key, MacPadding.Zeros, message, retail);
            Assert.That(VectorEntry.ToHex(retail), Is.EqualTo(entry.Text($"mac_{way}")));
            var cmac = new byte[8];
            Cmac.Compute(key, message, cmac);
            Assert.That(VectorEntry.ToHex(cmac), Is.EqualTo(entry.Text($"cmac_{way}")));
        }
    }

    private static void EncryptsData(JsonElement entry, TdesKey transaction, byte[] message)
    {
        using var key = TdesDukpt.DeriveWorkingKey(transaction, TdesKeyUsage.DataRequest)!;
        using var cipher = TripleDES.Create();
        cipher.Key = [.. key.Reveal(), .. key.Reveal()[..8]];
        var padded = new byte[(message.Length + 7) / 8 * 8];
        message.CopyTo(padded, 0);
        var encrypted = cipher.EncryptCbc(padded, new byte[8], PaddingMode.None);
        Assert.That(VectorEntry.ToHex(encrypted), Is.EqualTo(entry.Text("data_request_cbc")));
    }

    private static void Advances(JsonElement entry)
    {
        var found = TdesDukpt.TryNext(TdesDukpt.CounterOf(entry.Hex("ksn")), out var next);
        Assert.That(found, Is.Not.EqualTo(entry.GetProperty("exhausted").GetBoolean()));
        if (!found)
            return;
        var advanced = entry.Hex("ksn");
        TdesDukpt.WithCounter(advanced, next);
        Assert.That(VectorEntry.ToHex(advanced), Is.EqualTo(entry.Text("next_ksn")));
    }
}
