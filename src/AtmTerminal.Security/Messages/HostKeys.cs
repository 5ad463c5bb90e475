using System.Buffers.Binary;
using AtmTerminal.Domain.Cards;

namespace AtmTerminal.Security;

/// <summary>
/// The host's end of DUKPT: from the base key and the serial number of a message to that message's keys. What it remembers of
/// a terminal only saves deriving it anew. Safe for one thread at a time.
/// </summary>
/// <remarks>
/// A serial number that comes twice is not refused here: repeats of an upload bring new ones, and whether a number moved
/// forward is known only to the store of the host.
/// </remarks>
public sealed class HostKeys : IDisposable
{
    // Serial numbers come from strangers too: what they can make us remember is bounded.
    private const int MostRemembered = 1_000;

    private readonly AesKey? _aesBaseKey;
    private readonly Dictionary<ulong, AesDukptScheme> _aesSchemes = [];
    private readonly TdesKey? _tdesBaseKey;

    /// <summary>Takes over the base keys; either may be missing when no terminal uses that kind.</summary>
    /// <param name="aesBaseKey">For serial numbers of 12 bytes.</param>
    /// <param name="tdesBaseKey">16 bytes, for serial numbers of 10 bytes; another length throws.</param>
    public HostKeys(AesKey? aesBaseKey, TdesKey? tdesBaseKey = null)
    {
        if (tdesBaseKey is { Length: not 16 })
            throw new ArgumentException("TDES DUKPT works with keys of sixteen bytes.", nameof(tdesBaseKey));
        _aesBaseKey = aesBaseKey;
        _tdesBaseKey = tdesBaseKey;
    }

    /// <summary>The keys of one message, for the caller to dispose.</summary>
    /// <param name="serialNumberHex">DE 63: 24 hexadecimal digits for AES, 20 for TDES.</param>
    /// <returns><see langword="null"/> when it is no serial number, its counter is not usable, or its kind has no key here.</returns>
    public HostMessageKeys? TryOpen(ReadOnlySpan<char> serialNumberHex)
    {
        Span<byte> serial = stackalloc byte[AesDukpt.KsnLength];
        var status = Convert.FromHexString(serialNumberHex, serial, out var consumed, out var written);
        if (status != System.Buffers.OperationStatus.Done || consumed != serialNumberHex.Length)
            return null;
        return written switch
        {
            AesDukpt.KsnLength => OpenAes(serial),
            TdesDukpt.KsnLength => OpenTdes(serial[..TdesDukpt.KsnLength]),
            _ => null,
        };
    }

    public void Dispose()
    {
        ForgetSchemes();
        _aesBaseKey?.Dispose();
        _tdesBaseKey?.Dispose();
    }

    private HostMessageKeys? OpenAes(ReadOnlySpan<byte> serial)
    {
        var counter = BinaryPrimitives.ReadUInt32BigEndian(serial[AesDukpt.InitialKeyIdLength..]);
        if (_aesBaseKey is null || !AesDukpt.IsUsable(counter))
            return null;
        return new HostMessageKeys(SchemeOf(_aesBaseKey, serial[..AesDukpt.InitialKeyIdLength]).TryDerive(counter));
    }

    private AesDukptScheme SchemeOf(AesKey baseKey, ReadOnlySpan<byte> initialKeyId)
    {
        var name = BinaryPrimitives.ReadUInt64BigEndian(initialKeyId);
        if (_aesSchemes.TryGetValue(name, out var known))
            return known;
        if (_aesSchemes.Count == MostRemembered)
            ForgetSchemes();
        return _aesSchemes[name] = new AesDukptScheme(AesDukpt.DeriveInitialKey(baseKey, initialKeyId), initialKeyId);
    }

    private void ForgetSchemes()
    {
        foreach (var scheme in _aesSchemes.Values)
            scheme.Dispose();
        _aesSchemes.Clear();
    }

    private HostMessageKeys? OpenTdes(ReadOnlySpan<byte> serial)
    {
        var counter = TdesDukpt.CounterOf(serial);
        if (_tdesBaseKey is null || !TdesDukpt.IsUsable(counter))
            return null;
        if (TdesDukpt.DeriveInitialKey(_tdesBaseKey, serial) is not { } initialKey)
            return null;
        using var scheme = new TdesDukptScheme(initialKey, serial);
        return scheme.TryDerive(counter) is { } keys ? new HostMessageKeys(keys) : null;
    }
}

/// <summary>The host's keys for one question and its answer.</summary>
public sealed class HostMessageKeys : IDisposable
{
    private readonly TransactionKeys _keys;

    internal HostMessageKeys(TransactionKeys keys) => _keys = keys;

    /// <summary>Whether the question carries the right MAC. Constant time in the comparison.</summary>
    public bool RequestMacHolds(ReadOnlySpan<byte> message, ReadOnlySpan<byte> mac) =>
        _keys.RequestMacHolds(message, mac);

    /// <summary>Writes the MAC of the answer: eight bytes over all bytes in front of the MAC field.</summary>
    public void MacAnswer(ReadOnlySpan<byte> message, Span<byte> mac) => _keys.MacAnswer(message, mac);

    /// <summary>Reads the PIN out of the question's block: format 4 (16 bytes) for AES, format 0 (8 bytes) for TDES.</summary>
    /// <param name="block">DE 110 or DE 52, as bytes.</param>
    /// <param name="pan">The card of the question.</param>
    /// <param name="pin">For the caller to dispose; <see langword="null"/> on any fault.</param>
    public PinBlockFault DecryptPinBlock(ReadOnlySpan<byte> block, Pan pan, out ClearPin? pin) =>
        _keys.DecryptPin(block, pan.RevealDigits(), out pin);

    public void Dispose() => _keys.Dispose();

    public override string ToString() => "message keys of the host, masked";
}
