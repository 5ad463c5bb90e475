using AtmTerminal.Domain.Events;
using AtmTerminal.Iso8583;
using AtmTerminal.Journal;
using AtmTerminal.Security;

namespace AtmTerminal.HostLink;

/// <summary>
/// Keeps the line to the host: connects with growing pauses, signs on, asks now and then whether anybody is there, puts
/// questions on it, and uploads the journal's outbox. Start <see cref="RunAsync"/> once. Terminal loop only.
/// </summary>
public sealed class BankLink : IHostLink
{
    internal const string Device = "host line";
    private static readonly TimeSpan _shortestEcho = TimeSpan.FromSeconds(1);

    private readonly LinkSettings _settings;
    private readonly ILineTransport _transport;
    private readonly IJournal _journal;
    private readonly TerminalKeys _keys;
    private readonly TimeProvider _time;
    private readonly TraceNumbers _traces;
    private readonly SecurityLog _security;
    private readonly GrowingPause _pause;
    private readonly CardMemory _memory;
    private readonly Authorizations _authorizations;
    private readonly Uploader _uploader;
    private Conversation? _conversation;
    private DateTimeOffset? _dayEnds;
    private bool _keysAlarmed;

    /// <param name="settings">Who the terminal is, and its time limits.</param>
    /// <param name="transport">How to connect.</param>
    /// <param name="journal">The open journal: what is sent under it stays known.</param>
    /// <param name="keys">The terminal's end of DUKPT, the same that the PIN pad encrypts with.</param>
    /// <param name="vault">Seals the card number for the upload.</param>
    /// <param name="time">The clock of all waits.</param>
    public BankLink(
        LinkSettings settings,
        ILineTransport transport,
        IJournal journal,
        TerminalKeys keys,
        CardVault vault,
        TimeProvider time
    )
    {
        _settings = settings;
        _transport = transport;
        _journal = journal;
        _keys = keys;
        _time = time;
        _traces = new TraceNumbers(new JournalCounter(journal, JournalCounter.TraceCounter));
        _security = new SecurityLog(journal, time);
        _pause = new GrowingPause(settings.FirstPause, settings.LongestPause);
        _memory = new CardMemory(this, settings, journal, vault, time.LocalTimeZone);
        _authorizations = new Authorizations(this, settings, journal, keys, vault, _memory);
        _uploader = new Uploader(this, settings, journal, vault, time);
    }

    /// <inheritdoc/>
    public LinkState State { get; private set; }

    /// <inheritdoc/>
    public event Action<LinkState>? StateChanged;

    /// <inheritdoc/>
    public TimeSpan? HostClockOffset { get; private set; }

    /// <inheritdoc/>
    public Task<AuthorizationOutcome> AuthorizeAsync(WithdrawalQuestion question) =>
        _authorizations.AuthorizeAsync(question);

    /// <inheritdoc/>
    public Task<BalanceOutcome> BalanceAsync(BalanceQuestion question) => _authorizations.BalanceAsync(question);

    /// <summary>
    /// A record cannot be delivered though the line is up. The journal has a <c>DeviceFaulted</c> entry too. Raised once for
    /// a record in each run of the program.
    /// </summary>
    public event Action<OutboxRecord>? UploadStuck
    {
        add => _uploader.Alarmed += value;
        remove => _uploader.Alarmed -= value;
    }

