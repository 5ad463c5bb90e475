using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;

namespace AtmTerminal.Security;

/// <summary>
/// The terminal's keys for one question and its answer: MAC of the question, check of the answer's MAC. Zeroed by
/// <see cref="Dispose"/>, which the sender calls when the answer is in or no longer awaited.
/// </summary>
public sealed class MessageKeys : IDisposable
{
    /// <summary>Length of the MAC field in bytes (DE 64 or DE 128).</summary>
    public const int MacLength = TransactionKeys.MacLength;

    private readonly TransactionKeys _keys;

    internal MessageKeys(TransactionKeys keys, byte[] serialNumber)
    {
        _keys = keys;
        SerialNumber = serialNumber;
    }

    /// <summary>12 bytes for AES, 10 for TDES; not secret.</summary>
    public ReadOnlyMemory<byte> SerialNumber { get; }

    /// <summary>The serial number in upper-case hexadecimal, as DE 63 carries it.</summary>
    public string SerialNumberHex => Convert.ToHexString(SerialNumber.Span);

    /// <summary>Writes the MAC of a question.</summary>
    /// <param name="message">All bytes in front of the MAC field.</param>
    /// <param name="mac">Eight bytes.</param>
    public void MacRequest(ReadOnlySpan<byte> message, Span<byte> mac) => _keys.MacRequest(message, mac);

    /// <summary>Whether the answer to this question carries the right MAC. Constant time in the comparison.</summary>
    public bool AnswerMacHolds(ReadOnlySpan<byte> message, ReadOnlySpan<byte> mac) =>
        _keys.AnswerMacHolds(message, mac);

    internal EncryptedPinBlock? TryEncrypt(ReadOnlySpan<byte> pinDigits, Pan pan)
    {
        var block = new byte[_keys.PinBlockLength];
        return _keys.EncryptPin(pinDigits, pan.RevealDigits(), block) == PinBlockFault.None
            ? new EncryptedPinBlock(_keys.Format, block, SerialNumber)
            : null;
    }

    public void Dispose() => _keys.Dispose();

    public override string ToString() => $"message keys {SerialNumberHex}, masked";
}
