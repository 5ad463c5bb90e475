namespace AtmTerminal.HostLink;

/// <summary>How the terminal stands with its host.</summary>
public enum LinkState
{
    /// <summary>No connection; another attempt comes by itself.</summary>
    Offline,

    /// <summary>Connected, but the host has not yet accepted the sign-on.</summary>
    SigningOn,

    /// <summary>Questions can be asked.</summary>
    Online,

    /// <summary>
    /// The host knows a withdrawal this journal has not heard of: the journal was replaced by an older copy (failure
    /// matrix, D9). Uploads go on; nothing new may be asked until a person has looked.
    /// </summary>
    JournalOlderThanHost,
}

/// <summary>The line to the bank host as the session sees it. Terminal loop only; events are raised there too.</summary>
public interface IHostLink
{
    LinkState State { get; }

    /// <summary>Raised after <see cref="State"/> has changed.</summary>
    event Action<LinkState>? StateChanged;

    /// <summary>
    /// The host's clock less this machine's, as of the last sign-on or echo; <see langword="null"/> before the first.
    /// The business date is the host's (failure matrix, D10).
    /// </summary>
    TimeSpan? HostClockOffset { get; }

    /// <summary>
    /// Asks for a hold on one withdrawal. Writes the journal itself: <c>AuthorizationSent</c>, durable before a byte
    /// leaves; <c>AuthorizationDeclined</c> when the host declined; <c>ReversalQueued</c> (68) when no valid answer came in
    /// time. After an approval the withdrawal is the caller's: it writes the request, or queues the reversal (17, 21).
    /// </summary>
    /// <returns>Ends at the latest at the time limit of the link's settings (30 s). Cannot be cancelled: a question once sent
    /// has to be accounted for. Never faults for anything the world does.</returns>
    Task<AuthorizationOutcome> AuthorizeAsync(WithdrawalQuestion question);

    /// <summary>Asks for the balance. Writes nothing but security entries and owes nothing when no answer comes.</summary>
    Task<BalanceOutcome> BalanceAsync(BalanceQuestion question);
}
