namespace AtmTerminal.BankHost;

/// <summary>What <c>employee</c> and <c>token</c> do to the store.</summary>
internal static class PeopleProgram
{
    /// <returns>The exit code: 0 when the person was taken on.</returns>
    public static int Add(HostConfig config, Employee wanted, TimeProvider time) =>
        Change(
            config,
            time,
            (sql, at) => People.TakeOnByOwner(sql, at, wanted),
            secret =>
                $"Employee {wanted.Code} is taken on. Enrolment code, shown this once: {secret.Text}{Environment.NewLine}"
                + "Open the console's page /enrol with it and choose a password."
        );

    /// <returns>The exit code: 0 when the token was made.</returns>
    public static int AddToken(HostConfig config, string employee, string name, TimeProvider time) =>
        Change(
            config,
            time,
            (sql, at) => Tokens.IssueByOwner(sql, at, employee, name),
            secret => $"Token for {name}, shown this once: {secret.Text}"
        );

    private static int Change(
        HostConfig config,
        TimeProvider time,
        Func<Sql, Moment, OfficeResult<Secret>> change,
        Func<Secret, string> say
    ) =>
        HostProgram.WithStore(
            config,
            database =>
            {
                var now = time.GetUtcNow();
                var at = new Moment(now, database.Read(RuleTables.RuleBook).BusinessDayAt(now));
                switch (database.InTransaction(sql => change(sql, at)))
                {
                    case OfficeResult<Secret>.Done done:
                        Console.Out.WriteLine(say(done.Value));
                        return 0;
                    case OfficeResult<Secret>.Refused refused:
                        return HostProgram.Refuse(refused.Sentence);
                    case var other:
                        throw new InvalidOperationException($"No way to end with {other}.");
                }
            }
        );
}
