namespace AtmTerminal.SimulatedBoard.CardReader;

/// <summary>A card of the rack beside the machine. It cannot print its track.</summary>
/// <param name="Id">Names the card in the saved state and on the board page, e.g. <c>card1</c>; nothing of the track.</param>
/// <param name="Title">For people, e.g. whose card it is.</param>
/// <param name="Track2">Between the sentinels, 1 to 37 characters 0 to 9 and <c>=</c>; <c>null</c>: a blank stripe.</param>
public sealed record RackCard(string Id, string Title, string? Track2)
{
    public override string ToString() => Id;
}

/// <summary>A card as a picture shows it: a picture goes to people and pages, and no stripe goes with it.</summary>
public sealed record CardInHand(string Id, string Title);

/// <summary>Where a card is that is not in the rack.</summary>
public enum CardPlace
{
    /// <summary>Sticking out of the slot far enough for a hand.</summary>
    InSlot,
    Inside,
}

/// <summary>The card reader as it is.</summary>
/// <param name="Card">The card in it, by the rack's id; <c>null</c>: none.</param>
/// <param name="InnerEdgeMm">How far its inner edge is behind the front of the slot.</param>
/// <param name="Retained">Ids in the retain bin, oldest first.</param>
/// <param name="InHand">Cards of the rack that a customer could insert.</param>
public sealed record CardReaderPicture(
    string? Card,
    CardPlace? Place,
    double InnerEdgeMm,
    bool Jammed,
    bool ShutterOpen,
    IReadOnlyList<string> Retained,
    IReadOnlyList<CardInHand> InHand
) : MechanismPicture(CardReaderMechanism.MechanismName);
