namespace AtmTerminal.BankHost;

internal static partial class Schema
{
    /// <summary>
    /// What reports need. A posting says whose card it was and which bank serviced the machine on that day; only a declined
    /// authorisation's answer has its day, so that the index of declines costs the others nothing. operation_day has the sums of
    /// days that are over, report_day when each was summed, report_pass how far the sums go.
    /// </summary>
    public const string ReportTables = """
        ALTER TABLE posted ADD COLUMN card_bank TEXT NOT NULL DEFAULT '';
        ALTER TABLE posted ADD COLUMN atm_bank TEXT NOT NULL DEFAULT '';
        UPDATE posted SET
            card_bank = COALESCE((SELECT bank FROM account
                WHERE account.home = posted.home AND account.account = posted.account), ''),
            atm_bank = COALESCE((SELECT bank FROM atm WHERE atm.terminal = posted.terminal), '');
        CREATE INDEX posted_by_day ON posted (business_day, posted_at);
        ALTER TABLE answer ADD COLUMN declined_on BIGINT;
        UPDATE answer SET declined_on = (SELECT business_day FROM hold WHERE hold.home = answer.home
            AND hold.terminal = answer.terminal AND hold.number = answer.number)
        WHERE kind = 'Authorization' AND response_code <> '00';
        CREATE INDEX declined_by_day ON answer (declined_on, terminal) WHERE declined_on IS NOT NULL;
        CREATE TABLE operation_day (
            business_day BIGINT NOT NULL,
            terminal TEXT NOT NULL,
            currency TEXT NOT NULL,
            atm_bank TEXT NOT NULL,
            card_bank TEXT NOT NULL,
            kind TEXT NOT NULL,
            operations BIGINT NOT NULL,
            amount BIGINT NOT NULL,
            commission BIGINT NOT NULL,
            PRIMARY KEY (business_day, terminal, currency, atm_bank, card_bank, kind)
        );
        CREATE TABLE report_day (
            business_day BIGINT PRIMARY KEY,
            summed_at BIGINT NOT NULL
        );
        CREATE TABLE report_pass (
            pass TEXT PRIMARY KEY,
            through BIGINT NOT NULL,
            passed_at BIGINT NOT NULL
        );
        """;
}
