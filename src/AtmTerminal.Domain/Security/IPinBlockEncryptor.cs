using AtmTerminal.Domain.Cards;

namespace AtmTerminal.Domain.Security;

/// <summary>
/// Turns the digits inside a PIN pad into an encrypted block. The pad calls it with its own buffer, so the digits never
/// leave the pad object; the pad zeroes them afterwards.
/// </summary>
public interface IPinBlockEncryptor
{
    /// <summary>Encrypts one PIN under a key that is used for this block alone.</summary>
    /// <param name="pinDigits">4 to 12 values 0 to 9.</param>
    /// <param name="pan">The card the block is bound to.</param>
    /// <returns>The block, or <c>null</c> when there is no key left to encrypt with or the PIN has no legal length.</returns>
    EncryptedPinBlock? TryEncrypt(ReadOnlySpan<byte> pinDigits, Pan pan);
}

/// <summary>How the PIN is laid out before encryption (ISO 9564-1).</summary>
public enum PinBlockFormat
{
    /// <summary>Eight bytes, for TDES.</summary>
    Format0,

    /// <summary>Sixteen bytes, for AES.</summary>
    Format4,
}

/// <summary>An encrypted PIN block with the serial number of the key that made it. It cannot print itself.</summary>
/// <param name="KeySerialNumber">12 bytes for AES DUKPT, 10 for TDES.</param>
public sealed record EncryptedPinBlock(
    PinBlockFormat Format,
    ReadOnlyMemory<byte> Block,
    ReadOnlyMemory<byte> KeySerialNumber
)
{
    public override string ToString() => $"PIN block, {Format}";
}
