namespace AtmTerminal.BankHost;

internal static partial class Schema
{
    /// <summary>
    /// What people do with a case lies beside it, by terminal. A complaint is the customer's, so it lies in the customer's home and
    /// the case it opens has its key: row 0, kind COMPLAINT, and the withdrawal's number.
    /// </summary>
    public const string CaseWork = """
        CREATE TABLE complaint (
            home BIGINT NOT NULL,
            terminal TEXT NOT NULL,
            number BIGINT NOT NULL,
            account TEXT NOT NULL,
            bank TEXT NOT NULL,
            currency TEXT NOT NULL,
            claimed BIGINT NOT NULL,
            told TEXT NOT NULL,
            withdrawn_on BIGINT NOT NULL,
            accepted_on BIGINT NOT NULL,
            accepted_by TEXT NOT NULL,
            PRIMARY KEY (home, terminal, number)
        );
        CREATE TABLE case_step (
            terminal TEXT NOT NULL,
            record_row BIGINT NOT NULL,
            kind TEXT NOT NULL,
            number BIGINT NOT NULL,
            seq BIGINT NOT NULL,
            at BIGINT NOT NULL,
            employee TEXT NOT NULL,
            what TEXT NOT NULL,
            words TEXT NOT NULL,
            PRIMARY KEY (terminal, record_row, kind, number, seq)
        );
        CREATE TABLE case_proposal (
            terminal TEXT NOT NULL,
            record_row BIGINT NOT NULL,
            kind TEXT NOT NULL,
            number BIGINT NOT NULL,
            employee TEXT NOT NULL,
            currency TEXT NOT NULL,
            amount BIGINT NOT NULL,
            reason TEXT NOT NULL,
            proposed_at BIGINT NOT NULL,
            PRIMARY KEY (terminal, record_row, kind, number)
        );
        CREATE TABLE case_attachment (
            terminal TEXT NOT NULL,
            record_row BIGINT NOT NULL,
            kind TEXT NOT NULL,
            number BIGINT NOT NULL,
            digest TEXT NOT NULL,
            name TEXT NOT NULL,
            bytes BYTEA NOT NULL,
            attached_at BIGINT NOT NULL,
            attached_by TEXT NOT NULL,
            PRIMARY KEY (terminal, record_row, kind, number, digest)
        );
        INSERT INTO transaction_type (code, name, fee_table, limit_table) VALUES
            ('CASE', 'Settlement of a case', '', '') ON CONFLICT DO NOTHING;
        CREATE INDEX open_case_by_age ON bank_case (opened_at) WHERE closed_at IS NULL;
        """;
}
