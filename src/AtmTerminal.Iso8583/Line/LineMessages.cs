using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Iso8583;

/// <summary>What every message of the line carries.</summary>
/// <param name="TerminalId">DE 41, exactly eight printable characters.</param>
/// <param name="TraceNumber">DE 11, 1 to 999,999; of the question, and echoed in its answer.</param>
/// <param name="SentAt">DE 7 in UTC; of the question, and echoed in its answer.</param>
/// <param name="KeySerialNumber">DE 63: serial number of the key the question's authentication code is made with, in
/// upper-case hexadecimal: 24 characters for AES DUKPT, 20 for TDES. An answer echoes it.</param>
public sealed record LineHeader(string TerminalId, int TraceNumber, LineTime SentAt, string KeySerialNumber)
{
    /// <summary>The highest trace number; the one after it is 1.</summary>
    public const int HighestTraceNumber = 999_999;

    /// <summary>For logs, without the key's serial number.</summary>
    public override string ToString() => $"{TerminalId} trace {TraceNumber:D6} sent {SentAt}";
}

/// <summary>One message of the line between a terminal and the bank host. See PROFILE.md for its fields.</summary>
public abstract record LineMessage(LineHeader Header);

/// <summary>What a card is put in for.</summary>
public enum Purpose
{
    /// <summary>Processing code 010000.</summary>
    Withdrawal,

    /// <summary>Processing code 310000.</summary>
    Balance,
}

/// <summary>0100: may this card have this amount, or see its balance?</summary>
/// <param name="Withdrawal">DE 37; <c>default</c> for a balance, which is no withdrawal and takes no number.</param>
/// <param name="Amount">DE 4 and 49: zero or more, without the commission. Zero for a balance.</param>
/// <param name="Commission">DE 28: what the customer was shown and accepted, in the same currency.</param>
/// <param name="Track">DE 35, and DE 2 from it.</param>
/// <param name="LocalTime">DE 13 and 12.</param>
/// <param name="AcquirerId">DE 32: the bank the terminal belongs to, 1 to 11 digits.</param>
/// <param name="AcceptorId">DE 42, up to 15 printable characters.</param>
/// <param name="Details">DE 48: at least the mode for a withdrawal.</param>
/// <param name="Pin">DE 52 or 110, and its key in DE 63 when that is another than the header's.</param>
public sealed record AuthorizationRequest(
    LineHeader Header,
    Purpose Purpose,
    WithdrawalNumber Withdrawal,
    Money Amount,
    Money Commission,
    Track2 Track,
    LineTime LocalTime,
    string AcquirerId,
    string AcceptorId,
    Details Details,
    EncryptedPinBlock? Pin
) : LineMessage(Header);

/// <summary>0110: the host's answer to an <see cref="AuthorizationRequest"/>. An approval has placed a hold.</summary>
/// <param name="ApprovalCode">DE 38, six letters or digits, in an approval; else <c>null</c>.</param>
/// <param name="Balance">DE 54: what the account can spend, when the host tells it. It may be below zero.</param>
public sealed record AuthorizationAnswer(
    LineHeader Header,
    Purpose Purpose,
    WithdrawalNumber Withdrawal,
    Money Amount,
    Money Commission,
    ResponseCode Response,
    string? ApprovalCode,
    Money? Balance
) : LineMessage(Header)
{
    /// <summary>DE 54: what is left of the limit of the card's business day, without commissions, when the host tells it.</summary>
    public Money? LeftToday { get; init; }
}

/// <summary>0220, repeated as 0221: what the customer could have taken. A fact; the host posts it once.</summary>
/// <param name="IsRepeat">Sent before, and perhaps received.</param>
/// <param name="Pan">DE 2, when the terminal still has it.</param>
/// <param name="Amount">DE 4 and 49: the given amount, zero allowed.</param>
/// <param name="Commission">DE 28: on the given amount.</param>
/// <param name="ApprovalCode">DE 38 of the authorisation; <c>null</c> when there was none.</param>
/// <param name="Details">DE 48: mode, notes given, amount asked, journal row, business day, the host's name of the card.</param>
public sealed record CompletionAdvice(
    LineHeader Header,
    bool IsRepeat,
    WithdrawalNumber Withdrawal,
    Pan? Pan,
    Money Amount,
    Money Commission,
    LineTime LocalTime,
    string AcquirerId,
    string? ApprovalCode,
    Details Details
) : LineMessage(Header);

