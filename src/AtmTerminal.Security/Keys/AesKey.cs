using System.Security.Cryptography;

namespace AtmTerminal.Security;

/// <summary>An AES key of 16, 24 or 32 bytes.</summary>
public sealed class AesKey : BlockCipherKey
{
    /// <summary>Block of AES in bytes.</summary>
    public const int BlockBytes = 16;

    private AesKey(ReadOnlySpan<byte> bytes, Aes cipher)
        : base(bytes, bytes.Length, cipher) { }

    /// <summary>Copies the bytes. <see langword="null"/> when their number is not that of an AES key.</summary>
    public static AesKey? TryCreate(ReadOnlySpan<byte> bytes) =>
        bytes.Length is 16 or 24 or 32 ? FromDerived(bytes) : null;

    /// <summary>For bytes whose length the caller has already made right; any other length is a bug and throws.</summary>
    internal static AesKey FromDerived(ReadOnlySpan<byte> bytes) => new(bytes, Aes.Create());
}
