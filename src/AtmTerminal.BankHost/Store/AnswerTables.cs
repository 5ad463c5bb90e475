namespace AtmTerminal.BankHost;

/// <summary>A change that another system asked for over HTTP.</summary>
/// <param name="Key">The caller's own name for it.</param>
/// <param name="Digest">Of what was asked, to tell a repeat from another question under the same key.</param>
internal sealed record ApiQuestion(string Employee, string Key, string Digest);

/// <summary>The first answer to it.</summary>
/// <param name="Body">JSON, or the sentence of a refusal.</param>
internal sealed record ApiAnswer(string QuestionDigest, int Status, string Body);

/// <summary>Statements over answers to other systems.</summary>
internal static class AnswerTables
{
    /// <summary>
    /// The first answer under this key, or <c>null</c> when this is the first time; then the key is claimed, and another
    /// transaction with the same key waits for the end of this one.
    /// </summary>
    public static ApiAnswer? FirstAnswer(this Sql sql, ApiQuestion question, DateTimeOffset now) =>
        sql.Execute(
            """
            INSERT INTO api_answer (employee, idempotency_key, question_digest, status, body, at)
            VALUES (@employee, @key, @digest, 0, '', @now) ON CONFLICT DO NOTHING
            """,
            ("@employee", question.Employee),
            ("@key", question.Key),
            ("@digest", question.Digest),
            ("@now", now.ToColumn())
        ) == 1
            ? null
            : sql.First(
                """
                SELECT question_digest, status, body FROM api_answer
                WHERE employee = @employee AND idempotency_key = @key
                """,
                static row => new ApiAnswer(row.GetString(0), (int)row.GetInt64(1), row.GetString(2)),
                ("@employee", question.Employee),
                ("@key", question.Key)
            );

    /// <summary>Completes what <see cref="FirstAnswer"/> has claimed, and forgets what is older than repeats come.</summary>
    public static void StoreAnswer(this Sql sql, ApiQuestion question, ApiAnswer answer, DateTimeOffset now)
    {
        sql.Execute(
            """
            UPDATE api_answer SET status = @status, body = @body
            WHERE employee = @employee AND idempotency_key = @key
            """,
            ("@status", (long)answer.Status),
            ("@body", answer.Body),
            ("@employee", question.Employee),
            ("@key", question.Key)
        );
        sql.Execute(
            "DELETE FROM api_answer WHERE at < @oldest",
            ("@oldest", (now - sql.SignInRules().AnswerTime).ToColumn())
        );
    }
}
