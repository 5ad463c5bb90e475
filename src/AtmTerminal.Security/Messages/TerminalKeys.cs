using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;

namespace AtmTerminal.Security;

/// <summary>
/// The terminal's end of DUKPT: gives every message the keys of its own serial number and never one number twice, not
/// even over a restart. As <see cref="IPinBlockEncryptor"/> it is what the PIN pad encrypts with.
/// </summary>
/// <remarks>Terminal loop only. Disposing it zeroes the initial key.</remarks>
public sealed class TerminalKeys : IPinBlockEncryptor, IDisposable
{
    /// <summary>Counters reserved in one durable write; a restart loses what is left of the last block.</summary>
    public const int ReservedAtOnce = 64;

    private readonly DukptScheme _scheme;
    private readonly ICounterStore _counters;
    private long _current;
    private (byte[] SerialNumber, MessageKeys Keys)? _ofLastPinBlock;

    private TerminalKeys(DukptScheme scheme, ICounterStore counters)
    {
        _scheme = scheme;
        _counters = counters;
        _current = counters.ReservedUpTo;
    }

    /// <summary>AES DUKPT: PIN block format 4 and CMAC.</summary>
    /// <param name="initialKey">16, 24 or 32 bytes; the new object owns and disposes it.</param>
    /// <param name="initialKeyId">Eight bytes that name the terminal to the host; anything else throws.</param>
    /// <param name="counters">Where the transaction counter is kept.</param>
    public static TerminalKeys ForAes(AesKey initialKey, ReadOnlySpan<byte> initialKeyId, ICounterStore counters)
    {
        if (initialKeyId.Length != AesDukpt.InitialKeyIdLength)
            throw new ArgumentException("An initial key id has eight bytes.", nameof(initialKeyId));
        return new TerminalKeys(new AesDukptScheme(initialKey, initialKeyId), counters);
    }

    /// <summary>TDES DUKPT: PIN block format 0 and the four-byte retail MAC. For hosts that have nothing newer.</summary>
    /// <param name="initialKey">16 bytes; the new object owns and disposes it.</param>
    /// <param name="ksn">Ten bytes; the counter at its right is ignored. Anything else throws.</param>
    /// <param name="counters">Where the transaction counter is kept.</param>
    public static TerminalKeys ForTdes(TdesKey initialKey, ReadOnlySpan<byte> ksn, ICounterStore counters)
    {
        if (initialKey.Length != 16)
            throw new ArgumentException("TDES DUKPT works with keys of sixteen bytes.", nameof(initialKey));
        if (ksn.Length != TdesDukpt.KsnLength)
            throw new ArgumentException("A key serial number has ten bytes.", nameof(ksn));
        return new TerminalKeys(new TdesDukptScheme(initialKey, ksn), counters);
    }

    /// <summary>The keys of the next serial number, for a message without a PIN. The caller disposes them.</summary>
    /// <returns><see langword="null"/> when the counter cannot be made durable or the initial key is used up.</returns>
    public MessageKeys? TryNext()
    {
        while (true)
        {
            if (!TryCount(out var counter))
                return null;
            // A weak TDES key is skipped like an unusable counter; the host never sees its number.
            if (_scheme.TryDerive(counter) is { } keys)
                return new MessageKeys(keys, _scheme.SerialNumber(counter));
        }
    }

    /// <summary>
    /// Encrypts a PIN under the next serial number and keeps that number's keys for <see cref="TakeKeysOf"/>: the MAC of
    /// the request that carries the block must come from the same number, since a message has room for one.
    /// </summary>
    public EncryptedPinBlock? TryEncrypt(ReadOnlySpan<byte> pinDigits, Pan pan)
    {
        ForgetLastPinBlock();
        if (TryNext() is not { } keys)
            return null;
        var encrypted = keys.TryEncrypt(pinDigits, pan);
        if (encrypted is null)
            keys.Dispose();
        else
            _ofLastPinBlock = (keys.SerialNumber.ToArray(), keys);
        return encrypted;
    }

    /// <summary>
    /// The keys under whose number a PIN block was encrypted; once, and only for the block made last. The caller
    /// disposes them.
    /// </summary>
    public MessageKeys? TakeKeysOf(EncryptedPinBlock block)
    {
        if (_ofLastPinBlock is not { } last || !block.KeySerialNumber.Span.SequenceEqual(last.SerialNumber))
            return null;
        _ofLastPinBlock = null;
        return last.Keys;
    }

    public void Dispose()
    {
        ForgetLastPinBlock();
        _scheme.Dispose();
    }

    private void ForgetLastPinBlock()
    {
        _ofLastPinBlock?.Keys.Dispose();
        _ofLastPinBlock = null;
    }

    private bool TryCount(out uint counter)
    {
        counter = 0;
        if (_current > uint.MaxValue || !_scheme.TryNextCounter((uint)_current, out var next))
            return false;
        if (next > _counters.ReservedUpTo && !_counters.TryReserve((long)next + ReservedAtOnce - 1))
            return false;
        _current = next;
        counter = next;
        return true;
    }
}
