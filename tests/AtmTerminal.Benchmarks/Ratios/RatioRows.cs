using AtmTerminal.Benchmarks.Cash;
using AtmTerminal.Benchmarks.Host;
using AtmTerminal.Benchmarks.Iso8583;
using AtmTerminal.Benchmarks.Journal;
using AtmTerminal.Benchmarks.Starts;
using AtmTerminal.Benchmarks.Withdrawals;

namespace AtmTerminal.Benchmarks.Ratios;

/// <summary>Every row of the command <c>ratios</c>, in the order they are printed. A room adds its rows here.</summary>
internal static class RatioRows
{
    public static IReadOnlyList<RatioRow> All { get; } =
    [
        .. Iso8583Rows.All,
        .. JournalRows.All,
        .. RecoveryRows.All,
        .. StartRows.All,
        .. WithdrawalRows.All,
        .. NoteMixRows.All,
        .. SimulationRows.All,
        .. HostRows.All,
    ];
}
