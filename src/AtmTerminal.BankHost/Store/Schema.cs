namespace AtmTerminal.BankHost;

/// <summary>
/// The tables, in PostgreSQL's words. Everything that belongs to one customer begins its keys with <c>home</c>, so that one
/// authorisation or posting touches one home and a cluster can spread the tables by it. Amounts are minor units, moments are
/// milliseconds since 1970 in UTC, days are numbers like 20260131.
/// </summary>
internal static partial class Schema
{
    /// <summary>Small, read everywhere, never changed inside an authorisation: one copy on every server of a cluster.</summary>
    public const string V1Reference = """
        CREATE TABLE bank (
            code TEXT PRIMARY KEY,
            name TEXT NOT NULL
        );
        CREATE TABLE issuer_prefix (
            prefix TEXT PRIMARY KEY,
            bank TEXT NOT NULL REFERENCES bank (code)
        );
        CREATE TABLE branch (
            code TEXT PRIMARY KEY,
            bank TEXT NOT NULL REFERENCES bank (code),
            name TEXT NOT NULL,
            address TEXT NOT NULL
        );
        CREATE TABLE atm (
            terminal TEXT PRIMARY KEY,
            bank TEXT NOT NULL REFERENCES bank (code),
            branch TEXT NOT NULL REFERENCES branch (code),
            address TEXT NOT NULL,
            key_id TEXT NOT NULL
        );
        CREATE TABLE withdrawal_fee (
            own_card BIGINT PRIMARY KEY,
            basis_points BIGINT NOT NULL
        );
        CREATE TABLE withdrawal_limit (
            currency TEXT PRIMARY KEY,
            least BIGINT NOT NULL,
            most_at_once BIGINT NOT NULL,
            most_a_day BIGINT NOT NULL
        );
        CREATE TABLE setting (
            name TEXT PRIMARY KEY,
            value BIGINT NOT NULL
        );
        """;

    /// <summary>card_home is asked first and says where everything else about a card lies.</summary>
    public const string V2Customers = """
        CREATE TABLE card_home (
            token TEXT PRIMARY KEY,
            home BIGINT NOT NULL
        );
        CREATE TABLE account (
            home BIGINT NOT NULL,
            account TEXT NOT NULL,
            bank TEXT NOT NULL,
            holder TEXT NOT NULL,
            currency TEXT NOT NULL,
            state TEXT NOT NULL,
            balance BIGINT NOT NULL,
            held BIGINT NOT NULL,
            PRIMARY KEY (home, account)
        );
        CREATE TABLE card (
            home BIGINT NOT NULL,
            token TEXT NOT NULL,
            account TEXT NOT NULL,
            number_sealed BYTEA NOT NULL,
            number_masked TEXT NOT NULL,
            expiry BIGINT NOT NULL,
            state TEXT NOT NULL,
            verification_key_index BIGINT NOT NULL,
            verification_value TEXT NOT NULL,
            tries_left BIGINT NOT NULL,
            PRIMARY KEY (home, token),
            FOREIGN KEY (home, account) REFERENCES account (home, account)
        );
        """;

    /// <summary>
    /// A hold row exists for every withdrawal number the host has heard of, also for refused and reversed ones, so that a late
    /// or repeated request finds it. posted is the key that makes a posting happen once.
    /// </summary>
    public const string V3Withdrawals = """
        CREATE TABLE hold (
            home BIGINT NOT NULL,
            terminal TEXT NOT NULL,
            number BIGINT NOT NULL,
            state TEXT NOT NULL,
            token TEXT,
            account TEXT,
            currency TEXT NOT NULL,
            amount BIGINT NOT NULL,
            commission BIGINT NOT NULL,
            basis_points BIGINT NOT NULL,
            business_day BIGINT NOT NULL,
            placed_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            PRIMARY KEY (home, terminal, number)
        );
        CREATE INDEX hold_of_account_by_day ON hold (home, account, business_day);
        CREATE INDEX hold_expiry ON hold (expires_at) WHERE state = 'Held';
        CREATE INDEX hold_of_terminal ON hold (terminal, number);
        CREATE TABLE posted (
            home BIGINT NOT NULL,
            terminal TEXT NOT NULL,
            number BIGINT NOT NULL,
            account TEXT NOT NULL,
            currency TEXT NOT NULL,
            amount BIGINT NOT NULL,
            commission BIGINT NOT NULL,
            business_day BIGINT NOT NULL,
            posted_at BIGINT NOT NULL,
            PRIMARY KEY (home, terminal, number)
        );
        CREATE INDEX posted_of_account_by_day ON posted (home, account, business_day);
        CREATE INDEX posted_of_terminal ON posted (terminal, number);
        CREATE TABLE entry (
            home BIGINT NOT NULL,
            terminal TEXT NOT NULL,
            number BIGINT NOT NULL,
            line BIGINT NOT NULL,
            account TEXT NOT NULL,
            currency TEXT NOT NULL,
            amount BIGINT NOT NULL,
            business_day BIGINT NOT NULL,
            PRIMARY KEY (home, terminal, number, line)
        );
        CREATE INDEX entry_of_account ON entry (home, account);
        CREATE TABLE answer (
            home BIGINT NOT NULL,
            terminal TEXT NOT NULL,
            number BIGINT NOT NULL,
            kind TEXT NOT NULL,
            question TEXT NOT NULL,
            response_code TEXT NOT NULL,
            approval_code TEXT,
            available_balance BIGINT,
            balance_currency TEXT,
            PRIMARY KEY (home, terminal, number, kind)
        );
        CREATE TABLE follow_up (
            home BIGINT NOT NULL,
            terminal TEXT NOT NULL,
            number BIGINT NOT NULL,
            reason TEXT NOT NULL,
            noted_at BIGINT NOT NULL,
            PRIMARY KEY (home, terminal, number, reason)
        );
        """;

