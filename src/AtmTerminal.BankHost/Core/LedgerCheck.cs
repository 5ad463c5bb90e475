namespace AtmTerminal.BankHost;

/// <summary>
/// The books are right when every posting's entries sum to zero, every balance is the sum of its account's entries, what is
/// held is the sum of the open holds, every posted amount has left its machine's cash, and every charge its account.
/// </summary>
internal static class LedgerCheck
{
    private static readonly (string Fault, string Statement)[] Checks =
    [
        (
            "Entries of {0} do not balance.",
            """
            SELECT terminal || ' ' || number FROM entry
            GROUP BY home, terminal, number, currency HAVING SUM(amount) <> 0
            """
        ),
        (
            "Balance of account {0} is not the sum of its entries.",
            """
            SELECT account.account FROM account
            LEFT JOIN entry ON entry.home = account.home AND entry.account = account.account
            GROUP BY account.home, account.account, account.balance
            HAVING COALESCE(SUM(entry.amount), 0) <> account.balance
            """
        ),
        (
            "Account {0} holds another amount than its open holds.",
            """
            SELECT account.account FROM account
            LEFT JOIN hold ON hold.home = account.home AND hold.account = account.account AND hold.state = 'Held'
            GROUP BY account.home, account.account, account.held
            HAVING COALESCE(SUM(hold.amount + hold.commission), 0) <> account.held
            """
        ),
        (
            "Posting {0} and its cash entry differ.",
            """
            SELECT posted.terminal || ' ' || posted.number FROM posted
            LEFT JOIN entry ON entry.home = posted.home AND entry.terminal = posted.terminal
                AND entry.number = posted.number AND entry.account = 'CASH:' || posted.terminal
            WHERE COALESCE(entry.amount, 0) <> posted.amount
            """
        ),
        (
            "Charge {0} and its entry differ.",
            """
            SELECT charge.kind || ' ' || charge.number || ' of ' || charge.account FROM charge
            LEFT JOIN entry ON entry.home = charge.home AND entry.terminal = charge.kind
                AND entry.number = charge.number AND entry.account = charge.account
            WHERE COALESCE(entry.amount, 0) <> charge.amount
            """
        ),
    ];

    public static IReadOnlyList<string> Run(Sql sql) =>
        [
            .. Checks.SelectMany(check =>
                sql.All(check.Statement, static row => row.GetString(0))
                    .Select(where => string.Format(null, check.Fault, where))
            ),
        ];
}
