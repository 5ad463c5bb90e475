namespace AtmTerminal.BankHost;

/// <summary>Lets the bank's people in and out. A password is looked at between two transactions, because that takes long.</summary>
internal sealed class SignIn(HostDatabase database, TimeProvider time)
{
    // The same for an unknown code, a wrong password and a locked person, so that a stranger learns nothing from it.
    private const string Sentence =
        "This code and password do not fit. After too many wrong tries a person is locked for a while: "
        + "then wait, or ask a colleague who may set rights for a new enrolment code.";

    /// <returns>The secret of the new session, to be kept by the browser and nowhere else.</returns>
    public OfficeResult<Secret> Enter(string code, string password)
    {
        var claimed = database.InTransaction(sql => sql.ClaimTry(code, sql.SignInRules(), time.GetUtcNow()));
        var holds = PasswordHash.Holds(
            password,
            claimed?.PasswordHash is { Length: > 0 } kept ? kept : PasswordHash.OfNobody
        );
        return database.InTransaction(sql =>
            claimed is null ? Refused()
            : holds ? Begin(sql, code)
            : NoteWrong(sql, code, claimed)
        );
    }

    /// <summary>Whose session it is, with the rights of this moment; <c>null</c> when it is over.</summary>
    /// <param name="digest">Of the session's secret.</param>
    public Employee? WhoIs(string digest)
    {
        var now = time.GetUtcNow();
        var (employee, seenAt) = database.Read(sql =>
            sql.Session(digest, sql.SignInRules(), now) is { } session
                ? (sql.EmployeeOf(session.Employee, now), session.SeenAt)
                : default
        );
        if (employee is not { Active: true })
            return null;
        if (now - seenAt >= SeenEvery)
            database.InTransaction(sql =>
            {
                sql.SeeSession(digest, now);
                return true;
            });
        return employee.Employee;
    }

    public void Leave(Employee who, string digest) =>
        database.InTransaction(sql =>
        {
            sql.EndSession(digest);
            sql.WriteAudit(who, time.GetUtcNow(), "signed out", $"employee {who.Code}", null, null);
            return true;
        });

    /// <summary>A person chooses a password with the enrolment code that a colleague has handed over.</summary>
    public OfficeResult<Employee> Enrol(string code, string enrolmentCode, string password)
    {
        var rules = database.Read(sql => sql.SignInRules());
        if (PasswordRule.ProblemOf(password, code, rules.PasswordLength) is { } problem)
            return new OfficeProblem(Refusal.WrongInput, problem);
        var hash = PasswordHash.Make(password);
        return database.InTransaction(sql => Enrol(sql, code, Secret.DigestOf(enrolmentCode), hash));
    }

    // Every page would be a write otherwise; so much later than the truth an idle session may end.
    private static readonly TimeSpan SeenEvery = TimeSpan.FromSeconds(30);

    private OfficeResult<Employee> Enrol(Sql sql, string code, string digest, string hash)
    {
        var now = time.GetUtcNow();
        if (!sql.TakeEnrolment(code, digest, hash, now))
            return new OfficeProblem(
                Refusal.NotAllowed,
                "This enrolment code is not for this employee code, was used already, or is too old: ask for a new one."
            );
        var employee = sql.EmployeeOf(code, now)!.Employee;
        sql.EndSessionsOf(code);
        sql.WriteAudit(employee, now, "password chosen", $"employee {code}", null, null);
        return employee;
    }

    private OfficeResult<Secret> Begin(Sql sql, string code)
    {
        var now = time.GetUtcNow();
        var secret = Secret.New();
        sql.ForgetTries(code);
        sql.SweepSessions(sql.SignInRules(), now);
        sql.BeginSession(secret.Digest, code, now);
        sql.WriteAudit(sql.EmployeeOf(code, now)!.Employee, now, "signed in", $"employee {code}", null, null);
        return secret;
    }

    private OfficeResult<Secret> NoteWrong(Sql sql, string code, ClaimedTry claimed)
    {
        var now = time.GetUtcNow();
        var action = claimed.WasLast ? "locked after wrong passwords" : "wrong password";
        sql.WriteAudit(sql.EmployeeOf(code, now)!.Employee, now, action, $"employee {code}", null, null);
        return Refused();
    }

    private static OfficeResult<Secret>.Refused Refused() => new(Refusal.NotAllowed, Sentence);
}
