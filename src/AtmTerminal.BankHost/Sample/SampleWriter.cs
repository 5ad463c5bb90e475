using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>Puts the sample bank into an empty store, once.</summary>
internal static class SampleWriter
{
    private const int VerificationKeyIndex = 1;

    /// <summary>From UTC to the clock whose midnight ends the business day.</summary>
    public const int DayOffsetMinutes = 180;

    /// <summary>How long a hold waits for its completion.</summary>
    public static readonly TimeSpan HoldTime = TimeSpan.FromDays(3);

    /// <summary>Writes everything in one transaction. A store that has a bank is left as it is: it has its own history.</summary>
    public static void WriteIfEmpty(HostDatabase database, SampleBank sample, HostSecrets secrets) =>
        database.InTransaction(sql =>
        {
            sql.LockStart();
            if (sql.Number("SELECT COUNT(*) FROM bank") > 0)
                return false;
            Write(sql, sample, secrets);
            return true;
        });

    /// <summary>Writes everything. The homes of the customers are 1 and up, in the order of the cards.</summary>
    public static void Write(Sql sql, SampleBank sample, HostSecrets secrets)
    {
        WriteBanks(sql, sample);
        WriteRules(sql);
        for (var i = 0; i < sample.Cards.Count; i++)
            WriteCard(sql, sample.Cards[i], home: i + 1, secrets);
    }

    /// <summary>What a withdrawal may be, in a currency that is paid out here.</summary>
    public static WithdrawalLimits LimitsOf(Currency currency) =>
        currency == Currency.Vnd
            ? LimitsInMajorUnits(currency, least: 50_000, mostAtOnce: 5_000_000, mostADay: 20_000_000)
            : LimitsInMajorUnits(currency, least: 50, mostAtOnce: 8_000, mostADay: 20_000);

    private static void WriteBanks(Sql sql, SampleBank sample)
    {
        WriteBank(sql, SampleBank.OwnBankCode, SampleBank.OwnBankName, SampleBank.OwnPrefix, "Kyiv, Khreshchatyk 1");
        WriteBank(
            sql,
            SampleBank.ForeignBankCode,
            SampleBank.ForeignBankName,
            SampleBank.ForeignPrefix,
            "Can Tho, Hoa Binh 2"
        );
        foreach (var terminal in sample.TerminalIds)
            sql.Execute(
                "INSERT INTO atm (terminal, bank, branch, address, key_id) VALUES (@terminal, @bank, @branch, @address, @key)",
                ("@terminal", terminal),
                ("@bank", SampleBank.OwnBankCode),
                ("@branch", SampleBank.OwnBankCode + "-01"),
                ("@address", "Kyiv, Khreshchatyk 1"),
                ("@key", sample.At(terminal).SerialNumberPrefix)
            );
    }

    private static void WriteBank(Sql sql, string code, string name, string prefix, string address)
    {
        sql.Execute("INSERT INTO bank (code, name) VALUES (@code, @name)", ("@code", code), ("@name", name));
        sql.Execute(
            "INSERT INTO issuer_prefix (prefix, bank) VALUES (@prefix, @bank)",
            ("@prefix", prefix),
            ("@bank", code)
        );
        sql.Execute(
            "INSERT INTO branch (code, bank, name, address) VALUES (@code, @bank, @name, @address)",
            ("@code", code + "-01"),
            ("@bank", code),
            ("@name", "Head office"),
            ("@address", address)
        );
    }

    private static void WriteRules(Sql sql)
    {
        WriteFee(sql, ownCard: 1, Commission.Free);
        WriteFee(sql, ownCard: 0, SampleBank.ForeignCommission);
        WriteLimit(sql, LimitsOf(Currency.Vnd));
        WriteLimit(sql, LimitsOf(Currency.Uah));
        WriteSetting(sql, RuleTables.HoldMinutes, (long)HoldTime.TotalMinutes);
        WriteSetting(sql, RuleTables.DayOffsetMinutes, DayOffsetMinutes);
    }

