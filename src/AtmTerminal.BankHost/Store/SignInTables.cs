namespace AtmTerminal.BankHost;

/// <summary>What a try to sign in found.</summary>
/// <param name="PasswordHash">What the password has to fit.</param>
/// <param name="WasLast">The person is locked by this try, unless the password is right.</param>
internal sealed record ClaimedTry(string PasswordHash, bool WasLast);

/// <summary>Statements over passwords, sessions and tokens.</summary>
internal static class SignInTables
{
    /// <summary>
    /// Counts a try before its password is looked at, so that many at once, at any copies of the host, get no more tries than
    /// one after the other.
    /// </summary>
    /// <returns><c>null</c>: nobody who may sign in has this code, or the person is locked.</returns>
    public static ClaimedTry? ClaimTry(this Sql sql, string code, SignInRules rules, DateTimeOffset now) =>
        sql.First(
            """
            UPDATE employee SET
                locked_until = CASE WHEN wrong_tries + 1 >= @most THEN @until ELSE 0 END,
                wrong_tries = CASE WHEN wrong_tries + 1 >= @most THEN 0 ELSE wrong_tries + 1 END
            WHERE code = @code AND active = 1 AND locked_until <= @now
            RETURNING password_hash, locked_until
            """,
            static row => new ClaimedTry(row.GetString(0), row.GetInt64(1) > 0),
            ("@most", rules.Tries),
            ("@until", (now + rules.LockTime).ToColumn()),
            ("@code", code),
            ("@now", now.ToColumn())
        );

    /// <summary>The password was right: the tries before it are forgotten.</summary>
    public static void ForgetTries(this Sql sql, string code) =>
        sql.Execute("UPDATE employee SET wrong_tries = 0, locked_until = 0 WHERE code = @code", ("@code", code));

    public static void BeginSession(this Sql sql, string digest, string employee, DateTimeOffset now) =>
        sql.Execute(
            "INSERT INTO web_session (digest, employee, started_at, seen_at) VALUES (@digest, @employee, @now, @now)",
            ("@digest", digest),
            ("@employee", employee),
            ("@now", now.ToColumn())
        );

    /// <summary>Whose session it is, and when it was last seen; <c>null</c> when it is over or never was.</summary>
    public static (string Employee, DateTimeOffset SeenAt)? Session(
        this Sql sql,
        string digest,
        SignInRules rules,
        DateTimeOffset now
    ) =>
        sql.First(
            """
            SELECT employee, seen_at FROM web_session
            WHERE digest = @digest AND started_at > @started AND seen_at > @seen
            """,
            static row => ((string, DateTimeOffset)?)(row.GetString(0), row.Moment(1)),
            ("@digest", digest),
            ("@started", (now - rules.SessionTime).ToColumn()),
            ("@seen", (now - rules.IdleTime).ToColumn())
        );

    public static void SeeSession(this Sql sql, string digest, DateTimeOffset now) =>
        sql.Execute(
            "UPDATE web_session SET seen_at = @now WHERE digest = @digest",
            ("@now", now.ToColumn()),
            ("@digest", digest)
        );

    public static void EndSession(this Sql sql, string digest) =>
        sql.Execute("DELETE FROM web_session WHERE digest = @digest", ("@digest", digest));

    public static void EndSessionsOf(this Sql sql, string employee) =>
        sql.Execute("DELETE FROM web_session WHERE employee = @employee", ("@employee", employee));

    /// <summary>Sessions that are over by their age alone take no room.</summary>
    public static void SweepSessions(this Sql sql, SignInRules rules, DateTimeOffset now) =>
        sql.Execute(
            "DELETE FROM web_session WHERE started_at <= @started",
            ("@started", (now - rules.SessionTime).ToColumn())
        );
}
