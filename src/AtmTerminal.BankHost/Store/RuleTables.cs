using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>Reads the rules out of their tables.</summary>
internal static class RuleTables
{
    /// <summary>Name of the setting with the minutes a hold waits.</summary>
    public const string HoldMinutes = "hold_minutes";

    /// <summary>Name of the setting with the minutes between UTC and the clock of the business day.</summary>
    public const string DayOffsetMinutes = "day_offset_minutes";

    private static readonly TimeSpan UsualHoldTime = TimeSpan.FromDays(3);

    /// <summary>All rules, as they are now.</summary>
    public static RuleBook RuleBook(this Sql sql)
    {
        var atms = sql.All(
            "SELECT terminal, bank, key_id FROM atm",
            static row => new Atm(row.GetString(0), row.GetString(1), row.GetString(2))
        );
        var limits = sql.All(
            "SELECT least, most_at_once, most_a_day, currency FROM withdrawal_limit",
            static row => new WithdrawalLimits(row.Amount(0, 3), row.Amount(1, 3), row.Amount(2, 3))
        );
        return new(
            atms.ToDictionary(atm => atm.Terminal),
            limits.ToDictionary(limit => limit.Least.Currency),
            sql.FeeOn(ownCards: true),
            sql.FeeOn(ownCards: false),
            sql.Minutes(HoldMinutes) ?? UsualHoldTime,
            sql.Minutes(DayOffsetMinutes) ?? TimeSpan.Zero
        );
    }

    private static Commission FeeOn(this Sql sql, bool ownCards) =>
        new(
            (int)
                sql.Number(
                    "SELECT basis_points FROM withdrawal_fee WHERE own_card = @own",
                    ("@own", ownCards ? 1L : 0L)
                )
        );

    private static TimeSpan? Minutes(this Sql sql, string setting) =>
        sql.First(
            "SELECT value FROM setting WHERE name = @name",
            static row => (TimeSpan?)TimeSpan.FromMinutes(row.GetInt64(0)),
            ("@name", setting)
        );
}
