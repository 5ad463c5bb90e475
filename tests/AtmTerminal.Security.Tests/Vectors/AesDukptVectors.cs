using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using AtmTerminal.Tests.Shared;

namespace AtmTerminal.Security.Tests;

[Category("Vectors")]
public class AesDukptVectors
{
    private static readonly Dictionary<string, AesKeyUsage> _usages = new()
    {
        ["pin_encryption"] = AesKeyUsage.PinEncryption,
        ["mac_generation"] = AesKeyUsage.MacGeneration,
        ["mac_verification"] = AesKeyUsage.MacVerification,
        ["data_encrypt"] = AesKeyUsage.DataEncrypt,
        ["data_decrypt"] = AesKeyUsage.DataDecrypt,
    };

    [TestCaseSource(nameof(Entries))]
    public void Aes_dukpt(JsonElement entry)
    {
        switch (entry.Text("op"))
        {
            case "derive":
                Derives(entry);
                break;
            case "update-key":
                DerivesUpdateKey(entry);
                break;
            case "advance":
                Advances(entry);
                break;
            default:
                Assert.Fail($"Unknown operation {entry.Text("op")}.");
                break;
        }
    }

    private static IEnumerable<TestCaseData> Entries() => VectorFiles.Cases("crypto/dukpt_aes.json");

    private static void Derives(JsonElement entry)
    {
        var id = entry.Hex("initial_key_id");
        var counter = CounterOf(entry.Hex("ksn"));
        using var initial = AesDukpt.DeriveInitialKey(entry.AesKey("bdk"), id);
        Assert.That(VectorEntry.ToHex(initial.Reveal()), Is.EqualTo(entry.Text("initial_key")));
        using var transaction = AesDukpt.DeriveTransactionKey(initial, id, counter);
        Assert.That(VectorEntry.ToHex(transaction.Reveal()), Is.EqualTo(entry.Text("derivation_key")));

        AesKey Working(AesKeyUsage usage, AesKeyType type) =>
            AesDukpt.DeriveWorkingKey(transaction, usage, type, id, counter);
        foreach (var type in entry.GetProperty("keys").EnumerateObject())
        foreach (var key in type.Value.EnumerateObject())
            Assert.That(
                VectorEntry.ToHex(Working(_usages[key.Name], TypeOf(type.Name)).Reveal()),
                Is.EqualTo(key.Value.GetString()),
                $"{type.Name} {key.Name}"
            );
        if (entry.TryGetProperty("pin_block", out var pinBlock))
            EncryptsPinBlock(pinBlock, Working);
        if (entry.TryGetProperty("message", out var message))
            ProtectsMessage(message, Working);
    }

    private static void EncryptsPinBlock(JsonElement entry, Func<AesKeyUsage, AesKeyType, AesKey> working)
    {
        var name = entry.Text("working_key").Split(' ');
        using var key = working(_usages[name[1]], TypeOf(name[0]));
        var block = new byte[PinBlock16.Length];
        PinBlock16.Encrypt(key, entry.Digits("pin"), entry.Text("pan"), entry.Hex("random"), block);
        Assert.That(VectorEntry.ToHex(block), Is.EqualTo(entry.Text("block")));
    }

    private static void ProtectsMessage(JsonElement entry, Func<AesKeyUsage, AesKeyType, AesKey> working)
    {
        var type = entry.Text("note").Contains("AES256", StringComparison.Ordinal)
            ? AesKeyType.Aes256
            : AesKeyType.Aes128;
        var message = entry.Ascii("ascii");
        foreach (var way in new[] { "request", "response" })
        {
            var isRequest = way == "request";
            var macUsage = isRequest ? AesKeyUsage.MacGeneration : AesKeyUsage.MacVerification;
            var mac = new byte[16];
            Cmac.Compute(working(macUsage, type), message, mac);
            Assert.That(VectorEntry.ToHex(mac), Is.EqualTo(entry.Text($"cmac_{way}")));
            if (entry.TryGetProperty($"hmac_sha256_{way}", out var hmac))
                Assert.That(
                    VectorEntry.ToHex(HMACSHA256.HashData(working(macUsage, AesKeyType.Hmac128).Reveal(), message)),
                    Is.EqualTo(hmac.GetString())
                );
            if (entry.TryGetProperty($"cbc_{way}", out var cbc))
                Assert.That(
                    Cbc(working(isRequest ? AesKeyUsage.DataEncrypt : AesKeyUsage.DataDecrypt, type), message),
                    Is.EqualTo(cbc.GetString())
                );
        }
    }

    private static string Cbc(AesKey key, byte[] message)
    {
        using var aes = Aes.Create();
        aes.SetKey(key.Reveal());
        var padded = new byte[32];
        message.CopyTo(padded, 0);
        return VectorEntry.ToHex(aes.EncryptCbc(padded, new byte[16], PaddingMode.None));
    }

    private static void DerivesUpdateKey(JsonElement entry)
    {
        using var initial = entry.AesKey("initial_key");
        using var update = AesDukpt.DeriveUpdateKey(
            initial,
            TypeOf(entry.Text("key_type")),
            entry.Hex("initial_key_id")
        );
        Assert.That(VectorEntry.ToHex(update.Reveal()), Is.EqualTo(entry.Text("update_key")));
    }

    private static void Advances(JsonElement entry)
    {
        var found = AesDukpt.TryNext(CounterOf(entry.Hex("ksn")), out var next);
        Assert.That(found, Is.Not.EqualTo(entry.GetProperty("exhausted").GetBoolean()));
        if (found)
            Assert.That(next, Is.EqualTo(CounterOf(entry.Hex("next_ksn"))));
    }

    private static uint CounterOf(byte[] ksn) => BinaryPrimitives.ReadUInt32BigEndian(ksn.AsSpan(8));

    private static AesKeyType TypeOf(string name) => Enum.Parse<AesKeyType>(name, ignoreCase: true);
}
