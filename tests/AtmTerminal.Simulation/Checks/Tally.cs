using AtmTerminal.Domain.Events;

namespace AtmTerminal.Simulation;

/// <summary>What has been exercised: faults that had an effect, rows of the failure matrix, facts.</summary>
internal sealed class Tally
{
    private readonly long[] _faults = new long[Enum.GetValues<FaultKind>().Length];

    /// <summary>Withdrawals that gave something.</summary>
    public long Withdrawals { get; private set; }

    public long Sessions { get; private set; }

    public long Crashes { get; set; }

    public IReadOnlyList<long> Faults => _faults;

    /// <summary>How often each row of the failure matrix has happened.</summary>
    public SortedDictionary<string, long> Rows { get; } = new(StringComparer.Ordinal);

    public void Hit(FaultKind kind) => _faults[(int)kind]++;

    public void Row(string row) => Rows[row] = Rows.GetValueOrDefault(row) + 1;

    public void Count(JournalEvent fact)
    {
        switch (fact)
        {
            case SessionStarted:
                Sessions++;
                break;
            case WithdrawalCompleted { Amount.IsZero: false }:
                Withdrawals++;
                break;
        }
    }

    public void Add(Tally other)
    {
        for (var i = 0; i < _faults.Length; i++)
            _faults[i] += other._faults[i];
        Withdrawals += other.Withdrawals;
        Sessions += other.Sessions;
        Crashes += other.Crashes;
        foreach (var (row, times) in other.Rows)
            Rows[row] = Rows.GetValueOrDefault(row) + times;
    }
}
