using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Iso8583.Tests.Line;

/// <summary>One of each message of the line, of the same withdrawal.</summary>
internal static class LineExamples
{
    public const string CardNumber = "4000001234567899";
    public const string TrackText = CardNumber + "=29032011234500000";
    public const string AesKey = "A1B2C3D4E5F6010203040506";
    public const string TdesKey = "FFFF9876543210E00001";

    public static readonly DateTimeOffset Sent = new(2026, 3, 14, 8, 30, 15, TimeSpan.Zero);
    public static readonly LineTime Local = LineTime.AsShown(Sent.ToOffset(TimeSpan.FromHours(2)));
    public static readonly LineHeader Header = new("ATM00042", 417, LineTime.Utc(Sent), AesKey);
    public static readonly WithdrawalNumber Number = new(9_001);
    public static readonly Money Amount = Money.FromMajorUnits(500, Currency.Uah);
    public static readonly Money Fee = Money.FromMinorUnits(600, Currency.Uah);
    public static readonly Pan Pan = Pan.TryParse(CardNumber)!;

    public static AuthorizationRequest Request(EncryptedPinBlock? pin, LineHeader? header = null) =>
        new(
            header ?? Header,
            Purpose.Withdrawal,
            Number,
            Amount,
            Fee,
            Track2.TryParse(TrackText)!,
            Local,
            "12345",
            "BANKOMAT42",
            Details.None.With(DetailKeys.Mode, "AUTHORIZE-FIRST"),
            pin
        );

    public static EncryptedPinBlock AesPin(string key = AesKey) =>
        new(PinBlockFormat.Format4, Block(16), Convert.FromHexString(key));

    public static EncryptedPinBlock TdesPin(string key = TdesKey) =>
        new(PinBlockFormat.Format0, Block(8), Convert.FromHexString(key));

    public static AuthorizationAnswer Answer { get; } =
        new(
            Header,
            Purpose.Withdrawal,
            Number,
            Amount,
            Fee,
            ResponseCode.Approved,
            "A7K29Z",
            Money.FromMinorUnits(-12_345, Currency.Uah)
        );

    public static CompletionAdvice Completion { get; } =
        new(
            Header,
            IsRepeat: false,
            Number,
            Pan,
            Amount,
            Fee,
            Local,
            "12345",
            "A7K29Z",
            Details
                .None.With(DetailKeys.Mode, "AUTHORIZE-FIRST")
                .With(DetailKeys.Notes, "10000x3,20000x1")
                .With(DetailKeys.Asked, "50000")
        );

    public static ReversalAdvice Reversal { get; } =
        new(
            Header,
            IsRepeat: true,
            Number,
            Pan: null,
            Amount,
            Fee,
            Local,
            "12345",
            ApprovalCode: null,
            ResponseCode.AnswerTooLate,
            new OriginalData(MessageTypes.AuthorizationRequest, 416, LineTime.Utc(Sent.AddMinutes(-1))),
            Details.None
        );

    public static TotalsAdvice Totals { get; } =
        new(Header, IsRepeat: false, Row: 70, new DateOnly(2026, 3, 14), Count: 18, Amount);

    public static IEnumerable<LineMessage> All { get; } =
    [
        Request(pin: null),
        Request(pin: null) with
        {
            Purpose = Purpose.Balance,
            Withdrawal = default,
            Amount = Money.Zero(Currency.Vnd),
            Commission = Money.Zero(Currency.Vnd),
        },
        Answer,
        Answer with
        {
            LeftToday = Money.FromMajorUnits(19_500, Currency.Uah),
        },
        Answer with
        {
            Response = ResponseCode.NotEnoughFunds,
            ApprovalCode = null,
            Balance = null,
        },
        Completion,
        Completion with
        {
            IsRepeat = true,
            Amount = Money.Zero(Currency.Uah),
            Commission = Money.Zero(Currency.Uah),
        },
        Reversal,
        Completion with
        {
            Pan = null,
            Details = Details
                .None.With(DetailKeys.Row, 77)
                .With(DetailKeys.Day, new DateOnly(2026, 3, 14))
                .With(DetailKeys.Card, "5A5A"),
        },
        new CompletionAnswer(Header, Number, Amount, ResponseCode.Approved),
        new CompletionAnswer(Header, Number, Amount, ResponseCode.Approved, CardReference: "5A5A"),
        new ReversalAnswer(Header, Number, Amount, ResponseCode.Duplicate),
        new NetworkRequest(Header, NetworkFunction.SignOn),
        new NetworkAnswer(Header, NetworkFunction.SignOn, ResponseCode.Approved, Number, Sent),
        new NetworkAnswer(Header, NetworkFunction.Echo, ResponseCode.Approved),
        new NetworkAnswer(
            Header,
            NetworkFunction.Echo,
            ResponseCode.Approved,
            default(WithdrawalNumber),
            Sent,
            new HostDay(new DateOnly(2026, 3, 14), Sent.AddHours(12)),
            LastRow: 0
        ),
        Totals,
        Totals with
        {
            IsRepeat = true,
            Page = new(new(0), new(9_001), [new(new(12), 50_000), new(Number, 20_000)]),
        },
        Totals with
        {
            Count = 0,
            Amount = Money.Zero(Currency.Vnd),
            Page = new(new(0), new(999_999_999_999), []),
        },
        new TotalsAnswer(Header, Totals.Day, 18, Amount, ResponseCode.Approved, InBalance: true, []),
        new TotalsAnswer(Header, Totals.Day, 17, Fee, ResponseCode.Approved, InBalance: false, [new(12), Number]),
        new Notice(Header, IsRepeat: false, Number, 71, "SUSPECT", "Нестача 200,00; порахуйте 100 %", Amount),
        new Notice(Header, IsRepeat: false, Withdrawal: null, 72, "SHORTAGE", "counted", Amount, Fee),
        new Notice(Header, IsRepeat: true, Withdrawal: null, 73, "TAMPER", "door"),
        new NoticeAnswer(Header, Number, ResponseCode.Approved),
    ];

    /// <summary>The message after a trip over the wire; fails the test when it is refused on the way.</summary>
    public static LineMessage Travel(LineMessage message)
    {
        var arrived = Arrive(message);
        Assert.That(LineReader.TryRead(arrived, out var read, out var error), Is.True, error.ToString());
        return read!;
    }

    public static Iso8583Message Arrive(LineMessage message)
    {
        var frame = new LineFrame();
        frame.Write(message);
        Assert.That(Frame.TryUnwrap(frame.Bytes.Span, out var bytes, out var error), Is.True, error.ToString());
        var arrived = new Iso8583Message(Dialect.Line);
        Assert.That(arrived.TryDecode(bytes, out error), Is.True, error.ToString());
        return arrived;
    }

    private static byte[] Block(int bytes) => [.. Enumerable.Range(0xA0, bytes).Select(value => (byte)value)];
}
