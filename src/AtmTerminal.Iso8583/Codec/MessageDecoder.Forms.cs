using System.Buffers;

namespace AtmTerminal.Iso8583;

/// <summary>The less travelled parts of the walk: lengths, values that are not plain characters, and what to say of a fault.</summary>
internal ref partial struct MessageDecoder
{
    /// <summary>The length in front of a value; a fault as its negative when there is none to be read.</summary>
    private readonly int ReadLength(int position, int count)
    {
        if (length - position < count)
        {
            return -(int)DecodeFault.TruncatedLength;
        }

        var size = 0;
        var packed = dialect.Length == DigitCoding.Packed;
        foreach (var octet in memory.AsSpan(position, count))
        {
            var (tens, ones) = packed ? (octet >> 4, octet & 0x0Fu) : (0, CharacterClasses.DigitValue(octet));
            if (tens > 9 || ones > 9)
            {
                return -(int)DecodeFault.BadLength;
            }

            size = size * (packed ? 100 : 10) + tens * 10 + (int)ones;
        }

        return size;
    }

    private DecodeFault ReadUnusual(ref readonly WireField wire, int field, int position, int size, out int taken)
    {
        var (signBytes, valueBytes) = wire.Form switch
        {
            WireForm.Signed => (1, size - 1),
            WireForm.Packed => (0, PackedDigits.BytesFor(size)),
            WireForm.SignedPacked => (1, PackedDigits.BytesFor(size - 1)),
            WireForm.Hex => (0, size * 2),
            _ => (0, 0),
        };
        taken = signBytes + valueBytes;
        if (wire.Form == WireForm.Undefined)
        {
            return DecodeFault.UnsupportedField;
        }

        if (length - position < taken)
        {
            return DecodeFault.TruncatedField;
        }

        if (signBytes == 1 && !CharacterClasses.IsSign(memory[position]))
        {
            return DecodeFault.BadCharacter;
        }

        if (wire.Form == WireForm.Signed)
        {
            _outside |= CharacterClasses.Outside(wire.Class, memory, position + 1, valueBytes);
            slots[field] = new Slot((ushort)position, (ushort)size);
            return DecodeFault.None;
        }

        return TryUnpack(in wire, field, memory.AsSpan(position, taken), size, signBytes)
            ? DecodeFault.None
            : DecodeFault.BadCharacter;
    }

    /// <summary>Puts the value's characters or bytes behind the message; false when one of them is not of the field's class.</summary>
    private bool TryUnpack(ref readonly WireField wire, int field, ReadOnlySpan<byte> packed, int size, int signBytes)
    {
        var unpacked = memory.AsSpan(UnpackedEnd, size);
        packed[..signBytes].CopyTo(unpacked);
        slots[field] = new Slot((ushort)UnpackedEnd, (ushort)size);
        UnpackedEnd += size;
        return wire.Form == WireForm.Hex
            ? Convert.FromHexString(packed, unpacked, out _, out _) == OperationStatus.Done
            : PackedDigits.TryUnpack(packed[signBytes..], unpacked[signBytes..], wire.Class == ContentClass.Track);
    }

    /// <summary>
    /// The fault, unless a character before it is bad: the first fault in the message is the one reported.
    /// </summary>
    /// <param name="walkedTo">The fields below this one have been walked over.</param>
    private readonly DecodeError Fail(DecodeFault fault, int? field, int offset, int walkedTo)
    {
        for (var before = 2; before < walkedTo; before++)
        {
            if (HasBadCharacter(before))
            {
                return new DecodeError(DecodeFault.BadCharacter, before, slots[before].Start);
            }
        }

        return new DecodeError(fault, field, offset);
    }

    /// <summary>Whether a field walked over is there and has plain characters that are not of its class.</summary>
    private readonly bool HasBadCharacter(int field)
    {
        var bits = field <= 64 ? Primary : Secondary;
        ref readonly var wire = ref _wire[field];
        if ((bits & Bitmap.BitOf(field)) == 0 || wire.Form is not (WireForm.Plain or WireForm.Signed))
        {
            return false;
        }

        var value = memory.AsSpan(slots[field].Start, slots[field].Length);
        return !CharacterClasses.Holds(wire.Class, wire.Form == WireForm.Signed ? value[1..] : value);
    }
}
