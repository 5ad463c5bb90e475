using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.Domain.Cash;

/// <summary>The face value of a note.</summary>
/// <param name="Value">Above zero.</param>
public readonly record struct Denomination(Money Value) : IComparable<Denomination>
{
    public Currency Currency => Value.Currency;

    public int CompareTo(Denomination other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
