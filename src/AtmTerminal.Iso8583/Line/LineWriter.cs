using System.Globalization;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Iso8583;

/// <summary>Writes the messages of the line, each with room for its authentication code at the end.</summary>
internal static class LineWriter
{
    private const string CashMachine = "6011";
    private const string StripeAndPin = "021";

    public static EncodedMessage Write(LineMessage message, Span<byte> destination) =>
        message switch
        {
            AuthorizationRequest request => Write(request, destination),
            AuthorizationAnswer answer => Write(answer, destination),
            CompletionAdvice advice => Write(advice, destination),
            ReversalAdvice advice => Write(advice, destination),
            CompletionAnswer answer => WriteAdviceAnswer(
                MessageTypes.CompletionAnswer,
                answer,
                answer.Withdrawal,
                answer.Amount,
                answer.Response,
                destination,
                answer.CardReference is { } card ? Details.None.With(DetailKeys.Card, card) : null
            ),
            ReversalAnswer answer => WriteAdviceAnswer(
                MessageTypes.ReversalAnswer,
                answer,
                answer.Withdrawal,
                answer.Amount,
                answer.Response,
                destination
            ),
            NetworkRequest request => Write(request, destination),
            NetworkAnswer answer => Write(answer, destination),
            TotalsAdvice advice => Write(advice, destination),
            TotalsAnswer answer => Write(answer, destination),
            Notice notice => Write(notice, destination),
            NoticeAnswer answer => Write(answer, destination),
            _ => throw new ArgumentException($"The line has no message {message.GetType().Name}."),
        };

    private static EncodedMessage Write(AuthorizationRequest request, Span<byte> destination)
    {
        var twoBitmaps = request.Pin?.Format == PinBlockFormat.Format4;
        var writer = new Iso8583Writer(Dialect.Line, destination, MessageTypes.AuthorizationRequest, twoBitmaps);
        writer.Text(2, request.Track.Pan.RevealDigits());
        writer.Text(3, ProcessingCodes.Of(request.Purpose));
        writer.Number(4, request.Amount.MinorUnits);
        WriteTimes(ref writer, request.Header, request.LocalTime);
        writer.Text(18, CashMachine);
        writer.Text(22, StripeAndPin);
        writer.Text(28, Fee(request.Commission));
        writer.Text(32, request.AcquirerId);
        writer.Text(35, request.Track.Reveal());
        writer.Text(37, request.Withdrawal.ToReference());
        writer.Text(41, request.Header.TerminalId);
        writer.Text(42, request.AcceptorId.PadRight(15));
        WriteDetails(ref writer, request.Details);
        WriteCurrency(ref writer, request.Amount);
        if (request.Pin is { Format: PinBlockFormat.Format0 } pin)
        {
            writer.Bytes(52, pin.Block.Span);
        }

        writer.Text(63, request.Header.KeySerialNumber + PinKey(request));
        if (twoBitmaps)
        {
            writer.Text(110, Convert.ToHexString(request.Pin!.Block.Span));
        }

        return Close(ref writer);
    }

    private static EncodedMessage Write(AuthorizationAnswer answer, Span<byte> destination)
    {
        var writer = new Iso8583Writer(Dialect.Line, destination, MessageTypes.AuthorizationAnswer);
        writer.Text(3, ProcessingCodes.Of(answer.Purpose));
        writer.Number(4, answer.Amount.MinorUnits);
        WriteQuestion(ref writer, answer.Header);
        writer.Text(28, Fee(answer.Commission));
        writer.Text(37, answer.Withdrawal.ToReference());
        WriteApproval(ref writer, answer.ApprovalCode);
        writer.Text(39, answer.Response.Value);
        writer.Text(41, answer.Header.TerminalId);
        WriteCurrency(ref writer, answer.Amount);
        if (answer.Balance is { } balance)
        {
            writer.Text(54, AmountsOf(balance, answer.LeftToday));
        }

        return CloseWithKey(ref writer, answer.Header);
    }

    private static string AmountsOf(Money balance, Money? leftToday)
    {
        var available = AdditionalAmounts.ToText(AdditionalAmounts.Available, balance);
        return leftToday is { } left
            ? available + AdditionalAmounts.ToText(AdditionalAmounts.LeftToday, left)
            : available;
    }

