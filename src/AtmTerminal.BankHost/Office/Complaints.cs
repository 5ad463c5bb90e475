using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>A customer says that a withdrawal was charged otherwise than the machine paid.</summary>
internal static class Complaints
{
    /// <summary>Accepts a complaint about one withdrawal and opens its case. A withdrawal has one complaint for ever.</summary>
    /// <param name="terminal">The machine, as the receipt names it.</param>
    /// <param name="number">The receipt number, which is the withdrawal number.</param>
    /// <param name="claimed">What the customer says was charged and not received; at most what was asked for.</param>
    /// <param name="told">In the customer's words, at most 2,000 characters.</param>
    public static OfficeResult<CaseKey> Accept(
        Sql sql,
        Employee who,
        Moment at,
        string terminal,
        long number,
        Money claimed,
        string told
    )
    {
        if (string.IsNullOrWhiteSpace(told) || told.Length > 2_000)
            return new OfficeProblem(
                Refusal.WrongInput,
                "Write down what the customer says, in at most 2,000 characters."
            );
        var about = sql.Disputed(terminal, number);
        if (who.Lacks(Rights.Cases, about?.Bank, $"withdrawal {number} of a customer at {terminal}") is { } lacking)
            return lacking;
        if (
            ComplaintRule.Problem(about!, claimed, at.BusinessDay, (int)sql.Setting(RuleTables.DaysToComplain)) is
            { } problem
        )
            return problem;
        var key = new CaseKey(terminal, 0, CaseRule.Complaint, number);
        if (!sql.TryInsertComplaint(about!, claimed, told, who, at))
            return new OfficeProblem(Refusal.NotNow, "There is a complaint about this withdrawal: look at its case.");
        sql.OpenCase(key, claimed, found: null, told, at);
        sql.AddStep(key, who, at, "complaint accepted", told);
        sql.WriteAudit(who, at.Now, "complaint accepted", CaseWork.SubjectOf(key), null, $"{claimed}");
        return key;
    }
}
