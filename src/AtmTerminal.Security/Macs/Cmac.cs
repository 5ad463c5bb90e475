namespace AtmTerminal.Security;

/// <summary>CMAC of NIST SP 800-38B over AES or TDES; .NET has no type for it.</summary>
public static class Cmac
{
    private const int LongestBlock = AesKey.BlockBytes;

    /// <summary>Writes the leftmost bytes of the MAC: as many as <paramref name="mac"/> is long, 1 to one block.</summary>
    public static void Compute(BlockCipherKey key, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        var length = key.BlockLength;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mac.Length, length);
        ArgumentOutOfRangeException.ThrowIfZero(mac.Length);
        Span<byte> state = stackalloc byte[LongestBlock];
        Span<byte> last = stackalloc byte[LongestBlock];
        state = state[..length];
        last = last[..length];
        state.Clear();

        // The last block is treated apart, also when it is a whole one.
        var chained = Math.Max(0, (message.Length - 1) / length * length);
        key.Chain(message[..chained], state);
        WhitenLastBlock(key, message[chained..], last);
        Blocks.Xor(state, last);
        key.EncryptBlock(state, state);
        state[..mac.Length].CopyTo(mac);
    }

    /// <summary>A full last block is mixed with the first subkey, a shorter one is padded and mixed with the second.</summary>
    private static void WhitenLastBlock(BlockCipherKey key, ReadOnlySpan<byte> rest, Span<byte> last)
    {
        Span<byte> subkey = stackalloc byte[LongestBlock];
        subkey = subkey[..last.Length];
        subkey.Clear();
        key.EncryptBlock(subkey, subkey);
        Double(subkey);
        last.Clear();
        rest.CopyTo(last);
        if (rest.Length < last.Length)
        {
            Double(subkey);
            last[rest.Length] = 0x80;
        }
        Blocks.Xor(last, subkey);
    }

    /// <summary>Multiplication by x in the field of the block: shift left, and reduce when a bit falls out.</summary>
    private static void Double(Span<byte> block)
    {
        var reduction = block.Length == AesKey.BlockBytes ? 0x87 : 0x1B;
        var carry = 0;
        for (var i = block.Length - 1; i >= 0; i--)
        {
            var shifted = (block[i] << 1) | carry;
            carry = shifted >> 8;
            block[i] = (byte)(shifted & 0xFF);
        }
        block[^1] ^= (byte)(carry * reduction);
    }
}
