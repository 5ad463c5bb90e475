using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>Statements over what people do with a case.</summary>
internal static class CaseWorkTables
{
    private const string OfCase = "terminal = @terminal AND record_row = @row AND kind = @kind AND number = @number";

    public static void AddStep(this Sql sql, CaseKey key, Employee who, Moment at, string what, string words) =>
        sql.Execute(
            $"""
            INSERT INTO case_step (terminal, record_row, kind, number, seq, at, employee, what, words)
            SELECT @terminal, @row, @kind, @number, COALESCE(MAX(seq), 0) + 1, @at, @employee, @what, @words
            FROM case_step WHERE {OfCase}
            """,
            ("@terminal", key.Terminal),
            ("@row", key.Row),
            ("@kind", key.Kind),
            ("@number", key.Number),
            ("@at", at.Now.ToColumn()),
            ("@employee", who.Code),
            ("@what", what),
            ("@words", words)
        );

    public static List<CaseStep> StepsOf(this Sql sql, CaseKey key) =>
        sql.All(
            $"SELECT at, employee, what, words FROM case_step WHERE {OfCase} ORDER BY seq",
            static row => new CaseStep(row.Moment(0), row.GetString(1), row.GetString(2), row.GetString(3)),
            ("@terminal", key.Terminal),
            ("@row", key.Row),
            ("@kind", key.Kind),
            ("@number", key.Number)
        );

    /// <returns>False: something is proposed already.</returns>
    public static bool TryPropose(this Sql sql, CaseKey key, Employee who, Money amount, string reason, Moment at) =>
        sql.Execute(
            """
            INSERT INTO case_proposal (terminal, record_row, kind, number, employee, currency, amount, reason, proposed_at)
            VALUES (@terminal, @row, @kind, @number, @employee, @currency, @amount, @reason, @at)
            ON CONFLICT DO NOTHING
            """,
            ("@terminal", key.Terminal),
            ("@row", key.Row),
            ("@kind", key.Kind),
            ("@number", key.Number),
            ("@employee", who.Code),
            ("@currency", amount.Currency.Code),
            ("@amount", amount.MinorUnits),
            ("@reason", reason),
            ("@at", at.Now.ToColumn())
        ) == 1;

    public static Proposal? ProposalOf(this Sql sql, CaseKey key) =>
        sql.First(
            $"SELECT employee, amount, currency, reason, proposed_at FROM case_proposal WHERE {OfCase}",
            static row => new Proposal(row.GetString(0), row.Amount(1, 2), row.GetString(3), row.Moment(4)),
            ("@terminal", key.Terminal),
            ("@row", key.Row),
            ("@kind", key.Kind),
            ("@number", key.Number)
        );

    /// <returns>False: nothing was proposed, or somebody else was faster.</returns>
    public static bool RemoveProposal(this Sql sql, CaseKey key) =>
        sql.Execute(
            $"DELETE FROM case_proposal WHERE {OfCase}",
            ("@terminal", key.Terminal),
            ("@row", key.Row),
            ("@kind", key.Kind),
            ("@number", key.Number)
        ) == 1;

    /// <returns>False: the case has this file.</returns>
    public static bool TryAttach(
        this Sql sql,
        CaseKey key,
        string digest,
        string name,
        byte[] bytes,
        Employee who,
        Moment at
    ) =>
        sql.Execute(
            """
            INSERT INTO case_attachment (terminal, record_row, kind, number, digest, name, bytes, attached_at, attached_by)
            VALUES (@terminal, @row, @kind, @number, @digest, @name, @bytes, @at, @by) ON CONFLICT DO NOTHING
            """,
            ("@terminal", key.Terminal),
            ("@row", key.Row),
            ("@kind", key.Kind),
            ("@number", key.Number),
            ("@digest", digest),
            ("@name", name),
            ("@bytes", bytes),
            ("@at", at.Now.ToColumn()),
            ("@by", who.Code)
        ) == 1;

    public static List<CaseAttachment> AttachmentsOf(this Sql sql, CaseKey key) =>
        sql.All(
            $"""
            SELECT digest, name, LENGTH(bytes), attached_at, attached_by FROM case_attachment WHERE {OfCase}
            ORDER BY attached_at, digest
            """,
            static row => new CaseAttachment(
                row.GetString(0),
                row.GetString(1),
                row.GetInt64(2),
                row.Moment(3),
                row.GetString(4)
            ),
            ("@terminal", key.Terminal),
            ("@row", key.Row),
            ("@kind", key.Kind),
            ("@number", key.Number)
        );

    /// <summary>The bytes of one file; <c>null</c> when the case has no such file.</summary>
    public static byte[]? Attachment(this Sql sql, CaseKey key, string digest) =>
        sql.First(
            $"SELECT bytes FROM case_attachment WHERE {OfCase} AND digest = @digest",
            static row => row.GetFieldValue<byte[]>(0),
            ("@terminal", key.Terminal),
            ("@row", key.Row),
            ("@kind", key.Kind),
            ("@number", key.Number),
            ("@digest", digest)
        );
}
