namespace AtmTerminal.BankHost;

/// <summary>What other systems of the bank sign in with: made once, shown once, revoked by a person.</summary>
internal static class Tokens
{
    private const int MostLetters = 60;

    /// <summary>Makes a token with the rights of a person, or of an account that only a system uses.</summary>
    /// <param name="name">What it is for, so that people know which one to revoke; 1 to 60 letters.</param>
    public static OfficeResult<Secret> Issue(Sql sql, Employee who, Moment at, string code, string name) =>
        People.ForColleague<Secret>(
            sql,
            who,
            at,
            code,
            old =>
                !who.May(old.Employee.Rights)
                    ? new OfficeProblem(
                        Refusal.NotAllowed,
                        "A token has all rights of its employee, and some of them are not yours: ask who has them."
                    )
                    : Add(sql, who, at, old, name)
        );

    /// <summary>As <see cref="Issue"/>, by who holds the store itself; audited under the employee's own code.</summary>
    public static OfficeResult<Secret> IssueByOwner(Sql sql, Moment at, string code, string name) =>
        sql.EmployeeOf(code, at.Now) is { } found
            ? Add(sql, found.Employee, at, found, name)
            : new OfficeProblem(Refusal.NotFound, $"There is no employee {code}.");

    /// <summary>Ends a token at once, on every copy of the host.</summary>
    public static OfficeResult<bool> Revoke(Sql sql, Employee who, Moment at, string code, string id) =>
        People.ForColleague<bool>(
            sql,
            who,
            at,
            code,
            _ =>
            {
                if (!sql.RevokeToken(code, id, at.Now))
                    return new OfficeProblem(Refusal.NotNow, "There is no such token in force.");
                sql.WriteAudit(who, at.Now, "token revoked", People.Subject(code), id, null);
                return true;
            }
        );

    private static OfficeResult<Secret> Add(Sql sql, Employee who, Moment at, EmployeeRow of, string name)
    {
        if (!of.Active)
            return new OfficeProblem(Refusal.NotNow, $"Employee {of.Employee.Code} works here no more.");
        if (name.Trim() is not { Length: > 0 and <= MostLetters } given)
            return new OfficeProblem(Refusal.WrongInput, $"Say in 1 to {MostLetters} letters what the token is for.");
        var secret = Secret.New();
        var id = Guid.CreateVersion7(at.Now).ToString("N");
        sql.AddToken(new(id, of.Employee.Code, given, at.Now, who.Code, null), secret.Digest);
        sql.WriteAudit(who, at.Now, "token made", People.Subject(of.Employee.Code), null, $"{id} for {given}");
        return secret;
    }
}
