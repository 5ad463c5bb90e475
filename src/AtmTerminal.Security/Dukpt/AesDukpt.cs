using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace AtmTerminal.Security;

/// <summary>What a working key of AES DUKPT is for. The words are the terminal's: it generates the MAC of its requests.</summary>
public enum AesKeyUsage
{
    /// <summary>Encrypts a new initial key sent to the terminal.</summary>
    KeyEncryption = 0x0002,

    /// <summary>Encrypts the PIN block.</summary>
    PinEncryption = 0x1000,

    /// <summary>MAC of the terminal's requests.</summary>
    MacGeneration = 0x2000,

    /// <summary>MAC of the host's answers.</summary>
    MacVerification = 0x2001,

    /// <summary>Data the terminal sends.</summary>
    DataEncrypt = 0x3000,

    /// <summary>Data the host sends.</summary>
    DataDecrypt = 0x3001,

    /// <summary>Steps of the derivation itself.</summary>
    KeyDerivation = 0x8000,

    /// <summary>The step from the base key to a terminal's initial key.</summary>
    InitialKeyDerivation = 0x8001,
}

/// <summary>The algorithm a derived key is meant for; its length enters the derivation.</summary>
public enum AesKeyType
{
    /// <summary>AES with 16 bytes.</summary>
    Aes128 = 0x0002,

    /// <summary>AES with 24 bytes.</summary>
    Aes192 = 0x0003,

    /// <summary>AES with 32 bytes.</summary>
    Aes256 = 0x0004,

    /// <summary>HMAC with 16 bytes.</summary>
    Hmac128 = 0x0005,
}

/// <summary>
/// Derived unique key per transaction with AES, ANSI X9.24-3:2017. Pure derivation: who counts and who keeps what is
/// decided by <see cref="TerminalKeys"/> and <see cref="HostKeys"/>. Every returned key is the caller's to dispose.
/// </summary>
public static class AesDukpt
{
    /// <summary>Length of the initial key id, the first part of a key serial number, in bytes.</summary>
    public const int InitialKeyIdLength = 8;

    /// <summary>Length of a key serial number: initial key id and 32-bit counter.</summary>
    public const int KsnLength = 12;

    private const int MostOneBits = 16;
    private const uint UpdateCounter = 0xFFFFFFFF;

    /// <summary>The terminal's key from the base derivation key, of the same length.</summary>
    /// <exception cref="ArgumentException">The id is not eight bytes.</exception>
    public static AesKey DeriveInitialKey(AesKey baseKey, ReadOnlySpan<byte> initialKeyId)
    {
        ThrowUnlessId(initialKeyId);
        return Derive(baseKey, AesKeyUsage.InitialKeyDerivation, TypeOf(baseKey), initialKeyId);
    }

    /// <summary>The derivation key of one transaction: at most 16 steps down from the initial key.</summary>
    /// <param name="initialKey">From <see cref="DeriveInitialKey"/>.</param>
    /// <param name="initialKeyId">Eight bytes.</param>
    /// <param name="counter">A counter for which <see cref="IsUsable"/> holds; else it is a bug and throws.</param>
    public static AesKey DeriveTransactionKey(AesKey initialKey, ReadOnlySpan<byte> initialKeyId, uint counter)
    {
        if (!IsUsable(counter))
            throw new ArgumentOutOfRangeException(nameof(counter), counter, "No transaction has this counter.");
        return DescendTo(initialKey, initialKeyId, counter);
    }

    /// <summary>A key for one purpose in one transaction. Its length must not exceed that of the transaction's key.</summary>
    public static AesKey DeriveWorkingKey(
        AesKey transactionKey,
        AesKeyUsage usage,
        AesKeyType type,
        ReadOnlySpan<byte> initialKeyId,
        uint counter
    ) => DeriveAt(transactionKey, usage, type, initialKeyId, counter);

