namespace AtmTerminal.BankHost;

/// <summary>The rows of the year that wait to be written.</summary>
internal sealed class YearTables
{
    public BulkTable Customer { get; } =
        new(
            "customer",
            "home",
            "bank",
            "name",
            "name_key",
            "birth_date",
            "sex",
            "document",
            "document_issuer",
            "document_issued_on",
            "address",
            "phone",
            "email",
            "employer"
        );

    public BulkTable CustomerDocument { get; } = new("customer_document", "bank", "document", "home");

    public BulkTable Account { get; } =
        new(
            "account",
            "home",
            "account",
            "bank",
            "holder",
            "currency",
            "state",
            "balance",
            "held",
            "opened_on",
            "opened_by"
        );

    public BulkTable CardHome { get; } = new("card_home", "token", "home");

    public BulkTable Card { get; } =
        new(
            "card",
            "home",
            "token",
            "account",
            "number_sealed",
            "number_masked",
            "expiry",
            "state",
            "verification_key_index",
            "verification_value",
            "tries_left",
            "kind",
            "holder",
            "ordered_on",
            "opened_on",
            "state_on",
            "captured_on",
            "cap_a_day",
            "cap_a_month"
        );

    public BulkTable CardEvent { get; } =
        new("card_event", "home", "seq", "token", "at", "business_day", "employee", "what", "reason");

    public BulkTable CapturedCard { get; } =
        new(
            "captured_card",
            "terminal",
            "record_row",
            "number_masked",
            "reason",
            "captured_at",
            "captured_on",
            "home",
            "token",
            "ended_on",
            "ended_by"
        );

    public BulkTable Charge { get; } =
        new(
            "charge",
            "home",
            "kind",
            "number",
            "account",
            "currency",
            "amount",
            "reason",
            "business_day",
            "charged_at"
        );

    public BulkTable Hold { get; } =
        new(
            "hold",
            "home",
            "terminal",
            "number",
            "state",
            "token",
            "account",
            "currency",
            "amount",
            "commission",
            "basis_points",
            "business_day",
            "placed_at",
            "expires_at"
        );

    public BulkTable Posted { get; } =
        new(
            "posted",
            "home",
            "terminal",
            "number",
            "account",
            "card_bank",
            "atm_bank",
            "currency",
            "amount",
            "commission",
            "business_day",
            "posted_at"
        );

    public BulkTable Entry { get; } =
        new(
            "entry",
            "home",
            "terminal",
            "number",
            "line",
            "account",
            "currency",
            "amount",
            "business_day",
            "posted_at",
            "balance_after"
        );

    public BulkTable Answer { get; } =
        new("answer", "home", "terminal", "number", "kind", "question", "response_code", "declined_on");

    public BulkTable FollowUp { get; } = new("follow_up", "home", "terminal", "number", "reason", "noted_at");

    public BulkTable Notice { get; } =
        new("notice", "terminal", "record_row", "kind", "number", "body", "times", "first_at", "last_at");

    public BulkTable Case { get; } =
        new(
            "bank_case",
            "terminal",
            "record_row",
            "kind",
            "number",
            "currency",
            "amount",
            "found",
            "body",
            "opened_at",
            "closed_at",
            "closed_by"
        );

    public BulkTable DayTotal { get; } =
        new(
            "day_total",
            "terminal",
            "business_day",
            "currency",
            "record_row",
            "given",
            "amount",
            "host_given",
            "host_amount",
            "reported_at"
        );

    public BulkTable Taken { get; } = new("taken", "terminal", "last_row");

    public BulkTable Contact { get; } = new("contact", "terminal", "at");

    /// <summary>Writes what waits.</summary>
    public void WriteTo(Sql sql)
    {
        foreach (var table in InOrder)
            sql.Insert(table);
    }

    /// <summary>Forgets what waits: it was written.</summary>
    public void Clear()
    {
        foreach (var table in InOrder)
            table.Clear();
    }

    /// <summary>So that every row finds what it refers to.</summary>
    private IReadOnlyList<BulkTable> InOrder =>
        [
            Customer,
            CustomerDocument,
            Account,
            CardHome,
            Card,
            CardEvent,
            CapturedCard,
            Charge,
            Hold,
            Posted,
            Entry,
            Answer,
            FollowUp,
            Notice,
            Case,
            DayTotal,
            Taken,
            Contact,
        ];
}
