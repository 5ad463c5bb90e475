using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>A step that a person took in a case.</summary>
/// <param name="Employee">The code of who it was.</param>
internal sealed record CaseStep(DateTimeOffset At, string Employee, string What, string Words);

/// <summary>A file that belongs to the evidence, such as the extract of the machine's journal.</summary>
/// <param name="Digest">SHA-256 of its bytes in hexadecimal: whoever has the file can see that it is this one.</param>
internal sealed record CaseAttachment(string Digest, string Name, long Bytes, DateTimeOffset At, string By);

/// <summary>What a customer has told the bank.</summary>
internal sealed record Complaint(
    long Home,
    string Account,
    string Bank,
    Money Claimed,
    string Told,
    DateOnly WithdrawnOn,
    DateOnly AcceptedOn,
    string AcceptedBy
);

/// <summary>An open case in the list of those who settle them.</summary>
/// <param name="Bank">Whose people settle it: the customer's bank for a complaint, the one that services the machine for the rest.</param>
/// <param name="Proposed">A first person has said how to close it, and a second one has to agree.</param>
internal sealed record CaseLine(BankCase Case, string Bank, bool Proposed);

/// <summary>What the host holds of one withdrawal: the promise, the posting, the books and the answers it has given.</summary>
/// <param name="State">Of the host's row: held, declined, reversed, expired, completed.</param>
/// <param name="Posted"><c>null</c> when no completion has come.</param>
internal sealed record WithdrawalEvidence(
    WithdrawalKey Key,
    string State,
    Money Asked,
    Money CommissionAsked,
    DateTimeOffset AskedAt,
    string? Account,
    Posting? Posted,
    DateTimeOffset? PostedAt,
    IReadOnlyList<LedgerLine> Entries,
    IReadOnlyList<AnswerEvidence> Answers
);

/// <summary>A question of the terminal and the answer it got, and gets again.</summary>
internal sealed record AnswerEvidence(QuestionKind Kind, string Question, string Response, string? ApprovalCode);

/// <summary>A notice as evidence.</summary>
internal sealed record NoticeEvidence(long Row, string Kind, string Text, long Times, DateTimeOffset FirstAt);

/// <summary>Everything that speaks for or against a customer, gathered when it is looked at.</summary>
/// <param name="Notices">Of the machine, about this withdrawal.</param>
/// <param name="CountBefore">The last time before the withdrawal that somebody counted the machine; <c>null</c> when nobody has.</param>
/// <param name="CountAfter">The first time after it.</param>
/// <param name="Totals">Of the business day, as machine and host had them.</param>
internal sealed record CaseFile(
    CaseLine Line,
    Complaint? Complaint,
    WithdrawalEvidence? Withdrawal,
    IReadOnlyList<NoticeEvidence> Notices,
    NoticeEvidence? CountBefore,
    NoticeEvidence? CountAfter,
    IReadOnlyList<ReportedTotal> Totals,
    Proposal? Proposal,
    IReadOnlyList<CaseStep> Steps,
    IReadOnlyList<CaseAttachment> Attachments
);
