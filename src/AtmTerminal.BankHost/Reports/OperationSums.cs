using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>What machines gave or declined, summed over days and whatever else a report does not ask for.</summary>
/// <param name="Operations">How many, 0 or more.</param>
/// <param name="Amount">What was given, without commissions.</param>
/// <param name="Commission">What the customers paid for it.</param>
internal readonly record struct OperationSum(long Operations, Money Amount, Money Commission)
{
    public static OperationSum None(Currency currency) => new(0, Money.Zero(currency), Money.Zero(currency));

    public static OperationSum operator +(OperationSum a, OperationSum b) =>
        new(a.Operations + b.Operations, a.Amount + b.Amount, a.Commission + b.Commission);
}

/// <summary>
/// The questions of the reports. Days that are in the sums are read from operation_day, later ones from the postings
/// themselves, in one statement and so as of one moment.
/// </summary>
internal static class OperationSums
{
    /// <summary>Rows of operation_day for what was given, ready for a condition and its grouping.</summary>
    internal const string OfPosted = """
        SELECT posted.business_day, posted.terminal, posted.currency, posted.atm_bank, posted.card_bank, 'Given',
            COUNT(*), CAST(SUM(posted.amount) AS BIGINT), CAST(SUM(posted.commission) AS BIGINT)
        FROM posted
        """;

    /// <summary>The same for declines. An answer that declined is never changed, so this stays right when a hold is not.</summary>
    internal const string OfDeclined = """
        SELECT answer.declined_on, answer.terminal, hold.currency, '', '', 'Declined', COUNT(*), 0, 0
        FROM answer JOIN hold ON hold.home = answer.home AND hold.terminal = answer.terminal
            AND hold.number = answer.number
        """;

    private const string Operations = """
        (SELECT business_day, terminal, atm_bank, card_bank, kind, operations, amount, commission FROM operation_day
        WHERE business_day >= @from AND business_day <= @to AND business_day <= @through AND currency = @currency
        UNION ALL
        SELECT business_day, terminal, atm_bank, card_bank, 'Given', 1, amount, commission FROM posted
        WHERE business_day >= @from AND business_day <= @to AND business_day > @through AND currency = @currency
            AND amount > 0
        UNION ALL
        SELECT answer.declined_on, answer.terminal, '', '', 'Declined', 1, 0, 0
        FROM answer JOIN hold ON hold.home = answer.home AND hold.terminal = answer.terminal
            AND hold.number = answer.number
        WHERE answer.declined_on >= @from AND answer.declined_on <= @to AND answer.declined_on > @through
            AND hold.currency = @currency) AS operation
        """;

    private const string Sums =
        "CAST(SUM(operations) AS BIGINT), CAST(SUM(amount) AS BIGINT), CAST(SUM(commission) AS BIGINT)";

    /// <summary>What the machines of each servicing bank gave, by day.</summary>
    public static List<BankDaySum> GivenByBank(this Sql sql, Span span) =>
        sql.All(
            $"""
            SELECT business_day, atm_bank, {Sums} FROM {Operations}
            WHERE kind = 'Given' GROUP BY business_day, atm_bank
            """,
            row => new BankDaySum(row.Day(0), row.GetString(1), row.Sum(2, span.Currency)),
            span.Values
        );

    /// <summary>What customers of <paramref name="bank"/> took from machines that other banks service, by day and servicing bank.</summary>
    public static List<BankDaySum> GivenElsewhere(this Sql sql, Span span, string bank) =>
        sql.All(
            $"""
            SELECT business_day, atm_bank, {Sums} FROM {Operations}
            WHERE kind = 'Given' AND card_bank = @bank AND atm_bank <> @bank GROUP BY business_day, atm_bank
            """,
            row => new BankDaySum(row.Day(0), row.GetString(1), row.Sum(2, span.Currency)),
            [.. span.Values, ("@bank", bank)]
        );

    /// <summary>What each machine gave for each servicing bank, to own and to foreign cards.</summary>
    public static List<MachineSum> GivenByMachine(this Sql sql, Span span) =>
        sql.All(
            $"""
            SELECT terminal, atm_bank, CASE WHEN card_bank = atm_bank THEN 0 ELSE 1 END AS foreign_card, {Sums}
            FROM {Operations} WHERE kind = 'Given'
            GROUP BY terminal, atm_bank, CASE WHEN card_bank = atm_bank THEN 0 ELSE 1 END
            """,
            row => new MachineSum(row.GetString(0), row.GetString(1), row.GetInt64(2) == 1, row.Sum(3, span.Currency)),
            span.Values
        );

    /// <summary>What each machine of a branch gave and declined, and the last day it gave something.</summary>
    public static List<MachineActivity> ActivityOfBranch(this Sql sql, Span span, string branch) =>
        sql.All(
            $"""
            SELECT terminal, kind, {Sums}, MAX(business_day) FROM {Operations}
            WHERE terminal IN (SELECT terminal FROM atm WHERE branch = @branch) GROUP BY terminal, kind
            """,
            row => new MachineActivity(
                row.GetString(0),
                row.GetString(1) == "Declined",
                row.Sum(2, span.Currency),
                row.Day(5)
            ),
            [.. span.Values, ("@branch", branch)]
        );

    private static OperationSum Sum(this System.Data.Common.DbDataReader row, int column, Currency currency) =>
        new(
            row.GetInt64(column),
            Money.FromMinorUnits(row.GetInt64(column + 1), currency),
            Money.FromMinorUnits(row.GetInt64(column + 2), currency)
        );

    /// <summary>The days and the currency of a question, both days inclusive, and how far the sums can answer it.</summary>
    public sealed record Span(DateOnly From, DateOnly To, Currency Currency, DateOnly Through)
    {
        public (string Name, object? Value)[] Values =>
            [
                ("@from", From.ToColumn()),
                ("@to", To.ToColumn()),
                ("@through", Through.ToColumn()),
                ("@currency", Currency.Code),
            ];
    }
}

/// <summary>What the machines that <paramref name="AtmBank"/> services gave on a day.</summary>
internal sealed record BankDaySum(DateOnly Day, string AtmBank, OperationSum Sum);

/// <summary>What a machine gave while <paramref name="AtmBank"/> serviced it.</summary>
/// <param name="IsForeign">To cards of other banks; a card that nobody knows is one, and pays as one.</param>
internal sealed record MachineSum(string Terminal, string AtmBank, bool IsForeign, OperationSum Sum);

/// <summary>What a machine did.</summary>
/// <param name="IsDeclined">The sum counts declined authorisations and has no amounts.</param>
/// <param name="Last">The last business day of it.</param>
internal sealed record MachineActivity(string Terminal, bool IsDeclined, OperationSum Sum, DateOnly Last);
