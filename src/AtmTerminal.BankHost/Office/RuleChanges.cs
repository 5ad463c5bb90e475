using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>
/// Changes of fees, limits, interest and times. Each is in force from the next message on, at every host; the old value, who and
/// when stay in the audit.
/// </summary>
internal static class RuleChanges
{
    /// <summary>What the bank of a machine takes of what it gave.</summary>
    /// <param name="ownCards">On cards of its own bank, or on all others.</param>
    /// <param name="basisPoints">0 to 10,000: 120 is 1.2 %.</param>
    public static OfficeResult<Commission> SetCommission(
        Sql sql,
        Employee who,
        Moment at,
        bool ownCards,
        int basisPoints
    )
    {
        if (who.Lacks(Rights.Rules) is { } lacking)
            return lacking;
        if (basisPoints is < 0 or > 10_000)
            return new OfficeProblem(Refusal.WrongInput, "A commission is 0 to 10,000 hundredths of a percent.");
        var before = sql.FeeOn(ownCards);
        sql.Execute(
            """
            INSERT INTO withdrawal_fee (own_card, basis_points) VALUES (@own, @points)
            ON CONFLICT (own_card) DO UPDATE SET basis_points = excluded.basis_points
            """,
            ("@own", ownCards ? 1L : 0L),
            ("@points", basisPoints)
        );
        Write(
            sql,
            who,
            at,
            $"commission {(ownCards ? "own" : "foreign")} cards",
            $"{before.BasisPoints}",
            $"{basisPoints}"
        );
        return new Commission(basisPoints);
    }

    /// <summary>What a withdrawal of a currency may be, at once and in a day.</summary>
    public static OfficeResult<WithdrawalLimits> SetLimits(Sql sql, Employee who, Moment at, WithdrawalLimits limits)
    {
        var currency = limits.Least.Currency;
        if (who.Lacks(Rights.Rules) is { } lacking)
            return lacking;
        if (LimitsProblem(limits) is { } wrong)
            return new OfficeProblem(Refusal.WrongInput, wrong);
        var before = sql.LimitsOf(currency);
        sql.Execute(
            """
            INSERT INTO withdrawal_limit (currency, least, most_at_once, most_a_day)
            VALUES (@currency, @least, @once, @day)
            ON CONFLICT (currency) DO UPDATE SET least = excluded.least, most_at_once = excluded.most_at_once,
                most_a_day = excluded.most_a_day
            """,
            ("@currency", currency.Code),
            ("@least", limits.Least.MinorUnits),
            ("@once", limits.MostAtOnce.MinorUnits),
            ("@day", limits.MostADay.MinorUnits)
        );
        Write(sql, who, at, $"limits {currency}", before is null ? null : Words(before), Words(limits));
        return limits;
    }

    /// <summary>What an event of a card or an account costs; zero for nothing.</summary>
    public static OfficeResult<Money> SetFee(Sql sql, Employee who, Moment at, ChargeKind kind, Money fee)
    {
        if (who.Lacks(Rights.Rules) is { } lacking)
            return lacking;
        if (!ChargeKinds.IsFee(kind))
            return new OfficeProblem(Refusal.WrongInput, "Interest is no fee: change the interest rule.");
        if (fee.IsNegative || fee.Currency == Currency.None)
            return new OfficeProblem(Refusal.WrongInput, "A fee is zero or more, in a currency.");
        var before = sql.Fee(kind, fee.Currency);
        sql.Execute(
            """
            INSERT INTO fee (kind, currency, amount) VALUES (@kind, @currency, @amount)
            ON CONFLICT (kind, currency) DO UPDATE SET amount = excluded.amount
            """,
            ("@kind", kind.ToString()),
            ("@currency", fee.Currency.Code),
            ("@amount", fee.MinorUnits)
        );
        Write(sql, who, at, $"fee {kind} {fee.Currency}", $"{before}", $"{fee}");
        return fee;
    }

    /// <summary>Interest in a currency, from the next day that is accrued on. Accounts that are open keep their own rate.</summary>
    public static OfficeResult<InterestRule> SetInterest(
        Sql sql,
        Employee who,
        Moment at,
        Currency currency,
        InterestRule rule
    )
    {
        if (who.Lacks(Rights.Rules) is { } lacking)
            return lacking;
        if (
            rule.OnNewAccounts is < 0 or > 10_000
            || rule.BelowZero is < 0 or > 10_000
            || rule.Smallest is < 1 or > 1_000_000
        )
            return new OfficeProblem(
                Refusal.WrongInput,
                "Interest is 0 to 10,000 hundredths of a percent a year, and the smallest posting 1 to 1,000,000 minor units."
            );
        var before = sql.InterestOf(currency);
        sql.Execute(
            """
            INSERT INTO interest_rule (currency, on_new_accounts, below_zero, smallest)
            VALUES (@currency, @new, @below, @smallest)
            ON CONFLICT (currency) DO UPDATE SET on_new_accounts = excluded.on_new_accounts,
                below_zero = excluded.below_zero, smallest = excluded.smallest
            """,
            ("@currency", currency.Code),
            ("@new", rule.OnNewAccounts),
            ("@below", rule.BelowZero),
            ("@smallest", rule.Smallest)
        );
        Write(sql, who, at, $"interest {currency}", before?.ToString(), rule.ToString());
        return rule;
    }

    /// <summary>How long something waits. The names are those of <see cref="RuleTables"/>.</summary>
    public static OfficeResult<long> SetTime(Sql sql, Employee who, Moment at, string name, long value)
    {
        if (who.Lacks(Rights.Rules) is { } lacking)
            return lacking;
        if (!RuleTables.Times.TryGetValue(name, out var most))
            return new OfficeProblem(
                Refusal.NotFound,
                $"There is no time '{name}': it is one of {string.Join(", ", RuleTables.Times.Keys.Order())}."
            );
        if (value < 1 || value > most)
            return new OfficeProblem(Refusal.WrongInput, $"'{name}' is 1 to {most}.");
        var before = sql.Setting(name);
        sql.Execute(
            """
            INSERT INTO setting (name, value) VALUES (@name, @value)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """,
            ("@name", name),
            ("@value", value)
        );
        Write(sql, who, at, $"setting {name}", $"{before}", $"{value}");
        return value;
    }

    /// <summary>Closes a change: counted, so that every host reads its rules again, and written down.</summary>
    private static void Write(Sql sql, Employee who, Moment at, string subject, string? before, string after)
    {
        sql.CountRuleChange();
        sql.WriteAudit(who, at.Now, "rule changed", subject, before, after);
    }

    private static string? LimitsProblem(WithdrawalLimits limits)
    {
        var currency = limits.Least.Currency;
        if (currency == Currency.None || limits.MostAtOnce.Currency != currency || limits.MostADay.Currency != currency)
            return "Give all three limits in the same currency.";
        return limits.Least.IsPositive && limits.Least <= limits.MostAtOnce && limits.MostAtOnce <= limits.MostADay
            ? null
            : "The least is above zero, and not above the most at once, which is not above the most a day.";
    }

    private static string Words(WithdrawalLimits limits) =>
        $"least {limits.Least}, at once {limits.MostAtOnce}, a day {limits.MostADay}";
}
