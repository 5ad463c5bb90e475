using System.Security.Cryptography;

namespace AtmTerminal.Iso8583;

/// <summary>A decoded message: the bytes, and where in them each field lies.</summary>
/// <remarks>
/// Made once per line and used again for every message, so that decoding allocates nothing and no copy of a card number
/// outlives the next message. Spans it has handed out show the next message after the next decode. One thread at a time.
/// </remarks>
public sealed class Iso8583Message
{
    /// <summary>The longest message taken: more than any message of the line, and a bound for what a stranger can make us keep.</summary>
    public const int MostBytes = 4096;

    // Lets the check of the last characters load a whole vector.
    private const int RoomForLastVector = 16;

    private readonly byte[] _bytes;
    private readonly Slot[] _slots = new Slot[FieldTable.LastField + 1];
    private ulong _primary;
    private ulong _secondary;
    private int _length;
    private int _lastFieldStart;
    private int _usedBytes;
    private int _unpackedEnd = MostBytes;

    /// <summary>Takes all the memory it will ever use.</summary>
    public Iso8583Message(Dialect dialect)
    {
        Dialect = dialect;
        // Unpacked digits and bytes are kept behind the message: at most two characters for one byte of it.
        _bytes = new byte[(dialect.Unpacks ? 3 * MostBytes : MostBytes) + RoomForLastVector];
    }

    /// <summary>The dialect whose messages this object reads.</summary>
    public Dialect Dialect { get; }

    /// <summary>The four digits of the message type as a number, 0 to 9999; -1 when nothing is decoded.</summary>
    public int MessageType { get; private set; } = -1;

    /// <summary>Bits of the fields 1 to 64; the most significant one is field 1.</summary>
    public ulong PrimaryBitmap => _primary;

    /// <summary>Bits of the fields 65 to 128; 0 also when the message has no secondary bitmap.</summary>
    public ulong SecondaryBitmap => _secondary;

    /// <summary>True when the message carried two bitmaps.</summary>
    public bool HasSecondaryBitmap => (_primary & Bitmap.First) != 0;

    /// <summary>The message as it was on the line; empty when nothing is decoded.</summary>
    public ReadOnlySpan<byte> Wire => _bytes.AsSpan(0, _length);

    /// <summary>All the memory of the object, for the test that nothing stays in it.</summary>
    internal ReadOnlySpan<byte> Memory => _bytes;

    /// <summary>The value of a field: its characters, or its bytes for class b. Empty when it is not there.</summary>
    public ReadOnlySpan<byte> this[int field] =>
        Has(field) ? _bytes.AsSpan(_slots[field].Start, _slots[field].Length) : default;

    /// <summary>True when the message carries the field, be it with an empty value. False for 0, 1 and 65.</summary>
    public bool Has(int field) =>
        field switch
        {
            > 1 and <= 64 => (_primary & Bitmap.BitOf(field)) != 0,
            > 64 and <= FieldTable.LastField => (_secondary & Bitmap.BitOf(field)) != 0,
            _ => false,
        };

    /// <summary>The authentication code and the bytes it is over, when the last field is one (64, or 128 with two bitmaps).</summary>
    /// <remarks>To be checked before any other field is believed.</remarks>
    public bool TryGetMac(out ReadOnlySpan<byte> covered, out ReadOnlySpan<byte> mac)
    {
        var field = HasSecondaryBitmap ? 128 : 64;
        var present = Has(field);
        covered = present ? _bytes.AsSpan(0, _lastFieldStart) : default;
        mac = this[field];
        return present;
    }

    /// <summary>Reads a message. On refusal the object holds no message, not even in its memory, and the error says where and why.</summary>
    /// <returns>False when the bytes are not exactly one well-formed message of the dialect. Never throws on bytes.</returns>
    public bool TryDecode(ReadOnlySpan<byte> message, out DecodeError error)
    {
        Forget(keepBytes: message.Length);
        if (message.Length > MostBytes)
        {
            error = new DecodeError(DecodeFault.TooLong);
            return false;
        }

        message.CopyTo(_bytes);
        _usedBytes = message.Length;
        var decoder = new MessageDecoder(Dialect, _bytes, message.Length, _slots);
        error = decoder.Decode();
        _unpackedEnd = decoder.UnpackedEnd;
        if (error.Fault != DecodeFault.None)
        {
            Clear();
            return false;
        }

        MessageType = decoder.MessageType;
        (_primary, _secondary) = (decoder.Primary, decoder.Secondary);
        (_length, _lastFieldStart) = (message.Length, decoder.LastFieldStart);
        return true;
    }

    /// <summary>Drops the message and zeroes the memory it was in.</summary>
    public void Clear() => Forget(keepBytes: 0);

    /// <summary>Drops the message and zeroes its memory, save the first bytes, which are about to be written over.</summary>
    private void Forget(int keepBytes)
    {
        MessageType = -1;
        (_primary, _secondary, _length, _lastFieldStart) = (0, 0, 0, 0);
        if (_usedBytes > keepBytes)
        {
            CryptographicOperations.ZeroMemory(_bytes.AsSpan(keepBytes, _usedBytes - keepBytes));
        }

        if (_unpackedEnd > MostBytes)
        {
            CryptographicOperations.ZeroMemory(_bytes.AsSpan(MostBytes, _unpackedEnd - MostBytes));
        }

        (_usedBytes, _unpackedEnd) = (Math.Min(_usedBytes, keepBytes), MostBytes);
    }

    /// <summary>The message for a log: card data hidden as the field table says, one <c>number=value</c> per field.</summary>
    public override string ToString() => MessagePrinter.Print(this);
}