    private static EncodedMessage Write(CompletionAdvice advice, Span<byte> destination)
    {
        var type = advice.IsRepeat ? MessageTypes.CompletionRepeat : MessageTypes.CompletionAdvice;
        var writer = new Iso8583Writer(Dialect.Line, destination, type);
        WriteCard(ref writer, advice.Pan);
        writer.Text(3, ProcessingCodes.Withdrawal);
        writer.Number(4, advice.Amount.MinorUnits);
        WriteTimes(ref writer, advice.Header, advice.LocalTime);
        writer.Text(28, Fee(advice.Commission));
        writer.Text(32, advice.AcquirerId);
        writer.Text(37, advice.Withdrawal.ToReference());
        WriteApproval(ref writer, advice.ApprovalCode);
        writer.Text(41, advice.Header.TerminalId);
        WriteDetails(ref writer, advice.Details);
        WriteCurrency(ref writer, advice.Amount);
        return CloseWithKey(ref writer, advice.Header);
    }

    private static EncodedMessage Write(ReversalAdvice advice, Span<byte> destination)
    {
        var type = advice.IsRepeat ? MessageTypes.ReversalRepeat : MessageTypes.ReversalAdvice;
        var writer = new Iso8583Writer(Dialect.Line, destination, type, twoBitmaps: true);
        WriteCard(ref writer, advice.Pan);
        writer.Text(3, ProcessingCodes.Withdrawal);
        writer.Number(4, advice.Amount.MinorUnits);
        WriteTimes(ref writer, advice.Header, advice.LocalTime);
        writer.Text(28, Fee(advice.Commission));
        writer.Text(32, advice.AcquirerId);
        writer.Text(37, advice.Withdrawal.ToReference());
        WriteApproval(ref writer, advice.ApprovalCode);
        writer.Text(39, advice.Reason.Value);
        writer.Text(41, advice.Header.TerminalId);
        WriteDetails(ref writer, advice.Details);
        WriteCurrency(ref writer, advice.Amount);
        writer.Text(63, advice.Header.KeySerialNumber);
        writer.Text(90, OriginalElements.ToText(advice.Original, advice.AcquirerId));
        return Close(ref writer);
    }

    private static EncodedMessage WriteAdviceAnswer(
        int type,
        LineMessage answer,
        WithdrawalNumber withdrawal,
        Money amount,
        ResponseCode response,
        Span<byte> destination,
        Details? details = null
    )
    {
        var writer = new Iso8583Writer(Dialect.Line, destination, type);
        writer.Text(3, ProcessingCodes.Withdrawal);
        writer.Number(4, amount.MinorUnits);
        WriteQuestion(ref writer, answer.Header);
        writer.Text(37, withdrawal.ToReference());
        writer.Text(39, response.Value);
        writer.Text(41, answer.Header.TerminalId);
        WriteDetails(ref writer, details ?? Details.None);
        WriteCurrency(ref writer, amount);
        return CloseWithKey(ref writer, answer.Header);
    }

    private static EncodedMessage Write(TotalsAdvice advice, Span<byte> destination)
    {
        var type = advice.IsRepeat ? MessageTypes.TotalsRepeat : MessageTypes.Totals;
        var writer = new Iso8583Writer(Dialect.Line, destination, type, twoBitmaps: true);
        WriteQuestion(ref writer, advice.Header);
        writer.Text(41, advice.Header.TerminalId);
        WriteDetails(ref writer, TotalsFacts.ToDetails(advice));
        WriteCurrency(ref writer, advice.Amount);
        writer.Text(63, advice.Header.KeySerialNumber);
        writer.Number(76, advice.Count);
        writer.Number(88, advice.Amount.MinorUnits);
        return Close(ref writer);
    }

    private static EncodedMessage Write(TotalsAnswer answer, Span<byte> destination)
    {
        var writer = new Iso8583Writer(Dialect.Line, destination, MessageTypes.TotalsAnswer, twoBitmaps: true);
        WriteQuestion(ref writer, answer.Header);
        writer.Text(39, answer.Response.Value);
        writer.Text(41, answer.Header.TerminalId);
        WriteDetails(ref writer, TotalsFacts.ToDetails(answer));
        WriteCurrency(ref writer, answer.Amount);
        writer.Text(63, answer.Header.KeySerialNumber);
        writer.Number(66, answer.InBalance ? TotalsCodes.InBalance : TotalsCodes.OutOfBalance);
        writer.Number(76, answer.Count);
        writer.Number(88, answer.Amount.MinorUnits);
        return Close(ref writer);
    }

    private static EncodedMessage Write(NetworkRequest request, Span<byte> destination)
    {
        var writer = new Iso8583Writer(Dialect.Line, destination, MessageTypes.NetworkRequest, twoBitmaps: true);
        WriteQuestion(ref writer, request.Header);
        writer.Text(41, request.Header.TerminalId);
        writer.Text(63, request.Header.KeySerialNumber);
        writer.Number(70, (int)request.Function);
        return Close(ref writer);
    }

