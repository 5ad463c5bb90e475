namespace AtmTerminal.Iso8583;

/// <summary>The less travelled parts of the walk: lengths, values that are not plain characters, and what to say of a fault.</summary>
internal ref partial struct MessageDecoder
{
    private DecodeFault ReadLength(ref readonly WireField wire, out int size)
    {
        size = 0;
        var packed = dialect.Length == DigitCoding.Packed;
        var count = packed ? PackedDigits.BytesFor(wire.LengthDigits) : wire.LengthDigits;
        if (length - _position < count)
        {
            return DecodeFault.TruncatedLength;
        }

        // A length in ASCII is made of digits, which every class contains, so it may lie inside a run. Packed it may not.
        if (packed && !EndRun())
        {
            return DecodeFault.BadCharacter;
        }

        foreach (var character in bytes.AsSpan(_position, count))
        {
            var (tens, ones) = packed
                ? ((uint)character >> 4, character & 0x0Fu)
                : (0, CharacterClasses.DigitValue(character));
            if (tens > 9 || ones > 9)
            {
                return DecodeFault.BadLength;
            }

            size = size * (packed ? 100 : 10) + (int)(tens * 10 + ones);
        }

        if (size > wire.Length)
        {
            return DecodeFault.OverLength;
        }

        _position += count;
        return DecodeFault.None;
    }

    private DecodeFault ReadUnusual(ref readonly WireField wire, int field, int size)
    {
        if (wire.Form == WireForm.Undefined)
        {
            return DecodeFault.UnsupportedField;
        }

        var (signBytes, valueBytes) = wire.Form switch
        {
            WireForm.Signed => (1, size - 1),
            WireForm.Packed => (0, PackedDigits.BytesFor(size)),
            WireForm.SignedPacked => (1, PackedDigits.BytesFor(size - 1)),
            WireForm.Hex => (0, size * 2),
            _ => throw new InvalidOperationException($"Field {field} has no unusual form."),
        };
        if (length - _position < signBytes + valueBytes)
        {
            return DecodeFault.TruncatedField;
        }

        if (!EndRun() || (signBytes == 1 && !CharacterClasses.IsSign(bytes[_position])))
        {
            return DecodeFault.BadCharacter;
        }

        if (wire.Form == WireForm.Signed)
        {
            slots[field] = new Slot((ushort)_position, (ushort)size);
            (_runClass, _runStart) = (wire.Class, _position + 1);
        }
        else if (!TryUnpack(in wire, field, size, signBytes, valueBytes))
        {
            return DecodeFault.BadCharacter;
        }

        _lastField = field;
        _position += signBytes + valueBytes;
        _runStart = wire.Form == WireForm.Signed ? _runStart : _position;
        return DecodeFault.None;
    }

    private bool TryUnpack(ref readonly WireField wire, int field, int size, int signBytes, int valueBytes)
    {
        var unpacked = bytes.AsSpan(_unpackedEnd, size);
        var packed = bytes.AsSpan(_position + signBytes, valueBytes);
        if (signBytes == 1)
        {
            unpacked[0] = bytes[_position];
        }

        slots[field] = new Slot((ushort)_unpackedEnd, (ushort)size);
        _unpackedEnd += size;
        return wire.Form == WireForm.Hex
            ? Convert.FromHexString(packed, unpacked, out _, out _) == System.Buffers.OperationStatus.Done
            : PackedDigits.TryUnpack(packed, unpacked[signBytes..], wire.Class == ContentClass.Track);
    }

    /// <summary>The fault of a field, unless a character before it is bad: the first fault in the message is the one reported.</summary>
    private DecodeError Fail(DecodeFault fault, int? field, int offset)
    {
        var bad = FirstBadField();
        return bad == 0
            ? new DecodeError(fault, field, offset)
            : new DecodeError(DecodeFault.BadCharacter, bad, slots[bad].Start);
    }

    /// <summary>The first field walked over whose plain characters are not of its class; 0 when there is none.</summary>
    private int FirstBadField()
    {
        for (var field = 2; field <= _lastField; field++)
        {
            var bits = field <= 64 ? Primary : Secondary;
            var form = _wire[field].Form;
            if ((bits & Bitmap.BitOf(field)) == 0 || form is not (WireForm.Plain or WireForm.Signed))
            {
                continue;
            }

            var value = bytes.AsSpan(slots[field].Start, slots[field].Length);
            if (!CharacterClasses.Holds(_wire[field].Class, form == WireForm.Signed ? value[1..] : value))
            {
                return field;
            }
        }

        return 0;
    }

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

    private static int FourNibbles(byte high, byte low)
    {
        Span<byte> digits = stackalloc byte[4];
        return PackedDigits.TryUnpack([high, low], digits, withSeparator: false) ? FourDigits(digits) : -1;
    }
}
