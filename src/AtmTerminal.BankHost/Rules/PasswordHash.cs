using System.Globalization;
using System.Security.Cryptography;

namespace AtmTerminal.BankHost;

/// <summary>
/// A password as it is kept: <c>pbkdf2-sha256$iterations$salt$digest</c>. The count stands beside each digest, so that it can
/// grow without anybody having to choose a new password.
/// </summary>
internal static class PasswordHash
{
    // What OWASP asks for with this digest; about a fifth of a second, which nobody who signs in notices.
    private const int Iterations = 600_000;
    private const int SaltBytes = 16;
    private const int DigestBytes = 32;
    private const string Scheme = "pbkdf2-sha256";

    /// <summary>Takes its time to compute, so that looking at a person nobody knows takes as long as at a known one.</summary>
    public static readonly string OfNobody = Make(Secret.New().Text);

    public static string Make(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var digest = Digest(password, salt, Iterations);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Scheme}${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(digest)}"
        );
    }

    /// <summary>Whether <paramref name="kept"/> was made of this password. Slow on purpose: never inside a transaction.</summary>
    /// <param name="kept">As <see cref="Make"/> wrote it; anything else, such as an empty text, fits no password.</param>
    public static bool Holds(string password, string kept)
    {
        if (kept.Split('$') is not [Scheme, var count, var salt, var digest])
            return false;
        var iterations = int.Parse(count, CultureInfo.InvariantCulture);
        return CryptographicOperations.FixedTimeEquals(
            Digest(password, Convert.FromBase64String(salt), iterations),
            Convert.FromBase64String(digest)
        );
    }

    private static byte[] Digest(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, DigestBytes);
}
