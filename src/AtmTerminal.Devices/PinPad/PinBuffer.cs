using System.Security.Cryptography;

namespace AtmTerminal.Devices.PinPad;

/// <summary>
/// The digits of one PIN. The array is pinned: the garbage collector never moves it, so zeroing it leaves no copy behind.
/// </summary>
internal sealed class PinBuffer
{
    /// <summary>Digits of a PIN in ISO 9564-1.</summary>
    public const int Shortest = 4;

    /// <inheritdoc cref="Shortest"/>
    public const int Longest = 12;

    private readonly byte[] _digits = GC.AllocateArray<byte>(Longest, pinned: true);

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Digits => _digits.AsSpan(0, Count);

    public void Add(byte digit) => _digits[Count++] = digit;

    public void Zero()
    {
        CryptographicOperations.ZeroMemory(_digits);
        Count = 0;
    }

    public override string ToString() => "PIN";
}
