using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;
using AtmTerminal.Security;

namespace AtmTerminal.BankHost.Tests;

/// <summary>The other end of the line: makes signed questions as a terminal does and checks the MAC of every answer.</summary>
internal sealed class TestTerminal : IDisposable
{
    private readonly TerminalKeys _keys;
    private int _trace;

    public TestTerminal(SampleBank bank, string? claimsToBe = null)
    {
        Id = claimsToBe ?? bank.TerminalId;
        _keys = TerminalKeys.ForAes(bank.TerminalInitialKey(), bank.InitialKeyId, new CountersInMemory());
    }

    public string Id { get; }

    public Question SignOn() => Sign(header => new NetworkRequest(header, NetworkFunction.SignOn));

    public Question Echo() => Sign(header => new NetworkRequest(header, NetworkFunction.Echo));

    public Question Balance(SampleCard card, string? pin = null) =>
        Authorization(Purpose.Balance, default, card, Money.Zero(Currency.Uah), null, pin ?? card.Pin);

    public Question Withdrawal(
        long number,
        SampleCard card,
        Money amount,
        Money? commission = null,
        string? pin = null
    ) => Authorization(Purpose.Withdrawal, new(number), card, amount, commission, pin ?? card.Pin);

    public Question WithdrawalWithoutPin(long number, SampleCard card, Money amount) =>
        Sign(header => Request(header, Purpose.Withdrawal, new(number), card, amount, null, pin: null));

    public Question Completion(
        long number,
        Money given,
        Money? commission = null,
        SampleCard? card = null,
        bool isRepeat = false,
        Details? facts = null
    ) =>
        Sign(header => new CompletionAdvice(
            header,
            isRepeat,
            new(number),
            card?.Track.Pan,
            given,
            commission ?? Money.Zero(given.Currency),
            header.SentAt,
            SampleBank.OwnBankCode,
            null,
            facts ?? Details.None
        ));

    public Question OfflineCompletion(long number, Money given, SampleCard card) =>
        Sign(header => new CompletionAdvice(
            header,
            IsRepeat: false,
            new(number),
            card.Track.Pan,
            given,
            Money.Zero(given.Currency),
            header.SentAt,
            SampleBank.OwnBankCode,
            null,
            Details.None.With(DetailKeys.Mode, LineModes.DispenseFirst)
        ));

    public Question Reversal(long number, Money amount, SampleCard? card = null, bool isRepeat = false) =>
        Sign(header => new ReversalAdvice(
            header,
            isRepeat,
            new(number),
            card?.Track.Pan,
            amount,
            Money.Zero(amount.Currency),
            header.SentAt,
            SampleBank.OwnBankCode,
            null,
            ResponseCode.AnswerTooLate,
            new(MessageTypes.AuthorizationRequest, 1, header.SentAt),
            Details.None
        ));

    public Question Notice(
        string kind,
        string text,
        long? number = null,
        bool isRepeat = false,
        long row = 1,
        Money? amount = null,
        Money? found = null
    ) =>
        Sign(header => new Notice(
            header,
            isRepeat,
            number is { } n ? new WithdrawalNumber(n) : null,
            row,
            kind,
            text,
            amount,
            found
        ));

    public Question Totals(DateOnly day, int given, Money amount, TotalsPage? page = null, long row = 1) =>
        Sign(header => new TotalsAdvice(header, IsRepeat: false, row, day, given, amount, page));

    /// <summary>A notice whose DE 48 has no kind: the codec takes it, the profile does not.</summary>
    public Question NoticeWithoutKind() =>
        SignRaw(
            MessageTypes.Notice,
            (ref Iso8583Writer writer) =>
            {
                writer.Number(11, ++_trace);
                writer.Text(41, Id);
                writer.Text(48, "TEXT=words only");
            }
        );

    /// <summary>A withdrawal's request that says everything but which card.</summary>
    public Question WithdrawalWithoutTrack(long number, Money amount) =>
        SignRaw(
            MessageTypes.AuthorizationRequest,
            (ref Iso8583Writer writer) =>
            {
                writer.Number(11, ++_trace);
                writer.Text(28, "D00000000");
                writer.Text(37, new WithdrawalNumber(number).ToReference());
                writer.Text(41, Id);
                writer.Text(49, "980");
            },
            amount
        );

