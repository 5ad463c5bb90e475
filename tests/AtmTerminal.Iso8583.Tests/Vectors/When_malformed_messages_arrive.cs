using System.Text.Json;
using AtmTerminal.Tests.Shared;

namespace AtmTerminal.Iso8583.Tests.Vectors;

[Category("Vectors")]
public sealed class When_malformed_messages_arrive
{
    private static IEnumerable<TestCaseData> Cases() => VectorFiles.Cases("iso8583/malformed.json", "cases");

    [TestCaseSource(nameof(Cases))]
    public void The_answer_is_the_one_required(JsonElement entry)
    {
        var message = new Iso8583Message(VectorMessage.DialectOf(entry));
        var error = Read(entry, message);
        switch (entry.GetProperty("expect").GetString())
        {
            case "accept":
                Assert.That(error, Is.Null);
                Assert.That(VectorMessage.FieldsOf(message), Is.EqualTo(VectorMessage.FieldsOf(entry)));
                break;
            case "accept-then-semantic-error":
                Assert.That(error, Is.Null);
                AssertIsRequired(entry, DateChecks.FindImpossible(message), withOffset: false);
                break;
            default:
                AssertIsRequired(entry, error, withOffset: true);
                Assert.That(message.MessageType, Is.EqualTo(-1), "No message reaches the business layer.");
                Assert.That(message.PrimaryBitmap | message.SecondaryBitmap, Is.Zero);
                break;
        }
    }

    private static DecodeError? Read(JsonElement entry, Iso8583Message message)
    {
        if (!entry.TryGetProperty("frame_hex", out _))
        {
            return Decode(message, VectorMessage.Bytes(entry, "message_hex"));
        }

        var frame = VectorMessage.Bytes(entry, "frame_hex");
        var isTimeout = entry.TryGetProperty("category", out var category) && category.GetString() == "frame-timeout";
        var ofTheLine = Stream(frame, message, isTimeout);
        if (isTimeout)
        {
            return ofTheLine;
        }

        var error = Frame.TryUnwrap(frame, out var whole, out var fault) ? Decode(message, whole) : fault;
        Assert.That(ofTheLine is null, Is.EqualTo(error is null), "The line reader and the whole frame disagree.");
        return error;
    }

    /// <summary>The frame through the line's reader, a byte at a time, and then the end of the line or of the patience.</summary>
    private static DecodeError? Stream(byte[] frame, Iso8583Message message, bool isTimeout)
    {
        var reader = new FrameReader();
        foreach (var next in frame)
        {
            reader.Free.Span[0] = next;
            reader.Received(1);
            switch (reader.TryTake(out var bytes, out var error))
            {
                case FrameState.Broken:
                    return error;
                case FrameState.Message when Decode(message, bytes) is { } refused:
                    return refused;
            }
        }

        return isTimeout ? reader.TimedOut() : reader.Closed();
    }

    private static DecodeError? Decode(Iso8583Message message, ReadOnlySpan<byte> bytes) =>
        message.TryDecode(bytes, out var error) ? null : error;

    private static void AssertIsRequired(JsonElement entry, DecodeError? error, bool withOffset)
    {
        Assert.That(error, Is.Not.Null);
        using (Assert.EnterMultipleScope())
        {
            if (entry.TryGetProperty("category", out var category))
            {
                Assert.That(CategoryOf(error!.Value.Fault), Is.EqualTo(category.GetString()));
            }

            if (entry.TryGetProperty("field", out var field))
            {
                Assert.That(error!.Value.Field, Is.EqualTo(Number(field)));
            }

            if (withOffset && entry.TryGetProperty("offset", out var offset))
            {
                Assert.That(error!.Value.Offset, Is.EqualTo(Number(offset)));
            }
        }
    }

    private static int? Number(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number ? number.GetInt32() : null;

    private static string CategoryOf(DecodeFault fault) =>
        fault switch
        {
            DecodeFault.TruncatedMessageType => "truncated-mti",
            DecodeFault.BadMessageType => "bad-mti",
            DecodeFault.TruncatedBitmap => "truncated-bitmap",
            DecodeFault.BadBitmap => "bad-bitmap",
            DecodeFault.UnsupportedField => "unsupported-field",
            DecodeFault.TruncatedLength => "truncated-length",
            DecodeFault.BadLength => "bad-length",
            DecodeFault.OverLength => "over-length",
            DecodeFault.TruncatedField => "truncated-field",
            DecodeFault.BadCharacter => "bad-char",
            DecodeFault.TrailingData => "trailing-data",
            DecodeFault.FrameTooShort => "frame-too-short",
            DecodeFault.FrameLengthMismatch => "frame-length-mismatch",
            DecodeFault.FrameTimeout => "frame-timeout",
            DecodeFault.BadDate => "bad-date",
            _ => fault.ToString(),
        };
}
