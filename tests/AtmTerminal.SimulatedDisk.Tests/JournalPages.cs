using System.Buffers.Binary;

namespace AtmTerminal.Testing.Storage.Tests;

/// <summary>Which pages of a journal's file hold what, by the file format of SQLite (sqlite.org/fileformat2.html, 1.6).</summary>
internal static class JournalPages
{
    public const int PageBytes = 4096;
    private const int HeaderBytes = 100;

    // The tables are made in this order in an empty file, so these are their roots.
    private const int EventRoot = 2;
    private const int StateRoot = 3;
    private const int CardRoot = 4;

    private const byte IndexInterior = 2;
    private const byte TableInterior = 5;
    private const byte IndexLeaf = 10;
    private const byte TableLeaf = 13;

    /// <summary>Offset and length of every part of the file that is in use, with the name of its class.</summary>
    public static IReadOnlyList<(string Class, int Offset, int Length)> Of(byte[] file) =>
        [
            ("file header", 0, HeaderBytes),
            ("schema", HeaderBytes, PageBytes - HeaderBytes),
            .. Tree(file, EventRoot, "event", TableInterior, TableLeaf),
            .. Tree(file, StateRoot, "projection", IndexInterior, IndexLeaf),
            .. Tree(file, CardRoot, "card", TableInterior, TableLeaf),
        ];

    private static IEnumerable<(string Class, int Offset, int Length)> Tree(
        byte[] file,
        int page,
        string table,
        byte interior,
        byte leaf
    )
    {
        var offset = (page - 1) * PageBytes;
        if (file[offset] == leaf)
            return [($"{table} leaf", offset, PageBytes)];
        Assert.That(file[offset], Is.EqualTo(interior), $"page {page} belongs to {table}");
        var cells = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(offset + 3));
        var children = Enumerable
            .Range(0, cells)
            .Select(i => offset + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(offset + 12 + 2 * i)))
            .Append(offset + 8)
            .Select(at => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at)));
        return
        [
            ($"{table} interior", offset, PageBytes),
            .. children.SelectMany(child => Tree(file, child, table, interior, leaf)),
        ];
    }
}
