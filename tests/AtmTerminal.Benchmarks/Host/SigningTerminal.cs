using System.Globalization;
using AtmTerminal.BankHost;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;
using AtmTerminal.Security;

namespace AtmTerminal.Benchmarks.Host;

/// <summary>Makes signed questions as a terminal does. One thread at a time.</summary>
internal sealed class SigningTerminal(SampleBank bank) : IDisposable
{
    private static readonly LineTime SentAt = LineTime.TryParse("1120120000")!.Value;
    private static readonly Money Amount = Money.FromMajorUnits(50, Currency.Uah);
    private static readonly Money Free = Money.Zero(Currency.Uah);

    private readonly TerminalKeys _keys = bank.KeysFor(new CountersInMemory());
    private readonly LineFrame _frame = new();
    private int _trace;

    public string Id => bank.TerminalId;

    /// <summary>0100 of 50 hryvnias.</summary>
    public SignedQuestion Authorization(long number, SampleCard card)
    {
        var pin = _keys.TryEncrypt([.. card.Pin.Select(digit => (byte)(digit - '0'))], card.Track.Pan)!;
        var keys = _keys.TakeKeysOf(pin)!;
        return Sign(
            new AuthorizationRequest(
                HeaderWith(keys),
                Purpose.Withdrawal,
                new(number),
                Amount,
                Free,
                card.Track,
                SentAt,
                SampleBank.OwnBankCode,
                "KYIV CENTRE",
                Details.None.With(DetailKeys.Mode, "AUTHORIZE-FIRST"),
                pin
            ),
            keys
        );
    }

    /// <summary>0220, or 0221, of 50 hryvnias.</summary>
    /// <param name="mode">Of the withdrawal, as <see cref="LineModes"/> names it.</param>
    public SignedQuestion Completion(long number, SampleCard card, string mode, bool isRepeat)
    {
        var keys = _keys.TryNext()!;
        return Sign(
            new CompletionAdvice(
                HeaderWith(keys),
                isRepeat,
                new(number),
                card.Track.Pan,
                Amount,
                Free,
                SentAt,
                SampleBank.OwnBankCode,
                null,
                Details
                    .None.With(DetailKeys.Mode, mode)
                    .With(DetailKeys.Row, number.ToString(CultureInfo.InvariantCulture))
            ),
            keys
        );
    }

    public void Dispose() => _keys.Dispose();

    private LineHeader HeaderWith(MessageKeys keys)
    {
        _trace = _trace % LineHeader.HighestTraceNumber + 1;
        return new(Id, _trace, SentAt, keys.SerialNumberHex);
    }

    private SignedQuestion Sign(LineMessage message, MessageKeys keys)
    {
        _frame.Write(message);
        keys.MacRequest(_frame.Covered, _frame.Mac);
        return new(_frame.Bytes.ToArray(), keys);
    }

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
internal sealed record SignedQuestion(byte[] Bytes, MessageKeys Keys) : IDisposable
{
    /// <summary>What the host said.</summary>
    /// <param name="answer">Its frame.</param>
    /// <exception cref="InvalidDataException">It is no answer, or its MAC is wrong.</exception>
    public ResponseCode Read(ReadOnlySpan<byte> answer)
    {
        var message = new Iso8583Message(Dialect.Line);
        return
            Frame.TryUnwrap(answer, out var bytes, out _)
            && message.TryDecode(bytes, out _)
            && message.TryGetMac(out var covered, out var mac)
            && Keys.AnswerMacHolds(covered, mac)
            && LineReader.TryRead(message, out var read, out _)
            && read is not null
            ? Refusals.ResponseOf(read)
            : throw new InvalidDataException("The host gave no answer, or one with a wrong MAC.");
    }

    public void Dispose() => Keys.Dispose();
}
