using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Iso8583;

/// <summary>What has to be known of a message before its authentication code can be checked.</summary>
/// <param name="MessageType">As a number, such as 100 for 0100.</param>
/// <param name="TerminalId">DE 41.</param>
/// <param name="TraceNumber">DE 11.</param>
/// <param name="KeySerialNumber">DE 63: which key the code must have been made with.</param>
public readonly record struct LineEnvelope(int MessageType, string TerminalId, int TraceNumber, string KeySerialNumber)
{
    /// <summary>For logs, without the key's serial number.</summary>
    public override string ToString() => $"{MessageType:D4} of {TerminalId} trace {TraceNumber:D6}";
}

/// <summary>Turns decoded messages into the messages of the line. What it refuses it refuses by value.</summary>
/// <remarks>The order of use: envelope, authentication code, and only then the message itself.</remarks>
public static class LineReader
{
    /// <summary>Reads who sent the message and under which key; nothing in it is proven yet.</summary>
    public static bool TryReadEnvelope(Iso8583Message message, out LineEnvelope envelope, out DecodeError error)
    {
        var fields = new FieldReader(message);
        var header = fields.Header();
        error = fields.Error;
        envelope =
            error.Fault == DecodeFault.None
                ? new(message.MessageType, header.TerminalId, header.TraceNumber, header.KeySerialNumber)
                : default;
        return error.Fault == DecodeFault.None;
    }

    /// <summary>Reads the message.</summary>
    /// <param name="message">Decoded in <see cref="Dialect.Line"/>, its authentication code checked.</param>
    /// <param name="read">The message; <c>null</c> when refused.</param>
    /// <param name="error">The first field that is missing or may not have its value; field 0 for an unknown message type.</param>
    public static bool TryRead(Iso8583Message message, out LineMessage? read, out DecodeError error)
    {
        var fields = new FieldReader(message);
        var header = fields.Header();
        if (fields.Error.Fault == DecodeFault.None && DateChecks.FindImpossible(message) is { } impossible)
        {
            fields.Refuse(impossible.Field ?? 0, impossible.Fault);
        }

        read = fields.Error.Fault == DecodeFault.None ? ReadBody(message.MessageType, header, ref fields) : null;
        if (fields.Error.Fault != DecodeFault.None)
        {
            read = null;
        }

        error = fields.Error;
        return read is not null;
    }

    private static LineMessage? ReadBody(int type, LineHeader header, ref FieldReader fields)
    {
        switch (type)
        {
            case MessageTypes.AuthorizationRequest:
                return ReadAuthorizationRequest(header, ref fields);
            case MessageTypes.AuthorizationAnswer:
                return ReadAuthorizationAnswer(header, ref fields);
            case MessageTypes.CompletionAdvice or MessageTypes.CompletionRepeat:
                return ReadCompletion(header, type == MessageTypes.CompletionRepeat, ref fields);
            case MessageTypes.ReversalAdvice or MessageTypes.ReversalRepeat:
                return ReadReversal(header, type == MessageTypes.ReversalRepeat, ref fields);
            case MessageTypes.CompletionAnswer:
                fields.ExpectWithdrawal();
                return ReadCompletionAnswer(header, ref fields);
            case MessageTypes.ReversalAnswer:
                fields.ExpectWithdrawal();
                return new ReversalAnswer(header, fields.Withdrawal(), fields.Amount(), fields.Response());
            case MessageTypes.NetworkRequest:
                return new NetworkRequest(header, fields.Function());
            case MessageTypes.NetworkAnswer:
                return ReadNetworkAnswer(header, ref fields);
            case MessageTypes.Totals or MessageTypes.TotalsRepeat:
                return ReadTotals(header, type == MessageTypes.TotalsRepeat, ref fields);
            case MessageTypes.TotalsAnswer:
                return ReadTotalsAnswer(header, ref fields);
            case MessageTypes.Notice or MessageTypes.NoticeRepeat:
                return ReadNotice(header, type == MessageTypes.NoticeRepeat, ref fields);
            case MessageTypes.NoticeAnswer:
                return new NoticeAnswer(header, fields.WithdrawalIfAny(), fields.Response());
            default:
                fields.Refuse(0);
                return null;
        }
    }

    private static AuthorizationRequest ReadAuthorizationRequest(LineHeader header, ref FieldReader fields)
    {
        var purpose = fields.Purpose();
        var card = fields.CardIfAny();
        var track = ReadTrack(ref fields);
        if (track is not null && !track.Pan.Equals(card))
        {
            fields.Refuse(2);
        }

        return new AuthorizationRequest(
            header,
            purpose,
            ReadWithdrawalOf(purpose, ref fields),
            fields.Amount(),
            fields.Commission(),
            track!,
            fields.LocalTime(),
            fields.Text(32),
            fields.Text(42).TrimEnd(' '),
            fields.Details(),
            ReadPin(ref fields)
        );
    }

    private static Track2? ReadTrack(ref FieldReader fields)
    {
        var track = Track2.TryParse(fields.Text(35));
        if (track is null)
        {
            fields.Refuse(35);
        }

        return track;
    }

    private static EncryptedPinBlock? ReadPin(ref FieldReader fields)
    {
        if (fields.PinFormat() is not { } format)
        {
            return null;
        }

        var block = format == PinBlockFormat.Format0 ? fields.Bytes(52) : fields.HexBytes(110, bytes: 16);
        var serial = KeySerials.OfPin(fields.Text(63), format) ?? fields.Refused(63, Array.Empty<byte>());
        return new EncryptedPinBlock(format, block, serial);
    }