    private static void WriteFee(Sql sql, long ownCard, Commission commission) =>
        sql.Execute(
            "INSERT INTO withdrawal_fee (own_card, basis_points) VALUES (@own, @points)",
            ("@own", ownCard),
            ("@points", commission.BasisPoints)
        );

    private static WithdrawalLimits LimitsInMajorUnits(Currency currency, long least, long mostAtOnce, long mostADay) =>
        new(
            Money.FromMajorUnits(least, currency),
            Money.FromMajorUnits(mostAtOnce, currency),
            Money.FromMajorUnits(mostADay, currency)
        );

    private static void WriteLimit(Sql sql, WithdrawalLimits limits) =>
        sql.Execute(
            """
            INSERT INTO withdrawal_limit (currency, least, most_at_once, most_a_day)
            VALUES (@currency, @least, @once, @day)
            """,
            ("@currency", limits.Least.Currency.Code),
            ("@least", limits.Least.MinorUnits),
            ("@once", limits.MostAtOnce.MinorUnits),
            ("@day", limits.MostADay.MinorUnits)
        );

    private static void WriteSetting(Sql sql, string name, long value) =>
        sql.Execute("INSERT INTO setting (name, value) VALUES (@name, @value)", ("@name", name), ("@value", value));

    private static void WriteCard(Sql sql, SampleCard card, long home, HostSecrets secrets)
    {
        var account = $"{card.BankCode}-{home:D8}";
        var token = secrets.Vault.TokenOf(card.Track.Pan);
        sql.Execute("INSERT INTO card_home (token, home) VALUES (@token, @home)", ("@token", token), ("@home", home));
        WriteAccount(sql, card, home, account);
        sql.Execute(
            """
            INSERT INTO card (home, token, account, number_sealed, number_masked, expiry, state,
                verification_key_index, verification_value, tries_left)
            VALUES (@home, @token, @account, @sealed, @masked, @expiry, @state, @index, @value, @tries)
            """,
            ("@home", home),
            ("@token", token),
            ("@account", account),
            ("@sealed", secrets.Vault.Seal(card.Track.Pan)),
            ("@masked", card.Track.Pan.ToString()),
            ("@expiry", card.Track.Expiry.Year * 100L + card.Track.Expiry.Month),
            ("@state", card.State.ToString()),
            ("@index", VerificationKeyIndex),
            ("@value", ValueFor(card, secrets)),
            ("@tries", CardRule.PinTries)
        );
    }

    private static void WriteAccount(Sql sql, SampleCard card, long home, string account)
    {
        var balance = card.OpeningBalance;
        sql.Execute(
            """
            INSERT INTO account (home, account, bank, holder, currency, state, balance, held)
            VALUES (@home, @account, @bank, @holder, @currency, @state, @balance, 0)
            """,
            ("@home", home),
            ("@account", account),
            ("@bank", card.BankCode),
            ("@holder", card.Holder),
            ("@currency", balance.Currency.Code),
            ("@state", nameof(AccountState.Active)),
            ("@balance", balance.MinorUnits)
        );
        sql.Execute(
            """
            INSERT INTO customer (home, bank, name, name_key, birth_date, sex, document, document_issuer,
                document_issued_on, address, phone, email, employer)
            VALUES (@home, @bank, @name, @key, 10101, '', '', '', 10101, '', '', '', '')
            """,
            ("@home", home),
            ("@bank", card.BankCode),
            ("@name", card.Holder),
            ("@key", card.Holder.ToUpperInvariant())
        );
        // The opening balance is a posting like any other, or the ledger would not explain the balance.
        sql.WriteEntries(
            new(home, LedgerAccounts.Opening, 1),
            [new(account, balance), new(LedgerAccounts.Opening, -balance)],
            new(DateTimeOffset.UnixEpoch, DateOnly.MinValue),
            balance
        );
    }

    private static string ValueFor(SampleCard card, HostSecrets secrets)
    {
        var digits = card.Pin.Select(digit => (byte)(digit - '0')).ToArray();
        return new PinCheck(secrets).ValueFor(card.Track.Pan, VerificationKeyIndex, digits);
    }
}
