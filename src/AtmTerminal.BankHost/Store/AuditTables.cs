namespace AtmTerminal.BankHost;

/// <summary>One line of the audit.</summary>
/// <param name="Id">Grows with time.</param>
internal sealed record AuditLine(
    string Id,
    DateTimeOffset At,
    string Employee,
    string? Second,
    string Action,
    string Subject,
    string? OldValue,
    string? NewValue
);

/// <summary>What to look for in the audit; an empty text looks for everything.</summary>
/// <param name="Before">Only lines older than this, for the next page; <c>null</c> begins with the newest.</param>
internal sealed record AuditQuestion(string Employee = "", string Subject = "", string? Before = null);

/// <summary>Reads the audit.</summary>
internal static class AuditTables
{
    /// <summary>How many lines a page has at most.</summary>
    public const int Most = 100;

    /// <summary>Lines about or by the people of a bank, the newest first.</summary>
    public static List<AuditLine> AuditOf(this Sql sql, string bank, AuditQuestion question) =>
        sql.All(
            $"""
            SELECT id, at, employee, second_employee, action, subject, old_value, new_value FROM audit
            WHERE (@before = '' OR id < @before)
                AND (@employee = '' OR employee = @employee OR second_employee = @employee)
                AND (@subject = '' OR subject = @subject)
                AND employee IN (SELECT employee.code FROM employee JOIN branch ON branch.code = employee.branch
                    WHERE branch.bank = @bank)
            ORDER BY id DESC LIMIT {Most}
            """,
            static row => new AuditLine(
                row.GetString(0),
                row.Moment(1),
                row.GetString(2),
                row.TextOrNull(3),
                row.GetString(4),
                row.GetString(5),
                row.TextOrNull(6),
                row.TextOrNull(7)
            ),
            ("@before", question.Before ?? ""),
            ("@employee", question.Employee),
            ("@subject", question.Subject),
            ("@bank", bank)
        );
}
