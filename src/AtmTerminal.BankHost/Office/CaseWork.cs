using System.Security.Cryptography;
using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>
/// What the bank's people do with a case until it is closed. One person closes a case that moves no money, with a reason; a closing
/// that moves money is proposed by one and agreed to by another.
/// </summary>
internal static class CaseWork
{
    /// <summary>The largest file of a case: 1 MiB, far more than the extract of a withdrawal needs.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>How the audit names a case.</summary>
    public static string SubjectOf(CaseKey key) => $"case {key.Terminal} {key.Kind} {key.Row}/{key.Number}";

    /// <summary>Writes something down that the others should know.</summary>
    public static OfficeResult<CaseKey> AddNote(Sql sql, Employee who, Moment at, CaseKey key, string words)
    {
        if ((Unsettled(sql, who, key) ?? Gate.LacksReason(words)) is { } problem)
            return problem;
        return Step(sql, who, at, key, "note", words);
    }

    /// <summary>Puts a file to the evidence. The same file twice is one.</summary>
    /// <param name="name">For people; at most 100 characters.</param>
    public static OfficeResult<string> Attach(
        Sql sql,
        Employee who,
        Moment at,
        CaseKey key,
        string name,
        ReadOnlySpan<byte> bytes
    )
    {
        if (bytes.IsEmpty || bytes.Length > MostBytes || string.IsNullOrWhiteSpace(name) || name.Length > 100)
            return new OfficeProblem(
                Refusal.WrongInput,
                "Choose a file with a name, of at most 1 MiB, that is not empty."
            );
        if (Unsettled(sql, who, key) is { } problem)
            return problem;
        var digest = Convert.ToHexString(SHA256.HashData(bytes));
        if (sql.TryAttach(key, digest, name, bytes.ToArray(), who, at))
            Step(sql, who, at, key, "file attached", $"{name}, SHA-256 {digest}");
        return digest;
    }

    /// <summary>Closes a case that moves no money.</summary>
    public static OfficeResult<CaseKey> Close(Sql sql, Employee who, Moment at, CaseKey key, string reason)
    {
        if ((Unsettled(sql, who, key) ?? Gate.LacksReason(reason)) is { } problem)
            return problem;
        if (sql.ProposalOf(key) is not null)
            return new OfficeProblem(
                Refusal.NotNow,
                "A closing that moves money is proposed: agree to it, or turn it down first."
            );
        return sql.CloseCase(key, who.Code, at) ? Step(sql, who, at, key, "closed", reason) : ClosedMeanwhile;
    }

    /// <summary>Says how to close a case by moving money. Nothing is moved before a second person agrees.</summary>
    /// <param name="amount">Positive goes to the customer, or is booked as gone from the machine; negative is the other way. Not zero.</param>
    public static OfficeResult<CaseKey> Propose(
        Sql sql,
        Employee who,
        Moment at,
        CaseKey key,
        Money amount,
        string reason
    )
    {
        if (
            (Unsettled(sql, who, key) ?? Gate.LacksReason(reason) ?? Settlement.Problem(sql, key, amount)) is
            { } problem
        )
            return problem;
        if (!sql.TryPropose(key, who, amount, reason, at))
            return new OfficeProblem(
                Refusal.NotNow,
                "A closing is proposed already: agree to it, or turn it down first."
            );
        return Step(sql, who, at, key, "closing proposed", $"{amount}: {reason}");
    }

    /// <summary>Moves the money as proposed, and closes the case.</summary>
    public static OfficeResult<CaseKey> Agree(Sql sql, Employee second, Moment at, CaseKey key)
    {
        var proposal = sql.ProposalOf(key);
        if ((Unsettled(sql, second, key) ?? SettlementRule.Problem(proposal, second)) is { } problem)
            return problem;
        // The account may have been closed, or moved, since it was proposed.
        if (Settlement.Problem(sql, key, proposal!.Amount) is { } meanwhile)
            return meanwhile;
        // Of two who agree at the same moment only one takes the proposal away, and only that one moves the money.
        if (!sql.RemoveProposal(key) || !sql.CloseCase(key, $"{proposal.Employee} and {second.Code}", at))
            return ClosedMeanwhile;
        var posting = Settlement.Book(sql, key, proposal, at);
        return Step(
            sql,
            second,
            at,
            key,
            "agreed and closed",
            $"{proposal.Amount} booked as {posting}: {proposal.Reason}"
        );
    }

    /// <summary>Takes a proposal back, one's own or somebody else's. The case stays open.</summary>
    public static OfficeResult<CaseKey> TurnDown(Sql sql, Employee who, Moment at, CaseKey key, string reason)
    {
        if ((Unsettled(sql, who, key) ?? Gate.LacksReason(reason)) is { } problem)
            return problem;
        return sql.RemoveProposal(key)
            ? Step(sql, who, at, key, "proposal turned down", reason)
            : new OfficeProblem(Refusal.NotNow, "Nothing is proposed that could be turned down.");
    }

    private static OfficeProblem? Unsettled(Sql sql, Employee who, CaseKey key)
    {
        var line = sql.CaseLine(key);
        return who.Lacks(Rights.Cases, line?.Bank, SubjectOf(key)) ?? (line!.Case.IsOpen ? null : ClosedMeanwhile);
    }

    private static OfficeProblem ClosedMeanwhile => new(Refusal.NotNow, "The case is closed: nothing is added to it.");

    private static OfficeResult<CaseKey> Step(Sql sql, Employee who, Moment at, CaseKey key, string what, string words)
    {
        sql.AddStep(key, who, at, what, words);
        sql.WriteAudit(who, at.Now, what, SubjectOf(key), null, words);
        return key;
    }
}
