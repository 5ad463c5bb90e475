using System.Data.Common;

namespace AtmTerminal.BankHost;

/// <summary>An employee as the bank's people see one another.</summary>
/// <param name="LockedUntil">After too many wrong passwords; <c>null</c> when not locked.</param>
/// <param name="HasPassword">False until the enrolment code was used.</param>
internal sealed record EmployeeRow(Employee Employee, bool Active, bool HasPassword, DateTimeOffset? LockedUntil);

/// <summary>Statements over the bank's people.</summary>
internal static class EmployeeTables
{
    private const string Columns = """
        employee.code, employee.name, employee.position, employee.branch, branch.bank, employee.rights, employee.active,
        employee.password_hash, employee.locked_until
        """;

    /// <summary>One person, also one who works here no more; <c>null</c> for a code nobody has.</summary>
    public static EmployeeRow? EmployeeOf(this Sql sql, string code, DateTimeOffset now) =>
        sql.First(
            $"SELECT {Columns} FROM employee JOIN branch ON branch.code = employee.branch WHERE employee.code = @code",
            row => Read(row, now),
            ("@code", code)
        );

    /// <summary>Everybody of a bank, by code.</summary>
    public static List<EmployeeRow> EmployeesOf(this Sql sql, string bank, DateTimeOffset now) =>
        sql.All(
            $"""
            SELECT {Columns} FROM employee JOIN branch ON branch.code = employee.branch
            WHERE branch.bank = @bank ORDER BY employee.code
            """,
            row => Read(row, now),
            ("@bank", bank)
        );

    /// <returns>False: somebody has this code already.</returns>
    public static bool AddEmployee(this Sql sql, Employee employee) =>
        sql.Execute(
            """
            INSERT INTO employee (code, branch, name, position, rights, password_hash, active)
            VALUES (@code, @branch, @name, @position, @rights, '', 1) ON CONFLICT DO NOTHING
            """,
            ("@code", employee.Code),
            ("@branch", employee.Branch),
            ("@name", employee.Name),
            ("@position", employee.Position),
            ("@rights", employee.Rights.ToWords())
        ) == 1;

    public static void SetRights(this Sql sql, string code, Rights rights) =>
        sql.Execute(
            "UPDATE employee SET rights = @rights WHERE code = @code",
            ("@rights", rights.ToWords()),
            ("@code", code)
        );

    public static void SetActive(this Sql sql, string code, bool active) =>
        sql.Execute(
            "UPDATE employee SET active = @active WHERE code = @code",
            ("@active", active ? 1L : 0L),
            ("@code", code)
        );

    /// <summary>Gives a new enrolment code in place of whatever password or code there was.</summary>
    public static void SetEnrolment(this Sql sql, string code, string digest, DateTimeOffset until) =>
        sql.Execute(
            """
            UPDATE employee SET password_hash = '', enrolment_digest = @digest, enrolment_until = @until,
                wrong_tries = 0, locked_until = 0
            WHERE code = @code
            """,
            ("@digest", digest),
            ("@until", until.ToColumn()),
            ("@code", code)
        );

    /// <summary>Uses an enrolment code up.</summary>
    /// <returns>False: it is not this person's, was used, or is too old.</returns>
    public static bool TakeEnrolment(
        this Sql sql,
        string code,
        string digest,
        string passwordHash,
        DateTimeOffset now
    ) =>
        sql.Execute(
            """
            UPDATE employee SET password_hash = @hash, enrolment_digest = NULL
            WHERE code = @code AND active = 1 AND enrolment_digest = @digest AND enrolment_until >= @now
            """,
            ("@hash", passwordHash),
            ("@code", code),
            ("@digest", digest),
            ("@now", now.ToColumn())
        ) == 1;

    private static EmployeeRow Read(DbDataReader row, DateTimeOffset now) =>
        new(
            new(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                row.GetString(4),
                RightsWords.Parse(row.GetString(5))
            ),
            row.GetInt64(6) == 1,
            row.GetString(7).Length > 0,
            row.Moment(8) > now ? row.Moment(8) : null
        );
}
