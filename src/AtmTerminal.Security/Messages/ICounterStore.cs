namespace AtmTerminal.Security;

/// <summary>
/// Keeps a counter from being used twice over any number of restarts: numbers are reserved in blocks, durably, before
/// the first of a block is used. A restart skips what was left of the last block.
/// </summary>
public interface ICounterStore
{
    /// <summary>The highest number reserved so far; 0 at the beginning. The next to use lies above it after a start.</summary>
    long ReservedUpTo { get; }

    /// <summary>Makes it durable that numbers up to <paramref name="upTo"/> may be used. False: it is not durable.</summary>
    bool TryReserve(long upTo);
}
