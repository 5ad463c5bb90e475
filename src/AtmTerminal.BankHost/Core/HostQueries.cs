using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Security;

namespace AtmTerminal.BankHost;

/// <summary>What was posted under one withdrawal number.</summary>
/// <param name="Amount">What was given; zero for a completion that only closed its request.</param>
/// <param name="FollowUps">Why a person should look at it; empty for the ordinary case.</param>
public sealed record Posting(
    string Terminal,
    long Number,
    string Account,
    Money Amount,
    Money Commission,
    DateOnly BusinessDay,
    IReadOnlyList<string> FollowUps
);

/// <summary>A hold that waits for its completion, its reversal or its time to run out.</summary>
public sealed record OpenHold(string Terminal, long Number, Money Amount, Money Commission, DateTimeOffset ExpiresAt);

/// <summary>What an account has and may still spend.</summary>
public sealed record AccountBalance(string Account, Money Ledger, Money Held)
{
    public Money Available => Ledger - Held;
}

/// <summary>The totals of a day as both sides had them when the terminal reported them.</summary>
/// <param name="Row">The row of the terminal's journal that ended the day.</param>
public sealed record ReportedTotal(DateOnly Day, long Row, DayTotal Terminal, DayTotal Host)
{
    public bool Agree => Terminal == Host;
}

/// <summary>A notice of a terminal.</summary>
/// <param name="Row">The row of the terminal's journal that it is about.</param>
/// <param name="Number">The withdrawal it is about, 0 for none.</param>
/// <param name="Times">How often it came.</param>
public sealed record StoredNotice(string Terminal, long Row, long Number, string Kind, string Text, long Times);

/// <summary>Something on the line that should not have been.</summary>
/// <param name="Terminal">Empty when it named no terminal of ours.</param>
/// <param name="Times">How often on that day.</param>
public sealed record SecurityRecord(string Terminal, DateOnly BusinessDay, string What, long Times);

/// <summary>Reads what the host holds. Moves no money; any thread.</summary>
public sealed class HostQueries
{
    private readonly HostDatabase _database;
    private readonly CardVault _vault;

    private readonly Action _storeSecurity;

    /// <param name="storeSecurity">Stores security records that were only counted so far.</param>
    internal HostQueries(HostDatabase database, CardVault vault, Action storeSecurity) =>
        (_database, _vault, _storeSecurity) = (database, vault, storeSecurity);

    /// <summary>All postings of a terminal in the order of their numbers, completions of zero among them.</summary>
    public IReadOnlyList<Posting> Postings(string terminal) =>
        _database.Read(sql =>
            sql.All(
                    """
                    SELECT home, number, account, amount, commission, currency, business_day FROM posted
                    WHERE terminal = @terminal ORDER BY number, home
                    """,
                    row =>
                        (
                            Key: new WithdrawalKey(row.GetInt64(0), terminal, row.GetInt64(1)),
                            Account: row.GetString(2),
                            Amount: row.Amount(3, 5),
                            Commission: row.Amount(4, 5),
                            Day: row.Day(6)
                        ),
                    ("@terminal", terminal)
                )
                .ConvertAll(row => new Posting(
                    terminal,
                    row.Key.Number,
                    row.Account,
                    row.Amount,
                    row.Commission,
                    row.Day,
                    sql.FollowUpsOf(row.Key)
                ))
        );

    /// <summary>What a terminal has given in one currency, without commissions, as the host has posted it.</summary>
    public Money PostedSum(string terminal, Currency currency) =>
        Money.FromMinorUnits(
            _database.Read(sql =>
                sql.Number(
                    "SELECT CAST(SUM(amount) AS BIGINT) FROM posted WHERE terminal = @terminal AND currency = @currency",
                    ("@terminal", terminal),
                    ("@currency", currency.Code)
                )
            ),
            currency
        );

    /// <summary>Every hold that is open, the oldest first.</summary>
    public IReadOnlyList<OpenHold> OpenHolds() =>
        _database.Read(sql =>
            sql.All(
                """
                SELECT terminal, number, amount, commission, currency, expires_at FROM hold
                WHERE state = 'Held' ORDER BY placed_at, terminal, number
                """,
                static row => new OpenHold(
                    row.GetString(0),
                    row.GetInt64(1),
                    row.Amount(2, 4),
                    row.Amount(3, 4),
                    row.Moment(5)
                )
            )
        );

    /// <summary>The account behind a card; <c>null</c> for a card the host does not know.</summary>
    public AccountBalance? BalanceOf(Pan pan)
    {
        var token = _vault.TokenOf(pan);
        return _database.Read(sql =>
        {
            if (sql.HomeOf(token) is not { } home)
                return null;
            var card = sql.Card(home, token);
            var account = sql.Account(home, card.Account);
            return new AccountBalance(card.Account, account.Balance, account.Held);
        });
    }

    /// <summary>All reasons why a person should look at a withdrawal, also of ones that were never posted.</summary>
    public IReadOnlyList<string> FollowUpsOf(string terminal, long number) =>
        _database.Read(sql =>
            sql.All(
                "SELECT reason FROM follow_up WHERE terminal = @terminal AND number = @number ORDER BY reason",
                static row => row.GetString(0),
                ("@terminal", terminal),
                ("@number", number)
            )
        );

    /// <summary>All cases of a machine, open and closed, the oldest first.</summary>
    public IReadOnlyList<BankCase> Cases(string terminal) => _database.Read(sql => sql.Cases(terminal));

    /// <summary>What a machine gave on a business day, by the host's postings.</summary>
    public DayTotal PostedOn(string terminal, DateOnly day, Currency currency) =>
        _database.Read(sql => sql.PostedOn(terminal, day, currency));

    /// <summary>The totals of days that a machine has reported, the oldest first.</summary>
    public IReadOnlyList<ReportedTotal> ReportedTotals(string terminal) =>
        _database.Read(sql => sql.ReportedTotals(terminal));

    /// <summary>The withdrawals that make reported totals differ, lowest number first.</summary>
    /// <param name="row">As in <see cref="ReportedTotal.Row"/>.</param>
    public IReadOnlyList<AmountDifference> Differences(string terminal, long row) =>
        _database.Read(sql => sql.Differences(terminal, row));

    public IReadOnlyList<StoredNotice> Notices(string terminal) =>
        _database.Read(sql =>
            sql.All(
                """
                SELECT record_row, number, kind, body, times FROM notice WHERE terminal = @terminal
                ORDER BY record_row, kind, number
                """,
                row => new StoredNotice(
                    terminal,
                    row.GetInt64(0),
                    row.GetInt64(1),
                    row.GetString(2),
                    row.GetString(3),
                    row.GetInt64(4)
                ),
                ("@terminal", terminal)
            )
        );

    public IReadOnlyList<SecurityRecord> SecurityRecords()
    {
        _storeSecurity();
        return _database.Read(sql =>
            sql.All(
                "SELECT terminal, business_day, what, times FROM security_record ORDER BY first_at, terminal, what",
                static row => new SecurityRecord(row.GetString(0), row.Day(1), row.GetString(2), row.GetInt64(3))
            )
        );
    }

    /// <summary>Checks the books: see <see cref="LedgerCheck"/>.</summary>
    /// <returns>One sentence per fault; empty when the books are right.</returns>
    public IReadOnlyList<string> CheckLedger() => _database.Read(LedgerCheck.Run);
}
