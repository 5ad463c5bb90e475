namespace AtmTerminal.Journal;

/// <summary>The day that limits are counted by.</summary>
public static class BusinessDay
{
    /// <summary>The date on the wall where the terminal stands.</summary>
    /// <param name="hostNow">By the host's clock: this machine's own may be wrong (failure matrix, D10).</param>
    public static DateOnly Of(DateTimeOffset hostNow, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(hostNow, zone).DateTime);
}
