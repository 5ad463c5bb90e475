namespace AtmTerminal.Iso8583;

public ref partial struct Iso8583Writer
{
    private void WriteMessageType(int messageType)
    {
        Span<byte> digits = stackalloc byte[4];
        Decimals.Write(messageType, digits, field: 0);
        if (_dialect.MessageType == DigitCoding.Ascii)
        {
            digits.CopyTo(_destination);
        }
        else
        {
            PackedDigits.Pack(digits, _destination[..2]);
        }
    }

    /// <summary>The row of a field that may come now; a field that may not is a bug.</summary>
    private ref readonly WireField Open(int field)
    {
        if (field <= _lastField || field > (_twoBitmaps ? FieldTable.LastField : 64))
        {
            throw Unfit(field, "is out of order, or needs a second bitmap");
        }

        if (_macStart >= 0)
        {
            throw Unfit(field, "comes after the authentication code");
        }

        ref readonly var wire = ref _wire[field];
        if (wire.Form == WireForm.Undefined)
        {
            throw Unfit(field, "does not exist");
        }

        return ref wire;
    }

    private readonly Span<byte> Take(int field, int count) =>
        _destination.Length - _position >= count
            ? _destination.Slice(_position, count)
            : throw Unfit(field, "does not fit into the destination");

    /// <summary>Counts bytes just written as part of the message: sets the field's bit and lets the run of its class grow.</summary>
    private void Announce(int field, ref readonly WireField wire, int count)
    {
        if (wire.Class != _runClass)
        {
            EndRun();
            (_runClass, _runStart) = (wire.Class, _position);
        }

        SetBit(field);
        _position += count;
    }

    private void SetBit(int field)
    {
        if (field <= 64)
        {
            _primary |= Bitmap.BitOf(field);
        }
        else
        {
            _secondary |= Bitmap.BitOf(field);
        }

        _lastField = field;
    }

    private void EndRun()
    {
        if (!CharacterClasses.Holds(_runClass, _destination[_runStart.._position]))
        {
            throw new ArgumentException(
                $"A character of field {_lastField} or of one just before it is not of its class."
            );
        }

        (_runClass, _runStart) = (ContentClass.Binary, _position);
    }

    private static void CheckLength(int field, ref readonly WireField wire, int length)
    {
        if (length > wire.Length || (wire.LengthDigits == 0 && length != wire.Length))
        {
            throw Unfit(field, "has a length its row does not allow");
        }
    }

    private void WriteLength(int field, ref readonly WireField wire, int length)
    {
        if (_dialect.Length == DigitCoding.Ascii)
        {
            // Digits belong to every class of characters, so a length may lie inside a run.
            Decimals.Write(length, Take(field, wire.LengthDigits), field);
            _position += wire.LengthDigits;
            return;
        }

        EndRun();
        Span<byte> digits = stackalloc byte[wire.LengthDigits];
        Decimals.Write(length, digits, field);
        var count = PackedDigits.BytesFor(digits.Length);
        PackedDigits.Pack(digits, Take(field, count));
        _position += count;
        _runStart = _position;
    }

    private void NumberByCharacters(int field, long value)
    {
        ref readonly var wire = ref _wire[field];
        if (wire.Class != ContentClass.Digits || wire.Form is WireForm.Signed or WireForm.SignedPacked)
        {
            throw Unfit(field, "is not a number without a sign");
        }

        Span<byte> digits = stackalloc byte[20];
        var count = wire.LengthDigits == 0 ? wire.Length : Decimals.CountOf(value);
        Decimals.Write(value, digits[..count], field);
        Text(field, digits[..count]);
    }

    /// <summary>A value that is not its own bytes on the line; checked here, since a run only knows the line's bytes.</summary>
    private void Unusual(int field, ref readonly WireField wire, scoped ReadOnlySpan<byte> characters)
    {
        if (wire.Class == ContentClass.Binary)
        {
            throw Unfit(field, "holds bytes, not characters");
        }

        CheckLength(field, in wire, characters.Length);
        var signBytes = wire.Form is WireForm.Signed or WireForm.SignedPacked ? 1 : 0;
        if (
            (signBytes == 1 && !CharacterClasses.IsSign(characters[0]))
            || !CharacterClasses.Holds(wire.Class, characters[signBytes..])
        )
        {
            throw Unfit(field, "has a character that is not of its class");
        }

        EndRun();
        if (wire.LengthDigits != 0)
        {
            WriteLength(field, in wire, characters.Length);
        }

        characters[..signBytes].CopyTo(Take(field, signBytes));
        _position += signBytes;
        var digits = characters[signBytes..];
        if (wire.Form == WireForm.Signed)
        {
            digits.CopyTo(Take(field, digits.Length));
            _position += digits.Length;
        }
        else
        {
            var count = PackedDigits.BytesFor(digits.Length);
            PackedDigits.Pack(digits, Take(field, count));
            _position += count;
        }

        _runStart = _position;
        SetBit(field);
    }

    private static ArgumentException Unfit(int field, string why) => new($"Field {field} {why}.");
}
