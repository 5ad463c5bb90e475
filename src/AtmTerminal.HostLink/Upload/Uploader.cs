using AtmTerminal.Domain.Cards;
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
    private const string Device = "host line";

    private readonly BankLink _link;
    private readonly LinkSettings _settings;
    private readonly IJournal _journal;
    private readonly TerminalKeys _keys;
    private readonly CardVault _vault;
    private readonly UploadMessages _messages;
    private readonly TimeProvider _time;
    private readonly GrowingPause _pause;
    private readonly Signal _changed = new();
    private readonly long _headAtStart;
    private RecordAttempts _attempts;

    /// <summary>Looks at the journal as it is now: what is in the outbox already may have been sent before.</summary>
    public Uploader(
        BankLink link,
        LinkSettings settings,
        IJournal journal,
        TerminalKeys keys,
        CardVault vault,
        TimeProvider time
    )
    {
        _link = link;
        _settings = settings;
        _journal = journal;
        _keys = keys;
        _vault = vault;
        _messages = new UploadMessages(settings, time.LocalTimeZone);
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
                if (!_link.CanUpload || _journal.State.Outbox.IsEmpty)
                    await _changed.WaitAsync();
                else if (!await TryDeliverAsync(_journal.State.Outbox[0]))
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

    /// <returns>True when the record has left the queue.</returns>
    private async Task<bool> TryDeliverAsync(OutboxRecord record)
    {
        if (_attempts.Seq != record.Seq)
        {
            _attempts = new RecordAttempts(record.Seq);
            _pause.Reset();
        }
        var reply = await SendAsync(record);
        return reply switch
        {
            Reply.Answered answered => TakeAnswer(record, ResponseOf(answered.Answer)),
            Reply.Unanswered { Reason: not NoAnswerReason.LinkLost } => CountUnanswered(record),
            // Without a line nothing was tried: it says nothing about this record.
            _ => false,
        };
    }

    private async Task<Reply> SendAsync(OutboxRecord record)
    {
        if (_keys.TryNext() is not { } keys)
            return new Reply.NotSent();
        var header = _messages.Header(record, keys.SerialNumberHex);
        var isRepeat = _attempts.Sent > 0 || record.Seq <= _headAtStart;
        var message = _messages.Of(record, header, isRepeat, CardOf(record));
        var reply = await _link.AskAsync(message, keys, _settings.ServiceAnswerLimit);
        if (reply is not Reply.NotSent)
            _attempts = _attempts with { Sent = _attempts.Sent + 1 };
        return reply;
    }

    private Pan? CardOf(OutboxRecord record) =>
        _journal.FindCard(record.Withdrawal) is { } box ? _vault.TryOpen(box.Span) : null;

    private bool TakeAnswer(OutboxRecord record, ResponseCode response)
    {
        if (response.IsAcknowledgement)
            return IsDurable(new UploadAcknowledged(record.Withdrawal, record.Seq, response.Value));
        _attempts = _attempts with { Refused = _attempts.Refused + 1 };
        if (_attempts.Refused >= _settings.RefusalsBeforeSetAside)
            return IsDurable(new UploadSetAside(record.Withdrawal, record.Seq, response.Value));
        CountFailure(record, $"the host answers {response}");
        return false;
    }

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
        var text = $"The record of withdrawal {record.Withdrawal} (row {record.Seq}) cannot be delivered: {why}.";
        _journal.Append(new DeviceFaulted(Device, "UPLOAD-STUCK", text));
        Alarmed?.Invoke(record);
    }

    private bool IsDurable(JournalEvent outcome) => _journal.Append(outcome) == AppendOutcome.Durable;

    private static ResponseCode ResponseOf(LineMessage answer) =>
        answer switch
        {
            CompletionAnswer completion => completion.Response,
            ReversalAnswer reversal => reversal.Response,
            _ => throw new InvalidOperationException($"{answer.GetType().Name} does not answer an upload."),
        };

    /// <summary>What has been tried with the record at the head of the queue since the program started.</summary>
    /// <param name="Failed">Refused, or not answered though the line was up.</param>
    private readonly record struct RecordAttempts(long Seq, int Sent = 0, int Refused = 0, int Failed = 0);
}
