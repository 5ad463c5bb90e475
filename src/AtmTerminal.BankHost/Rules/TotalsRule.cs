using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost;

/// <summary>What a machine gave on one day in one currency.</summary>
/// <param name="Given">Withdrawals that gave something.</param>
/// <param name="Amount">Their sum, without commissions.</param>
public sealed record DayTotal(int Given, Money Amount);

/// <summary>A withdrawal under which terminal and host have different amounts, in minor units; 0 for none.</summary>
public sealed record AmountDifference(WithdrawalNumber Withdrawal, long Terminal, long Host);

/// <summary>How the totals of terminal and host are held against each other.</summary>
internal static class TotalsRule
{
    /// <summary>The day a completion is booked on: the one the terminal was in, but none that has not begun.</summary>
    public static DateOnly BookedOn(DateOnly? named, DateOnly today) => named is { } day && day <= today ? day : today;

    /// <summary>Every number on which the two sides do not agree, lowest first.</summary>
    public static IReadOnlyList<AmountDifference> Differences(
        IReadOnlyList<GivenAmount> terminal,
        IReadOnlyList<GivenAmount> host
    )
    {
        var (there, here) = (Amounts(terminal), Amounts(host));
        return
        [
            .. there
                .Keys.Union(here.Keys)
                .Order()
                .Select(number => new AmountDifference(
                    new(number),
                    there.GetValueOrDefault(number),
                    here.GetValueOrDefault(number)
                ))
                .Where(difference => difference.Terminal != difference.Host),
        ];
    }

    private static Dictionary<long, long> Amounts(IReadOnlyList<GivenAmount> given) =>
        given.GroupBy(item => item.Withdrawal.Value).ToDictionary(g => g.Key, g => g.Sum(item => item.MinorUnits));
}
