using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;

namespace AtmTerminal.Session.Tests.Fakes;

/// <summary>Keeps cards by their last four digits, which is enough to tell the cards of a test apart.</summary>
public sealed class FakeCardSafe : ICardSafe
{
    public static string Token(string lastFour) => $"token of {lastFour}";

    public byte[] Seal(Pan pan) => [1, 2, 3];

    public string TokenOf(Pan pan) => Token(pan.ToString()[^4..]);
}
