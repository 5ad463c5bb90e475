using System.Runtime.Intrinsics;

namespace AtmTerminal.Iso8583;

/// <summary>One walk over the bytes of a message: from the bitmap to the last field, recording where each value lies.</summary>
/// <remarks>
/// Whether the characters are of their classes is gathered in one vector and asked once, at the end. When it, or anything
/// else, is wrong, the fields walked over are looked at again, so the first fault in the message is the one reported.
/// </remarks>
internal ref partial struct MessageDecoder(Dialect dialect, byte[] memory, int length, Slot[] slots)
{
    private readonly WireField[] _wire = dialect.Wire;
    private int _position;
    private Vector128<byte> _outside;

    public int MessageType { get; private set; }

    public ulong Primary { get; private set; }

    public ulong Secondary { get; private set; }

    public int LastFieldStart { get; private set; }

    /// <summary>Where the unpacked values behind the message end.</summary>
    public int UnpackedEnd { get; private set; } = Iso8583Message.MostBytes;

    public DecodeError Decode()
    {
        var error = ReadMessageType();
        if (error.Fault != DecodeFault.None)
        {
            return error;
        }

        error = ReadBitmaps();
        if (error.Fault != DecodeFault.None)
        {
            return error;
        }

        error = ReadFields(Primary & ~Bitmap.First, firstField: 0);
        if (error.Fault == DecodeFault.None && Secondary != 0)
        {
            error = ReadFields(Secondary, firstField: 64);
        }

        if (error.Fault != DecodeFault.None)
        {
            return error;
        }

        var sound = _outside == Vector128<byte>.Zero && _position == length;
        return sound ? default : Fail(DecodeFault.TrailingData, null, _position, FieldTable.LastField + 1);
    }

    private DecodeError ReadFields(ulong bits, int firstField)
    {
        var (position, outside) = (_position, Vector128<byte>.Zero);
        while (bits != 0)
        {
            var field = firstField + Bitmap.TakeLowest(ref bits);
            ref readonly var wire = ref _wire[field];
            LastFieldStart = position;
            int size = wire.Length;
            if (wire.LengthBytes != 0)
            {
                size = ReadLength(position, wire.LengthBytes);
                var fault = size < 0 ? (DecodeFault)(-size) : DecodeFault.OverLength;
                if (unchecked((uint)size) > wire.Length)
                {
                    return Fail(fault, field, position, field);
                }

                position += wire.LengthBytes;
            }

            if (wire.Form > WireForm.Bytes)
            {
                var fault = ReadUnusual(in wire, field, position, size, out var taken);
                if (fault != DecodeFault.None)
                {
                    return Fail(fault, field, position, field);
                }

                position += taken;
                continue;
            }

            if (length - position < size)
            {
                return Fail(DecodeFault.TruncatedField, field, position, field);
            }

            if (wire.Form == WireForm.Plain)
            {
                outside |= CharacterClasses.Outside(wire.Class, memory, position, size);
            }

            slots[field] = new Slot((ushort)position, (ushort)size);
            position += size;
        }

        (_position, _outside) = (position, _outside | outside);
        return default;
    }
}
