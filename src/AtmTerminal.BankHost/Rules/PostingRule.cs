using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>Where the host's row of a withdrawal number stands.</summary>
internal enum HoldState
{
    /// <summary>Money is held and waits for the completion.</summary>
    Held,

    /// <summary>The authorisation was refused: nothing was ever held.</summary>
    Declined,

    /// <summary>A reversal released it, or came before its authorisation.</summary>
    Reversed,

    /// <summary>Its time ran out and nothing had come.</summary>
    Expired,

    /// <summary>A completion closed it, with or without a posting.</summary>
    Completed,
}

/// <summary>The customer's account that a posting is taken from.</summary>
internal sealed record Payer(string Account, AccountFacts Facts);

/// <summary>A line of the ledger. Credits are positive: what the bank owes, has earned, or has given out of its cash.</summary>
internal readonly record struct LedgerLine(string Account, Money Amount);

/// <summary>What to write for a completion. A completion reports a fact, so there is no refusal here.</summary>
/// <param name="Account">What it is posted to: the payer's account, or <see cref="LedgerAccounts.Suspense"/>.</param>
/// <param name="Commission">On the given part.</param>
/// <param name="Debited">What the payer's balance loses; <c>null</c> when no balance changes.</param>
/// <param name="Lines">Sum zero; empty when nothing was given.</param>
/// <param name="FollowUps">What a person of the bank should look at; empty for the ordinary case.</param>
internal sealed record PostingPlan(
    string Account,
    Money Commission,
    Money? Debited,
    IReadOnlyList<LedgerLine> Lines,
    IReadOnlyList<string> FollowUps
);

/// <summary>How a completion becomes a posting.</summary>
internal static class PostingRule
{
    /// <summary>Plans the posting of what was given.</summary>
    /// <param name="atm">The machine that gave it.</param>
    /// <param name="payer"><c>null</c> when nobody knows the customer.</param>
    /// <param name="given">What the customer could have taken, zero or more.</param>
    /// <param name="tariff">The commission between this machine and this card.</param>
    /// <param name="promised">What an open hold promises; <c>null</c> when none is open.</param>
    /// <param name="before">The state of the withdrawal's row; <c>null</c> when the host never heard of the number.</param>
    /// <param name="offline">The machine says that it had no line and gave the cash first.</param>
    public static PostingPlan Plan(
        Atm atm,
        Payer? payer,
        Money given,
        Commission tariff,
        Money? promised,
        HoldState? before,
        bool offline = false
    )
    {
        // An account of another currency cannot pay this: it goes to suspense like that of an unknown customer.
        var canPay = payer is not null && payer.Facts.Balance.Currency == given.Currency;
        var account = canPay ? payer!.Account : LedgerAccounts.Suspense;
        var charge = tariff.On(given);
        if (given.IsZero)
            return new(account, charge, null, [], []);
        return new(
            account,
            charge,
            canPay ? given + charge : null,
            Lines(atm, account, given, charge),
            [.. StateReasons(before, given, promised, offline), .. PayerReasons(payer, canPay, given + charge)]
        );
    }

    private static List<LedgerLine> Lines(Atm atm, string account, Money given, Money charge)
    {
        List<LedgerLine> lines = [new(account, -(given + charge)), new(LedgerAccounts.CashOf(atm.Terminal), given)];
        if (!charge.IsZero)
            lines.Add(new(LedgerAccounts.CommissionsOf(atm.Bank), charge));
        return lines;
    }

    private static IEnumerable<string> StateReasons(HoldState? before, Money given, Money? promised, bool offline)
    {
        var byState = before switch
        {
            HoldState.Held => null,
            HoldState.Declined => FollowUps.PaidThoughDeclined,
            HoldState.Reversed => FollowUps.PaidThoughReversed,
            HoldState.Expired => FollowUps.PaidAfterHoldExpired,
            null when offline => FollowUps.PaidOffline,
            _ => FollowUps.PaidWithoutAuthorisation,
        };
        if (byState is not null)
            yield return byState;
        if (promised is { } most && most.Currency == given.Currency && given > most)
            yield return FollowUps.PaidMoreThanAuthorised;
    }

    private static IEnumerable<string> PayerReasons(Payer? payer, bool canPay, Money debited)
    {
        if (payer is null)
            yield return FollowUps.UnknownCustomer;
        else if (!canPay)
            yield return FollowUps.OtherCurrency;
        else if (payer.Facts.State != AccountState.Active)
            yield return FollowUps.AccountNotActive;
        if (canPay && (payer!.Facts.Balance - debited).IsNegative)
            yield return FollowUps.BelowZero;
    }
}

/// <summary>Accounts of the bank itself. They have no row with a balance: their totals are sums over entries.</summary>
internal static class LedgerAccounts
{
    /// <summary>Takes postings of customers nobody knows until a person has found them.</summary>
    public const string Suspense = "SUSPENSE";

    /// <summary>The other side of the balances that accounts were opened with.</summary>
    public const string Opening = "OPENING";

    /// <summary>The cash that is not in machines.</summary>
    public static string VaultOf(string bank) => $"VAULT:{bank}";

    /// <summary>The other side of money that comes from, or goes to, accounts of other customers and banks.</summary>
    public static string TransfersOf(string bank) => $"TRANSFERS:{bank}";

    public static string CashOf(string terminal) => $"CASH:{terminal}";

    public static string CommissionsOf(string bank) => $"COMMISSION:{bank}";

    /// <summary>What a bank earns by fees on cards and accounts.</summary>
    public static string FeesOf(string bank) => $"FEES:{bank}";

    /// <summary>What a bank bears, or keeps, of cases that were settled.</summary>
    public static string DifferencesOf(string bank) => $"DIFFERENCES:{bank}";

    /// <summary>What a bank pays and earns in interest.</summary>
    public static string InterestOf(string bank) => $"INTEREST:{bank}";
}

/// <summary>Why a posting or a reversal needs a person's eyes.</summary>
internal static class FollowUps
{
    public const string PaidWithoutAuthorisation = "paid without authorisation";
    public const string PaidOffline = "paid without a line, by the machine's own limits";
    public const string PaidThoughDeclined = "paid though declined";
    public const string PaidThoughReversed = "paid though reversed";
    public const string PaidAfterHoldExpired = "paid after the hold expired";
    public const string PaidMoreThanAuthorised = "paid more than authorised";
    public const string UnknownCustomer = "customer unknown, posted to suspense";
    public const string OtherCurrency = "account keeps another currency, posted to suspense";
    public const string AccountNotActive = "account locked or closed";
    public const string BelowZero = "balance below zero";
    public const string CommissionDiffers = "commission differs from the one the machine showed";
    public const string ReversedAfterPosting = "reversal after the posting, nothing undone";
    public const string OtherContents = "repeat with other contents, first answer given";
}
