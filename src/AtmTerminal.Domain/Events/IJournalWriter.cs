namespace AtmTerminal.Domain.Events;

/// <summary>How an append ended.</summary>
public enum AppendOutcome
{
    /// <summary>Written and synced: it will be there after a power cut.</summary>
    Durable,

    /// <summary>
    /// The write or its sync failed. That is final for this process (failure matrix, rule 1): every later append fails too,
    /// and the caller goes out of service.
    /// </summary>
    Failed,
}

/// <summary>Writes facts to the journal. Terminal loop only.</summary>
public interface IJournalWriter
{
    /// <summary>Makes all of <paramref name="events"/> durable in one transaction, in this order, before it returns.</summary>
    AppendOutcome Append(params ReadOnlySpan<JournalEvent> events);
}
