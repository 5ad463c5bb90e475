using System.Globalization;
using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.Session.Screens;

/// <summary>Amounts as people write them in each language. The machine's own locale plays no part.</summary>
public static class AmountText
{
    // No-break space: an amount must not be torn apart at the end of a line.
    private const string NoBreak = "\u00A0";

    /// <summary><c>1 234,50 грн</c>, <c>50.000 ₫</c>, <c>1,234.50 UAH</c>; the minor unit only where it is not zero.</summary>
    public static string Of(Money amount, string language)
    {
        var perMajor = amount.Currency.MinorUnitsPerMajor;
        var minor = Math.Abs(amount.MinorUnits % perMajor);
        var format = FormatOf(language);
        var whole = (amount.MinorUnits / perMajor).ToString("N0", format);
        var sign = amount.MinorUnits < 0 && amount.MinorUnits > -perMajor ? "-" : "";
        var number = minor == 0 ? whole : $"{sign}{whole}{format.NumberDecimalSeparator}{minor:00}";
        return $"{number}{NoBreak}{SignOf(amount.Currency, language)}";
    }

    private static string SignOf(Currency currency, string language) =>
        (currency.Code, language) switch
        {
            ("UAH", "uk") => "грн",
            ("VND", "vi") => "₫",
            _ => currency.Code,
        };

    private static NumberFormatInfo FormatOf(string language)
    {
        var (group, decimals) = language switch
        {
            "uk" => (NoBreak, ","),
            "vi" => (".", ","),
            _ => (",", "."),
        };
        return new NumberFormatInfo { NumberGroupSeparator = group, NumberDecimalSeparator = decimals };
    }
}
