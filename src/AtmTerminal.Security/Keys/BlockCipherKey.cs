using System.Security.Cryptography;

namespace AtmTerminal.Security;

/// <summary>
/// A key of a block cipher, checked once when it is made; after that no operation with it can be refused. Never prints
/// itself. <see cref="Dispose"/> zeroes it; using it afterwards throws. Not thread-safe.
/// </summary>
public abstract class BlockCipherKey : IDisposable
{
    private const int ChainedAtOnce = 512;

    private readonly SecretBytes _bytes;
    private readonly SymmetricAlgorithm _cipher;

    private protected BlockCipherKey(ReadOnlySpan<byte> bytes, SymmetricAlgorithm cipher)
    {
        _bytes = new SecretBytes(bytes);
        _cipher = cipher;
    }

    /// <summary>Length in bytes as the key was given.</summary>
    public int Length => _bytes.Length;

    /// <summary>Block of the cipher in bytes: 16 for AES, 8 for TDES.</summary>
    public int BlockLength => _cipher.BlockSize / 8;

    /// <summary>The key itself, for derivation inside this room only.</summary>
    internal ReadOnlySpan<byte> Reveal() => _bytes.Span;

    internal void EncryptBlock(ReadOnlySpan<byte> block, Span<byte> output) =>
        _cipher.EncryptEcb(block, output, PaddingMode.None);

    internal void DecryptBlock(ReadOnlySpan<byte> block, Span<byte> output) =>
        _cipher.DecryptEcb(block, output, PaddingMode.None);

    /// <summary>CBC over whole blocks, of which only the last result matters: it replaces <paramref name="state"/>.</summary>
    /// <remarks>One call of the platform for many blocks: its cost is in the call, not in the blocks.</remarks>
    internal void Chain(ReadOnlySpan<byte> blocks, Span<byte> state)
    {
        Span<byte> chained = stackalloc byte[ChainedAtOnce];
        while (!blocks.IsEmpty)
        {
            var some = blocks[..Math.Min(blocks.Length, ChainedAtOnce)];
            _cipher.EncryptCbc(some, state, chained, PaddingMode.None);
            chained[(some.Length - BlockLength)..some.Length].CopyTo(state);
            blocks = blocks[some.Length..];
        }
    }

    public void Dispose()
    {
        _bytes.Dispose();
        _cipher.Dispose();
        GC.SuppressFinalize(this);
    }

    public sealed override string ToString() => $"{GetType().Name} of {Length} bytes, masked";
}
