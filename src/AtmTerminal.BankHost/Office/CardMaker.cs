using System.Globalization;
using System.Security.Cryptography;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;

namespace AtmTerminal.BankHost;

/// <summary>Makes the numbers of new cards and the values that their PINs are checked by. Sees card numbers; gives none out.</summary>
internal sealed class CardMaker(HostSecrets secrets)
{
    private const int VerificationKeyIndex = 1;
    private const int NumberLength = 16;

    /// <summary>Name of the setting with the expiry that is written on new cards, YYMM. No card ends by its age.</summary>
    public const string ExpirySetting = "expiry_of_new_cards";

    private readonly PinCheck _pinCheck = new(secrets);

    /// <summary>Writes a card that nobody can use before it is collected.</summary>
    /// <param name="caps">Of a supplementary card.</param>
    /// <returns><c>null</c> when the bank has no range of card numbers.</returns>
    public CardView? Make(Sql sql, AccountView account, CardKind kind, string holder, CardCaps? caps, Moment at)
    {
        if (sql.PrefixOf(account.Bank) is not { } prefix)
            return null;
        var pan = NewNumber(sql, prefix, account.Home);
        var token = secrets.Vault.TokenOf(pan);
        sql.Execute(
            """
            INSERT INTO card (home, token, account, number_sealed, number_masked, expiry, state, verification_key_index,
                verification_value, tries_left, kind, holder, ordered_on, state_on, cap_a_day, cap_a_month)
            VALUES (@home, @token, @account, @sealed, @masked, @expiry, @state, @index,
                '', @tries, @kind, @holder, @today, @today, @day, @month)
            """,
            ("@home", account.Home),
            ("@token", token),
            ("@account", account.Account),
            ("@sealed", secrets.Vault.Seal(pan)),
            ("@masked", pan.ToString()),
            ("@expiry", sql.Setting(ExpirySetting)),
            ("@state", nameof(CardState.Ordered)),
            ("@index", VerificationKeyIndex),
            ("@tries", CardRule.PinTries),
            ("@kind", kind.ToString()),
            ("@holder", holder),
            ("@today", at.BusinessDay.ToColumn()),
            ("@day", caps?.ADay),
            ("@month", caps?.AMonth)
        );
        return sql.CardOf(account.Home, token);
    }

    /// <summary>Writes what the PIN of a card is checked by. The PIN itself is kept nowhere.</summary>
    /// <param name="pinDigits">Four digits, 0 to 9 each.</param>
    public void SetPin(Sql sql, CardView card, ReadOnlySpan<byte> pinDigits)
    {
        var box = sql.First(
            "SELECT number_sealed FROM card WHERE home = @home AND token = @token",
            static row => row.GetFieldValue<byte[]>(0),
            ("@home", card.Home),
            ("@token", card.Token)
        );
        var pan =
            secrets.Vault.TryOpen(box)
            ?? throw new InvalidDataException("A card's number was sealed under another key than the vault's.");
        sql.Execute(
            """
            UPDATE card SET verification_key_index = @index, verification_value = @value
            WHERE home = @home AND token = @token
            """,
            ("@index", VerificationKeyIndex),
            ("@value", _pinCheck.ValueFor(pan, VerificationKeyIndex, pinDigits)),
            ("@home", card.Home),
            ("@token", card.Token)
        );
    }

    /// <summary>
    /// A number that no card has. Drawn and not counted, so that nobody can guess the next customer's from their own; taking the
    /// token is the claim.
    /// </summary>
    private Pan NewNumber(Sql sql, string prefix, long home)
    {
        while (true)
        {
            var drawn = RandomNumberGenerator.GetString("0123456789", NumberLength - 1 - prefix.Length);
            var pan = WithCheckDigit(prefix + drawn);
            if (
                sql.Execute(
                    "INSERT INTO card_home (token, home) VALUES (@token, @home) ON CONFLICT DO NOTHING",
                    ("@token", secrets.Vault.TokenOf(pan)),
                    ("@home", home)
                ) == 1
            )
                return pan;
        }
    }

    private static Pan WithCheckDigit(string digits) =>
        Enumerable
            .Range(0, 10)
            .Select(check => Pan.TryParse(digits + check.ToString(CultureInfo.InvariantCulture)))
            .First(pan => pan is not null)!;
}
