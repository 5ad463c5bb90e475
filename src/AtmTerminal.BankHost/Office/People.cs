namespace AtmTerminal.BankHost;

/// <summary>Taking on the bank's people, and their rights. Each within the own bank.</summary>
internal static class People
{
    private const int MostLetters = 32;
    private const string MayNot = "This needs the right to take on employees and set their rights.";

    /// <param name="who">Who takes on; of the same bank, with the right to.</param>
    /// <param name="wanted">Code, name, position, branch and rights; its bank is the branch's.</param>
    public static OfficeResult<Employee> TakeOn(Sql sql, Employee who, Moment at, Employee wanted) =>
        Problem(wanted) is { } problem ? new OfficeProblem(Refusal.WrongInput, problem)
        : !who.May(Rights.People) ? new OfficeProblem(Refusal.NotAllowed, MayNot)
        : sql.BankOfBranch(wanted.Branch) != who.Bank
            ? new OfficeProblem(Refusal.NotFound, $"Your bank has no branch {wanted.Branch}: choose one of the list.")
        : !who.May(wanted.Rights)
            ? new OfficeProblem(Refusal.NotAllowed, "Nobody gives a right that is not the own one: leave those out.")
        : Add(sql, who, at, wanted with { Bank = who.Bank });

    /// <summary>
    /// Takes on a person, the first or any other, by who holds the store itself: at the command line nobody is signed in.
    /// Audited under the code of who is taken on.
    /// </summary>
    public static OfficeResult<Secret> TakeOnByOwner(Sql sql, Moment at, Employee wanted)
    {
        if (Problem(wanted) is { } problem)
            return new OfficeProblem(Refusal.WrongInput, problem);
        if (sql.BankOfBranch(wanted.Branch) is not { } bank)
            return new OfficeProblem(
                Refusal.NotFound,
                $"There is no branch {wanted.Branch}: name one that the store has."
            );
        var employee = wanted with { Bank = bank };
        return Add(sql, employee, at, employee) is OfficeResult<Employee>.Refused refused
            ? new OfficeProblem(refused.Why, refused.Sentence)
            : Enrolment(sql, employee, at, employee.Code);
    }

    /// <summary>Gives a person an enrolment code in place of the password; who is signed in with it is signed out.</summary>
    public static OfficeResult<Secret> GiveEnrolment(Sql sql, Employee who, Moment at, string code) =>
        ForColleague<Secret>(sql, who, at, code, _ => Enrolment(sql, who, at, code));

    /// <summary>Sets what a person may do, from the next page on. Nobody sets the own rights, or gives one that is not the own.</summary>
    public static OfficeResult<Employee> SetRights(Sql sql, Employee who, Moment at, string code, Rights rights) =>
        ForColleague<Employee>(
            sql,
            who,
            at,
            code,
            old =>
            {
                if (code == who.Code)
                    return new OfficeProblem(
                        Refusal.NotAllowed,
                        "Nobody sets the own rights: ask a colleague who may set rights."
                    );
                if (!who.May(rights & ~old.Employee.Rights))
                    return new OfficeProblem(
                        Refusal.NotAllowed,
                        "Nobody gives a right that is not the own one: leave those out."
                    );
                sql.SetRights(code, rights);
                sql.WriteAudit(
                    who,
                    at.Now,
                    "rights set",
                    Subject(code),
                    old.Employee.Rights.ToWords(),
                    rights.ToWords()
                );
                return old.Employee with { Rights = rights };
            }
        );

    /// <summary>A person works here no more, or again. Sessions and tokens end at once; everything done stays in the audit.</summary>
    public static OfficeResult<bool> SetActive(Sql sql, Employee who, Moment at, string code, bool active) =>
        ForColleague<bool>(
            sql,
            who,
            at,
            code,
            old =>
            {
                if (code == who.Code)
                    return new OfficeProblem(Refusal.NotAllowed, "Nobody ends the own employment: ask a colleague.");
                if (old.Active == active)
                    return new OfficeProblem(Refusal.NotNow, $"Employee {code} is {Word(active)} already.");
                sql.SetActive(code, active);
                sql.EndSessionsOf(code);
                if (!active)
                    sql.RevokeTokensOf(code, at.Now);
                sql.WriteAudit(who, at.Now, "employment set", Subject(code), Word(old.Active), Word(active));
                return active;
            }
        );

    /// <summary>Does something to an employee of the same bank, if there is one and <paramref name="who"/> may.</summary>
    public static OfficeResult<T> ForColleague<T>(
        Sql sql,
        Employee who,
        Moment at,
        string code,
        Func<EmployeeRow, OfficeResult<T>> act
    ) =>
        !who.May(Rights.People) ? new OfficeProblem(Refusal.NotAllowed, MayNot)
        : sql.EmployeeOf(code, at.Now) is { } found && found.Employee.Bank == who.Bank ? act(found)
        : new OfficeProblem(Refusal.NotFound, $"Your bank has no employee {code}.");

    /// <summary>How the audit names an employee.</summary>
    public static string Subject(string code) => $"employee {code}";

    private static OfficeResult<Employee> Add(Sql sql, Employee who, Moment at, Employee wanted)
    {
        if (!sql.AddEmployee(wanted))
            return new OfficeProblem(Refusal.NotNow, $"Somebody has the code {wanted.Code} already: choose another.");
        sql.WriteAudit(who, at.Now, "taken on", Subject(wanted.Code), null, wanted.Rights.ToWords());
        return wanted;
    }

    private static OfficeResult<Secret> Enrolment(Sql sql, Employee who, Moment at, string code)
    {
        var secret = Secret.New();
        sql.SetEnrolment(code, secret.Digest, at.Now + sql.SignInRules().EnrolmentTime);
        sql.EndSessionsOf(code);
        sql.WriteAudit(who, at.Now, "enrolment code given", Subject(code), null, null);
        return secret;
    }

    private static string? Problem(Employee wanted) =>
        wanted.Code.Length is 0 or > MostLetters || !wanted.Code.All(char.IsAsciiLetterOrDigit)
            ? $"An employee code has 1 to {MostLetters} letters and digits."
        : string.IsNullOrWhiteSpace(wanted.Name) ? "Give the person's name."
        : string.IsNullOrWhiteSpace(wanted.Position) ? "Give the person's position."
        : null;

    private static string Word(bool active) => active ? "employed" : "not employed";
}
