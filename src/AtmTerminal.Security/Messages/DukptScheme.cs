using System.Buffers.Binary;

namespace AtmTerminal.Security;

/// <summary>One terminal's tree of keys, AES or TDES: all that differs between the two for those who count and encrypt.</summary>
internal abstract class DukptScheme : IDisposable
{
    /// <summary>The next usable counter; false when the initial key is used up.</summary>
    public abstract bool TryNextCounter(uint counter, out uint next);

    /// <summary>The key serial number that carries this counter.</summary>
    public abstract byte[] SerialNumber(uint counter);

    /// <summary><see langword="null"/> when a TDES derivation met a weak key; the next counter will do.</summary>
    public abstract TransactionKeys? TryDerive(uint counter);

    public abstract void Dispose();
}

internal sealed class AesDukptScheme : DukptScheme
{
    private readonly AesKey _initialKey;
    private readonly byte[] _initialKeyId;

    // The keys above the last transaction's, the lowest on top: counters come in order, so the next transaction's key hangs
    // on most of them too. They are no more secret than the initial key beside them, and live in memory as long as it does.
    private readonly Stack<(uint Counter, AesKey Key)> _parents = new();

    public AesDukptScheme(AesKey initialKey, ReadOnlySpan<byte> initialKeyId)
    {
        _initialKey = initialKey;
        _initialKeyId = initialKeyId.ToArray();
    }

    public override bool TryNextCounter(uint counter, out uint next) => AesDukpt.TryNext(counter, out next);

    public override byte[] SerialNumber(uint counter)
    {
        var serial = new byte[AesDukpt.KsnLength];
        _initialKeyId.CopyTo(serial, 0);
        BinaryPrimitives.WriteUInt32BigEndian(serial.AsSpan(AesDukpt.InitialKeyIdLength), counter);
        return serial;
    }

    /// <param name="counter">One for which <see cref="AesDukpt.IsUsable"/> holds.</param>
    public override TransactionKeys TryDerive(uint counter) =>
        new AesTransactionKeys(
            AesDukpt.DeriveChild(KeyOf(ParentOf(counter)), _initialKeyId, counter),
            _initialKeyId,
            counter
        );

    public override void Dispose()
    {
        while (_parents.TryPop(out var parent))
            parent.Key.Dispose();
        _initialKey.Dispose();
    }

    private static uint ParentOf(uint counter) => counter & (counter - 1);

    private AesKey KeyOf(uint counter)
    {
        if (counter == 0)
            return _initialKey;
        while (_parents.TryPeek(out var other) && !IsOnTheWay(other.Counter, counter))
            _parents.Pop().Key.Dispose();
        if (_parents.TryPeek(out var last) && last.Counter == counter)
            return last.Key;
        var key = AesDukpt.DeriveChild(KeyOf(ParentOf(counter)), _initialKeyId, counter);
        _parents.Push((counter, key));
        return key;
    }

    // Whether clearing low one-bits of the second leads to the first, which is not zero.
    private static bool IsOnTheWay(uint above, uint counter) => (counter & ~((above ^ (above - 1)) >> 1)) == above;
}

internal sealed class TdesDukptScheme : DukptScheme
{
    private readonly TdesKey _initialKey;
    private readonly byte[] _serial;

    public TdesDukptScheme(TdesKey initialKey, ReadOnlySpan<byte> ksn)
    {
        _initialKey = initialKey;
        _serial = ksn.ToArray();
    }

    public override bool TryNextCounter(uint counter, out uint next) => TdesDukpt.TryNext(counter, out next);

    public override byte[] SerialNumber(uint counter)
    {
        var serial = _serial.ToArray();
        TdesDukpt.WithCounter(serial, counter);
        return serial;
    }

    public override TransactionKeys? TryDerive(uint counter)
    {
        using var key = TdesDukpt.DeriveTransactionKey(_initialKey, SerialNumber(counter));
        if (key is null)
            return null;
        var pin = TdesDukpt.DeriveWorkingKey(key, TdesKeyUsage.PinEncryption);
        var request = TdesDukpt.DeriveWorkingKey(key, TdesKeyUsage.MacRequest);
        var answer = TdesDukpt.DeriveWorkingKey(key, TdesKeyUsage.MacResponse);
        if (pin is not null && request is not null && answer is not null)
            return new TdesTransactionKeys(pin, request, answer);
        pin?.Dispose();
        request?.Dispose();
        answer?.Dispose();
        return null;
    }

    public override void Dispose() => _initialKey.Dispose();
}
