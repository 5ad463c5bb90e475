namespace AtmTerminal.BankHost;

/// <summary>Finds customers of the employee's bank. Refuses nothing and shows nothing of other banks.</summary>
internal static class CustomerQueries
{
    /// <summary>How many rows a question gets at most; who needs more must say more.</summary>
    public const int Most = 100;

    private const string Select = $"""
        SELECT {AccountTables.CustomerColumns} FROM customer JOIN account ON account.home = customer.home
        """;

    /// <summary>One customer; <c>null</c> when there is none, or it is another bank's.</summary>
    public static CustomerView? Customer(this Sql sql, Employee who, long home) =>
        sql.CustomerOf(home) is { } customer && customer.Bank == who.Bank ? customer : null;

    /// <summary>By a part of the name, in whatever case.</summary>
    public static List<CustomerView> CustomersNamed(this Sql sql, Employee who, string part) =>
        sql.All(
            $"""
            {Select} WHERE customer.bank = @bank AND customer.name_key LIKE @part ESCAPE '!'
            ORDER BY customer.name_key, customer.home LIMIT {Most}
            """,
            AccountTables.ReadCustomer,
            ("@bank", who.Bank),
            ("@part", $"%{Escaped(part.Trim().ToUpperInvariant())}%")
        );

    /// <summary>By the whole number of the identity document.</summary>
    public static CustomerView? CustomerWithDocument(this Sql sql, Employee who, string document) =>
        sql.HomeOfDocument(who.Bank, CustomerRule.TidyDocument(document)) is { } home ? sql.CustomerOf(home) : null;

    /// <summary>By the whole number of the account.</summary>
    public static CustomerView? CustomerWithAccount(this Sql sql, Employee who, string account) =>
        sql.First(
            $"{Select} WHERE account.account = @account AND account.bank = @bank",
            AccountTables.ReadCustomer,
            ("@account", account.Trim()),
            ("@bank", who.Bank)
        );

    /// <summary>By the last four digits of a card, of which there may be several.</summary>
    public static List<CustomerView> CustomersWithCard(this Sql sql, Employee who, string lastFour) =>
        sql.All(
            $"""
            {Select} WHERE account.bank = @bank AND EXISTS (
                SELECT 1 FROM card WHERE card.home = customer.home AND card.number_masked = @masked)
            ORDER BY customer.name_key, customer.home LIMIT {Most}
            """,
            AccountTables.ReadCustomer,
            ("@bank", who.Bank),
            ("@masked", $"************{lastFour.Trim()}")
        );

    private static string Escaped(string text) =>
        text.Replace("!", "!!", StringComparison.Ordinal)
            .Replace("%", "!%", StringComparison.Ordinal)
            .Replace("_", "!_", StringComparison.Ordinal);
}
