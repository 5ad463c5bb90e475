using System.Buffers.Binary;

namespace AtmTerminal.Security;

/// <summary>How ISO 9797-1 fills a message up to whole blocks.</summary>
public enum MacPadding
{
    /// <summary>Padding method 1: zero bytes; an empty message becomes one zero block.</summary>
    Zeros = 1,

    /// <summary>Padding method 2: always a byte 80, then zero bytes.</summary>
    OneThenZeros = 2,

    /// <summary>Padding method 3: the length in bits as a block in front, then as method 1.</summary>
    LengthInFront = 3,
}

/// <summary>The CBC MACs of ISO 9797-1 that banks still meet: algorithm 1 with TDES, algorithm 3 (retail MAC) with DES.</summary>
public static class Iso9797Mac
{
    private const int Block = TdesKey.BlockBytes;

    /// <summary>Algorithm 1: CBC with TDES throughout. Writes the leftmost bytes, 1 to 8.</summary>
    public static void Algorithm1(TdesKey key, MacPadding padding, ReadOnlySpan<byte> message, Span<byte> mac) =>
        Compute(key, key, padding, message, mac);

    /// <summary>
    /// Algorithm 3 (ANSI X9.19): CBC with the first part of the key as single DES, TDES on the last block. Writes the
    /// leftmost bytes, 1 to 8.
    /// </summary>
    public static void Algorithm3(TdesKey key, MacPadding padding, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        using var chaining = key.FirstPart();
        Compute(chaining, key, padding, message, mac);
    }

    private static void Compute(
        BlockCipherKey chaining,
        TdesKey final,
        MacPadding padding,
        ReadOnlySpan<byte> message,
        Span<byte> mac
    )
    {
        Span<byte> state = stackalloc byte[Block];
        state.Clear();
        if (padding == MacPadding.LengthInFront)
        {
            BinaryPrimitives.WriteInt64BigEndian(state, message.Length * 8L);
            chaining.EncryptBlock(state, state);
        }

        // A message of whole blocks ends with one of them, unless the padding adds another.
        var beforeLast = padding == MacPadding.OneThenZeros ? message.Length : Math.Max(0, message.Length - 1);
        var chained = beforeLast / Block * Block;
        chaining.Chain(message[..chained], state);
        message = message[chained..];

        Span<byte> last = stackalloc byte[Block];
        last.Clear();
        message.CopyTo(last);
        if (padding == MacPadding.OneThenZeros)
            last[message.Length] = 0x80;
        Blocks.Xor(state, last);
        final.EncryptBlock(state, state);
        state[..mac.Length].CopyTo(mac);
    }
}
