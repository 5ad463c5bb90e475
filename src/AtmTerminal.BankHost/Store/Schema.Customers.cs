namespace AtmTerminal.BankHost;

internal static partial class Schema
{
    /// <summary>
    /// Customers, what the bank knows of their accounts and cards, the fees, and the interest. <c>customer_document</c> is to an
    /// identity document what <c>card_home</c> is to a card: it lies by itself, says which home, and lets a person become a
    /// customer of one bank only once. <c>account_interest</c> is apart from <c>account</c>, whose row every withdrawal writes.
    /// </summary>
    public const string CustomersAndCards = """
        ALTER TABLE atm ADD COLUMN district TEXT NOT NULL DEFAULT '';
        ALTER TABLE atm ADD COLUMN city TEXT NOT NULL DEFAULT '';
        CREATE TABLE customer (
            home BIGINT PRIMARY KEY,
            bank TEXT NOT NULL,
            name TEXT NOT NULL,
            name_key TEXT NOT NULL,
            birth_date BIGINT NOT NULL,
            sex TEXT NOT NULL,
            document TEXT NOT NULL,
            document_issuer TEXT NOT NULL,
            document_issued_on BIGINT NOT NULL,
            address TEXT NOT NULL,
            phone TEXT NOT NULL,
            email TEXT NOT NULL,
            employer TEXT NOT NULL
        );
        CREATE TABLE customer_document (
            bank TEXT NOT NULL,
            document TEXT NOT NULL,
            home BIGINT NOT NULL,
            PRIMARY KEY (bank, document)
        );
        CREATE TABLE stored_file (
            home BIGINT NOT NULL,
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            media_type TEXT NOT NULL,
            bytes BYTEA NOT NULL,
            stored_at BIGINT NOT NULL,
            PRIMARY KEY (home, id)
        );
        CREATE TABLE number_range (
            name TEXT PRIMARY KEY,
            last BIGINT NOT NULL
        );
        ALTER TABLE account ADD COLUMN opened_on BIGINT;
        ALTER TABLE account ADD COLUMN opened_by TEXT NOT NULL DEFAULT '';
        ALTER TABLE account ADD COLUMN closed_on BIGINT;
        ALTER TABLE account ADD COLUMN interest_basis_points BIGINT NOT NULL DEFAULT 0;
        INSERT INTO customer (home, bank, name, name_key, birth_date, sex, document, document_issuer, document_issued_on,
            address, phone, email, employer)
        SELECT home, bank, holder, UPPER(holder), 10101, '', '', '', 10101, '', '', '', '' FROM account;
        CREATE TABLE account_interest (
            home BIGINT NOT NULL,
            account TEXT NOT NULL,
            through BIGINT NOT NULL,
            paid BIGINT NOT NULL,
            owed BIGINT NOT NULL,
            below_zero_since BIGINT,
            PRIMARY KEY (home, account)
        );
        ALTER TABLE card ADD COLUMN kind TEXT NOT NULL DEFAULT 'Primary';
        ALTER TABLE card ADD COLUMN holder TEXT NOT NULL DEFAULT '';
        ALTER TABLE card ADD COLUMN ordered_on BIGINT;
        ALTER TABLE card ADD COLUMN opened_on BIGINT;
        ALTER TABLE card ADD COLUMN state_on BIGINT NOT NULL DEFAULT 10101;
        ALTER TABLE card ADD COLUMN captured_on BIGINT;
        ALTER TABLE card ADD COLUMN cap_a_day BIGINT;
        ALTER TABLE card ADD COLUMN cap_a_month BIGINT;
        CREATE INDEX card_of_mask ON card (number_masked);
        CREATE INDEX card_of_state ON card (state, state_on);
        CREATE TABLE card_event (
            home BIGINT NOT NULL,
            seq BIGINT NOT NULL,
            token TEXT NOT NULL,
            at BIGINT NOT NULL,
            business_day BIGINT NOT NULL,
            employee TEXT NOT NULL,
            what TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (home, seq)
        );
        CREATE INDEX card_event_by_day ON card_event (business_day, what);
        CREATE TABLE captured_card (
            terminal TEXT NOT NULL,
            record_row BIGINT NOT NULL,
            number_masked TEXT NOT NULL,
            reason TEXT NOT NULL,
            captured_at BIGINT NOT NULL,
            captured_on BIGINT NOT NULL,
            home BIGINT,
            token TEXT,
            ended_on BIGINT,
            ended_by TEXT,
            PRIMARY KEY (terminal, record_row)
        );
        CREATE TABLE charge (
            home BIGINT NOT NULL,
            kind TEXT NOT NULL,
            number BIGINT NOT NULL,
            account TEXT NOT NULL,
            currency TEXT NOT NULL,
            amount BIGINT NOT NULL,
            reason TEXT NOT NULL,
            business_day BIGINT NOT NULL,
            charged_at BIGINT NOT NULL,
            PRIMARY KEY (home, kind, number)
        );
        ALTER TABLE entry ADD COLUMN posted_at BIGINT;
        ALTER TABLE entry ADD COLUMN balance_after BIGINT;
        DROP INDEX entry_of_account;
        CREATE INDEX entry_of_account_by_day ON entry (home, account, business_day);
        CREATE TABLE transaction_type (
            code TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            fee_table TEXT NOT NULL,
            limit_table TEXT NOT NULL
        );
        INSERT INTO transaction_type (code, name, fee_table, limit_table) VALUES
            ('WITHDRAWAL', 'Withdrawal at a machine', 'withdrawal_fee', 'withdrawal_limit'),
            ('BALANCE', 'Question for the balance', '', ''),
            ('DEPOSIT', 'Deposit', '', ''),
            ('TRANSFER', 'Transfer', '', ''),
            ('FEE', 'Fee for a card or an account', 'fee', ''),
            ('INTEREST', 'Interest', 'interest_rule', '');
        CREATE TABLE fee (
            kind TEXT NOT NULL,
            currency TEXT NOT NULL,
            amount BIGINT NOT NULL,
            PRIMARY KEY (kind, currency)
        );
        INSERT INTO fee (kind, currency, amount) VALUES
            ('CardOrdered', 'UAH', 0), ('CardOrdered', 'VND', 0),
            ('SupplementaryOrdered', 'UAH', 5000), ('SupplementaryOrdered', 'VND', 30000),
            ('CardReplaced', 'UAH', 10000), ('CardReplaced', 'VND', 50000),
            ('CardNotCollected', 'UAH', 5000), ('CardNotCollected', 'VND', 30000),
            ('CardReclaimed', 'UAH', 0), ('CardReclaimed', 'VND', 0),
            ('BelowZero', 'UAH', 2500), ('BelowZero', 'VND', 15000);
        CREATE TABLE interest_rule (
            currency TEXT PRIMARY KEY,
            on_new_accounts BIGINT NOT NULL,
            below_zero BIGINT NOT NULL,
            smallest BIGINT NOT NULL
        );
        INSERT INTO interest_rule (currency, on_new_accounts, below_zero, smallest) VALUES
            ('UAH', 0, 2400, 1), ('VND', 0, 1800, 1);
        INSERT INTO setting (name, value) VALUES
            ('days_to_collect', 90), ('days_to_cancel_lost', 30), ('days_to_reclaim', 90), ('days_to_complain', 30),
            ('expiry_of_new_cards', 4912) ON CONFLICT DO NOTHING;
        CREATE TABLE rule_version (
            id BIGINT PRIMARY KEY,
            version BIGINT NOT NULL
        );
        INSERT INTO rule_version (id, version) VALUES (1, 1);
        CREATE TABLE daily_work (
            business_day BIGINT PRIMARY KEY,
            finished_at BIGINT NOT NULL
        );
        """;
}
