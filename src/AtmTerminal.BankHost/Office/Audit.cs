namespace AtmTerminal.BankHost;

/// <summary>Who changed what, when, from what, to what: written in the transaction of the change itself.</summary>
internal static class Audit
{
    /// <param name="action">What was done, in the past tense, such as <c>limit changed</c>.</param>
    /// <param name="subject">What it was done to: a word for its kind and its key, such as <c>card 1a2b3c4d</c>; no card number.</param>
    /// <param name="second">Who agreed, where two are needed.</param>
    public static void WriteAudit(
        this Sql sql,
        Employee who,
        DateTimeOffset at,
        string action,
        string subject,
        string? oldValue,
        string? newValue,
        Employee? second = null
    ) =>
        sql.Execute(
            """
            INSERT INTO audit (id, at, employee, second_employee, action, subject, old_value, new_value)
            VALUES (@id, @at, @employee, @second, @action, @subject, @old, @new)
            """,
            ("@id", Guid.CreateVersion7(at).ToString("N")),
            ("@at", at.ToColumn()),
            ("@employee", who.Code),
            ("@second", second?.Code),
            ("@action", action),
            ("@subject", subject),
            ("@old", oldValue),
            ("@new", newValue)
        );
}
