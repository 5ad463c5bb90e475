using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.Journal;

/// <summary>Where the terminal stands with its host: the host's day, what was given on it, and how far the host has listened.</summary>
/// <param name="Day">The business day the host named last; completions belong to it until the host names the next.</param>
/// <param name="Given">Withdrawals completed on this day that gave something.</param>
/// <param name="Sum">What they gave, without commissions.</param>
/// <param name="Acknowledged">The highest row of which the host has acknowledged a record; 0 for none.</param>
/// <param name="SendAgainAfter">The host has lost what it took after this row; <c>null</c> while it has lost nothing.</param>
public sealed record HostPosition(DateOnly Day, int Given, Money Sum, long Acknowledged, long? SendAgainAfter = null)
{
    /// <summary>A terminal pays one currency; after an exchange into another one the day's totals begin again.</summary>
    internal HostPosition Plus(Money amount) =>
        Sum.Currency == amount.Currency
            ? this with
            {
                Given = Given + 1,
                Sum = Sum + amount,
            }
            : this with
            {
                Given = 1,
                Sum = amount,
            };

    internal HostPosition Acknowledge(long row) => this with { Acknowledged = Math.Max(Acknowledged, row) };

    /// <summary>Everything above <paramref name="row"/> is owed once more.</summary>
    internal HostPosition FallBackTo(long row) =>
        this with
        {
            SendAgainAfter = Math.Min(row, SendAgainAfter ?? long.MaxValue),
        };

    /// <summary>The record of this row was heard once more.</summary>
    internal HostPosition Repeat(long row) => this with { SendAgainAfter = row < Acknowledged ? row : null };
}
