using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.HostLink;

/// <summary>What became of an authorisation question.</summary>
public abstract record AuthorizationOutcome
{
    private AuthorizationOutcome() { }

    /// <summary>A hold is placed.</summary>
    /// <param name="ApprovalCode">Six letters or digits.</param>
    public sealed record Approved(string ApprovalCode) : AuthorizationOutcome;

    /// <summary>The host said no; nothing is held. The journal has it.</summary>
    public sealed record Declined(HostRefusal Refusal, string ResponseCode) : AuthorizationOutcome;

    /// <summary>
    /// A hold may have been placed. The reversal is queued, unless the journal fails too: then reconciliation queues it at
    /// the next start. Whatever the host says from now on about this question is ignored.
    /// </summary>
    public sealed record NoAnswer(NoAnswerReason Reason) : AuthorizationOutcome;

    /// <summary>Nothing left the machine and nothing is owed.</summary>
    public sealed record NotSent(NotSentReason Reason) : AuthorizationOutcome;
}

/// <summary>What became of a balance question.</summary>
public abstract record BalanceOutcome
{
    private BalanceOutcome() { }

    /// <summary>What the account can spend; it may be below zero.</summary>
    public sealed record Told(Money Balance) : BalanceOutcome;

    /// <summary>The host said no.</summary>
    public sealed record Declined(HostRefusal Refusal, string ResponseCode) : BalanceOutcome;

    /// <summary>No valid answer in time.</summary>
    public sealed record NoAnswer(NoAnswerReason Reason) : BalanceOutcome;

    /// <summary>Nothing left the machine.</summary>
    public sealed record NotSent(NotSentReason Reason) : BalanceOutcome;
}

/// <summary>What a refusal means to the customer and to the card.</summary>
public enum HostRefusal
{
    /// <summary>None of the others; the response code says more to the bank's people.</summary>
    Other,

    /// <summary>Another try may be made.</summary>
    WrongPin,

    /// <summary>The terminal is to keep the card.</summary>
    RetainCard,

    NotEnoughFunds,

    /// <summary>The amount or the number of withdrawals exceeds a limit.</summary>
    LimitExceeded,

    /// <summary>Unknown, expired or restricted card, or a service it does not have.</summary>
    CardNotAccepted,

    /// <summary>The host cannot decide now.</summary>
    BankUnavailable,
}

/// <summary>Why no valid answer came. All but the first two leave a security entry in the journal.</summary>
public enum NoAnswerReason
{
    /// <summary>The time limit passed.</summary>
    TimedOut,

    /// <summary>The connection was lost while waiting.</summary>
    LinkLost,

    /// <summary>An answer came, but its MAC was wrong, and no better one came in time.</summary>
    BadMac,

    /// <summary>An answer came whose content is not about this question, and no better one came in time.</summary>
    Mismatch,
}

/// <summary>Why a question was not sent.</summary>
public enum NotSentReason
{
    /// <summary>Not signed on.</summary>
    Offline,

    /// <summary>No key is left, or its counter cannot be made durable.</summary>
    NoKey,

    /// <summary>The journal did not take the event that has to be durable before the question.</summary>
    JournalFailed,
}
