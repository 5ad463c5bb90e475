using System.Security.Cryptography;

namespace AtmTerminal.Security;

/// <summary>
/// Bytes that must not outlive their use: pinned, so that the collector leaves no copies behind, and zeroed by
/// <see cref="Dispose"/>. Prints only its length.
/// </summary>
internal sealed class SecretBytes : IDisposable
{
    private readonly byte[] _bytes;

    public SecretBytes(int length) => _bytes = GC.AllocateArray<byte>(length, pinned: true);

    public SecretBytes(ReadOnlySpan<byte> source)
        : this(source.Length) => source.CopyTo(_bytes);

    public int Length => _bytes.Length;

    public Span<byte> Span => _bytes;

    /// <summary>The same bytes for the platform calls that take an array.</summary>
    public byte[] Array => _bytes;

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);

    public override string ToString() => $"{_bytes.Length} secret bytes";
}
