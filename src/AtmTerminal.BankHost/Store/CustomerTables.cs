using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;

namespace AtmTerminal.BankHost;

/// <summary>Statements over cards and accounts.</summary>
internal static class CustomerTables
{
    /// <summary>The home of a card's customer; <c>null</c> for a card this host does not know.</summary>
    public static long? HomeOf(this Sql sql, string token) =>
        sql.First(
            "SELECT home FROM card_home WHERE token = @token",
            static row => (long?)row.GetInt64(0),
            ("@token", token)
        );

    public static CardRow Card(this Sql sql, long home, string token) =>
        sql.First(
            """
            SELECT account, state, expiry, tries_left, verification_key_index, verification_value, kind, cap_a_day, cap_a_month
            FROM card WHERE home = @home AND token = @token
            """,
            row => new CardRow(
                home,
                token,
                row.GetString(0),
                new(
                    row.Word<CardState>(1),
                    new((int)row.GetInt64(2) / 100, (int)row.GetInt64(2) % 100),
                    (int)row.GetInt64(3)
                ),
                (int)row.GetInt64(4),
                row.GetString(5),
                row.Word<CardKind>(6),
                row.IsDBNull(7) ? null : new(row.GetInt64(7), row.GetInt64(8))
            ),
            ("@home", home),
            ("@token", token)
        ) ?? throw new InvalidDataException("A card has a home but no row in it.");

    public static AccountFacts Account(this Sql sql, long home, string account) =>
        sql.First(
            "SELECT bank, state, balance, held, currency FROM account WHERE home = @home AND account = @account",
            static row => new AccountFacts(
                row.GetString(0),
                row.Word<AccountState>(1),
                row.Amount(2, 4),
                row.Amount(3, 4)
            ),
            ("@home", home),
            ("@account", account)
        ) ?? throw new InvalidDataException($"Account {account} is named but has no row.");

    /// <summary>Counts tries on a card that is as it was when it was read.</summary>
    /// <exception cref="ChangedMeanwhileException">It is no longer that: a try, or what the bank's people did, would be lost.</exception>
    public static void SetTries(this Sql sql, CardRow card, int triesLeft)
    {
        var changed = sql.Execute(
            """
            UPDATE card SET tries_left = @tries
            WHERE home = @home AND token = @token AND state = @was AND tries_left = @had
            """,
            ("@tries", triesLeft),
            ("@home", card.Home),
            ("@token", card.Token),
            ("@was", card.Facts.State.ToString()),
            ("@had", card.Facts.TriesLeft)
        );
        if (changed == 0)
            throw new ChangedMeanwhileException("A card");
    }

    /// <summary>
    /// Adds to what is held, unless another host has taken the money meanwhile: the condition is checked by the store
    /// itself.
    /// </summary>
    /// <returns>False: not enough is free, nothing was changed.</returns>
    public static bool TryHold(this Sql sql, long home, string account, Money promised) =>
        sql.Execute(
            """
            UPDATE account SET held = held + @promised
            WHERE home = @home AND account = @account AND balance - held >= @promised
            """,
            ("@promised", promised.MinorUnits),
            ("@home", home),
            ("@account", account)
        ) == 1;

    public static void Release(this Sql sql, long home, string account, Money promised) =>
        sql.Execute(
            "UPDATE account SET held = held - @promised WHERE home = @home AND account = @account",
            ("@promised", promised.MinorUnits),
            ("@home", home),
            ("@account", account)
        );

    /// <summary>Adds to a balance, or takes off it, below zero when it must.</summary>
    /// <param name="change">Negative takes.</param>
    /// <returns>The balance after.</returns>
    public static Money ChangeBalance(this Sql sql, long home, string account, Money change) =>
        Money.FromMinorUnits(
            sql.Number(
                "UPDATE account SET balance = balance + @change WHERE home = @home AND account = @account RETURNING balance",
                ("@change", change.MinorUnits),
                ("@home", home),
                ("@account", account)
            ),
            change.Currency
        );
}
