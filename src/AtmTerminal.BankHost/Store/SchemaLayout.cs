namespace AtmTerminal.BankHost;

/// <summary>How the rows of a table lie on the servers of a cluster.</summary>
internal enum TableSpread
{
    /// <summary>Small and read everywhere: one copy on every server. No authorisation and no posting changes it.</summary>
    Reference,

    /// <summary>The rows of one customer lie together on one server.</summary>
    ByHome,

    /// <summary>What one terminal sent besides money lies together on one server.</summary>
    ByTerminal,
}

/// <summary>A table and its place on a cluster.</summary>
internal sealed record TableLayout(string Table, TableSpread Spread);

/// <summary>
/// Where each table of <see cref="Schema"/> belongs, in an order in which a table comes after all that it refers to. A step of the
/// schema that makes a table adds it here.
/// </summary>
internal static class SchemaLayout
{
    public static IReadOnlyList<TableLayout> Tables { get; } =
    [
        .. All(TableSpread.Reference, "migration", "setting", "withdrawal_fee", "withdrawal_limit", "rule_version"),
        .. All(TableSpread.Reference, "fee", "interest_rule", "transaction_type", "number_range", "daily_work"),
        .. All(TableSpread.Reference, "bank", "issuer_prefix", "branch", "atm", "employee", "audit"),
        .. All(TableSpread.Reference, "web_session", "web_key", "api_token", "api_answer"),
        .. All(TableSpread.Reference, "card_home", "customer_document", "report_day", "report_pass"),
        .. All(TableSpread.ByHome, "account", "card", "hold", "posted", "entry", "answer", "follow_up"),
        .. All(TableSpread.ByHome, "customer", "stored_file", "account_interest", "card_event", "charge", "complaint"),
        .. All(TableSpread.ByTerminal, "taken", "notice", "security_record", "bank_case", "captured_card"),
        .. All(TableSpread.ByTerminal, "case_step", "case_proposal", "case_attachment"),
        .. All(TableSpread.ByTerminal, "day_total", "total_difference", "operation_day", "contact"),
    ];

    /// <summary>Whether the database can spread tables: it has the extension Citus.</summary>
    public static bool CanDistribute(Sql sql) =>
        sql.Number("SELECT COUNT(*) FROM pg_extension WHERE extname = 'citus'") == 1;

    /// <summary>Spreads the tables over the servers of a cluster. A table that is spread already stays as it is.</summary>
    /// <returns>How many tables were spread.</returns>
    public static int Distribute(Sql sql)
    {
        var spread = sql.All("SELECT logicalrelid::text FROM pg_dist_partition", static row => row.GetString(0));
        var calls = Tables.Where(table => !spread.Contains(table.Table)).Select(CallFor).ToList();
        foreach (var call in calls)
            sql.ChangeSchema(call);
        return calls.Count;
    }

    /// <summary>The call that spreads a table; the first table of a kind is where the others of its kind are put beside.</summary>
    public static string CallFor(TableLayout table)
    {
        if (table.Spread == TableSpread.Reference)
            return $"SELECT create_reference_table('{table.Table}')";
        var first = Tables.First(other => other.Spread == table.Spread).Table;
        var beside = first == table.Table ? "none" : first;
        return $"SELECT create_distributed_table('{table.Table}', '{ColumnOf(table.Spread)}', colocate_with => '{beside}')";
    }

    /// <summary>The column by which rows are spread; <c>null</c> for none.</summary>
    public static string? ColumnOf(TableSpread spread) =>
        spread switch
        {
            TableSpread.ByHome => "home",
            TableSpread.ByTerminal => "terminal",
            _ => null,
        };

    private static IEnumerable<TableLayout> All(TableSpread spread, params IEnumerable<string> tables) =>
        tables.Select(table => new TableLayout(table, spread));
}
