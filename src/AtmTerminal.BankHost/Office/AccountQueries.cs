using System.Data.Common;
using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>What the bank's people ask about accounts of their own bank.</summary>
internal static class AccountQueries
{
    /// <summary>How many rows a page has at most.</summary>
    public const int Most = 500;

    /// <summary>One account; <c>null</c> when there is none, or it is another bank's.</summary>
    public static AccountView? Account(this Sql sql, Employee who, long home) =>
        sql.AccountOf(home) is { } account && account.Bank == who.Bank ? account : null;

    /// <summary>The catalogue, a page at a time.</summary>
    /// <param name="after">The last home of the page before; 0 for the first page.</param>
    public static List<AccountView> Accounts(this Sql sql, Employee who, long after) =>
        sql.All(
            $"""
            SELECT {AccountTables.ViewColumns} FROM account WHERE bank = @bank AND home > @after
            ORDER BY home LIMIT {Most}
            """,
            AccountTables.ReadView,
            ("@bank", who.Bank),
            ("@after", after)
        );

    /// <summary>Accounts that owe the bank something, the largest debt first.</summary>
    public static List<AccountView> AccountsBelowZero(this Sql sql, Employee who) =>
        sql.All(
            $"""
            SELECT {AccountTables.ViewColumns} FROM account WHERE bank = @bank AND balance < 0
            ORDER BY balance, home LIMIT {Most}
            """,
            AccountTables.ReadView,
            ("@bank", who.Bank)
        );

    /// <summary>What moved an account on business days of a period, in the order in which it was posted.</summary>
    public static List<AccountLogLine> Activity(this Sql sql, AccountView account, DateOnly first, DateOnly last) =>
        sql.All(
            """
            SELECT entry.terminal, entry.number, entry.business_day, entry.posted_at, entry.amount, entry.currency,
                entry.balance_after, COALESCE(posted.commission, 0), posted.terminal, charge.kind, charge.reason,
                other.account
            FROM entry
            LEFT JOIN posted ON posted.home = entry.home AND posted.terminal = entry.terminal
                AND posted.number = entry.number
            LEFT JOIN charge ON charge.home = entry.home AND charge.kind = entry.terminal
                AND charge.number = entry.number
            LEFT JOIN entry other ON other.home = entry.home AND other.terminal = entry.terminal
                AND other.number = entry.number AND other.line = 2
            WHERE entry.home = @home AND entry.account = @account AND entry.business_day BETWEEN @first AND @last
            ORDER BY COALESCE(entry.posted_at, 0), entry.business_day, entry.terminal, entry.number
            """,
            ReadLine,
            ("@home", account.Home),
            ("@account", account.Account),
            ("@first", first.ToColumn()),
            ("@last", last.ToColumn())
        );

    private static AccountLogLine ReadLine(DbDataReader row)
    {
        var (type, text) = TypeOf(row);
        return new(
            $"{row.GetString(0)} {row.GetInt64(1)}",
            row.Day(2),
            row.IsDBNull(3) ? null : row.Moment(3),
            type,
            text,
            row.Amount(4, 5),
            row.Amount(7, 5),
            row.TextOrNull(11) ?? "",
            row.AmountOrNull(6, 5)
        );
    }

    private static (string Type, string Text) TypeOf(DbDataReader row)
    {
        if (!row.IsDBNull(8))
            return ("WITHDRAWAL", $"at {row.GetString(8)}");
        if (!row.IsDBNull(9))
            return (ChargeKinds.TypeOf(row.Word<ChargeKind>(9)), row.GetString(10));
        return (row.GetString(0), "");
    }
}
