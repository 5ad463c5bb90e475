namespace AtmTerminal.Domain.Events;

/// <summary>What a terminal tells the people of the bank, beside money. The words are those of the line.</summary>
public static class NoticeKinds
{
    /// <summary>A withdrawal the evidence cannot decide; its hold is kept until a person has counted.</summary>
    public const string Suspect = "SUSPECT";

    /// <summary>A person has counted and nothing was given under a withdrawal for which there was never a hold.</summary>
    public const string SuspectClosed = "SUSPECT-CLOSED";

    /// <summary>Less cash was found than the books expect.</summary>
    public const string Shortage = "SHORTAGE";

    /// <summary>More cash was found than the books expect.</summary>
    public const string Over = "OVER";

    /// <summary>The value is right, but other notes were found than the books expect.</summary>
    public const string OtherNotes = "OTHER-NOTES";

    /// <summary>A difference that was reported before has gone.</summary>
    public const string CashAgrees = "CASH-AGREES";

    /// <summary>The cash in the bins could not be counted.</summary>
    public const string CountsUnknown = "COUNTS-UNKNOWN";

    /// <summary>The dispenser counted more notes out of a cassette than were ordered.</summary>
    public const string Overcount = "OVERCOUNT";

    /// <summary>The machine is locked: somebody may have laid hands on it.</summary>
    public const string Locked = "LOCKED";

    /// <summary>A person with the key has come to a locked machine.</summary>
    public const string Unlocked = "UNLOCKED";

    /// <summary>Persons have counted a machine in which something was wrong; it starts again from their counts.</summary>
    public const string Counted = "COUNTED";

    /// <summary>A record the host refuses waits for a person while the rest follows.</summary>
    public const string SetAside = "SET-ASIDE";

    public const string CardRetained = "CARD-RETAINED";

    public const string OutOfService = "OUT-OF-SERVICE";
}
