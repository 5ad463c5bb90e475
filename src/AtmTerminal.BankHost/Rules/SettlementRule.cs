using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>How a first person would close a case, before a second one has agreed.</summary>
/// <param name="Employee">The code of the first person.</param>
/// <param name="Amount">Positive goes to the customer, or is booked out of the machine's cash; negative is the other way.</param>
internal sealed record Proposal(string Employee, Money Amount, string Reason, DateTimeOffset At);

/// <summary>Who may close a case, and who has to agree.</summary>
internal static class SettlementRule
{
    /// <summary>Whether somebody may agree to a closing that moves money. Two people: neither of them can do it alone.</summary>
    /// <returns><c>null</c> when the money may be moved.</returns>
    public static OfficeProblem? Problem(Proposal? proposal, Employee second)
    {
        if (second.Lacks(Rights.Money) is { } lacking)
            return lacking;
        if (proposal is null)
            return new(Refusal.NotNow, "Nobody has proposed how to close this case: propose it first.");
        return proposal.Employee == second.Code
            ? new OfficeProblem(Refusal.NotAllowed, "You have proposed this yourself: a second person has to agree.")
            : null;
    }
}
