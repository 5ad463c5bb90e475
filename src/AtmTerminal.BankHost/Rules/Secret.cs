using System.Security.Cryptography;
using System.Text;

namespace AtmTerminal.BankHost;

/// <summary>A secret made here, shown once, and kept as a digest. It has 160 random bits, so a fast digest is enough.</summary>
/// <param name="Text">32 letters and digits in groups of eight: <c>ABCD2345-…</c>. What is typed or sent.</param>
internal readonly record struct Secret(string Text)
{
    // RFC 4648 base 32: no letter that is mistaken for a digit when it is read from paper.
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Letters = 32;
    private const int Group = 8;

    /// <summary>What may be kept of it.</summary>
    public string Digest => DigestOf(Text);

    public static Secret New() =>
        new(
            string.Join(
                '-',
                RandomNumberGenerator.GetString(Alphabet, Letters).Chunk(Group).Select(part => new string(part))
            )
        );

    /// <summary>The digest of what somebody typed: small letters, blanks and missing hyphens make no difference.</summary>
    public static string DigestOf(string typed)
    {
        var letters = typed.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant).ToArray();
        return Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(letters)));
    }

    public override string ToString() => "a secret, masked";
}