    /// <summary>A balance is no withdrawal: its DE 37 is all zeros, which is no withdrawal's number.</summary>
    private static WithdrawalNumber ReadWithdrawalOf(Purpose purpose, ref FieldReader fields)
    {
        if (purpose == Purpose.Withdrawal)
        {
            return fields.Withdrawal();
        }

        return fields.Text(37) == default(WithdrawalNumber).ToReference()
            ? default
            : fields.Refused(37, default(WithdrawalNumber));
    }

    private static AuthorizationAnswer ReadAuthorizationAnswer(LineHeader header, ref FieldReader fields)
    {
        var purpose = fields.Purpose();
        var amounts = fields.TextIfAny(54);
        var balance = amounts is not null
            ? AdditionalAmounts.TryRead(amounts, AdditionalAmounts.Available) ?? fields.Refused(54, default(Money))
            : (Money?)null;
        return new AuthorizationAnswer(
            header,
            purpose,
            ReadWithdrawalOf(purpose, ref fields),
            fields.Amount(),
            fields.Commission(),
            fields.Response(),
            fields.TextIfAny(38),
            balance
        )
        {
            LeftToday = AdditionalAmounts.TryRead(amounts, AdditionalAmounts.LeftToday),
        };
    }

    private static CompletionAdvice ReadCompletion(LineHeader header, bool isRepeat, ref FieldReader fields)
    {
        fields.ExpectWithdrawal();
        return new CompletionAdvice(
            header,
            isRepeat,
            fields.Withdrawal(),
            fields.CardIfAny(),
            fields.Amount(),
            fields.Commission(),
            fields.LocalTime(),
            fields.Text(32),
            fields.TextIfAny(38),
            fields.AdviceDetails()
        );
    }

    private static CompletionAnswer ReadCompletionAnswer(LineHeader header, ref FieldReader fields)
    {
        var (withdrawal, amount, response) = (fields.Withdrawal(), fields.Amount(), fields.Response());
        return new CompletionAnswer(header, withdrawal, amount, response, fields.Details()[DetailKeys.Card]);
    }

    private static ReversalAdvice ReadReversal(LineHeader header, bool isRepeat, ref FieldReader fields)
    {
        fields.ExpectWithdrawal();
        var original = OriginalElements.TryRead(fields.Text(90).PadRight(OriginalElements.Length));
        if (original is null)
        {
            fields.Refuse(90);
        }

        return new ReversalAdvice(
            header,
            isRepeat,
            fields.Withdrawal(),
            fields.CardIfAny(),
            fields.Amount(),
            fields.Commission(),
            fields.LocalTime(),
            fields.Text(32),
            fields.TextIfAny(38),
            fields.Response(),
            original!,
            fields.AdviceDetails()
        );
    }

    private static NetworkAnswer ReadNetworkAnswer(LineHeader header, ref FieldReader fields)
    {
        var response = fields.Response();
        var details = fields.Details();
        var bare = new NetworkAnswer(header, fields.Function(), response);
        return HostFacts.TryRead(bare, details) ?? fields.Refused(48, bare);
    }

    private static TotalsAdvice ReadTotals(LineHeader header, bool isRepeat, ref FieldReader fields)
    {
        var details = fields.AdviceDetails();
        if (
            details.Number(DetailKeys.Row) is null
            || details.Day(DetailKeys.Day) is null
            || !TotalsFacts.TryReadPage(details, out var page)
        )
        {
            (page, _) = (null, fields.Refused(48, 0));
        }

        return new TotalsAdvice(
            header,
            isRepeat,
            details.Number(DetailKeys.Row) ?? 0,
            details.Day(DetailKeys.Day) ?? default,
            fields.Number(76),
            fields.Total(),
            page
        );
    }

    private static TotalsAnswer ReadTotalsAnswer(LineHeader header, ref FieldReader fields)
    {
        var details = fields.AdviceDetails();
        if (details.Day(DetailKeys.Day) is not { } day || TotalsFacts.TryReadDiffering(details) is not { } differing)
        {
            (day, differing) = fields.Refused(48, (default(DateOnly), Array.Empty<WithdrawalNumber>()));
        }

        var response = fields.Response();
        var settlement = fields.Number(66);
        if (settlement is not (TotalsCodes.InBalance or TotalsCodes.OutOfBalance))
        {
            fields.Refuse(66);
        }

        var inBalance = settlement == TotalsCodes.InBalance;
        return new TotalsAnswer(header, day, fields.Number(76), fields.Total(), response, inBalance, differing);
    }

    private static Notice ReadNotice(LineHeader header, bool isRepeat, ref FieldReader fields)
    {
        var details = fields.AdviceDetails();
        var kind = details[DetailKeys.Kind];
        var text = details[DetailKeys.Text];
        var row = details.Number(DetailKeys.Row);
        Money? amount = fields.Has(4) ? fields.Amount() : null;
        Money? found = details[DetailKeys.Found] is null ? null : FoundIn(details, amount);
        var hasFound = (details[DetailKeys.Found] is not null) == (found is not null);
        if (kind is null || text is null || row is null || !hasFound)
        {
            fields.Refuse(48);
        }

        return new Notice(header, isRepeat, fields.WithdrawalIfAny(), row ?? 0, kind ?? "", text ?? "", amount, found);
    }

    /// <summary>What was found is in the currency of what was expected.</summary>
    private static Money? FoundIn(Details details, Money? expected) =>
        expected is { Currency: var currency } && details.Number(DetailKeys.Found) is { } minorUnits
            ? Money.FromMinorUnits(minorUnits, currency)
            : null;
}
