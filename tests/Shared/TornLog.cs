namespace AtmTerminal.Tests.Shared;

/// <summary>What a power cut in the middle of a write leaves of SQLite's log.</summary>
internal static class TornLog
{
    // The log holds frames of a page and 24 bytes; the last one that is not older than its header is the end of the newest
    // transaction.
    public static void TearLastFrame(string log)
    {
        var bytes = File.ReadAllBytes(log);
        const int header = 32;
        const int frame = 24 + 4096;
        var last = header;
        while (last + 2 * frame <= bytes.Length && bytes.AsSpan(last + frame + 8, 8).SequenceEqual(bytes.AsSpan(16, 8)))
            last += frame;
        bytes[last + 24 + 4000] ^= 0x40;
        File.WriteAllBytes(log, bytes);
    }
}
