namespace AtmTerminal.Iso8583;

/// <summary>One walk over the bytes of a message: from the bitmap to the last field, recording where each value lies.</summary>
/// <remarks>
/// Characters are not checked field by field. Neighbouring fields of one class make a run that is checked in one go,
/// because a vector check of forty bytes costs little more than one of four. A run always ends before the walk
/// reports any other fault, so the first fault in the message is still the one reported.
/// </remarks>
internal ref partial struct MessageDecoder(Dialect dialect, byte[] bytes, int length, Slot[] slots)
{
    private const int UnpackedStart = Iso8583Message.MostBytes;

    private readonly WireField[] _wire = dialect.Wire;
    private int _position;
    private int _unpackedEnd = UnpackedStart;
    private int _runStart;
    private ContentClass _runClass = ContentClass.Binary;
    private int _lastField;

    public int MessageType { get; private set; }

    public ulong Primary { get; private set; }

    public ulong Secondary { get; private set; }

    public int LastFieldStart { get; private set; }

    public DecodeError Decode()
    {
        var error = ReadMessageType();
        if (error.Fault == DecodeFault.None)
        {
            error = ReadBitmaps();
        }

        if (error.Fault == DecodeFault.None)
        {
            error = ReadFields(Primary & ~Bitmap.First, firstField: 0);
        }

        if (error.Fault == DecodeFault.None && Secondary != 0)
        {
            error = ReadFields(Secondary, firstField: 64);
        }

        if (error.Fault != DecodeFault.None)
        {
            return error;
        }

        var sound = EndRun();
        return sound && _position == length ? default : Fail(DecodeFault.TrailingData, null, _position);
    }

    private DecodeError ReadMessageType()
    {
        if (length < dialect.MessageTypeBytes)
        {
            return new DecodeError(DecodeFault.TruncatedMessageType, 0, 0);
        }

        var type = dialect.MessageType == DigitCoding.Ascii ? FourDigits(bytes) : FourNibbles(bytes[0], bytes[1]);
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

        if (!Bitmap.TryRead(dialect.Bitmap, bytes.AsSpan(_position, size), out bits))
        {
            return new DecodeError(DecodeFault.BadBitmap, 1, _position);
        }

        _position += size;
        return default;
    }

    private DecodeError ReadFields(ulong bits, int firstField)
    {
        while (bits != 0)
        {
            var field = firstField + Bitmap.TakeLowest(ref bits);
            ref readonly var wire = ref _wire[field];
            LastFieldStart = _position;
            int size = wire.Length;
            if (wire.LengthDigits != 0)
            {
                var fault = ReadLength(in wire, out size);
                if (fault != DecodeFault.None)
                {
                    return Fail(fault, field, LastFieldStart);
                }
            }

            if (wire.Form != WireForm.Plain)
            {
                var fault = ReadUnusual(in wire, field, size);
                if (fault != DecodeFault.None)
                {
                    return Fail(fault, field, _position);
                }

                continue;
            }

            if (length - _position < size)
            {
                return Fail(DecodeFault.TruncatedField, field, _position);
            }

            if (wire.Class != _runClass && !StartRun(wire.Class))
            {
                return Fail(DecodeFault.BadCharacter, field, _position);
            }

            slots[field] = new Slot((ushort)_position, (ushort)size);
            _lastField = field;
            _position += size;
        }

        return default;
    }

    private bool StartRun(ContentClass content)
    {
        var sound = EndRun();
        (_runClass, _runStart) = (content, _position);
        return sound;
    }

    private bool EndRun()
    {
        var (content, start) = (_runClass, _runStart);
        (_runClass, _runStart) = (ContentClass.Binary, _position);
        return CharacterClasses.Holds(content, bytes.AsSpan(start, _position - start));
    }
}
