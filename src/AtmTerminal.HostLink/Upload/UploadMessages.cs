using System.Globalization;
using AtmTerminal.Domain.Amounts;
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

    /// <summary>0220 for a completion, 0420 for a reversal, 0520 for totals, 0620 for a notice; a repeat's last digit is 1.</summary>
    /// <param name="card">DE 2, when the journal still has it.</param>
    /// <param name="page">A part of the totals, number by number; <c>null</c> for the totals alone.</param>
    public LineMessage Of(OutboxRecord record, LineHeader header, bool isRepeat, Pan? card, TotalsPage? page) =>
        record.Kind switch
        {
            OutboxKind.Completion => Completion(record, header, isRepeat, card),
            OutboxKind.Reversal => Reversal(record, header, isRepeat, card),
            OutboxKind.Notice => Notice(record, header, isRepeat),
            OutboxKind.Totals => new TotalsAdvice(
                header,
                isRepeat,
                record.Seq,
                record.Day!.Value,
                record.Count,
                record.Amount,
                page
            ),
            _ => throw new ArgumentException($"The line has no message for a record of {record.Kind}."),
        };

    private static Notice Notice(OutboxRecord record, LineHeader header, bool isRepeat) =>
        new(
            header,
            isRepeat,
            record.Withdrawal == default ? null : record.Withdrawal,
            record.Seq,
            record.NoticeKind,
            record.Text,
            OnTheLine(record.Amount),
            OnTheLine(record.Amount) is null ? null : OnTheLine(record.Found)
        );

    // The line has no sign for amounts: a figure below zero, which only a defect can make, is left to the words.
    private static Money? OnTheLine(Money? amount) =>
        amount is { IsNegative: false } figure && figure.Currency != Currency.None ? figure : null;

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
            card is null && record.CardReference is not ""
                ? Facts(record).With(DetailKeys.Card, record.CardReference)
                : Facts(record)
        );

    private static Details Facts(OutboxRecord record)
    {
        var mode = record.TraceNumber == 0 ? LineModes.DispenseFirst : LineModes.AuthorizeFirst;
        var facts = Details
            .None.With(DetailKeys.Mode, mode)
            .With(DetailKeys.Asked, record.Asked.MinorUnits)
            .With(DetailKeys.Row, record.Seq);
        if (record.Day is { } day)
            facts = facts.With(DetailKeys.Day, day);
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
            Details.None.With(DetailKeys.Row, record.Seq)
        );

    private static OriginalData Original(OutboxRecord record) =>
        LineTime.TryParse(record.SentAt) is { } sentAt
            ? new OriginalData(MessageTypes.AuthorizationRequest, record.TraceNumber, sentAt)
            : throw new InvalidOperationException(
                $"Journal row {record.Seq} reverses an authorisation that was never sent."
            );

    private static string? ApprovalCode(OutboxRecord record) => record.ApprovalCode is "" ? null : record.ApprovalCode;
}
