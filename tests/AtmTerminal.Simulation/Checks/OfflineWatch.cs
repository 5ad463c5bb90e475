using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;

namespace AtmTerminal.Simulation;

/// <summary>Adds up for itself what a terminal gives without a line, and compares with the limits of rule O1.</summary>
internal sealed class OfflineWatch(Cashpoint cashpoint)
{
    // Card and day of each withdrawal that was requested without a line.
    private readonly Dictionary<long, (string Card, DateOnly Day)> _requested = [];
    private readonly Dictionary<(string Card, DateOnly Day), Money> _given = [];
    private int _inPeriod;

    private static Money None => Money.Zero(Machines.Offline.MostInAll.Currency);

    public void Saw(JournalEvent fact)
    {
        switch (fact)
        {
            case OfflinePeriodBegan or OfflinePeriodEnded:
                _inPeriod = 0;
                break;
            case WithdrawalRequested { Card: { } card } e:
                Requested(card, e);
                break;
            case WithdrawalCompleted e when _requested.TryGetValue(e.Withdrawal.Value, out var key):
                Given(key, e.Amount);
                break;
        }
    }

    private void Requested(string card, WithdrawalRequested e)
    {
        _requested[e.Withdrawal.Value] = (card, cashpoint.World.BusinessDay);
        if (++_inPeriod > Machines.Offline.MostWithdrawals)
            cashpoint.Violated($"O1: {_inPeriod} withdrawals in one offline period");
        cashpoint.World.Tally.Row("O1");
    }

    private void Given((string Card, DateOnly Day) key, Money amount)
    {
        var sum = _given.GetValueOrDefault(key, None) + amount;
        _given[key] = sum;
        if (sum > Machines.Offline.MostPerCardADay)
            cashpoint.Violated($"O1: one card got {sum} without a line on {key.Day:yyyy-MM-dd}");
    }
}
