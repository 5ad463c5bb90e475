using System.Buffers.Binary;
using System.Numerics;

namespace AtmTerminal.Security;

/// <summary>What a variant of a TDES DUKPT transaction key is for. The words are the terminal's.</summary>
public enum TdesKeyUsage
{
    /// <summary>Encrypts the PIN block.</summary>
    PinEncryption,

    /// <summary>MAC of the terminal's requests.</summary>
    MacRequest,

    /// <summary>MAC of the host's answers.</summary>
    MacResponse,

    /// <summary>Data the terminal sends.</summary>
    DataRequest,
}

/// <summary>
/// Derived unique key per transaction with TDES, ANSI X9.24-1:2009 annex A, for hosts that still use it. A key serial
/// number has ten bytes and ends in a 21-bit counter. <see langword="null"/> results mean that a derivation arrived at
/// a weak key (about one in 2^50): that transaction number cannot be used.
/// </summary>
public static class TdesDukpt
{
    /// <summary>Length of a key serial number in bytes.</summary>
    public const int KsnLength = 10;

    private const int HalfLength = 8;
    private const int KeyLength = 16;
    private const int MostOneBits = 10;
    private const uint CounterMask = 0x1FFFFF;
    private const ulong DerivationVariant = 0xC0C0C0C000000000;

    /// <summary>The terminal's initial key from the base derivation key (16 bytes).</summary>
    public static TdesKey? DeriveInitialKey(TdesKey baseKey, ReadOnlySpan<byte> ksn)
    {
        ThrowUnlessDouble(baseKey);
        Span<byte> serial = stackalloc byte[KsnLength];
        ksn.CopyTo(serial);
        WithCounter(serial, 0);
        using var derived = new SecretBytes(KeyLength);
        baseKey.EncryptBlock(serial[..HalfLength], derived.Span[..HalfLength]);
        using var variant = Variant(baseKey, DerivationVariant);
        if (variant is null)
            return null;
        variant.EncryptBlock(serial[..HalfLength], derived.Span[HalfLength..]);
        return TdesKey.TryCreate(derived.Span);
    }

    /// <summary>The key of one transaction, at most ten steps down from the initial key.</summary>
    /// <param name="initialKey">From <see cref="DeriveInitialKey"/>.</param>
    /// <param name="ksn">Ten bytes whose counter is usable, see <see cref="IsUsable"/>; else it is a bug and throws.</param>
    public static TdesKey? DeriveTransactionKey(TdesKey initialKey, ReadOnlySpan<byte> ksn)
    {
        ThrowUnlessDouble(initialKey);
        var counter = CounterOf(ksn);
        if (!IsUsable(counter))
            throw new ArgumentOutOfRangeException(nameof(ksn), counter, "No transaction has this counter.");
        using var key = new SecretBytes(initialKey.Reveal());
        var register = BinaryPrimitives.ReadUInt64BigEndian(ksn[^8..]) & ~(ulong)CounterMask;
        for (var bit = (CounterMask + 1) >> 1; bit != 0; bit >>= 1)
        {
            if ((counter & bit) == 0)
                continue;
            register |= bit;
            if (!TryStep(key.Span, register))
                return null;
        }
        return TdesKey.TryCreate(key.Span);
    }

    /// <summary>The variant of a transaction key for one purpose.</summary>
    public static TdesKey? DeriveWorkingKey(TdesKey transactionKey, TdesKeyUsage usage)
    {
        if (usage != TdesKeyUsage.DataRequest)
            return Variant(transactionKey, MaskOf(usage));
        // The 2009 edition adds a one-way step for data keys: the variant encrypts its own halves.
        using var variant = Variant(transactionKey, MaskOf(usage));
        if (variant is null)
            return null;
        using var derived = new SecretBytes(KeyLength);
        variant.EncryptBlock(variant.Reveal()[..HalfLength], derived.Span[..HalfLength]);
        variant.EncryptBlock(variant.Reveal()[HalfLength..], derived.Span[HalfLength..]);
        return TdesKey.TryCreate(derived.Span);
    }

    /// <summary>A counter of a transaction: 21 bits, not zero, at most ten one-bits.</summary>
    public static bool IsUsable(uint counter) =>
        counter is not 0 and <= CounterMask && BitOperations.PopCount(counter) <= MostOneBits;

    /// <summary>The next usable counter. False after 1FF800: the initial key is used up and needs replacing.</summary>
    public static bool TryNext(uint counter, out uint next) =>
        DukptCounter.TryNext(counter, CounterMask, MostOneBits, out next);

    /// <summary>The 21-bit counter at the right of a key serial number.</summary>
    public static uint CounterOf(ReadOnlySpan<byte> ksn) =>
        ksn.Length == KsnLength
            ? BinaryPrimitives.ReadUInt32BigEndian(ksn[^4..]) & CounterMask
            : throw new ArgumentException("A key serial number has ten bytes.", nameof(ksn));

    /// <summary>Writes a counter into the right of a key serial number, in place.</summary>
    public static void WithCounter(Span<byte> ksn, uint counter)
    {
        var right = BinaryPrimitives.ReadUInt32BigEndian(ksn[^4..]);
        BinaryPrimitives.WriteUInt32BigEndian(ksn[^4..], (right & ~CounterMask) | counter);
    }

    /// <summary>The non-reversible key generation process: right half from the key, left half from its variant.</summary>
    private static bool TryStep(Span<byte> key, ulong register)
    {
        using var next = new SecretBytes(KeyLength);
        if (!TryEncryptRegister(key, register, next.Span[HalfLength..]))
            return false;
        XorHalves(key, DerivationVariant);
        if (!TryEncryptRegister(key, register, next.Span[..HalfLength]))
            return false;
        next.Span.CopyTo(key);
        return true;
    }

    private static bool TryEncryptRegister(ReadOnlySpan<byte> key, ulong register, Span<byte> output)
    {
        using var left = DesKey.TryCreate(key[..HalfLength]);
        if (left is null)
            return false;
        var right = key[HalfLength..];
        BinaryPrimitives.WriteUInt64BigEndian(output, register);
        Blocks.Xor(output, right);
        left.EncryptBlock(output, output);
        Blocks.Xor(output, right);
        return true;
    }

    private static TdesKey? Variant(TdesKey key, ulong mask)
    {
        using var bytes = new SecretBytes(key.Reveal());
        XorHalves(bytes.Span, mask);
        return TdesKey.TryCreate(bytes.Span);
    }

    private static void XorHalves(Span<byte> key, ulong mask)
    {
        Span<byte> half = stackalloc byte[HalfLength];
        BinaryPrimitives.WriteUInt64BigEndian(half, mask);
        Blocks.Xor(key[..HalfLength], half);
        Blocks.Xor(key[HalfLength..], half);
    }

    private static ulong MaskOf(TdesKeyUsage usage) =>
        usage switch
        {
            TdesKeyUsage.PinEncryption => 0x00000000000000FF,
            TdesKeyUsage.MacRequest => 0x000000000000FF00,
            TdesKeyUsage.MacResponse => 0x00000000FF000000,
            _ => 0x0000000000FF0000,
        };

    private static void ThrowUnlessDouble(TdesKey key)
    {
        if (key.Length != KeyLength)
            throw new ArgumentException("TDES DUKPT works with keys of sixteen bytes.", nameof(key));
    }
}
