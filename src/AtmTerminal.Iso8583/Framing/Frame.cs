using System.Buffers.Binary;

namespace AtmTerminal.Iso8583;

/// <summary>The line's framing: the length of the message in two bytes, big-endian, not counting itself, then the message.</summary>
public static class Frame
{
    /// <summary>Bytes in front of a message.</summary>
    public const int HeaderBytes = 2;

    /// <summary>The longest frame sent or taken, header and all.</summary>
    public const int MostBytes = HeaderBytes + Iso8583Message.MostBytes;

    /// <summary>Writes the header of a message that lies, or will lie, right behind it.</summary>
    public static void WriteHeader(Span<byte> frame, int messageBytes) =>
        BinaryPrimitives.WriteUInt16BigEndian(frame, checked((ushort)messageBytes));

    /// <summary>Takes the message out of bytes that should be one whole frame and nothing else.</summary>
    public static bool TryUnwrap(ReadOnlySpan<byte> frame, out ReadOnlySpan<byte> message, out DecodeError error)
    {
        message = default;
        var fault = Check(frame, out var messageBytes);
        if (fault == DecodeFault.None && frame.Length != HeaderBytes + messageBytes)
        {
            fault = DecodeFault.FrameLengthMismatch;
        }

        error = new DecodeError(fault);
        if (fault != DecodeFault.None)
        {
            return false;
        }

        message = frame.Slice(HeaderBytes, messageBytes);
        return true;
    }

    /// <summary>What the header alone says: how long the message is, or why there can be none.</summary>
    internal static DecodeFault Check(ReadOnlySpan<byte> frame, out int messageBytes)
    {
        messageBytes = frame.Length < HeaderBytes ? 0 : BinaryPrimitives.ReadUInt16BigEndian(frame);
        return messageBytes switch
        {
            0 => DecodeFault.FrameTooShort,
            > Iso8583Message.MostBytes => DecodeFault.FrameTooLong,
            _ => DecodeFault.None,
        };
    }
}
