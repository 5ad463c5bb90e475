using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Cash;

namespace AtmTerminal.Session.Decisions;

/// <summary>What the customer has after notes were cleared into a bin. <c>null</c> everywhere: unknown, and nothing is guessed.</summary>
public static class GivenNotes
{
    /// <summary>Stacked notes went to the reject bin behind a closed shutter: none was given, if the count agrees.</summary>
    public static NoteCounts? AfterReject(NoteCounts stacked, ClearResult cleared) =>
        cleared.Total == stacked.Total ? NoteCounts.Empty : null;

    /// <summary>
    /// Presented notes went back to the retract bin: what was not counted there was taken (failure matrix, C4 to C7). A part
    /// that cannot be told apart has no known value.
    /// </summary>
    public static NoteCounts? AfterRetract(NoteCounts presented, ClearResult cleared)
    {
        if (cleared.Counted is not { } counted)
            return null;
        if (cleared.Total == presented.Total)
            return NoteCounts.Empty;
        return cleared.Unclassified == 0 && presented.Covers(counted) ? presented.Minus(counted) : null;
    }
}
