using System.Globalization;

namespace AtmTerminal.Domain.Withdrawals;

/// <summary>
/// The number of a withdrawal at one terminal, 1 to 999,999,999,999, never used again. With the terminal's id it is the key
/// that the host posts by. <c>default</c> (0) is no withdrawal.
/// </summary>
public readonly record struct WithdrawalNumber(long Value) : IComparable<WithdrawalNumber>
{
    /// <summary>The first number a new journal gives out.</summary>
    public static WithdrawalNumber First => new(1);

    public WithdrawalNumber Next => new(checked(Value + 1));

    public int CompareTo(WithdrawalNumber other) => Value.CompareTo(other.Value);

    /// <summary>As DE 37 carries it: twelve digits.</summary>
    public string ToReference() => Value.ToString("000000000000", CultureInfo.InvariantCulture);

    /// <summary>Reads DE 37; <c>null</c> when it is not twelve digits or is zero.</summary>
    public static WithdrawalNumber? TryFromReference(ReadOnlySpan<char> text) =>
        text.Length == 12
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value > 0
            ? new(value)
            : null;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
