using System.Runtime.Intrinsics;

namespace AtmTerminal.Iso8583;

/// <summary>Where an encoded message ends and where in it the authentication code goes.</summary>
/// <param name="Length">Bytes of the whole message.</param>
/// <param name="MacStart">Bytes before the authentication code, which are the bytes it is over; equal to
/// <paramref name="Length"/> when none was reserved.</param>
public readonly record struct EncodedMessage(int Length, int MacStart)
{
    /// <summary>Where the caller puts the authentication code; empty when none was reserved.</summary>
    public Range MacRange => MacStart..Length;

    /// <summary>What the authentication code is computed over.</summary>
    public Range CoveredRange => ..MacStart;
}

/// <summary>Writes one message into the caller's memory, field by field in ascending order.</summary>
/// <remarks>
/// What it is given is our own data, so a value that does not fit its field is a bug and throws
/// <see cref="ArgumentException"/>, with the field's number and never its value. Allocates nothing. Characters are
/// checked at <see cref="Finish"/> at the latest; the bytes are no message before it has returned.
/// </remarks>
public ref partial struct Iso8583Writer
{
    private readonly Dialect _dialect;
    private readonly WireField[] _wire;
    private readonly Span<byte> _destination;
    private readonly bool _twoBitmaps;
    private Span<byte> _rest;

    // The highest field that may still come: 64 or 128, and 0 after the authentication code.
    private int _highestField;
    private int _lastField = 1;
    private int _macStart;
    private ulong _primary;
    private ulong _secondary;
    private Vector128<byte> _outside;

    /// <param name="dialect">How to write.</param>
    /// <param name="destination">Where to; <see cref="Iso8583Message.MostBytes"/> is always enough and the most there may be.</param>
    /// <param name="messageType">0 to 9999, such as 200 for 0200.</param>
    /// <param name="twoBitmaps">True when a field above 64 will follow. A second bitmap may be written empty.</param>
    public Iso8583Writer(Dialect dialect, Span<byte> destination, int messageType, bool twoBitmaps = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(messageType);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messageType, 9999);
        var headerBytes = dialect.MessageTypeBytes + dialect.BitmapBytes * (twoBitmaps ? 2 : 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, headerBytes, nameof(destination));
        _dialect = dialect;
        _wire = dialect.Wire;
        _destination = destination[..Math.Min(destination.Length, Iso8583Message.MostBytes)];
        _twoBitmaps = twoBitmaps;
        _highestField = twoBitmaps ? FieldTable.LastField : 64;
        _rest = _destination[headerBytes..];
        _primary = twoBitmaps ? Bitmap.First : 0;
        WriteMessageType(messageType);
    }

    /// <summary>Writes a whole number into a field of class n: padded with zeros to a fixed length, without padding else.</summary>
    public void Number(int field, long value)
    {
        ref readonly var wire = ref Open(field);
        if (wire.Form != WireForm.Plain || wire.Class != ContentClass.Digits || wire.LengthBytes != 0)
        {
            NumberByCharacters(field, in wire, value);
            return;
        }

        var room = Take(field, wire.Length);
        if (!Decimals.TryWrite(value, room))
        {
            ThrowUnfit(field, "has not enough digits for the value, or the value is negative");
        }
    }

    /// <summary>Writes characters, as many as a fixed field has or no more than a variable one may have.</summary>
    public void Text(int field, scoped ReadOnlySpan<byte> characters)
    {
        ref readonly var wire = ref Open(field);
        if (wire.Form != WireForm.Plain)
        {
            Unusual(field, in wire, characters);
            return;
        }

        CheckLength(field, in wire, characters.Length);
        var room = Take(field, unchecked(wire.LengthBytes + characters.Length));
        if (wire.LengthBytes != 0)
        {
            WriteLength(characters.Length, room[..wire.LengthBytes]);
            room = room[wire.LengthBytes..];
        }

        CheckedCopy.Copy(wire.Class, characters, room, ref _outside);
    }

    /// <summary>As the other, from a string; a character outside ASCII is refused like any other that does not fit.</summary>
    public void Text(int field, scoped ReadOnlySpan<char> characters)
    {
        Span<byte> ascii = stackalloc byte[999];
        if (characters.Length > ascii.Length || System.Text.Ascii.FromUtf16(characters, ascii, out _) != default)
        {
            ThrowUnfit(field, "is too long or not ASCII");
        }

        Text(field, ascii[..characters.Length]);
    }

    /// <summary>Writes the bytes of a field of class b.</summary>
    public void Bytes(int field, scoped ReadOnlySpan<byte> value)
    {
        ref readonly var wire = ref Open(field);
        CheckLength(field, in wire, value.Length);
        if (wire.Form != WireForm.Bytes)
        {
            BytesInHex(field, in wire, value);
            return;
        }

        value.CopyTo(Take(field, value.Length));
    }

    /// <summary>Leaves room, as the last field, for an authentication code that the caller puts in after <see cref="Finish"/>.</summary>
    public void ReserveMac()
    {
        var field = _twoBitmaps ? FieldTable.LastField : 64;
        ref readonly var wire = ref Open(field);
        (_macStart, _highestField) = (Position, 0);
        Take(field, wire.Form == WireForm.Hex ? wire.Length * 2 : wire.Length).Clear();
    }

    /// <summary>Checks what is not checked yet and writes the bitmaps. The last call on a writer.</summary>
    public EncodedMessage Finish()
    {
        if (_outside != Vector128<byte>.Zero)
        {
            ThrowUnfit(_lastField, "or one before it has a character that is not of its class");
        }

        var bitmaps = _destination[_dialect.MessageTypeBytes..];
        Bitmap.Write(_dialect.Bitmap, _primary, bitmaps);
        if (_twoBitmaps)
        {
            Bitmap.Write(_dialect.Bitmap, _secondary, bitmaps[_dialect.BitmapBytes..]);
        }

        return new EncodedMessage(Position, _macStart == 0 ? Position : _macStart);
    }
}
