using System.Text.Json;
using AtmTerminal.Tests.Shared;

namespace AtmTerminal.Iso8583.Tests.Vectors;

[Category("Vectors")]
public sealed class When_the_public_sample_messages_are_run
{
    private static IEnumerable<TestCaseData> Messages() => VectorFiles.Cases("iso8583/messages.json", "messages");

    [TestCaseSource(nameof(Messages))]
    public void Every_field_is_read_as_the_sample_says(JsonElement entry)
    {
        var message = new Iso8583Message(VectorMessage.DialectOf(entry));

        var decoded = message.TryDecode(VectorMessage.Bytes(entry, "message_hex"), out var error);

        Assert.That(decoded, Is.True, error.ToString());
        Assert.That(VectorMessage.FieldsOf(message), Is.EqualTo(VectorMessage.FieldsOf(entry)));
        Assert.That(DateChecks.FindImpossible(message), Is.Null);
    }

    [TestCaseSource(nameof(Messages))]
    public void The_fields_are_written_as_the_same_bytes(JsonElement entry)
    {
        var written = VectorMessage.Encode(VectorMessage.DialectOf(entry), VectorMessage.FieldsOf(entry));

        Assert.That(Convert.ToHexString(written), Is.EqualTo(entry.GetProperty("message_hex").GetString()).IgnoreCase);
    }

    [TestCaseSource(nameof(Messages))]
    public void The_frame_holds_the_message_and_its_length(JsonElement entry)
    {
        if (!entry.TryGetProperty("frame_hex", out _))
        {
            Assert.Pass("The entry has no frame.");
        }

        var frame = VectorMessage.Bytes(entry, "frame_hex");
        var message = VectorMessage.Bytes(entry, "message_hex");
        var header = new byte[Frame.HeaderBytes];
        Frame.WriteHeader(header, message.Length);

        Assert.That(Frame.TryUnwrap(frame, out var unwrapped, out _), Is.True);
        Assert.That(unwrapped.ToArray(), Is.EqualTo(message));
        Assert.That((byte[])[.. header, .. message], Is.EqualTo(frame));
    }

    [TestCaseSource(nameof(Messages))]
    public void A_mac_covers_every_byte_before_it(JsonElement entry)
    {
        if (!entry.TryGetProperty("mac", out var mac))
        {
            Assert.Pass("The entry has no authentication code.");
        }

        var bytes = VectorMessage.Bytes(entry, "message_hex");
        var message = new Iso8583Message(VectorMessage.DialectOf(entry));
        message.TryDecode(bytes, out _);

        Assert.That(message.TryGetMac(out var covered, out var code), Is.True);
        Assert.That(covered.ToArray(), Is.EqualTo(bytes[..^8]));
        var field = mac.GetProperty("field").GetInt32();
        Assert.That(Convert.ToHexString(code), Is.EqualTo(VectorMessage.FieldsOf(entry)[field]));
    }
}
