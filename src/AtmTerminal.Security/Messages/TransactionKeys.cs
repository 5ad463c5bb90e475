using System.Security.Cryptography;
using AtmTerminal.Domain.Security;

namespace AtmTerminal.Security;

/// <summary>The working keys of one key serial number, as both ends of the line derive them.</summary>
internal abstract class TransactionKeys : IDisposable
{
    /// <summary>Length of the MAC field of a message in bytes.</summary>
    public const int MacLength = 8;

    public abstract PinBlockFormat Format { get; }

    public abstract PinBlockFault EncryptPin(ReadOnlySpan<byte> pin, ReadOnlySpan<char> pan, Span<byte> block);

    public abstract PinBlockFault DecryptPin(ReadOnlySpan<byte> block, ReadOnlySpan<char> pan, out ClearPin? pin);

    public abstract void MacRequest(ReadOnlySpan<byte> message, Span<byte> mac);

    public abstract void MacAnswer(ReadOnlySpan<byte> message, Span<byte> mac);

    public abstract void Dispose();

    public int PinBlockLength => Format == PinBlockFormat.Format4 ? PinBlock16.Length : PinBlock8.Length;

    public bool RequestMacHolds(ReadOnlySpan<byte> message, ReadOnlySpan<byte> mac)
    {
        Span<byte> expected = stackalloc byte[MacLength];
        MacRequest(message, expected);
        return CryptographicOperations.FixedTimeEquals(expected, mac);
    }

    public bool AnswerMacHolds(ReadOnlySpan<byte> message, ReadOnlySpan<byte> mac)
    {
        Span<byte> expected = stackalloc byte[MacLength];
        MacAnswer(message, expected);
        return CryptographicOperations.FixedTimeEquals(expected, mac);
    }

    public sealed override string ToString() => "working keys, masked";
}

/// <summary>
/// AES: PIN block format 4; MAC is CMAC, its leftmost eight bytes. Owns the transaction's key and derives a working key when
/// it is needed: most messages carry no PIN, and a third of the work would be for nothing.
/// </summary>
internal sealed class AesTransactionKeys(AesKey transactionKey, byte[] initialKeyId, uint counter) : TransactionKeys
{
    private AesKey? _pinKey;
    private AesKey? _requestMacKey;
    private AesKey? _answerMacKey;

    public override PinBlockFormat Format => PinBlockFormat.Format4;

    private AesKey PinKey => _pinKey ??= Working(AesKeyUsage.PinEncryption);

    private AesKey RequestMacKey => _requestMacKey ??= Working(AesKeyUsage.MacGeneration);

    private AesKey AnswerMacKey => _answerMacKey ??= Working(AesKeyUsage.MacVerification);

    public override PinBlockFault EncryptPin(ReadOnlySpan<byte> pin, ReadOnlySpan<char> pan, Span<byte> block) =>
        PinBlock16.Encrypt(PinKey, pin, pan, block);

    public override PinBlockFault DecryptPin(ReadOnlySpan<byte> block, ReadOnlySpan<char> pan, out ClearPin? pin) =>
        PinBlock16.Decrypt(PinKey, block, pan, out pin);

    public override void MacRequest(ReadOnlySpan<byte> message, Span<byte> mac) =>
        Cmac.Compute(RequestMacKey, message, mac);

    public override void MacAnswer(ReadOnlySpan<byte> message, Span<byte> mac) =>
        Cmac.Compute(AnswerMacKey, message, mac);

    public override void Dispose()
    {
        transactionKey.Dispose();
        _pinKey?.Dispose();
        _requestMacKey?.Dispose();
        _answerMacKey?.Dispose();
    }

    /// <summary>Working keys have the length of the base key: nothing is gained by shorter ones.</summary>
    private AesKey Working(AesKeyUsage usage) =>
        AesDukpt.DeriveWorkingKey(transactionKey, usage, AesDukpt.TypeOf(transactionKey), initialKeyId, counter);
}

/// <summary>
/// TDES: PIN block format 0; MAC is the retail MAC cut to four bytes as X9.24-1 has it, zero bytes behind, so that it
/// fills the eight-byte MAC field.
/// </summary>
internal sealed class TdesTransactionKeys(TdesKey pinKey, TdesKey requestMacKey, TdesKey answerMacKey) : TransactionKeys
{
    private const int RetailMacLength = 4;

    public override PinBlockFormat Format => PinBlockFormat.Format0;

    public override PinBlockFault EncryptPin(ReadOnlySpan<byte> pin, ReadOnlySpan<char> pan, Span<byte> block)
    {
        var fault = PinBlock8.EncodeFormat0(pin, pan, block);
        if (fault == PinBlockFault.None)
            pinKey.EncryptBlock(block, block);
        return fault;
    }

    public override PinBlockFault DecryptPin(ReadOnlySpan<byte> block, ReadOnlySpan<char> pan, out ClearPin? pin)
    {
        pin = null;
        if (block.Length != PinBlock8.Length)
            return PinBlockFault.BlockLength;
        using var clear = new SecretBytes(PinBlock8.Length);
        pinKey.DecryptBlock(block, clear.Span);
        return PinBlock8.Decode(0, clear.Span, pan, out pin);
    }

    public override void MacRequest(ReadOnlySpan<byte> message, Span<byte> mac) =>
        RetailMac(requestMacKey, message, mac);

    public override void MacAnswer(ReadOnlySpan<byte> message, Span<byte> mac) => RetailMac(answerMacKey, message, mac);

    public override void Dispose()
    {
        pinKey.Dispose();
        requestMacKey.Dispose();
        answerMacKey.Dispose();
    }

    private static void RetailMac(TdesKey key, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        mac.Clear();
        Iso9797Mac.Algorithm3(key, MacPadding.Zeros, message, mac[..RetailMacLength]);
    }
}
