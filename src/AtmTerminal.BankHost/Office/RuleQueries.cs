using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>A kind of transaction, and which tables say what it costs and how much it may be.</summary>
/// <param name="FeeTable">Empty when it is free; so is <paramref name="LimitTable"/> when there is no limit.</param>
internal sealed record TransactionType(string Code, string Name, string FeeTable, string LimitTable);

/// <summary>The rules as tables for people.</summary>
internal static class RuleQueries
{
    public static List<TransactionType> TransactionTypes(this Sql sql) =>
        sql.All(
            "SELECT code, name, fee_table, limit_table FROM transaction_type ORDER BY code",
            static row => new TransactionType(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3))
        );

    public static List<(ChargeKind Kind, Money Fee)> Fees(this Sql sql) =>
        sql.All(
            "SELECT kind, amount, currency FROM fee ORDER BY kind, currency",
            static row => (row.Word<ChargeKind>(0), row.Amount(1, 2))
        );

    public static List<(Currency Currency, InterestRule Rule)> InterestRules(this Sql sql) =>
        sql.All(
            "SELECT currency, on_new_accounts, below_zero, smallest FROM interest_rule ORDER BY currency",
            static row =>
                (
                    Columns.CurrencyNamed(row.GetString(0)),
                    new InterestRule((int)row.GetInt64(1), (int)row.GetInt64(2), row.GetInt64(3))
                )
        );

    /// <summary>The times that the bank may change: see <see cref="RuleTables.Times"/>.</summary>
    public static List<(string Name, long Value)> Times(this Sql sql) =>
        [.. RuleTables.Times.Keys.Order().Select(name => (name, sql.Setting(name)))];
}
