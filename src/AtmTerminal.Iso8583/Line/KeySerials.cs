using AtmTerminal.Domain.Security;

namespace AtmTerminal.Iso8583;

/// <summary>
/// DE 63: the serial number of the authentication code's key in hexadecimal and, directly behind it, that of the PIN block's
/// key when the block was made with another one.
/// </summary>
/// <remarks>
/// A serial number of AES DUKPT has 24 characters, one of TDES DUKPT 20. Format 4 blocks are made under AES and format 0
/// under TDES, so the format of the block tells where in 44 characters the second number begins.
/// </remarks>
internal static class KeySerials
{
    private const int Aes = 24;
    private const int Tdes = 20;

    /// <summary>The header's number out of DE 63; <c>null</c> when the field has no length that can be told apart.</summary>
    public static string? OfHeader(string field, PinBlockFormat? pin)
    {
        int? length = (field.Length, pin) switch
        {
            (Aes or Tdes, _) => field.Length,
            (2 * Aes, PinBlockFormat.Format4) => Aes,
            (2 * Tdes, PinBlockFormat.Format0) => Tdes,
            (Aes + Tdes, PinBlockFormat.Format0) => Aes,
            (Aes + Tdes, PinBlockFormat.Format4) => Tdes,
            _ => null,
        };
        return length is { } characters && IsUpperHex(field) ? field[..characters] : null;
    }

    /// <summary>The PIN block's number; the header's when the field has no other.</summary>
    public static byte[]? OfPin(string field, PinBlockFormat pin)
    {
        if (OfHeader(field, pin) is not { } header)
        {
            return null;
        }

        var own = field.Length > header.Length ? field[header.Length..] : header;
        return own.Length == (pin == PinBlockFormat.Format4 ? Aes : Tdes) ? Convert.FromHexString(own) : null;
    }

    private static bool IsUpperHex(string text) => text.All(character => char.IsAsciiHexDigitUpper(character));
}
