using System.Security.Cryptography;

namespace AtmTerminal.Security;

/// <summary>One half of a TDES key, for the constructions that are defined on single DES: retail MAC, CVV, TDES DUKPT.</summary>
internal sealed class DesKey : BlockCipherKey
{
    private DesKey(ReadOnlySpan<byte> bytes, DES cipher)
        : base(bytes, bytes.Length, cipher) { }

    /// <summary><see langword="null"/> for a wrong length and for the weak and semi-weak keys of DES.</summary>
    public static DesKey? TryCreate(ReadOnlySpan<byte> bytes) =>
        IsAcceptable(bytes) ? new DesKey(bytes, DES.Create()) : null;

    public static bool IsAcceptable(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 8)
            return false;
        using var copy = new SecretBytes(bytes);
        var array = copy.Array;
        return !DES.IsWeakKey(array) && !DES.IsSemiWeakKey(array);
    }
}