    /// <summary>
    /// The key under which the host sends this terminal a new initial key. It hangs on a counter that no transaction has.
    /// </summary>
    public static AesKey DeriveUpdateKey(AesKey initialKey, AesKeyType type, ReadOnlySpan<byte> initialKeyId)
    {
        using var key = DescendTo(initialKey, initialKeyId, UpdateCounter);
        return DeriveAt(key, AesKeyUsage.KeyEncryption, type, initialKeyId, UpdateCounter);
    }

    /// <summary>A counter of a transaction: not zero, and at most sixteen one-bits, which bounds the host's work.</summary>
    public static bool IsUsable(uint counter) => counter != 0 && BitOperations.PopCount(counter) <= MostOneBits;

    /// <summary>
    /// The next usable counter. False after FFFF0000: the initial key is used up and needs replacing.
    /// </summary>
    public static bool TryNext(uint counter, out uint next) =>
        DukptCounter.TryNext(counter, uint.MaxValue, MostOneBits, out next);

    internal static AesKeyType TypeOf(AesKey key) =>
        key.Length switch
        {
            16 => AesKeyType.Aes128,
            24 => AesKeyType.Aes192,
            _ => AesKeyType.Aes256,
        };

    /// <summary>One step of the way to a transaction's key: from the key of the counter without its lowest one-bit.</summary>
    internal static AesKey DeriveChild(AesKey parent, ReadOnlySpan<byte> initialKeyId, uint counter) =>
        DeriveAt(parent, AesKeyUsage.KeyDerivation, TypeOf(parent), initialKeyId, counter);

    /// <summary>One step for each one-bit of the counter, the highest first.</summary>
    private static AesKey DescendTo(AesKey initialKey, ReadOnlySpan<byte> initialKeyId, uint counter)
    {
        AesKey? key = null;
        uint working = 0;
        for (var bit = 0x80000000; bit != 0; bit >>= 1)
        {
            if ((counter & bit) == 0)
                continue;
            working |= bit;
            var parent = key ?? initialKey;
            var child = DeriveChild(parent, initialKeyId, working);
            key?.Dispose();
            key = child;
        }
        return key!;
    }

    private static AesKey DeriveAt(
        AesKey parent,
        AesKeyUsage usage,
        AesKeyType type,
        ReadOnlySpan<byte> initialKeyId,
        uint counter
    )
    {
        ThrowUnlessId(initialKeyId);
        Span<byte> tail = stackalloc byte[8];
        initialKeyId[4..].CopyTo(tail);
        BinaryPrimitives.WriteUInt32BigEndian(tail[4..], counter);
        return Derive(parent, usage, type, tail);
    }

    /// <summary>Encrypts the derivation data once per 16 bytes of the new key, numbering the blocks (X9.24-3, 6.3.2).</summary>
    private static AesKey Derive(AesKey parent, AesKeyUsage usage, AesKeyType type, ReadOnlySpan<byte> tail)
    {
        var length = LengthOf(type);
        Span<byte> data = stackalloc byte[AesKey.BlockBytes];
        data[0] = 0x01;
        BinaryPrimitives.WriteUInt16BigEndian(data[2..], (ushort)usage);
        BinaryPrimitives.WriteUInt16BigEndian(data[4..], (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(data[6..], (ushort)(length * 8));
        tail.CopyTo(data[8..]);

        // On the stack, which the collector never moves.
        Span<byte> derived = stackalloc byte[2 * AesKey.BlockBytes];
        for (var block = 0; block * AesKey.BlockBytes < length; block++)
        {
            data[1] = (byte)(block + 1);
            parent.EncryptBlock(data, derived.Slice(block * AesKey.BlockBytes, AesKey.BlockBytes));
        }
        var key = AesKey.FromDerived(derived[..length]);
        CryptographicOperations.ZeroMemory(derived);
        return key;
    }

    private static int LengthOf(AesKeyType type) =>
        type switch
        {
            AesKeyType.Aes192 => 24,
            AesKeyType.Aes256 => 32,
            _ => 16,
        };

    private static void ThrowUnlessId(ReadOnlySpan<byte> initialKeyId)
    {
        if (initialKeyId.Length != InitialKeyIdLength)
            throw new ArgumentException("An initial key id has eight bytes.", nameof(initialKeyId));
    }
}
