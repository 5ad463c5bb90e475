using System.Security.Cryptography;

namespace AtmTerminal.Security;

/// <summary>
/// A TDES key of two or three parts. Parity bits are ignored, as the cipher does. Refused are weak keys: a part that is
/// weak or semi-weak for DES, and equal neighbouring parts, which would fall back to single DES.
/// </summary>
public sealed class TdesKey : BlockCipherKey
{
    /// <summary>Block of TDES in bytes.</summary>
    public const int BlockBytes = 8;

    private TdesKey(ReadOnlySpan<byte> expanded, int length, TripleDES cipher)
        : base(expanded, length, cipher) { }

    /// <summary>The first part as a key of single DES.</summary>
    internal DesKey FirstPart() =>
        DesKey.TryCreate(Reveal()[..8]) ?? throw new InvalidOperationException("A TDES key with a weak part exists.");

    /// <summary>Copies 16 or 24 bytes; 16 bytes are used as K1, K2, K1. <see langword="null"/> when refused.</summary>
    public static TdesKey? TryCreate(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is not (16 or 24))
            return null;
        // .NET takes a 16-byte key but then fails on Linux, so the third part is always written out.
        using var expanded = new SecretBytes(24);
        bytes.CopyTo(expanded.Span);
        if (bytes.Length == 16)
            bytes[..8].CopyTo(expanded.Span[16..]);
        if (!PartsAreAcceptable(expanded.Span) || TripleDES.IsWeakKey(expanded.Array))
            return null;
        return new TdesKey(expanded.Span, bytes.Length, TripleDES.Create());
    }

    private static bool PartsAreAcceptable(ReadOnlySpan<byte> expanded) =>
        DesKey.IsAcceptable(expanded[..8])
        && DesKey.IsAcceptable(expanded[8..16])
        && DesKey.IsAcceptable(expanded[16..]);
}
