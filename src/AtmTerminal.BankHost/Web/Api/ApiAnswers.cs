namespace AtmTerminal.BankHost;

/// <summary>An employee as other systems see one.</summary>
internal sealed record ApiEmployee(
    string Code,
    string Name,
    string Position,
    string Branch,
    IReadOnlyList<string> Rights
)
{
    public static ApiEmployee Of(Employee employee) =>
        new(
            employee.Code,
            employee.Name,
            employee.Position,
            employee.Branch,
            employee.Rights.ToWords().Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );
}

/// <summary>A line of the audit.</summary>
internal sealed record ApiAuditLine(
    string Id,
    DateTimeOffset At,
    string Employee,
    string? SecondEmployee,
    string Action,
    string Subject,
    string? OldValue,
    string? NewValue
)
{
    public static ApiAuditLine Of(AuditLine line) =>
        new(line.Id, line.At, line.Employee, line.Second, line.Action, line.Subject, line.OldValue, line.NewValue);
}

/// <summary>What a person may do, as words.</summary>
internal sealed record ApiRights(IReadOnlyList<string> Rights);