    private static EncodedMessage Write(NetworkAnswer answer, Span<byte> destination)
    {
        var writer = new Iso8583Writer(Dialect.Line, destination, MessageTypes.NetworkAnswer, twoBitmaps: true);
        WriteQuestion(ref writer, answer.Header);
        writer.Text(39, answer.Response.Value);
        writer.Text(41, answer.Header.TerminalId);
        WriteDetails(ref writer, HostFacts.ToDetails(answer));
        writer.Text(63, answer.Header.KeySerialNumber);
        writer.Number(70, (int)answer.Function);
        return Close(ref writer);
    }

    private static EncodedMessage Write(Notice notice, Span<byte> destination)
    {
        var type = notice.IsRepeat ? MessageTypes.NoticeRepeat : MessageTypes.Notice;
        var writer = new Iso8583Writer(Dialect.Line, destination, type);
        if (notice.Amount is { } amount)
        {
            writer.Number(4, amount.MinorUnits);
        }

        WriteQuestion(ref writer, notice.Header);
        WriteReference(ref writer, notice.Withdrawal);
        writer.Text(41, notice.Header.TerminalId);
        WriteDetails(ref writer, DetailsOf(notice));
        if (notice.Amount is { } counted)
        {
            WriteCurrency(ref writer, counted);
        }

        return CloseWithKey(ref writer, notice.Header);
    }

    private static EncodedMessage Write(NoticeAnswer answer, Span<byte> destination)
    {
        var writer = new Iso8583Writer(Dialect.Line, destination, MessageTypes.NoticeAnswer);
        WriteQuestion(ref writer, answer.Header);
        WriteReference(ref writer, answer.Withdrawal);
        writer.Text(39, answer.Response.Value);
        writer.Text(41, answer.Header.TerminalId);
        return CloseWithKey(ref writer, answer.Header);
    }

    private static Details DetailsOf(Notice notice)
    {
        var details = Details.None.With(DetailKeys.Row, notice.Row).With(DetailKeys.Kind, notice.Kind);
        if (notice.Found is { } found)
        {
            details = details.With(DetailKeys.Found, found.MinorUnits);
        }

        return details.WithCut(DetailKeys.Text, notice.Text);
    }

    private static void WriteQuestion(ref Iso8583Writer writer, LineHeader header)
    {
        writer.Text(7, header.SentAt.Digits);
        writer.Number(11, header.TraceNumber);
    }

    private static void WriteTimes(ref Iso8583Writer writer, LineHeader header, LineTime local)
    {
        WriteQuestion(ref writer, header);
        writer.Text(12, local.TimeOfDay);
        writer.Text(13, local.Date);
    }

    private static void WriteCard(ref Iso8583Writer writer, Pan? pan)
    {
        if (pan is not null)
        {
            writer.Text(2, pan.RevealDigits());
        }
    }

    private static void WriteReference(ref Iso8583Writer writer, WithdrawalNumber? withdrawal)
    {
        if (withdrawal is { } number)
        {
            writer.Text(37, number.ToReference());
        }
    }

    private static void WriteApproval(ref Iso8583Writer writer, string? approvalCode)
    {
        if (approvalCode is not null)
        {
            writer.Text(38, approvalCode);
        }
    }

    private static void WriteDetails(ref Iso8583Writer writer, Details details)
    {
        if (!details.IsEmpty)
        {
            writer.Text(48, details.ToText());
        }
    }

    private static void WriteCurrency(ref Iso8583Writer writer, Money amount) =>
        writer.Text(49, amount.Currency.NumericCode.ToString("D3", CultureInfo.InvariantCulture));

    private static string Fee(Money commission) =>
        string.Create(CultureInfo.InvariantCulture, $"D{commission.MinorUnits:D8}");

    private static string PinKey(AuthorizationRequest request)
    {
        var key = request.Pin is { } pin ? Convert.ToHexString(pin.KeySerialNumber.Span) : "";
        return key == request.Header.KeySerialNumber ? "" : key;
    }

    private static EncodedMessage CloseWithKey(ref Iso8583Writer writer, LineHeader header)
    {
        writer.Text(63, header.KeySerialNumber);
        return Close(ref writer);
    }

    private static EncodedMessage Close(ref Iso8583Writer writer)
    {
        writer.ReserveMac();
        return writer.Finish();
    }
}
