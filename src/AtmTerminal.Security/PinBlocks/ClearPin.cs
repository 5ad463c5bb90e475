using System.Security.Cryptography;

namespace AtmTerminal.Security;

/// <summary>
/// A PIN in the clear, on the issuer's side only: read from a block, verified, and zeroed by <see cref="Dispose"/>.
/// Never prints its digits, not even their number.
/// </summary>
public sealed class ClearPin : IDisposable
{
    private readonly SecretBytes _digits;

    internal ClearPin(ReadOnlySpan<byte> digits) => _digits = new SecretBytes(digits);

    /// <summary>One digit a byte, 0 to 9 (not characters). Empty meaning after <see cref="Dispose"/>: all zero.</summary>
    public ReadOnlySpan<byte> Digits => _digits.Span;

    /// <summary>Compares in constant time for PINs of the same length.</summary>
    public bool Matches(ReadOnlySpan<byte> digits) => CryptographicOperations.FixedTimeEquals(_digits.Span, digits);

    public void Dispose() => _digits.Dispose();

    public override string ToString() => "PIN, masked";
}
