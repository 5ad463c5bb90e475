using System.Text.Json;
using AtmTerminal.Tests.Shared;

namespace AtmTerminal.Security.Tests;

[Category("Vectors")]
public class PinBlockVectors
{
    [TestCaseSource(nameof(Entries))]
    public void Pin_block(JsonElement entry)
    {
        switch (entry.Text("op"))
        {
            case "encode":
                Encodes(entry);
                break;
            case "decode":
                Decodes(entry, entry.Text("pin"));
                break;
            case "encrypt":
                Encrypts(entry);
                break;
            case "decrypt":
                Decrypts(entry);
                break;
            case "pan-field":
                WritesPanField(entry);
                break;
            case "reject":
                Refuses(entry);
                break;
            default:
                Assert.Fail($"Unknown operation {entry.Text("op")}.");
                break;
        }
    }

    private static IEnumerable<TestCaseData> Entries() => VectorFiles.Cases("crypto/pinblock.json");

    private static void Encodes(JsonElement entry)
    {
        var pin = entry.Digits("pin");
        var block = new byte[PinBlock8.Length];
        var fault = entry.Number("format") switch
        {
            0 => PinBlock8.EncodeFormat0(pin, entry.Text("pan"), block),
            1 => PinBlock8.EncodeFormat1(pin, entry.Digits("fill"), block),
            _ => PinBlock8.EncodeFormat3(pin, entry.Digits("fill"), entry.Text("pan"), block),
        };
        Assert.That(fault, Is.EqualTo(PinBlockFault.None));
        Assert.That(VectorEntry.ToHex(block), Is.EqualTo(entry.Text("block")));
        Decodes(entry, entry.Text("pin"));
    }

    private static void Decodes(JsonElement entry, string expected)
    {
        var pan = entry.TryGetProperty("pan", out var text) ? text.GetString()! : "";
        var fault = PinBlock8.Decode(entry.Number("format"), entry.Hex("block"), pan, out var pin);
        Assert.That(fault, Is.EqualTo(PinBlockFault.None));
        Assert.That(VectorEntry.ToDigits(pin!.Digits), Is.EqualTo(expected));
    }

    private static void Encrypts(JsonElement entry)
    {
        using var key = entry.AesKey("key");
        var block = new byte[PinBlock16.Length];
        PinBlock16.WritePinField(entry.Digits("pin"), entry.Hex("random"), block);
        Assert.That(VectorEntry.ToHex(block), Is.EqualTo(entry.Text("pin_field")));
        WritesPanField(entry);
        var fault = PinBlock16.Encrypt(key, entry.Digits("pin"), entry.Text("pan"), entry.Hex("random"), block);
        Assert.That(fault, Is.EqualTo(PinBlockFault.None));
        Assert.That(VectorEntry.ToHex(block), Is.EqualTo(entry.Text("block")));
        Decrypts(entry);
    }

    private static void Decrypts(JsonElement entry)
    {
        using var key = entry.AesKey("key");
        var fault = PinBlock16.Decrypt(key, entry.Hex("block"), entry.Text("pan"), out var pin);
        Assert.That(fault, Is.EqualTo(PinBlockFault.None));
        Assert.That(VectorEntry.ToDigits(pin!.Digits), Is.EqualTo(entry.Text("pin")));
    }

    private static void WritesPanField(JsonElement entry)
    {
        var field = new byte[PinBlock16.Length];
        var fault = PinBlock16.WritePanField(entry.Text("pan"), field);
        Assert.That(fault, Is.EqualTo(PinBlockFault.None));
        Assert.That(VectorEntry.ToHex(field), Is.EqualTo(entry.Text("pan_field")));
    }

    /// <summary>The words of a reason begin with what the fault is called here.</summary>
    private static void Refuses(JsonElement entry)
    {
        ClearPin? pin;
        PinBlockFault fault;
        var pan = entry.TryGetProperty("pan", out var text) ? text.GetString()! : "";
        if (entry.Number("format") == 4)
        {
            using var key = entry.AesKey("key");
            fault = PinBlock16.Decrypt(key, entry.Hex("block"), pan, out pin);
        }
        else
            fault = PinBlock8.Decode(entry.Number("format"), entry.Hex("block"), pan, out pin);

        Assert.That(pin, Is.Null);
        Assert.That(fault, Is.Not.EqualTo(PinBlockFault.None));
        if (ExpectedFault(entry.Text("reason")) is { } expected)
            Assert.That(fault, Is.EqualTo(expected));
    }

    private static PinBlockFault? ExpectedFault(string reason) =>
        reason switch
        {
            _ when reason.StartsWith("control nibble", StringComparison.Ordinal) => PinBlockFault.ControlNibble,
            _ when reason.StartsWith("PIN length", StringComparison.Ordinal) => PinBlockFault.PinLength,
            _ when reason.StartsWith("filler", StringComparison.Ordinal) => PinBlockFault.Filler,
            _ when reason.StartsWith("PAN shorter", StringComparison.Ordinal) => PinBlockFault.CardNumber,
            _ => null,
        };
}
