using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AtmTerminal.Iso8583;

public ref partial struct Iso8583Writer
{
    private readonly int Position => _destination.Length - _rest.Length;

    private readonly void WriteMessageType(int messageType)
    {
        var (high, low) = (messageType / 100, messageType % 100);
        if (_dialect.MessageType == DigitCoding.Ascii)
        {
            Decimals.WriteTwo(high, _destination);
            Decimals.WriteTwo(low, _destination[2..]);
        }
        else
        {
            _destination[0] = PackedDigits.Pair(high);
            _destination[1] = PackedDigits.Pair(low);
        }
    }

    /// <summary>The row of a field that may come now; a field that may not is a bug.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ref readonly WireField Open(int field)
    {
        if (field <= _lastField || field > _highestField)
        {
            ThrowUnfit(field, "is out of order, needs a second bitmap, or comes after the authentication code");
        }

        return ref _wire[field];
    }

    /// <summary>Makes the next bytes part of the message, for the caller to fill, and sets the field's bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Take(int field, int count)
    {
        var rest = _rest;
        if (unchecked((uint)count) > (uint)rest.Length)
        {
            ThrowUnfit(field, "does not fit into the destination");
        }

        _rest = rest[count..];
        _lastField = field;
        if (field <= 64)
        {
            _primary |= Bitmap.First >> (field - 1);
        }
        else
        {
            _secondary |= Bitmap.First >> (field - 65);
        }

        return rest[..count];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckLength(int field, ref readonly WireField wire, int length)
    {
        // Below zero, which is too long, becomes more than a field may lack.
        if (unchecked((uint)(wire.Length - length)) > wire.MayLack)
        {
            ThrowUnfit(field, "has a length its row does not allow");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void WriteLength(int length, Span<byte> room)
    {
        if (_dialect.Length == DigitCoding.Ascii)
        {
            Decimals.WriteLength(length, room);
            return;
        }

        // One byte for LL, two for LLL; of the latter the first is overwritten when there is only one.
        room[0] = PackedDigits.Pair(length / 100);
        room[^1] = PackedDigits.Pair(length % 100);
    }

    private void NumberByCharacters(int field, ref readonly WireField wire, long value)
    {
        if (wire.Class != ContentClass.Digits || wire.Form is not (WireForm.Plain or WireForm.Packed))
        {
            ThrowUnfit(field, "is not a number without a sign");
        }

        Span<byte> digits = stackalloc byte[wire.LengthBytes == 0 ? wire.Length : Decimals.CountOf(value)];
        if (!Decimals.TryWrite(value, digits))
        {
            ThrowUnfit(field, "has not enough digits for the value, or the value is negative");
        }

        Text(field, digits);
    }

    /// <summary>A value that is not simply its own characters on the line.</summary>
    private void Unusual(int field, ref readonly WireField wire, scoped ReadOnlySpan<byte> characters)
    {
        CheckLength(field, in wire, characters.Length);
        switch (wire.Form)
        {
            case WireForm.Signed:
                WriteSigned(field, in wire, characters);
                break;
            case WireForm.Packed:
                WritePacked(field, in wire, characters, signBytes: 0);
                break;
            case WireForm.SignedPacked:
                CheckSign(field, characters);
                WritePacked(field, in wire, characters, signBytes: 1);
                break;
            default:
                ThrowUnfit(field, "does not exist, or holds bytes and not characters");
                break;
        }
    }

    private void WriteSigned(int field, ref readonly WireField wire, scoped ReadOnlySpan<byte> characters)
    {
        CheckSign(field, characters);
        var room = Take(field, characters.Length);
        room[0] = characters[0];
        CheckedCopy.Copy(wire.Class, characters[1..], room[1..], ref _outside);
    }

    private void WritePacked(
        int field,
        ref readonly WireField wire,
        scoped ReadOnlySpan<byte> characters,
        int signBytes
    )
    {
        var digits = characters[signBytes..];
        if (!CharacterClasses.Holds(wire.Class, digits))
        {
            ThrowUnfit(field, "has a character that is not of its class");
        }

        var room = Take(field, wire.LengthBytes + signBytes + PackedDigits.BytesFor(digits.Length));
        if (wire.LengthBytes != 0)
        {
            WriteLength(characters.Length, room[..wire.LengthBytes]);
        }

        room = room[wire.LengthBytes..];
        characters[..signBytes].CopyTo(room);
        PackedDigits.Pack(digits, room[signBytes..]);
    }

    private void BytesInHex(int field, ref readonly WireField wire, scoped ReadOnlySpan<byte> value)
    {
        if (wire.Form != WireForm.Hex)
        {
            ThrowUnfit(field, "does not exist, or holds characters and not bytes");
        }

        var room = Take(field, value.Length * 2);
        Convert.TryToHexString(value, room, out _);
    }

    private static void CheckSign(int field, scoped ReadOnlySpan<byte> characters)
    {
        if (!CharacterClasses.IsSign(characters[0]))
        {
            ThrowUnfit(field, "has no sign in front");
        }
    }

    [DoesNotReturn]
    private static void ThrowUnfit(int field, string why) => throw new ArgumentException($"Field {field} {why}.");
}
