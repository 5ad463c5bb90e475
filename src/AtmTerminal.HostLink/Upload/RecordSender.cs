using AtmTerminal.Domain.Cards;
using AtmTerminal.Iso8583;
using AtmTerminal.Journal;
using AtmTerminal.Security;

namespace AtmTerminal.HostLink;

/// <summary>Puts one record on the line and waits for its answer. Counts nothing and writes nothing.</summary>
internal sealed class RecordSender(
    BankLink link,
    LinkSettings settings,
    IJournal journal,
    CardVault vault,
    TimeZoneInfo zone
)
{
    private readonly UploadMessages _messages = new(settings, zone);

    /// <param name="page">For totals: a part of them, number by number.</param>
    public async Task<Reply> SendAsync(OutboxRecord record, bool isRepeat, TotalsPage? page = null)
    {
        if (link.TryNextKeys() is not { } keys)
            return new Reply.NotSent();
        var header = _messages.Header(record, keys.SerialNumberHex);
        var message = _messages.Of(record, header, isRepeat, CardOf(record), page);
        return await link.AskAsync(message, keys, settings.ServiceAnswerLimit);
    }

    /// <summary>A notice about a withdrawal needs no card, though the journal may still have it.</summary>
    private Pan? CardOf(OutboxRecord record) =>
        record.Kind is OutboxKind.Completion or OutboxKind.Reversal && journal.FindCard(record.Withdrawal) is { } box
            ? vault.TryOpen(box.Span)
            : null;
}
