using System.Security.Cryptography;
using System.Text;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;

namespace AtmTerminal.Security;

/// <summary>
/// Card numbers at rest: encrypted when they must be read again (AES-256-GCM), or as a keyed token when they must only
/// be found again (HMAC-SHA-256). Both keys come from one master key.
/// </summary>
/// <remarks>
/// A plain hash would not do as a token: there are few enough card numbers to try them all. Not thread-safe.
/// </remarks>
public sealed class CardVault : ICardSafe, IDisposable
{
    /// <summary>Length of the master key in bytes.</summary>
    public const int MasterKeyLength = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly AesGcm _cipher;
    private readonly IncrementalHash _token;

    private CardVault(ReadOnlySpan<byte> masterKey)
    {
        using var sealingKey = new SecretBytes(MasterKeyLength);
        HKDF.Expand(HashAlgorithmName.SHA256, masterKey, sealingKey.Span, "card number at rest"u8);
        using var tokenKey = new SecretBytes(MasterKeyLength);
        HKDF.Expand(HashAlgorithmName.SHA256, masterKey, tokenKey.Span, "card number token"u8);
        _token = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, tokenKey.Span);
        _cipher = new AesGcm(sealingKey.Span, TagLength);
    }

    /// <summary><see langword="null"/> unless the master key has 32 bytes. The bytes are not kept.</summary>
    public static CardVault? TryCreate(ReadOnlySpan<byte> masterKey) =>
        masterKey.Length == MasterKeyLength ? new CardVault(masterKey) : null;

    /// <summary>
    /// Opens the vault with the key in a file, which is made on first use, readable by its owner alone. Keys in hardware
    /// or under a sealed store replace this file without a change to what is stored.
    /// </summary>
    /// <returns><see langword="null"/> when the file does not hold exactly 32 bytes: it is never replaced.</returns>
    /// <exception cref="IOException">The file can neither be read nor made.</exception>
    public static CardVault? OpenWithKeyFile(string path)
    {
        if (!File.Exists(path))
            WriteNewKey(path);
        var bytes = File.ReadAllBytes(path);
        try
        {
            return TryCreate(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Nonce, encrypted digits and tag.</remarks>
    public byte[] Seal(Pan pan)
    {
        var digits = Encoding.ASCII.GetBytes(pan.RevealDigits());
        var box = new byte[NonceLength + digits.Length + TagLength];
        var nonce = box.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        _cipher.Encrypt(nonce, digits, box.AsSpan(NonceLength, digits.Length), box.AsSpan(box.Length - TagLength));
        CryptographicOperations.ZeroMemory(digits);
        return box;
    }

    /// <summary><see langword="null"/> when the box was altered, cut, or sealed under another key.</summary>
    public Pan? TryOpen(ReadOnlySpan<byte> box)
    {
        if (box.Length <= NonceLength + TagLength)
            return null;
        using var digits = new SecretBytes(box.Length - NonceLength - TagLength);
        try
        {
            _cipher.Decrypt(box[..NonceLength], box[NonceLength..^TagLength], box[^TagLength..], digits.Span);
        }
        catch (AuthenticationTagMismatchException)
        {
            // Sealed under another key, or altered: there is no number to be had.
            return null;
        }
        return Pan.TryParse(Encoding.ASCII.GetString(digits.Span));
    }

    /// <inheritdoc/>
    public string TokenOf(Pan pan)
    {
        Span<byte> token = stackalloc byte[HMACSHA256.HashSizeInBytes];
        // Two halves of one call: two threads in them at once would give somebody else's token.
        lock (_token)
        {
            _token.AppendData(Encoding.ASCII.GetBytes(pan.RevealDigits()));
            _token.GetHashAndReset(token);
        }
        return Convert.ToHexString(token);
    }

    public void Dispose()
    {
        _cipher.Dispose();
        _token.Dispose();
    }

    private static void WriteNewKey(string path)
    {
        using var key = new SecretBytes(MasterKeyLength);
        RandomNumberGenerator.Fill(key.Span);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(key.Span);
        file.Flush(flushToDisk: true);
    }
}
