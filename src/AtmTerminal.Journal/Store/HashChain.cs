using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AtmTerminal.Journal.Store;

/// <summary>
/// The chain that ties each row to all before it: HMAC-SHA-256, under the journal's own key, over the hash before and every
/// column of the row. Columns of varying length carry their length, so no two rows give the same bytes.
/// </summary>
/// <remarks>One thread at a time.</remarks>
internal sealed class HashChain(byte[] key)
{
    public const int HashBytes = 32;
    private const int FixedBytes = HashBytes + 3 * sizeof(long) + 2 * sizeof(int);

    // Kept for the life of a journal: to set the platform's HMAC up costs more than to hash a row.
    private readonly IncrementalHash _hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);

    /// <summary>What stands before the first row.</summary>
    public static byte[] Genesis => new byte[HashBytes];

    public byte[] Hash(
        ReadOnlySpan<byte> before,
        long seq,
        long atMs,
        string type,
        long withdrawal,
        ReadOnlySpan<byte> body
    )
    {
        var typeBytes = Encoding.UTF8.GetByteCount(type);
        var length = FixedBytes + typeBytes + body.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var bytes = rented.AsSpan(0, length);
            before.CopyTo(bytes);
            var rest = bytes[HashBytes..];
            BinaryPrimitives.WriteInt64BigEndian(rest, seq);
            BinaryPrimitives.WriteInt64BigEndian(rest[8..], atMs);
            BinaryPrimitives.WriteInt64BigEndian(rest[16..], withdrawal);
            BinaryPrimitives.WriteInt32BigEndian(rest[24..], typeBytes);
            BinaryPrimitives.WriteInt32BigEndian(rest[28..], body.Length);
            Encoding.UTF8.GetBytes(type, rest[32..]);
            body.CopyTo(rest[(32 + typeBytes)..]);
            _hmac.AppendData(bytes);
            return _hmac.GetHashAndReset();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public byte[] Hash(ReadOnlySpan<byte> before, StoredRow row) =>
        Hash(before, row.Seq, row.AtMs, row.Type, row.Withdrawal, row.Body);

    /// <summary>Whether the row carries the hash that follows from the one before. Takes the same time wherever they differ.</summary>
    public bool Holds(ReadOnlySpan<byte> before, StoredRow row) =>
        before.Length == HashBytes && CryptographicOperations.FixedTimeEquals(Hash(before, row), row.Hash);
}
