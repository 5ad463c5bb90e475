using System.Globalization;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Iso8583;

/// <summary>DE 3 of the line. Account types are left to the host: the default account, 00 to 00.</summary>
internal static class ProcessingCodes
{
    public const string Withdrawal = "010000";
    public const string Balance = "310000";

    public static string Of(Purpose purpose) =>
        purpose switch
        {
            Purpose.Withdrawal => Withdrawal,
            Purpose.Balance => Balance,
            _ => throw new ArgumentException($"The line has no processing code for {purpose}."),
        };

    public static Purpose? TryRead(string code) =>
        code switch
        {
            Withdrawal => Purpose.Withdrawal,
            Balance => Purpose.Balance,
            _ => null,
        };
}

/// <summary>DE 66 of an answer to totals. ISO 8583:1987, settlement code.</summary>
internal static class TotalsCodes
{
    public const int InBalance = 1;
    public const int OutOfBalance = 2;
}

/// <summary>DE 54: account type (2), amount type (2), currency (3), sign (C or D), amount in minor units (12).</summary>
internal static class AdditionalAmounts
{
    /// <summary>Default account, current available balance.</summary>
    public const string Available = "0002";

    /// <summary>Default account, amount remaining in this cycle: the day.</summary>
    public const string LeftToday = "0020";

    private const int OneAmount = 20;

    /// <summary>One amount under its account and amount type.</summary>
    public static string ToText(string type, Money amount)
    {
        var sign = amount.IsNegative ? 'D' : 'C';
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{type}{amount.Currency.NumericCode:D3}{sign}{Math.Abs(amount.MinorUnits):D12}"
        );
    }

    /// <summary>The amount of this type among the amounts; <c>null</c> when it is not there or not readable.</summary>
    public static Money? TryRead(ReadOnlySpan<char> amounts, string type)
    {
        while (amounts.Length >= OneAmount)
        {
            var amount = amounts[..OneAmount];
            if (amount.StartsWith(type))
            {
                return TryRead(amount);
            }

            amounts = amounts[OneAmount..];
        }

        return null;
    }

    private static Money? TryRead(ReadOnlySpan<char> amount)
    {
        if (
            !int.TryParse(amount[4..7], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || Currency.TryFromNumericCode(number) is not { } currency
            || !long.TryParse(amount[8..], NumberStyles.None, CultureInfo.InvariantCulture, out var minorUnits)
        )
        {
            return null;
        }

        return amount[7] switch
        {
            'C' => Money.FromMinorUnits(minorUnits, currency),
            'D' => Money.FromMinorUnits(-minorUnits, currency),
            _ => null,
        };
    }
}

/// <summary>DE 90: message type (4), trace number (6), transmission time (10), acquirer (11), forwarder (11, zeros).</summary>
internal static class OriginalElements
{
    public const int Length = 42;

    public static string ToText(OriginalData original, string acquirerId) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{original.MessageType:D4}{original.TraceNumber:D6}{original.SentAt}{acquirerId.PadLeft(11, '0')}{new string('0', 11)}"
        );

    public static OriginalData? TryRead(string digits) =>
        LineTime.TryParse(digits.AsSpan(10, 10)) is { } sentAt
            ? new OriginalData(
                int.Parse(digits.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture),
                int.Parse(digits.AsSpan(4, 6), NumberStyles.None, CultureInfo.InvariantCulture),
                sentAt
            )
            : null;
}
