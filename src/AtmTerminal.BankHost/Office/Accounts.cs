namespace AtmTerminal.BankHost;

/// <summary>Locks, unlocks and closes accounts. A closed account is kept for ever, with everything that was posted to it.</summary>
internal static class Accounts
{
    /// <summary>Nothing is authorised any more; what was given already is still posted.</summary>
    public static OfficeResult<AccountView> Lock(Sql sql, Employee who, Moment at, long home, string reason) =>
        Move(sql, who, at, home, AccountState.Active, AccountState.Locked, "account locked", reason);

    public static OfficeResult<AccountView> Unlock(Sql sql, Employee who, Moment at, long home, string reason) =>
        Move(sql, who, at, home, AccountState.Locked, AccountState.Active, "account unlocked", reason);

    /// <summary>Closes an account that has no money, no debt and nothing held, and ends its cards.</summary>
    public static OfficeResult<AccountView> Close(Sql sql, Employee who, Moment at, long home, string reason)
    {
        var account = sql.LockedAccount(home);
        if (Problem(who, account, home, reason) is { } problem)
            return problem;
        if (account!.State == AccountState.Closed)
            return new OfficeProblem(Refusal.NotNow, $"Account {account.Account} is closed already.");
        if (!sql.TryClose(account, at.BusinessDay))
            return new OfficeProblem(
                Refusal.NotNow,
                $"Account {account.Account} has {account.Balance}, of which {account.Held} are held: "
                    + "it can be closed at zero and with nothing held."
            );
        foreach (var card in sql.CardsOf(home).Where(card => !CardLife.IsOver(card.State)))
            Cards.Take(sql, who, at, card, CardStep.Closed, "account closed");
        return Written(sql, who, at, account, "account closed", reason);
    }

    /// <summary>Sets what the account earns a year, from the next day that is accrued on.</summary>
    /// <param name="basisPoints">0 to 10,000.</param>
    public static OfficeResult<AccountView> SetInterest(
        Sql sql,
        Employee who,
        Moment at,
        long home,
        int basisPoints,
        string reason
    )
    {
        var account = sql.LockedAccount(home);
        if (who.Lacks(Rights.Rules) is { } lacking)
            return lacking;
        if (Problem(who, account, home, reason) is { } problem)
            return problem;
        if (basisPoints is < 0 or > 10_000)
            return new OfficeProblem(Refusal.WrongInput, "Interest is 0 to 10,000 hundredths of a percent a year.");
        sql.Execute(
            "UPDATE account SET interest_basis_points = @points WHERE home = @home",
            ("@points", basisPoints),
            ("@home", home)
        );
        var after = account! with { InterestBasisPoints = basisPoints };
        sql.WriteAudit(
            who,
            at.Now,
            "interest of account changed",
            $"account {account.Account}",
            $"{account.InterestBasisPoints}",
            $"{basisPoints}: {reason}"
        );
        return after;
    }

    private static OfficeResult<AccountView> Move(
        Sql sql,
        Employee who,
        Moment at,
        long home,
        AccountState from,
        AccountState to,
        string action,
        string reason
    )
    {
        var account = sql.LockedAccount(home);
        if (Problem(who, account, home, reason) is { } problem)
            return problem;
        if (account!.State != from || !sql.TryMove(account, to))
            return new OfficeProblem(
                Refusal.NotNow,
                $"Account {account.Account} is {account.State}: this is done to an account that is {from}."
            );
        return Written(sql, who, at, account, action, reason);
    }

    private static OfficeProblem? Problem(Employee who, AccountView? account, long home, string reason) =>
        who.Lacks(Rights.Accounts, account?.Bank, $"customer {home}") ?? Gate.LacksReason(reason);

    private static AccountView Written(
        Sql sql,
        Employee who,
        Moment at,
        AccountView before,
        string action,
        string reason
    )
    {
        var after = sql.AccountOf(before.Home)!;
        sql.WriteAudit(who, at.Now, action, $"account {before.Account}", $"{before.State}", $"{after.State}: {reason}");
        return after;
    }
}
