namespace AtmTerminal.Devices.Contracts;

/// <summary>What a test pick brought.</summary>
/// <param name="Notes">0 when the cassette gave none, 2 when two stick together.</param>
/// <param name="Fits">It was one note, as long as the notes the cassette is set up for.</param>
public sealed record TestPickResult(int Notes, bool Fits);

/// <summary>A look at what is really in a cassette (failure matrix, F3). Terminal loop only.</summary>
public interface ITestPick
{
    /// <summary>
    /// Picks one note into the reject bin and measures it on its way. Only in an exchange: the counts of the journal do not follow
    /// it. Refused with <see cref="CompletionCode.DeviceNotReady"/> while the path is not clear or the device waits for a reset.
    /// </summary>
    Task<Completion<TestPickResult>> TestPick(string unit);
}
