using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;

namespace AtmTerminal.Journal.Store;

/// <summary>
/// One hash, under the journal's own key, over everything that is stored beside the chain: all projection rows, the anchor with its
/// row number among them, and all sealed card data. A start believes these rows without folding the journal, so a digit that
/// flipped in one of them has to be seen there.
/// </summary>
/// <remarks>
/// The hashes of the rows are added without carry (XOR), so a commit hashes what it changes and nothing else. The hashes are never
/// stored and need the key, so no other rows can be found that have the same sum.
/// </remarks>
internal sealed class StateSeal
{
    /// <summary>The projection row that holds it.</summary>
    public const string RowName = "seal";

    // Rows of the chain begin at 1: what is hashed here can be mistaken for none of them.
    private const long NoRow = 0;

    private readonly HashChain _chain;
    private readonly Dictionary<string, Vector256<byte>> _rows = new(StringComparer.Ordinal);
    private Vector256<byte> _sum;
    private bool _isStored = true;

    public StateSeal(HashChain chain, IEnumerable<(string Name, byte[] Body)> rows)
    {
        _chain = chain;
        foreach (var (name, body) in rows)
            Put(name, body);
        _isStored = true;
    }

    /// <summary>The name under which the card data of a withdrawal is sealed.</summary>
    public static string CardName(long withdrawal) => $"sealed/{withdrawal}";

    /// <returns>The seal to store with the rows that were put or removed; <c>null</c> when none was since the last time.</returns>
    public byte[]? ToStore()
    {
        if (_isStored)
            return null;
        _isStored = true;
        return Text();
    }

    /// <summary>The row is this from now on.</summary>
    public void Put(string name, ReadOnlySpan<byte> body)
    {
        Remove(name);
        var after = Vector256.Create<byte>(Hash(name, body, default));
        _rows[name] = after;
        _sum ^= after;
    }

    /// <summary>The row is gone, if it was there.</summary>
    public void Remove(string name)
    {
        _isStored = false;
        if (_rows.Remove(name, out var before))
            _sum ^= before;
    }

    /// <summary>Whether this is the seal of the rows as they are now.</summary>
    public bool Is(ReadOnlySpan<byte> stored) => CryptographicOperations.FixedTimeEquals(Text(), stored);

    private byte[] Text() => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Hash(RowName, [], _sum)));

    private byte[] Hash(string name, ReadOnlySpan<byte> body, Vector256<byte> before)
    {
        Span<byte> bytes = stackalloc byte[HashChain.HashBytes];
        before.CopyTo(bytes);
        return _chain.Hash(bytes, NoRow, 0, name, 0, body);
    }
}
