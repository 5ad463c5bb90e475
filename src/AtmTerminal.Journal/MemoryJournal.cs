using System.Security.Cryptography;
using AtmTerminal.Journal.Store;

namespace AtmTerminal.Journal;

/// <summary>
/// A journal without a disk, with the same fold and the same chain: for simulations that step whole terminals thousands of
/// times a second. Nothing survives the process; a terminal that handles cash uses <see cref="JournalFolder"/>.
/// </summary>
public static class MemoryJournal
{
    /// <summary>An empty journal that stamps its rows with <paramref name="time"/>.</summary>
    public static IJournal Create(TimeProvider time) =>
        new TerminalJournal(
            new MemoryStore(),
            new HashChain(RandomNumberGenerator.GetBytes(HashChain.HashBytes)),
            TerminalState.Empty,
            time
        );
}
