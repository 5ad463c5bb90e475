using AtmTerminal.Domain.Events;
using AtmTerminal.Iso8583;
using AtmTerminal.Journal;
using AtmTerminal.Security;

namespace AtmTerminal.HostLink;

/// <summary>
/// Tells the host what the terminal owes it: the journal's outbox, strictly in order, one record at a time, each until its
/// acknowledgement is durable (failure matrix, E1 to E8, E15). It drops nothing: a record leaves the queue by the host's
/// word or onto the manual list. Terminal loop only.
/// </summary>
internal sealed class Uploader
{
    private readonly BankLink _link;
    private readonly LinkSettings _settings;
    private readonly IJournal _journal;
    private readonly RecordSender _sender;
    private readonly LostRecords _lost;
    private readonly TotalsDifference _difference;
    private readonly TimeProvider _time;
    private readonly GrowingPause _pause;
    private readonly Signal _changed = new();
    private readonly long _headAtStart;
    private RecordAttempts _attempts;

    /// <summary>Looks at the journal as it is now: what is owed already may have been sent before.</summary>
    public Uploader(BankLink link, LinkSettings settings, IJournal journal, CardVault vault, TimeProvider time)
    {
        _link = link;
        _settings = settings;
        _journal = journal;
        _sender = new RecordSender(link, settings, journal, vault, time.LocalTimeZone);
        _lost = new LostRecords(journal);
        _difference = new TotalsDifference(journal, _sender);
        _time = time;
        _pause = new GrowingPause(settings.FirstPause, settings.LongestPause);
        _headAtStart = journal.State.HeadSeq;
    }

    /// <inheritdoc cref="BankLink.UploadStuck"/>
    public event Action<OutboxRecord>? Alarmed;

    /// <summary>Runs until <paramref name="stop"/>, or until the journal fails, which is final.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        _link.StateChanged += OnLinkChanged;
        _journal.Appended += OnAppended;
        await using var wake = stop.Register(_changed.Set);
        try
        {
            while (!stop.IsCancellationRequested && _journal.Failure is null)
            {
                if (!_link.CanUpload || !_journal.State.OwesHost)
                    await _changed.WaitAsync();
                else if (!await TryDeliverNextAsync())
                    await Waiting.ForAsync(_pause.Take(), _time, stop);
            }
        }
        finally
        {
            _link.StateChanged -= OnLinkChanged;
            _journal.Appended -= OnAppended;
        }
    }

    private void OnLinkChanged(LinkState state) => _changed.Set();

    private void OnAppended(JournalEntry entry) => _changed.Set();

    // What the host has lost is older than what it has yet to hear, and goes first.
    private async Task<bool> TryDeliverNextAsync()
    {
        if (_journal.State.Host is not { SendAgainAfter: { } row })
        {
            _lost.Forget();
            return await TryDeliverAsync(_journal.State.NextOwed!, again: false);
        }
        return await TryDeliverAsync(await _lost.FindAsync(row), again: true);
    }

    /// <param name="again">The host had acknowledged it and has lost it.</param>
    /// <returns>True when the record has left the queue.</returns>
    private async Task<bool> TryDeliverAsync(OutboxRecord record, bool again)
    {
        if (_attempts.Seq != record.Seq)
        {
            _attempts = new RecordAttempts(record.Seq);
            _pause.Reset();
        }
        var reply = await SendAsync(record, again);
        return reply switch
        {
            Reply.Answered { Answer: TotalsAnswer { InBalance: false, Response.IsAcknowledgement: true } answer } =>
                await TryReportDifferenceAsync(record, again, answer),
            Reply.Answered answered => TakeAnswer(record, again, answered.Answer),
            Reply.Unanswered { Reason: not NoAnswerReason.LinkLost } => CountUnanswered(record),
            // Without a line nothing was tried: it says nothing about this record.
            _ => false,
        };
    }

    private async Task<Reply> SendAsync(OutboxRecord record, bool again)
    {
        var isRepeat = again || _attempts.Sent > 0 || record.Seq <= _headAtStart;
        var reply = await _sender.SendAsync(record, isRepeat);
        if (reply is not Reply.NotSent)
            _attempts = _attempts with { Sent = _attempts.Sent + 1 };
        return reply;
    }

    // Totals differ as well when the host has fallen back and nobody has noticed yet: then it hears what it lacks first.
    private async Task<bool> TryReportDifferenceAsync(OutboxRecord totals, bool again, TotalsAnswer answer)
    {
        if (!again && (!await _link.TryAskEchoAsync() || _journal.State.Host!.SendAgainAfter is not null))
            return false;
        return await _difference.FindAsync(totals, answer) is { } differed
            && IsDurable(differed, Taken(totals, again, answer));
    }

    private bool TakeAnswer(OutboxRecord record, bool again, LineMessage answer)
    {
        var response = ResponseOf(answer);
        if (response.IsAcknowledgement)
            return IsDurable(Taken(record, again, answer));
        _attempts = _attempts with { Refused = _attempts.Refused + 1 };
        CountFailure(record, $"the host answers {response}");
        if (_attempts.Refused < _settings.RefusalsBeforeSetAside)
            return false;
        return IsDurable(
            again
                ? new UploadRepeated(record.Withdrawal, record.Seq, response.Value)
                : new UploadSetAside(record.Withdrawal, record.Seq, response.Value)
        );
    }

    private static JournalEvent Taken(OutboxRecord record, bool again, LineMessage answer) =>
        again
            ? new UploadRepeated(record.Withdrawal, record.Seq, ResponseOf(answer).Value)
            : new UploadAcknowledged(
                record.Withdrawal,
                record.Seq,
                ResponseOf(answer).Value,
                (answer as CompletionAnswer)?.CardReference ?? ""
            );

    private bool CountUnanswered(OutboxRecord record)
    {
        CountFailure(record, "the host gives no valid answer");
        return false;
    }

    private void CountFailure(OutboxRecord record, string why)
    {
        _attempts = _attempts with { Failed = _attempts.Failed + 1 };
        if (_attempts.Failed != _settings.AttemptsBeforeAlarm)
            return;
        var text =
            record.Withdrawal == default
                ? $"The {record.Kind} of row {record.Seq} cannot be delivered: {why}."
                : $"The record of withdrawal {record.Withdrawal} (row {record.Seq}) cannot be delivered: {why}.";
        _journal.Append(new DeviceFaulted(BankLink.Device, "UPLOAD-STUCK", text));
        Alarmed?.Invoke(record);
    }

    private bool IsDurable(params ReadOnlySpan<JournalEvent> outcome) =>
        _journal.Append(outcome) == AppendOutcome.Durable;

    private static ResponseCode ResponseOf(LineMessage answer) =>
        answer switch
        {
            CompletionAnswer completion => completion.Response,
            ReversalAnswer reversal => reversal.Response,
            TotalsAnswer totals => totals.Response,
            _ => ((NoticeAnswer)answer).Response,
        };

    /// <summary>What has been tried with the record at the head of the queue since the program started.</summary>
    /// <param name="Failed">Refused, or not answered though the line was up.</param>
    private readonly record struct RecordAttempts(long Seq, int Sent = 0, int Refused = 0, int Failed = 0);
}
