namespace AtmTerminal.Domain.Events;

/// <summary>Codes of <see cref="DeviceFaulted"/> that more than one room has to know.</summary>
public static class DeviceCodes
{
    /// <summary>More notes were counted than ordered (failure matrix, B9).</summary>
    public const string Overcount = "dispenser.overcount";
}
