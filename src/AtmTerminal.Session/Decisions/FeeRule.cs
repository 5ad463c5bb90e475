using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;

namespace AtmTerminal.Session.Decisions;

/// <summary>Who pays for cash: nobody with a card of this bank, everybody else <paramref name="ForOthers"/>.</summary>
/// <param name="OwnPrefixes">First digits of the cards of the bank that runs this terminal.</param>
public sealed record FeeRule(IReadOnlyList<string> OwnPrefixes, Commission ForOthers)
{
    public Commission For(Pan pan) => OwnPrefixes.Any(pan.StartsWith) ? Commission.Free : ForOthers;
}
