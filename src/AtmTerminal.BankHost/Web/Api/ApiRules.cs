using AtmTerminal.Domain.Amounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AtmTerminal.BankHost;

/// <summary>All rules as they are now. Rates are hundredths of a percent.</summary>
internal sealed record ApiRuleBook(
    int CommissionOnOwnCards,
    int CommissionOnForeignCards,
    IReadOnlyList<WithdrawalLimits> Limits,
    IReadOnlyList<ApiFee> Fees,
    IReadOnlyList<ApiInterestRule> Interest,
    IReadOnlyDictionary<string, long> Times,
    IReadOnlyList<TransactionType> TransactionTypes
);

internal sealed record ApiFee(ChargeKind Kind, Money Fee);

internal sealed record ApiInterestRule(Currency Currency, InterestRule Rule);

/// <summary>Which cards a commission is on.</summary>
internal enum ApiCardsOf
{
    /// <summary>The machine's own bank.</summary>
    Own,

    /// <summary>All others.</summary>
    Foreign,
}

internal sealed record ApiRate(int BasisPoints);

internal sealed record ApiAmount(Money Amount);

internal sealed record ApiNumber(long Value);

/// <summary>Fees, limits, interest and times.</summary>
internal static class ApiRules
{
    public static void MapRules(this RouteGroupBuilder api)
    {
        api.Look<ApiRuleBook>("/rules", Rights.Look, "Rules", "All rules as they are now.", All);
        api.Change<ApiRate>(
            "PUT",
            "/rules/commission/{cards}",
            Rights.Rules,
            "SetCommission",
            "Sets the commission on withdrawals.",
            SetCommission
        );
        api.Change<WithdrawalLimits>(
            "PUT",
            "/rules/limits",
            Rights.Rules,
            "SetLimits",
            "Sets what a withdrawal of a currency may be.",
            SetLimits
        );
        api.Change<ApiAmount>("PUT", "/rules/fees/{kind}", Rights.Rules, "SetFee", "Sets a fee.", SetFee);
        api.Change<ApiInterestRule>(
            "PUT",
            "/rules/interest",
            Rights.Rules,
            "SetInterestRule",
            "Sets the interest of a currency.",
            SetInterest
        );
        api.Change<ApiNumber>(
            "PUT",
            "/rules/times/{name}",
            Rights.Rules,
            "SetTime",
            "Sets a time or a count.",
            SetTime
        );
    }

    private static ApiRuleBook All(Desk desk) =>
        desk.Read(sql => new ApiRuleBook(
            sql.FeeOn(ownCards: true).BasisPoints,
            sql.FeeOn(ownCards: false).BasisPoints,
            [.. sql.RuleBook().Limits.Values.OrderBy(limits => limits.Least.Currency.Code)],
            sql.Fees().ConvertAll(fee => new ApiFee(fee.Kind, fee.Fee)),
            sql.InterestRules().ConvertAll(rule => new ApiInterestRule(rule.Currency, rule.Rule)),
            sql.Times().ToDictionary(),
            sql.TransactionTypes()
        ));

    private static IResult SetCommission(HttpContext context, ApiChange change, ApiCardsOf cards, ApiRate body) =>
        change.Run(
            context,
            body,
            (sql, who, at) => RuleChanges.SetCommission(sql, who, at, cards == ApiCardsOf.Own, body.BasisPoints),
            static commission => new ApiRate(commission.BasisPoints)
        );

    private static IResult SetLimits(HttpContext context, ApiChange change, WithdrawalLimits body) =>
        change.Run(context, body, (sql, who, at) => RuleChanges.SetLimits(sql, who, at, body), static limits => limits);

    private static IResult SetFee(HttpContext context, ApiChange change, ChargeKind kind, ApiAmount body) =>
        change.Run(
            context,
            body,
            (sql, who, at) => RuleChanges.SetFee(sql, who, at, kind, body.Amount),
            static fee => new ApiAmount(fee)
        );

    private static IResult SetInterest(HttpContext context, ApiChange change, ApiInterestRule body) =>
        change.Run(
            context,
            body,
            (sql, who, at) => RuleChanges.SetInterest(sql, who, at, body.Currency, body.Rule),
            rule => new ApiInterestRule(body.Currency, rule)
        );

    private static IResult SetTime(HttpContext context, ApiChange change, string name, ApiNumber body) =>
        change.Run(
            context,
            body,
            (sql, who, at) => RuleChanges.SetTime(sql, who, at, name, body.Value),
            static value => new ApiNumber(value)
        );
}