/// <summary>0420, repeated as 0421: release the hold of this withdrawal, if there is one.</summary>
/// <param name="Amount">DE 4 and 49: the amount of the question.</param>
/// <param name="Commission">DE 28 of the question.</param>
/// <param name="Reason">DE 39: 17, 21, 22, 32 or 68.</param>
/// <param name="Original">DE 90: which question.</param>
public sealed record ReversalAdvice(
    LineHeader Header,
    bool IsRepeat,
    WithdrawalNumber Withdrawal,
    Pan? Pan,
    Money Amount,
    Money Commission,
    LineTime LocalTime,
    string AcquirerId,
    string? ApprovalCode,
    ResponseCode Reason,
    OriginalData Original,
    Details Details
) : LineMessage(Header);

/// <summary>DE 90: the question that is reversed.</summary>
/// <param name="MessageType">Its type, such as 100.</param>
public sealed record OriginalData(int MessageType, int TraceNumber, LineTime SentAt);

/// <summary>0230: the host's answer to a <see cref="CompletionAdvice"/>, the same to every repeat.</summary>
/// <param name="CardReference">What the host calls the card, for an advice that has to be sent once more when its card number
/// is gone; <c>null</c> when the host knows no card of it.</param>
public sealed record CompletionAnswer(
    LineHeader Header,
    WithdrawalNumber Withdrawal,
    Money Amount,
    ResponseCode Response,
    string? CardReference = null
) : LineMessage(Header);

/// <summary>0430: the host's answer to a <see cref="ReversalAdvice"/>, the same to every repeat.</summary>
public sealed record ReversalAnswer(LineHeader Header, WithdrawalNumber Withdrawal, Money Amount, ResponseCode Response)
    : LineMessage(Header);

/// <summary>DE 70 of a network message.</summary>
public enum NetworkFunction
{
    SignOn = 1,
    SignOff = 2,
    Echo = 301,
}

/// <summary>0800: the terminal comes, goes, or asks whether anybody is there.</summary>
public sealed record NetworkRequest(LineHeader Header, NetworkFunction Function) : LineMessage(Header);

/// <summary>0810: the host's answer to a <see cref="NetworkRequest"/>.</summary>
/// <param name="LastWithdrawal">At sign-on, the highest number the host knows of this terminal; <c>default</c> when it knows
/// none, <c>null</c> when it does not say.</param>
/// <param name="HostTime">The host's clock to the second, with its year; <c>null</c> when it does not say.</param>
/// <param name="Day">The host's business day; <c>null</c> when it does not say.</param>
/// <param name="LastRow">The highest journal row of which the host has taken a record from this terminal, 0 for none;
/// <c>null</c> when it does not say.</param>
public sealed record NetworkAnswer(
    LineHeader Header,
    NetworkFunction Function,
    ResponseCode Response,
    WithdrawalNumber? LastWithdrawal = null,
    DateTimeOffset? HostTime = null,
    HostDay? Day = null,
    long? LastRow = null
) : LineMessage(Header);

/// <summary>A business day of the host.</summary>
/// <param name="Ends">The first moment of the next one by the host's clock, to the second.</param>
public readonly record struct HostDay(DateOnly Date, DateTimeOffset Ends);

/// <summary>0620, repeated as 0621: something a person at the bank should know. The host takes it once.</summary>
/// <param name="Withdrawal">DE 37, when it is about one.</param>
/// <param name="Row">The journal row of the fact, from 1: with the terminal the key of the notice.</param>
/// <param name="Kind">Upper-case word, such as SUSPECT.</param>
/// <param name="Text">In words; cut when it does not fit.</param>
/// <param name="Amount">DE 4 and 49: what the customer has at most, or what was expected, as the kind says.</param>
/// <param name="Found">What was found where <paramref name="Amount"/> was expected, in its currency.</param>
public sealed record Notice(
    LineHeader Header,
    bool IsRepeat,
    WithdrawalNumber? Withdrawal,
    long Row,
    string Kind,
    string Text,
    Money? Amount = null,
    Money? Found = null
) : LineMessage(Header);

/// <summary>0630: the host's answer to a <see cref="Notice"/>.</summary>
public sealed record NoticeAnswer(LineHeader Header, WithdrawalNumber? Withdrawal, ResponseCode Response)
    : LineMessage(Header);
