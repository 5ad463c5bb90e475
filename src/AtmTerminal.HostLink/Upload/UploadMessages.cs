using System.Globalization;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Iso8583;
using AtmTerminal.Journal;

namespace AtmTerminal.HostLink;

/// <summary>
/// Records of the outbox as messages. Everything but the key serial number and the repeat mark comes from the record, so
/// that a repeat, even after a restart, says the same (failure matrix, rule 7).
/// </summary>
internal sealed class UploadMessages(LinkSettings settings, TimeZoneInfo zone)
{
    /// <summary>DE 11 and DE 7 of a record, derived from its journal row.</summary>
    public LineHeader Header(OutboxRecord record, string keySerialNumber) =>
        new(settings.TerminalId, TraceNumbers.Of(record.Seq), LineTime.Utc(record.At), keySerialNumber);

    /// <summary>0220 or 0221 for a completion, 0420 or 0421 for a reversal.</summary>
    /// <param name="card">DE 2, when the journal still has it.</param>
    public LineMessage Of(OutboxRecord record, LineHeader header, bool isRepeat, Pan? card) =>
        record.Kind == OutboxKind.Completion
            ? Completion(record, header, isRepeat, card)
            : Reversal(record, header, isRepeat, card);

    private CompletionAdvice Completion(OutboxRecord record, LineHeader header, bool isRepeat, Pan? card) =>
        new(
            header,
            isRepeat,
            record.Withdrawal,
            card,
            record.Amount,
            record.Commission,
            LineQuestions.LocalTime(record.At, zone),
            settings.AcquirerId,
            ApprovalCode(record),
            Facts(record)
        );

    private static Details Facts(OutboxRecord record)
    {
        var mode = record.TraceNumber == 0 ? LineModes.DispenseFirst : LineModes.AuthorizeFirst;
        var facts = Details
            .None.With(DetailKeys.Mode, mode)
            .With(DetailKeys.Asked, record.Asked.MinorUnits.ToString(CultureInfo.InvariantCulture));
        return record.NotesByValue.IsEmpty ? facts : facts.With(DetailKeys.Notes, NotesOf(record.NotesByValue));
    }

    /// <summary>Value and count, the smallest value first: <c>10000x2,50000x1</c>.</summary>
    private static string NotesOf(NoteCounts byValue) =>
        string.Join(
            ',',
            byValue
                .OrderBy(n => long.Parse(n.Key, NumberStyles.None, CultureInfo.InvariantCulture))
                .Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Key}x{n.Value}"))
        );

    /// <summary>A reversal names the amount of the question: it releases all of the hold.</summary>
    private ReversalAdvice Reversal(OutboxRecord record, LineHeader header, bool isRepeat, Pan? card) =>
        new(
            header,
            isRepeat,
            record.Withdrawal,
            card,
            record.Asked,
            record.Commission,
            LineQuestions.LocalTime(record.At, zone),
            settings.AcquirerId,
            ApprovalCode(record),
            new ResponseCode(record.Reason),
            Original(record),
            Details.None
        );

    private static OriginalData Original(OutboxRecord record) =>
        LineTime.TryParse(record.SentAt) is { } sentAt
            ? new OriginalData(MessageTypes.AuthorizationRequest, record.TraceNumber, sentAt)
            : throw new InvalidOperationException(
                $"Journal row {record.Seq} reverses an authorisation that was never sent."
            );

    private static string? ApprovalCode(OutboxRecord record) => record.ApprovalCode is "" ? null : record.ApprovalCode;
}
