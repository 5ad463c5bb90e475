using System.Security.Cryptography;

namespace AtmTerminal.Security;

/// <summary>
/// A key of a block cipher, checked once when it is made; after that no operation with it can be refused. Never prints
/// itself. <see cref="Dispose"/> zeroes it; using it afterwards throws. Not thread-safe.
/// </summary>
/// <remarks>
/// Setting up the platform's cipher costs ten times a block, so it is done once for each direction and only when that is used:
/// most keys of a derivation encrypt two or three blocks and are gone.
/// </remarks>
public abstract class BlockCipherKey : IDisposable
{
    private readonly SecretBytes _bytes;
    private readonly SecretBytes _block;
    private readonly SymmetricAlgorithm _cipher;
    private ICryptoTransform? _decryptor;
    private ICryptoTransform? _encryptor;

    /// <param name="bytes">As the cipher takes them.</param>
    /// <param name="length">How many of them were given; the others repeat them.</param>
    private protected BlockCipherKey(ReadOnlySpan<byte> bytes, int length, SymmetricAlgorithm cipher)
    {
        (cipher.Mode, cipher.Padding) = (CipherMode.ECB, PaddingMode.None);
        (_cipher, Length, BlockLength) = (cipher, length, cipher.BlockSize / 8);
        _bytes = new SecretBytes(bytes);
        _block = new SecretBytes(BlockLength);
    }

    /// <summary>Length in bytes as the key was given.</summary>
    public int Length { get; }

    /// <summary>Block of the cipher in bytes: 16 for AES, 8 for TDES.</summary>
    public int BlockLength { get; }

    /// <summary>The key itself, for derivation inside this room only.</summary>
    internal ReadOnlySpan<byte> Reveal() => _bytes.Span[..Length];

    internal void EncryptBlock(ReadOnlySpan<byte> block, Span<byte> output) =>
        Transform(_encryptor ??= _cipher.CreateEncryptor(_bytes.Array, null), block, output);

    internal void DecryptBlock(ReadOnlySpan<byte> block, Span<byte> output) =>
        Transform(_decryptor ??= _cipher.CreateDecryptor(_bytes.Array, null), block, output);

    /// <summary>CBC over whole blocks, of which only the last result matters: it replaces <paramref name="state"/>.</summary>
    internal void Chain(ReadOnlySpan<byte> blocks, Span<byte> state)
    {
        for (; !blocks.IsEmpty; blocks = blocks[BlockLength..])
        {
            Blocks.Xor(state, blocks[..BlockLength]);
            EncryptBlock(state, state);
        }
    }

    public void Dispose()
    {
        _bytes.Dispose();
        _block.Dispose();
        _encryptor?.Dispose();
        _decryptor?.Dispose();
        _cipher.Dispose();
        GC.SuppressFinalize(this);
    }

    public sealed override string ToString() => $"{GetType().Name} of {Length} bytes, masked";

    private void Transform(ICryptoTransform transform, ReadOnlySpan<byte> block, Span<byte> output)
    {
        block.CopyTo(_block.Span);
        transform.TransformBlock(_block.Array, 0, BlockLength, _block.Array, 0);
        _block.Span.CopyTo(output);
    }
}