    /// <summary>A notice's answer, which only a host may send.</summary>
    public Question AnswerInsteadOfQuestion() => Sign(header => new NoticeAnswer(header, null, ResponseCode.Approved));

    public void Dispose() => _keys.Dispose();

    private Question Authorization(
        Purpose purpose,
        WithdrawalNumber number,
        SampleCard card,
        Money amount,
        Money? commission,
        string pin
    )
    {
        var block = _keys.TryEncrypt([.. pin.Select(digit => (byte)(digit - '0'))], card.Track.Pan)!;
        return Sign(
            _keys.TakeKeysOf(block)!,
            header => Request(header, purpose, number, card, amount, commission, block)
        );
    }

    private static AuthorizationRequest Request(
        LineHeader header,
        Purpose purpose,
        WithdrawalNumber number,
        SampleCard card,
        Money amount,
        Money? commission,
        EncryptedPinBlock? pin
    ) =>
        new(
            header,
            purpose,
            number,
            amount,
            commission ?? Money.Zero(amount.Currency),
            card.Track,
            header.SentAt,
            SampleBank.OwnBankCode,
            "KYIV CENTRE",
            purpose == Purpose.Withdrawal ? Details.None.With(DetailKeys.Mode, "AUTHORIZE-FIRST") : Details.None,
            pin
        );

    private Question Sign(Func<LineHeader, LineMessage> make) => Sign(_keys.TryNext()!, make);

    private Question Sign(MessageKeys keys, Func<LineHeader, LineMessage> make)
    {
        var sentAt = LineTime.TryParse("1120120000")!.Value;
        var message = make(new(Id, ++_trace, sentAt, keys.SerialNumberHex));
        var frame = new LineFrame();
        frame.Write(message);
        keys.MacRequest(frame.Covered, frame.Mac);
        return new(frame.Bytes.ToArray(), keys);
    }

    private Question SignRaw(int type, Fill fill, Money? amount = null)
    {
        var keys = _keys.TryNext()!;
        var frame = new byte[Iso8583.Frame.MostBytes];
        var writer = new Iso8583Writer(Dialect.Line, frame.AsSpan(Iso8583.Frame.HeaderBytes), type);
        if (amount is { } asked)
        {
            writer.Text(3, "010000");
            writer.Number(4, asked.MinorUnits);
        }
        writer.Text(7, "1120120000");
        fill(ref writer);
        writer.Text(63, keys.SerialNumberHex);
        writer.ReserveMac();
        var encoded = writer.Finish();
        var message = frame.AsSpan(Iso8583.Frame.HeaderBytes, encoded.Length);
        keys.MacRequest(message[encoded.CoveredRange], message[encoded.MacRange]);
        Iso8583.Frame.WriteHeader(frame, encoded.Length);
        return new(frame[..(Iso8583.Frame.HeaderBytes + encoded.Length)], keys);
    }

    private delegate void Fill(ref Iso8583Writer writer);

    private sealed class CountersInMemory : ICounterStore
    {
        public long ReservedUpTo { get; private set; }

        public bool TryReserve(long upTo)
        {
            ReservedUpTo = upTo;
            return true;
        }
    }
}

/// <summary>A question on its way, with the keys that its answer must be signed with.</summary>
internal sealed record Question(byte[] Frame, MessageKeys Keys)
{
    /// <summary>Reads the answer; <c>null</c> when there was none.</summary>
    public LineMessage? Read(ReadOnlySpan<byte> answer)
    {
        if (answer.IsEmpty)
            return null;
        var message = new Iso8583Message(Dialect.Line);
        Assert.That(Iso8583.Frame.TryUnwrap(answer, out var bytes, out var error), Is.True, error.Reason);
        Assert.That(message.TryDecode(bytes, out error), Is.True, error.ToString());
        Assert.That(message.TryGetMac(out var covered, out var mac), Is.True);
        Assert.That(Keys.AnswerMacHolds(covered, mac), Is.True, "The answer's MAC is wrong.");
        Assert.That(LineReader.TryRead(message, out var read, out error), Is.True, error.ToString());
        return read;
    }
}
