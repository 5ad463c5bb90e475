using System.Data.Common;

namespace AtmTerminal.BankHost;

/// <summary>Statements over accounts and customers, for the bank's people.</summary>
internal static class AccountTables
{
    /// <summary>The columns of an <see cref="AccountView"/>.</summary>
    public const string ViewColumns = """
        account.home, account.account, account.bank, account.holder, account.state, account.balance, account.held,
        account.currency, account.opened_on, account.opened_by, account.closed_on, account.interest_basis_points
        """;

    /// <summary>The columns of a <see cref="CustomerView"/>, for a query that joins <c>customer</c> and <c>account</c>.</summary>
    public const string CustomerColumns = """
        customer.home, customer.bank, account.account, customer.name, customer.birth_date, customer.sex, customer.document,
        customer.document_issuer, customer.document_issued_on, customer.address, customer.phone, customer.email,
        customer.employer
        """;

    public static AccountView ReadView(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.Word<AccountState>(4),
            row.Amount(5, 7),
            row.Amount(6, 7),
            row.DayOrNull(8),
            row.GetString(9),
            row.DayOrNull(10),
            (int)row.GetInt64(11)
        );

    public static CustomerView ReadCustomer(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetString(2),
            new(
                row.GetString(3),
                row.Day(4),
                row.GetString(5).Length == 0 ? Sex.Unknown : row.Word<Sex>(5),
                row.GetString(6),
                row.GetString(7),
                row.Day(8),
                row.GetString(9),
                row.GetString(10),
                row.GetString(11),
                row.GetString(12)
            )
        );

    /// <summary>The one account of a customer; <c>null</c> when there is no such customer.</summary>
    public static AccountView? AccountOf(this Sql sql, long home) =>
        sql.First($"SELECT {ViewColumns} FROM account WHERE home = @home", ReadView, ("@home", home));

    public static CustomerView? CustomerOf(this Sql sql, long home) =>
        sql.First(
            $"""
            SELECT {CustomerColumns} FROM customer JOIN account ON account.home = customer.home
            WHERE customer.home = @home
            """,
            ReadCustomer,
            ("@home", home)
        );

    /// <summary>Takes an account from one state into another, unless it has left the first one meanwhile.</summary>
    public static bool TryMove(this Sql sql, AccountView account, AccountState state) =>
        sql.Execute(
            "UPDATE account SET state = @state WHERE home = @home AND account = @account AND state = @before",
            ("@state", state.ToString()),
            ("@home", account.Home),
            ("@account", account.Account),
            ("@before", account.State.ToString())
        ) == 1;

    /// <summary>Closes an account for ever, unless it has money, holds or a debt.</summary>
    /// <returns>False: it has, or it is closed already.</returns>
    public static bool TryClose(this Sql sql, AccountView account, DateOnly today) =>
        sql.Execute(
            """
            UPDATE account SET state = 'Closed', closed_on = @today
            WHERE home = @home AND account = @account AND state <> 'Closed' AND balance = 0 AND held = 0
            """,
            ("@today", today.ToColumn()),
            ("@home", account.Home),
            ("@account", account.Account)
        ) == 1;

    /// <summary>A number that nothing of this store has as its home.</summary>
    // Customers may have come into the store by another way than this one.
    public static long NextHome(this Sql sql) => sql.NextNumber("home", sql.Number("SELECT MAX(home) FROM account"));

    /// <summary>The next number of a range, above <paramref name="highest"/>; nobody else gets it.</summary>
    public static long NextNumber(this Sql sql, string range, long highest = 0)
    {
        sql.Execute(
            "INSERT INTO number_range (name, last) VALUES (@range, 0) ON CONFLICT DO NOTHING",
            ("@range", range)
        );
        return sql.Number(
            """
            UPDATE number_range SET last = CASE WHEN last >= @highest THEN last ELSE @highest END + 1
            WHERE name = @range RETURNING last
            """,
            ("@highest", highest),
            ("@range", range)
        );
    }

    /// <summary>Lets a person be a customer of a bank once.</summary>
    /// <returns>False: somebody with this document is one already.</returns>
    public static bool TryClaimDocument(this Sql sql, string bank, string document, long home) =>
        sql.Execute(
            """
            INSERT INTO customer_document (bank, document, home) VALUES (@bank, @document, @home) ON CONFLICT DO NOTHING
            """,
            ("@bank", bank),
            ("@document", document),
            ("@home", home)
        ) == 1;

    /// <summary>Whose document it is, among the customers of a bank.</summary>
    public static long? HomeOfDocument(this Sql sql, string bank, string document) =>
        sql.First(
            "SELECT home FROM customer_document WHERE bank = @bank AND document = @document",
            static row => (long?)row.GetInt64(0),
            ("@bank", bank),
            ("@document", document)
        );

    public static void ReleaseDocument(this Sql sql, string bank, string document) =>
        sql.Execute(
            "DELETE FROM customer_document WHERE bank = @bank AND document = @document",
            ("@bank", bank),
            ("@document", document)
        );

    /// <summary>Writes what is known of a customer, in place of what was known before.</summary>
    public static void SaveCustomer(this Sql sql, long home, string bank, CustomerData data) =>
        sql.Execute(
            """
            INSERT INTO customer (home, bank, name, name_key, birth_date, sex, document, document_issuer,
                document_issued_on, address, phone, email, employer)
            VALUES (@home, @bank, @name, @key, @birth, @sex, @document, @issuer, @issued, @address, @phone, @email, @employer)
            ON CONFLICT (home) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,
                birth_date = excluded.birth_date, sex = excluded.sex, document = excluded.document,
                document_issuer = excluded.document_issuer, document_issued_on = excluded.document_issued_on,
                address = excluded.address, phone = excluded.phone, email = excluded.email, employer = excluded.employer
            """,
            ("@home", home),
            ("@bank", bank),
            ("@name", data.Name),
            ("@key", data.Name.ToUpperInvariant()),
            ("@birth", data.BirthDate.ToColumn()),
            ("@sex", data.Sex.ToString()),
            ("@document", data.Document),
            ("@issuer", data.DocumentIssuer),
            ("@issued", data.DocumentIssuedOn.ToColumn()),
            ("@address", data.Address),
            ("@phone", data.Phone),
            ("@email", data.Email),
            ("@employer", data.Employer)
        );

    public static void SetHolder(this Sql sql, long home, string holder) =>
        sql.Execute("UPDATE account SET holder = @holder WHERE home = @home", ("@holder", holder), ("@home", home));

    public static void InsertAccount(this Sql sql, AccountView account) =>
        sql.Execute(
            """
            INSERT INTO account (home, account, bank, holder, currency, state, balance, held, opened_on, opened_by,
                interest_basis_points)
            VALUES (@home, @account, @bank, @holder, @currency, @state, @balance, @held, @on, @by, @points)
            """,
            ("@home", account.Home),
            ("@account", account.Account),
            ("@bank", account.Bank),
            ("@holder", account.Holder),
            ("@currency", account.Balance.Currency.Code),
            ("@state", account.State.ToString()),
            ("@balance", account.Balance.MinorUnits),
            ("@held", account.Held.MinorUnits),
            ("@on", account.OpenedOn?.ToColumn()),
            ("@by", account.OpenedBy),
            ("@points", account.InterestBasisPoints)
        );
}