    /// <summary>
    /// Connects and uploads until <paramref name="stop"/>, which also closes the connection. The task faults for a bug only,
    /// and then both have ended: the terminal must not go on without them.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAll(
            EndAllOnFaultAsync(_uploader.RunAsync(all.Token), all),
            EndAllOnFaultAsync(StayConnectedAsync(all.Token), all)
        );
    }

    /// <summary>The clock the host goes by, as far as it is known: a terminal's own may have been lost or set back.</summary>
    internal DateTimeOffset Now => _time.GetUtcNow() + (HostClockOffset ?? TimeSpan.Zero);

    internal LineTime LocalTime => LineQuestions.LocalTime(Now, _time.LocalTimeZone);

    /// <summary>Signed on: also when the journal is older than the host, since what it owes it still owes.</summary>
    internal bool CanUpload => State is LinkState.Online or LinkState.JournalOlderThanHost;

    internal int? TryNextTrace() => _traces.TryNext();

    /// <summary>The keys of a message without a PIN. Whoever loads keys has to hear of it when there are no more (E8).</summary>
    internal MessageKeys? TryNextKeys()
    {
        var keys = _keys.TryNext();
        if (keys is null && !_keysAlarmed && _journal.Failure is null)
        {
            _keysAlarmed = true;
            _journal.Append(
                new DeviceFaulted(Device, "KEYS-USED-UP", "The keys of this terminal are used up: load new ones.")
            );
        }
        return keys;
    }

    /// <summary>Learns the host's day and what it has taken, outside the usual pace.</summary>
    /// <returns>False: it did not answer.</returns>
    internal async Task<bool> TryAskEchoAsync() => await AskHostAsync(NetworkFunction.Echo) is not null;

    internal LineHeader Header(int trace, DateTimeOffset sentAt, MessageKeys keys) =>
        new(_settings.TerminalId, trace, LineTime.Utc(sentAt), keys.SerialNumberHex);

    /// <summary>Puts a question on the line and takes over its keys.</summary>
    internal async Task<Reply> AskAsync(LineMessage question, MessageKeys keys, TimeSpan limit)
    {
        if (_conversation is { } conversation)
            return await conversation.AskAsync(question, keys, limit);
        keys.Dispose();
        return new Reply.NotSent();
    }

    private static async Task EndAllOnFaultAsync(Task part, CancellationTokenSource all)
    {
        try
        {
            await part;
        }
        catch
        {
            all.Cancel();
            throw;
        }
    }

    private async Task StayConnectedAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using (var connection = await _transport.ConnectAsync(stop))
                if (connection is not null)
                    await TalkAsync(connection, stop);
            await Waiting.ForAsync(_pause.Take(), _time, stop);
        }
    }

    private async Task TalkAsync(ILineConnection connection, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var hangUp = stop.Register(connection.Dispose);
        _conversation = new Conversation(connection, _settings.TerminalId, _security, _time);
        SetState(LinkState.SigningOn);
        var listening = _conversation.ListenAsync();
        var keepingUp = KeepUpAsync(_conversation, over.Token);
        await listening;
        over.Cancel();
        await keepingUp;
        _conversation = null;
        SetState(LinkState.Offline);
    }

    private async Task KeepUpAsync(Conversation conversation, CancellationToken over)
    {
        try
        {
            var answered = await TrySignOnAsync();
            while (answered && !over.IsCancellationRequested)
            {
                await Waiting.ForAsync(UntilNextEcho(), _time, over);
                if (!over.IsCancellationRequested)
                    answered = await AskHostAsync(NetworkFunction.Echo) is not null;
            }
        }
        finally
        {
            // A host that does not answer a greeting or an echo is no host: a new connection may reach a living one.
            conversation.HangUp();
        }
    }

    private async Task<bool> TrySignOnAsync()
    {
        if (await AskHostAsync(NetworkFunction.SignOn) is not { } answer)
            return false;
        _pause.Reset();
        var newer = WhatOnlyTheHostKnows(answer);
        if (newer is not null)
        {
            _security.Note($"{newer}: it is an older copy");
            _memory.ForgetAll();
        }
        SetState(newer is null ? LinkState.Online : LinkState.JournalOlderThanHost);
        return true;
    }

    private string? WhatOnlyTheHostKnows(NetworkAnswer answer)
    {
        var (known, head) = (_journal.State.NextWithdrawal.Value - 1, _journal.State.HeadSeq);
        return answer.LastWithdrawal is { } last && last.Value > known
                ? $"the host knows withdrawal {last}, this journal ends at {known}"
            : answer.LastRow > head ? $"the host has taken row {answer.LastRow}, this journal ends at {head}"
            : null;
    }

    // Also at the moment at which the host's day ends, so that the next withdrawal is counted in the next one (F4).
    private TimeSpan UntilNextEcho()
    {
        var untilDayEnds = _dayEnds - Now ?? _settings.EchoEvery;
        return untilDayEnds >= _settings.EchoEvery ? _settings.EchoEvery
            : untilDayEnds > _shortestEcho ? untilDayEnds
            : _shortestEcho;
    }

    private async Task<NetworkAnswer?> AskHostAsync(NetworkFunction function)
    {
        if (TryNextKeys() is not { } keys)
            return null;
        if (TryNextTrace() is not { } trace)
        {
            keys.Dispose();
            return null;
        }
        var question = new NetworkRequest(Header(trace, Now, keys), function);
        var before = _journal.State.Host;
        var reply = await AskAsync(question, keys, _settings.ServiceAnswerLimit);
        if (reply is not Reply.Answered { Answer: NetworkAnswer { Response.IsApproved: true } answer })
            return null;
        TakeHostFacts(answer, before);
        return answer;
    }

    /// <param name="before">What the host had acknowledged when it was asked: what it took since may not be in its answer.</param>
    private void TakeHostFacts(NetworkAnswer answer, HostPosition? before)
    {
        if (answer.HostTime is { } hostTime)
            HostClockOffset = hostTime - _time.GetUtcNow();
        if (answer.Day is { } day)
        {
            _dayEnds = day.Ends;
            // A day that is over does not come back, whatever a host's clock says.
            if (_journal.State.Host is not { } host || day.Date > host.Day)
                _journal.Append(new BusinessDayBegan(day.Date));
        }
        if (before is not null && answer.LastRow < (before.SendAgainAfter ?? before.Acknowledged))
            _journal.Append(new HostFellBack(answer.LastRow.Value, before.Acknowledged));
    }

    private void SetState(LinkState state)
    {
        State = state;
        StateChanged?.Invoke(state);
    }
}
