namespace AtmTerminal.HostLink;

/// <summary>Who the terminal is on the line, and how long it waits for what.</summary>
/// <param name="TerminalId">DE 41, eight printable characters.</param>
/// <param name="AcquirerId">DE 32, the bank the terminal belongs to, 1 to 11 digits.</param>
/// <param name="AcceptorId">DE 42, where the terminal stands, up to 15 printable characters.</param>
public sealed record LinkSettings(string TerminalId, string AcquirerId, string AcceptorId)
{
    /// <summary>How long an answer to an authorisation or a balance question is waited for. Default 30 s.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same for sign-on, echo and uploads. Default 15 s.</summary>
    public TimeSpan ServiceAnswerLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the host is asked whether it is there. Default 60 s.</summary>
    public TimeSpan EchoEvery { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The pause before the second attempt to connect or to upload; each further one is twice as long. Default 1 s.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>No pause is longer. Default 60 s.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>So many failed attempts to upload one record raise an alarm. Default 5.</summary>
    public int AttemptsBeforeAlarm { get; init; } = 5;

    /// <summary>
    /// Whether what the host says of a card is kept in the journal, under the card's token, for serving it when the line is down
    /// (failure matrix, rule O1). Default false.
    /// </summary>
    public bool RemembersCards { get; init; }

    /// <summary>
    /// So many refusals by the host put one record on the manual list, so that the rest can follow. Attempts that were not
    /// answered do not count: a dead line is no refusal. Default 20.
    /// </summary>
    public int RefusalsBeforeSetAside { get; init; } = 20;
}