    /// <summary>What terminals send besides money is keyed, and would be spread, by terminal.</summary>
    public const string V4Terminals = """
        CREATE TABLE notice (
            terminal TEXT NOT NULL,
            number BIGINT NOT NULL,
            kind TEXT NOT NULL,
            body TEXT NOT NULL,
            times BIGINT NOT NULL,
            first_at BIGINT NOT NULL,
            last_at BIGINT NOT NULL,
            PRIMARY KEY (terminal, number, kind, body)
        );
        CREATE TABLE security_record (
            terminal TEXT NOT NULL,
            business_day BIGINT NOT NULL,
            what TEXT NOT NULL,
            times BIGINT NOT NULL,
            first_at BIGINT NOT NULL,
            last_at BIGINT NOT NULL,
            PRIMARY KEY (terminal, business_day, what)
        );
        """;

    /// <summary>An authorisation's answer also says what is left of the day's limit, in the currency of the balance.</summary>
    public const string V5LeftToday = """
        ALTER TABLE answer ADD COLUMN left_today BIGINT;
        """;

    /// <summary>
    /// Reports are keyed by the row of the terminal's journal that they are about. No terminal sent notices before this step, so
    /// their table is made anew. taken says how far each terminal has been heard; bank_case is what a person has to settle.
    /// </summary>
    public const string V6Reports = """
        DROP TABLE notice;
        CREATE TABLE notice (
            terminal TEXT NOT NULL,
            record_row BIGINT NOT NULL,
            kind TEXT NOT NULL,
            number BIGINT NOT NULL,
            body TEXT NOT NULL,
            times BIGINT NOT NULL,
            first_at BIGINT NOT NULL,
            last_at BIGINT NOT NULL,
            PRIMARY KEY (terminal, record_row, kind, number)
        );
        CREATE TABLE taken (
            terminal TEXT PRIMARY KEY,
            last_row BIGINT NOT NULL
        );
        CREATE TABLE bank_case (
            terminal TEXT NOT NULL,
            record_row BIGINT NOT NULL,
            kind TEXT NOT NULL,
            number BIGINT NOT NULL,
            currency TEXT NOT NULL,
            amount BIGINT NOT NULL,
            found BIGINT,
            body TEXT NOT NULL,
            opened_at BIGINT NOT NULL,
            closed_at BIGINT,
            closed_by TEXT,
            PRIMARY KEY (terminal, record_row, kind, number)
        );
        CREATE INDEX open_case ON bank_case (terminal, number) WHERE closed_at IS NULL;
        CREATE TABLE day_total (
            terminal TEXT NOT NULL,
            business_day BIGINT NOT NULL,
            currency TEXT NOT NULL,
            record_row BIGINT NOT NULL,
            given BIGINT NOT NULL,
            amount BIGINT NOT NULL,
            host_given BIGINT NOT NULL,
            host_amount BIGINT NOT NULL,
            reported_at BIGINT NOT NULL,
            PRIMARY KEY (terminal, business_day, currency, record_row)
        );
        CREATE TABLE total_difference (
            terminal TEXT NOT NULL,
            record_row BIGINT NOT NULL,
            number BIGINT NOT NULL,
            amount BIGINT NOT NULL,
            host_amount BIGINT NOT NULL,
            PRIMARY KEY (terminal, record_row, number)
        );
        CREATE INDEX posted_of_terminal_by_day ON posted (terminal, business_day);
        """;

    /// <summary>The bank's people, and what each of them changed. A row of audit is never changed or removed.</summary>
    public const string V7People = """
        ALTER TABLE bank ADD COLUMN legal_address TEXT NOT NULL DEFAULT '';
        CREATE TABLE employee (
            code TEXT PRIMARY KEY,
            branch TEXT NOT NULL REFERENCES branch (code),
            name TEXT NOT NULL,
            position TEXT NOT NULL,
            rights TEXT NOT NULL,
            password_hash TEXT NOT NULL,
            active BIGINT NOT NULL
        );
        CREATE TABLE audit (
            id TEXT PRIMARY KEY,
            at BIGINT NOT NULL,
            employee TEXT NOT NULL,
            second_employee TEXT,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            old_value TEXT,
            new_value TEXT
        );
        CREATE INDEX audit_by_moment ON audit (at);
        CREATE INDEX audit_of_subject ON audit (subject, at);
        """;
}
