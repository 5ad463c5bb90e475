using System.Data.Common;
using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>Reads the rules out of their tables.</summary>
internal static class RuleTables
{
    /// <summary>Name of the setting with the minutes a hold waits.</summary>
    public const string HoldMinutes = "hold_minutes";

    /// <summary>Name of the setting with the minutes between UTC and the clock of the business day.</summary>
    public const string DayOffsetMinutes = "day_offset_minutes";

    /// <summary>Names of the settings with the days that cards wait for their holders.</summary>
    public const string DaysToCollect = "days_to_collect";
    public const string DaysToCancelLost = "days_to_cancel_lost";
    public const string DaysToReclaim = "days_to_reclaim";

    /// <summary>Name of the setting with the days after a transaction in which a complaint about it is accepted.</summary>
    public const string DaysToComplain = "days_to_complain";

    /// <summary>The times and counts that the bank may change, with the most each can be. All are at least 1.</summary>
    /// <remarks>The clock of the business day is not among them: a day that is under way cannot end at another time.</remarks>
    public static IReadOnlyDictionary<string, long> Times { get; } =
        new Dictionary<string, long>
        {
            [HoldMinutes] = 60 * 24 * 30,
            [DaysToCollect] = 3650,
            [DaysToCancelLost] = 3650,
            [DaysToReclaim] = 3650,
            [DaysToComplain] = 3650,
            [SignInSettings.Tries] = 100,
            [SignInSettings.LockMinutes] = 60 * 24,
            [SignInSettings.IdleMinutes] = 60 * 8,
            [SignInSettings.SessionMinutes] = 60 * 24,
            [SignInSettings.EnrolmentHours] = 24 * 30,
            [SignInSettings.PasswordLetters] = 64,
            [SignInSettings.AnswerDays] = 365,
            [SignInSettings.SilenceMinutes] = 60 * 24,
        };

    private static readonly TimeSpan UsualHoldTime = TimeSpan.FromDays(3);

    /// <summary>All rules, as they are now.</summary>
    public static RuleBook RuleBook(this Sql sql)
    {
        // First: a book that a change overtakes while it is read has the old number, and is read again.
        var version = sql.RuleVersion();
        var atms = sql.All(
            "SELECT terminal, bank, key_id FROM atm",
            static row => new Atm(row.GetString(0), row.GetString(1), row.GetString(2))
        );
        var limits = sql.All("SELECT least, most_at_once, most_a_day, currency FROM withdrawal_limit", ReadLimits);
        return new(
            atms.ToDictionary(atm => atm.Terminal),
            limits.ToDictionary(limit => limit.Least.Currency),
            sql.FeeOn(ownCards: true),
            sql.FeeOn(ownCards: false),
            sql.Minutes(HoldMinutes) ?? UsualHoldTime,
            sql.Minutes(DayOffsetMinutes) ?? TimeSpan.Zero,
            version
        );
    }

    /// <summary>Counts every change of a rule, so that each host sees that its book is an old one.</summary>
    public static long RuleVersion(this Sql sql) => sql.Number("SELECT version FROM rule_version WHERE id = 1");

    /// <summary>Written in the transaction that changes a rule.</summary>
    public static void CountRuleChange(this Sql sql) =>
        sql.Execute("UPDATE rule_version SET version = version + 1 WHERE id = 1");

    /// <summary>A number that the bank has set; 0 when it has not.</summary>
    public static long Setting(this Sql sql, string name) =>
        sql.Number("SELECT value FROM setting WHERE name = @name", ("@name", name));

    /// <summary>The first digits of a bank's cards; <c>null</c> when it has none.</summary>
    public static string? PrefixOf(this Sql sql, string bank) =>
        sql.First(
            "SELECT prefix FROM issuer_prefix WHERE bank = @bank ORDER BY prefix",
            static row => row.GetString(0),
            ("@bank", bank)
        );

    /// <summary>The rule of a currency; <c>null</c> for one in which no accounts are kept.</summary>
    public static InterestRule? InterestOf(this Sql sql, Currency currency) =>
        sql.First(
            "SELECT on_new_accounts, below_zero, smallest FROM interest_rule WHERE currency = @currency",
            static row => new InterestRule((int)row.GetInt64(0), (int)row.GetInt64(1), row.GetInt64(2)),
            ("@currency", currency.Code)
        );

    /// <summary>What a withdrawal of one currency may be; <c>null</c> when it is not paid out.</summary>
    public static WithdrawalLimits? LimitsOf(this Sql sql, Currency currency) =>
        sql.First(
            "SELECT least, most_at_once, most_a_day, currency FROM withdrawal_limit WHERE currency = @currency",
            ReadLimits,
            ("@currency", currency.Code)
        );

    public static Commission FeeOn(this Sql sql, bool ownCards) =>
        new(
            (int)
                sql.Number(
                    "SELECT basis_points FROM withdrawal_fee WHERE own_card = @own",
                    ("@own", ownCards ? 1L : 0L)
                )
        );

    private static WithdrawalLimits ReadLimits(DbDataReader row) =>
        new(row.Amount(0, 3), row.Amount(1, 3), row.Amount(2, 3));

    private static TimeSpan? Minutes(this Sql sql, string setting) =>
        sql.First(
            "SELECT value FROM setting WHERE name = @name",
            static row => (TimeSpan?)TimeSpan.FromMinutes(row.GetInt64(0)),
            ("@name", setting)
        );
}
