namespace AtmTerminal.BankHost;

internal static partial class Schema
{
    /// <summary>
    /// What the console and the open interface need beside the books: who is signed in, what other systems sign in with, and
    /// the first answer to each of their changes. Secrets are kept as digests only.
    /// </summary>
    public const string Console = """
        ALTER TABLE employee ADD COLUMN wrong_tries BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE employee ADD COLUMN locked_until BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE employee ADD COLUMN enrolment_digest TEXT;
        ALTER TABLE employee ADD COLUMN enrolment_until BIGINT NOT NULL DEFAULT 0;
        CREATE TABLE web_session (
            digest TEXT PRIMARY KEY,
            employee TEXT NOT NULL REFERENCES employee (code),
            started_at BIGINT NOT NULL,
            seen_at BIGINT NOT NULL
        );
        CREATE INDEX web_session_of_employee ON web_session (employee);
        CREATE TABLE web_key (
            name TEXT PRIMARY KEY,
            content TEXT NOT NULL
        );
        CREATE TABLE api_token (
            id TEXT PRIMARY KEY,
            employee TEXT NOT NULL REFERENCES employee (code),
            name TEXT NOT NULL,
            digest TEXT NOT NULL,
            made_at BIGINT NOT NULL,
            made_by TEXT NOT NULL,
            revoked_at BIGINT
        );
        CREATE UNIQUE INDEX api_token_by_digest ON api_token (digest);
        CREATE INDEX api_token_of_employee ON api_token (employee);
        CREATE TABLE api_answer (
            employee TEXT NOT NULL,
            idempotency_key TEXT NOT NULL,
            question_digest TEXT NOT NULL,
            status BIGINT NOT NULL,
            body TEXT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (employee, idempotency_key)
        );
        CREATE INDEX api_answer_by_moment ON api_answer (at);
        CREATE TABLE contact (
            terminal TEXT PRIMARY KEY,
            at BIGINT NOT NULL
        );
        INSERT INTO setting (name, value) VALUES
            ('sign_in_tries', 10), ('sign_in_lock_minutes', 30), ('session_idle_minutes', 15), ('session_minutes', 480),
            ('enrolment_hours', 72), ('password_letters', 12), ('days_to_repeat_http', 30),
            ('machine_silence_minutes', 15) ON CONFLICT DO NOTHING;
        """;
}
