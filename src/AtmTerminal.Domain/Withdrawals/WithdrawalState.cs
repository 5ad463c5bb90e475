namespace AtmTerminal.Domain.Withdrawals;

/// <summary>How far one withdrawal has come, by its durable events alone.</summary>
public enum WithdrawalState
{
    /// <summary>The host is being asked; nothing has been requested of the dispenser.</summary>
    Authorizing,

    /// <summary>The request is durable; notes may be on their way into the stacker.</summary>
    Requested,

    /// <summary>All that could be had lies counted in the stacker, behind a closed shutter.</summary>
    Stacked,

    /// <summary>Notes are about to move to the customer or are moving: from here on the customer may have had access.</summary>
    Presenting,

    /// <summary>The shutter was seen open with the notes at the exit.</summary>
    Presented,

    /// <summary>The exit became free while the shutter was open.</summary>
    Taken,

    /// <summary>Notes at the exit are about to be pulled back or are moving.</summary>
    Retracting,

    /// <summary>Closed, with what the customer could have taken; zero is allowed.</summary>
    Completed,

    /// <summary>Closed by the host's no.</summary>
    Declined,

    /// <summary>Closed without a request: the hold has to be released.</summary>
    Reversed,

    /// <summary>The evidence could not decide; a person closes it.</summary>
    Suspect,
}

/// <summary>
/// The note whose move had begun and whose end is not in the journal. At most one per withdrawal, because every note is
/// preceded by its own durable step.
/// </summary>
/// <param name="Unit">The cassette it comes from.</param>
/// <param name="AtMost">How many notes may have left the cassette: 2 for a pick (a double) or the notes of a diverted item.</param>
/// <param name="LeftCassette">True for a diverted item: it was seen outside its cassette and lies in the path or in the reject bin.</param>
public sealed record NoteInDoubt(string Unit, int AtMost, bool LeftCassette);

/// <summary>An event that cannot follow the ones before it: a bug in the writer, never a situation to handle.</summary>
public sealed class EventOutOfOrderException(string message) : InvalidOperationException(message);
