using System.Security.Cryptography;

namespace AtmTerminal.Iso8583;

/// <summary>One message of the line on its way out, framed, in memory that is used again for the next.</summary>
/// <remarks>Write the message, put the authentication code into <see cref="Mac"/>, send <see cref="Bytes"/> in one write.</remarks>
public sealed class LineFrame
{
    private readonly byte[] _bytes = new byte[Frame.MostBytes];
    private EncodedMessage _encoded;

    /// <summary>Header and message: what goes onto the line. Empty before the first write.</summary>
    public ReadOnlyMemory<byte> Bytes =>
        _encoded.Length == 0 ? default : _bytes.AsMemory(0, Frame.HeaderBytes + _encoded.Length);

    /// <summary>What the authentication code is over: the message before it, without the frame's header.</summary>
    public ReadOnlySpan<byte> Covered => Message[_encoded.CoveredRange];

    /// <summary>Where the authentication code goes: eight bytes, zero until the caller has filled them.</summary>
    public Span<byte> Mac => Message[_encoded.MacRange];

    private Span<byte> Message => _bytes.AsSpan(Frame.HeaderBytes, _encoded.Length);

    /// <summary>Writes a message over the one before.</summary>
    /// <exception cref="ArgumentException">A value does not fit its field: a bug of the caller. The text names the field only.</exception>
    public void Write(LineMessage message)
    {
        Clear();
        _encoded = LineWriter.Write(message, _bytes.AsSpan(Frame.HeaderBytes));
        Frame.WriteHeader(_bytes, _encoded.Length);
    }

    /// <summary>Zeroes the memory: the message may have held a card number.</summary>
    public void Clear()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        _encoded = default;
    }
}
