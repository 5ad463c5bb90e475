namespace AtmTerminal.Security;

/// <summary>Arithmetic on cipher blocks.</summary>
internal static class Blocks
{
    /// <summary>Mixes <paramref name="other"/> into <paramref name="target"/>; both have the same length.</summary>
    public static void Xor(Span<byte> target, ReadOnlySpan<byte> other)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] ^= other[i];
    }
}
