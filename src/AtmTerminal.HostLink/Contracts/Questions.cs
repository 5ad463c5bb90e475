using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.HostLink;

/// <summary>May this card have this amount?</summary>
/// <param name="Withdrawal">The number this withdrawal will keep; used for no other question before or after.</param>
/// <param name="Amount">Above zero, without the commission.</param>
/// <param name="Commission">What the customer was shown and accepted, in the same currency.</param>
/// <param name="CommissionBasisPoints">The rate behind it, for charging a part that was given.</param>
/// <param name="Pin">From the pad, made for this question.</param>
public sealed record WithdrawalQuestion(
    WithdrawalNumber Withdrawal,
    Money Amount,
    Money Commission,
    int CommissionBasisPoints,
    Track2 Track,
    EncryptedPinBlock Pin
);

/// <summary>How much can this card spend, in the currency of the terminal?</summary>
public sealed record BalanceQuestion(Currency Currency, Track2 Track, EncryptedPinBlock Pin);
