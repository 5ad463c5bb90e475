namespace AtmTerminal.Iso8583;

/// <summary>What stands in front of the fields: the message type and the bitmaps.</summary>
internal ref partial struct MessageDecoder
{
    private DecodeError ReadMessageType()
    {
        if (length < dialect.MessageTypeBytes)
        {
            return new DecodeError(DecodeFault.TruncatedMessageType, 0, 0);
        }

        var type = dialect.MessageType == DigitCoding.Ascii ? FourDigits(memory) : FourNibbles(memory);
        if (type < 0)
        {
            return new DecodeError(DecodeFault.BadMessageType, 0, 0);
        }

        MessageType = type;
        _position = dialect.MessageTypeBytes;
        return default;
    }

    private DecodeError ReadBitmaps()
    {
        var error = ReadBitmap(out var primary);
        var secondary = 0UL;
        if (error.Fault == DecodeFault.None && (primary & Bitmap.First) != 0)
        {
            error = ReadBitmap(out secondary);
        }

        (Primary, Secondary) = (primary, secondary);
        return error;
    }

    private DecodeError ReadBitmap(out ulong bits)
    {
        bits = 0;
        var size = dialect.BitmapBytes;
        if (length - _position < size)
        {
            return new DecodeError(DecodeFault.TruncatedBitmap, 1, _position);
        }

        if (!Bitmap.TryRead(dialect.Bitmap, memory.AsSpan(_position, size), out bits))
        {
            return new DecodeError(DecodeFault.BadBitmap, 1, _position);
        }

        _position += size;
        return default;
    }

    /// <summary>The number that four characters make; -1 when one of them is no digit.</summary>
    private static int FourDigits(ReadOnlySpan<byte> type)
    {
        var value = 0;
        foreach (var character in type[..4])
        {
            var digit = CharacterClasses.DigitValue(character);
            if (digit > 9)
            {
                return -1;
            }

            value = value * 10 + (int)digit;
        }

        return value;
    }

    private static int FourNibbles(ReadOnlySpan<byte> type)
    {
        Span<byte> digits = stackalloc byte[4];
        return PackedDigits.TryUnpack(type[..2], digits, withSeparator: false) ? FourDigits(digits) : -1;
    }
}
