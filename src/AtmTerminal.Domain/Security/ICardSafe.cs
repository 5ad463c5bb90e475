using AtmTerminal.Domain.Cards;

namespace AtmTerminal.Domain.Security;

/// <summary>What may be kept of a card: a number that can be opened again, and a token that only finds it again.</summary>
public interface ICardSafe
{
    /// <summary>Ciphertext of the number. Twice the same number gives two different results.</summary>
    byte[] Seal(Pan pan);

    /// <summary>Always the same 64 hexadecimal digits for a number; says nothing about it without the safe's key.</summary>
    string TokenOf(Pan pan);
}
