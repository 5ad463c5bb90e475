namespace AtmTerminal.Service;

/// <summary>Why something that a technician wanted was not done.</summary>
public enum ServiceRefusal
{
    /// <summary>A request is open: counts may not change until it is reconciled (failure matrix, F1).</summary>
    RequestOpen,

    /// <summary>Somebody is served, or the reconciliation is not done.</summary>
    Busy,

    /// <summary>No exchange has told yet what is in the machine: there is nothing to count against.</summary>
    NeverLoaded,
    NoExchange,

    /// <summary>A name is missing.</summary>
    NameMissing,

    /// <summary>The second entry is by the same person (F3).</summary>
    SamePerson,

    /// <summary>The two entries differ (F3).</summary>
    EntriesDiffer,

    /// <summary>An entry names a unit that the machine does not have, leaves out a cassette, or puts other notes into one than it is set up for.</summary>
    UnitsWrong,

    /// <summary>A cassette gave no note, two at once, or one that is not of its kind (F3); the reject bin has what came.</summary>
    TestPickFailed,

    /// <summary>The dispenser could not do it; it needs a hand, or a reset.</summary>
    DispenserFailed,

    /// <summary>Several cases could have given the missing notes: persons have to say which case gave which notes (D4).</summary>
    SharesNeeded,

    /// <summary>What was said about the cases does not fit the count.</summary>
    SharesDoNotFit,

    /// <summary>The journal could not be written: all of it is there after the restart, or nothing, and nobody knows before.</summary>
    JournalFailed,
}

/// <summary>How a technician's operation ended.</summary>
public abstract record ServiceOutcome
{
    private ServiceOutcome() { }

    /// <summary>Done, and durable.</summary>
    public sealed record Done : ServiceOutcome;

    /// <summary>The books have not changed, but see <see cref="ServiceRefusal.JournalFailed"/>. <paramref name="Sentence"/> says why and what to do, for the person at the machine.</summary>
    public sealed record Refused(ServiceRefusal Why, string Sentence) : ServiceOutcome;
}
