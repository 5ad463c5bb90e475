namespace AtmTerminal.Domain.Cards;

/// <summary>The check digit of ISO/IEC 7812-1.</summary>
public static class Luhn
{
    /// <summary>Whether the last digit is the right check digit for the ones before it. Anything but digits: no.</summary>
    public static bool Holds(ReadOnlySpan<char> digits)
    {
        if (digits.Length < 2)
            return false;
        var sum = 0;
        var doubled = false;
        for (var i = digits.Length - 1; i >= 0; i--, doubled = !doubled)
        {
            if (!char.IsAsciiDigit(digits[i]))
                return false;
            var value = digits[i] - '0';
            if (doubled)
                value = value > 4 ? value * 2 - 9 : value * 2;
            sum += value;
        }
        return sum % 10 == 0;
    }
}
