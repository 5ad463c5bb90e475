namespace AtmTerminal.BankHost.Tests;

/// <summary>
/// A store with two banks and three machines. Bank A (100) has machines A1 and A2 in branch 100-01, bank B (200) has B1 in
/// 200-01. Its days have no offset, so a business day is a day of UTC.
/// </summary>
internal sealed class ReportStore : IDisposable
{
    private long _number;

    private readonly string? _server;

    public ReportStore(StoreKind kind = StoreKind.Sqlite)
    {
        _server = kind == StoreKind.PostgreSql ? TestDatabases.MakeEmpty() : null;
        Database = HostDatabase.OpenAt(
            _server is null ? StoreAddress.OfFile(null) : StoreAddress.OfPostgreSql(_server)
        );
        Database.InTransaction(sql =>
            sql.Execute(
                """
                INSERT INTO bank (code, name) VALUES ('100', 'Bank A'), ('200', 'Bank B');
                INSERT INTO branch (code, bank, name, address)
                    VALUES ('100-01', '100', 'Old town', 'x'), ('200-01', '200', 'Harbour', 'x');
                INSERT INTO atm (terminal, bank, branch, address, key_id) VALUES
                    ('A1', '100', '100-01', 'Street 1', ''), ('A2', '100', '100-01', 'Street 2', ''),
                    ('B1', '200', '200-01', 'Quay 3', '');
                INSERT INTO withdrawal_limit (currency, least, most_at_once, most_a_day)
                    VALUES ('UAH', 1, 1, 1), ('VND', 1, 1, 1);
                """
            )
        );
    }

    public HostDatabase Database { get; }

    /// <summary>An employee of bank A, in branch 100-01, who may look.</summary>
    public Employee Clerk { get; } = new("c1", "Clerk", "clerk", "100-01", "100", Rights.Look);

    /// <summary>What a machine gave; hryvnias unless another currency is named. Amounts are in minor units.</summary>
    public void Give(
        string terminal,
        string cardBank,
        DateOnly day,
        long amount,
        long commission = 0,
        string currency = "UAH",
        DateTimeOffset? at = null
    ) =>
        Database.InTransaction(sql =>
            sql.Execute(
                """
                INSERT INTO posted (home, terminal, number, account, card_bank, atm_bank, currency, amount, commission,
                    business_day, posted_at)
                VALUES (1, @terminal, @number, 'x', @card, @atm, @currency, @amount, @commission, @day, @at)
                """,
                ("@terminal", terminal),
                ("@number", ++_number),
                ("@card", cardBank),
                ("@atm", terminal[0] == 'A' ? "100" : "200"),
                ("@currency", currency),
                ("@amount", amount),
                ("@commission", commission),
                ("@day", day.ToColumn()),
                ("@at", (at ?? Noon(day)).ToColumn())
            )
        );

    /// <summary>An authorisation that a machine was refused.</summary>
    public void Decline(string terminal, DateOnly day, string currency = "UAH") =>
        Database.InTransaction(sql =>
            sql.Execute(
                """
                INSERT INTO hold (home, terminal, number, state, currency, amount, commission, basis_points, business_day,
                    placed_at, expires_at)
                VALUES (1, @terminal, @number, 'Declined', @currency, 1, 0, 0, @day, 0, 0)
                """,
                ("@terminal", terminal),
                ("@number", ++_number),
                ("@currency", currency),
                ("@day", day.ToColumn())
            )
            + sql.Execute(
                """
                INSERT INTO answer (home, terminal, number, kind, question, response_code, declined_on)
                VALUES (1, @terminal, @number, 'Authorization', '', '51', @day)
                """,
                ("@terminal", terminal),
                ("@number", _number),
                ("@day", day.ToColumn())
            )
        );

    /// <summary>A card of a customer of a bank; the customer's home is the number of the card.</summary>
    public void AddCard(string token, string bank, string kind) =>
        Database.InTransaction(sql =>
        {
            var home = sql.Number("SELECT COUNT(*) FROM card") + 1;
            sql.Execute(
                """
                INSERT INTO account (home, account, bank, holder, currency, state, balance, held)
                VALUES (@home, 'x', @bank, 'Somebody', 'UAH', 'Active', 0, 0)
                """,
                ("@home", home),
                ("@bank", bank)
            );
            return sql.Execute(
                """
                INSERT INTO card (home, token, account, number_sealed, number_masked, expiry, state,
                    verification_key_index, verification_value, tries_left, kind)
                VALUES (@home, @token, 'x', @sealed, '', 4912, 'Active', 1, '', 3, @kind)
                """,
                ("@home", home),
                ("@token", token),
                ("@sealed", Array.Empty<byte>()),
                ("@kind", kind)
            );
        });

    /// <summary>A line in the log of a card.</summary>
    public void Step(string token, string what, DateOnly day) =>
        Database.InTransaction(sql =>
            sql.Execute(
                """
                INSERT INTO card_event (home, seq, token, at, business_day, employee, what, reason)
                SELECT home, @seq, token, 0, @day, 'host', @what, '' FROM card WHERE token = @token
                """,
                ("@seq", ++_number),
                ("@day", day.ToColumn()),
                ("@what", what),
                ("@token", token)
            )
        );

    /// <summary>The rolling pass, at a moment.</summary>
    /// <returns>How many days it summed.</returns>
    public int Pass(DateTimeOffset now) => ReportPass.Run(Database, now);

    public IReadOnlyList<string> Check() => Database.Read(ReportCheck.Run);

    /// <summary>Asks as the clerk of bank A. Parameters as in an address: <c>from=2026-01-01&amp;to=...</c></summary>
    public OfficeResult<Report> Ask(string name, string parameters, Employee? employee = null) =>
        ReportCatalogue.Run(
            Database,
            name,
            parameters.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]),
            employee ?? Clerk,
            Noon(new(2026, 12, 31))
        );

    /// <summary>The rows as people read them, cells separated by a bar.</summary>
    public string[] Rows(string name, string parameters, Employee? employee = null) =>
        [
            .. ((OfficeResult<Report>.Done)Ask(name, parameters, employee)).Value.Rows.Select(row =>
                string.Join(" | ", row.Select(CellText.ForPeople))
            ),
        ];

    /// <summary>Why a question was refused, and what the employee was told.</summary>
    public (Refusal Why, string Sentence) Refusal(string name, string parameters, Employee? employee = null)
    {
        var refused = (OfficeResult<Report>.Refused)Ask(name, parameters, employee);
        return (refused.Why, refused.Sentence);
    }

    public static DateTimeOffset Noon(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.Zero);

    public void Dispose()
    {
        Database.Dispose();
        if (_server is not null)
            TestDatabases.Drop(_server);
    }
}
