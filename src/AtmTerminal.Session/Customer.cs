using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Session.Decisions;

namespace AtmTerminal.Session;

/// <summary>What the customer asked the bank for, so that a second PIN can be sent with the same wish.</summary>
internal enum Wish
{
    Withdrawal,
    Balance,
}

/// <summary>Everything that is known about the customer at the machine; forgotten when the session ends.</summary>
internal sealed class Customer(string language)
{
    public string Language { get; set; } = language;

    public Track2? Card { get; set; }

    /// <summary>Whether the machine holds the card, or it stands in the slot.</summary>
    public bool CardInside { get; set; }

    /// <summary>Whether <c>SessionStarted</c> is in the journal.</summary>
    public bool SessionOpened { get; set; }

    public Wish Wish { get; set; }

    /// <summary>How often the bank has said in this session that the PIN is wrong.</summary>
    public int WrongPins { get; set; }

    public Money? Amount { get; set; }

    public Commission Commission { get; set; }

    /// <summary>Amounts on the side keys of the screen that is shown.</summary>
    public IReadOnlyList<Money> Offers { get; set; } = [];

    public NoteCounts Plan { get; set; } = NoteCounts.Empty;

    public WithdrawalNumber Number { get; set; }

    public string ApprovalCode { get; set; } = "";

    /// <summary>The card's token when it is served without the bank; <c>null</c> when the bank has approved.</summary>
    public string? OfflineCard { get; set; }

    /// <summary>Notes counted into the stacker for this customer.</summary>
    public NoteCounts Stacked { get; set; } = NoteCounts.Empty;

    /// <summary>What lies ready, is offered instead, or was given; <c>null</c> while that is not known.</summary>
    public Money? GivenAmount { get; set; }

    public Money? Balance { get; set; }

    public CustomerReason? Reason { get; set; }

    public string MaskedPan => Card?.Pan.ToString() ?? "unread";

    /// <summary>Begins a new wish with the same card.</summary>
    public void Begin(Wish wish)
    {
        (Wish, Amount, Balance, Reason, OfflineCard) = (wish, null, null, null, null);
        (Plan, Stacked, GivenAmount) = (NoteCounts.Empty, NoteCounts.Empty, null);
    }
}
