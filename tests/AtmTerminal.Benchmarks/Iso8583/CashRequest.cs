namespace AtmTerminal.Benchmarks.Iso8583;

/// <summary>The content of the one 0200 that is built and parsed: a cash withdrawal with track 2, PIN block and MAC.</summary>
internal static class CashRequest
{
    public const long Amount = 50_000;
    public const int Trace = 417;

    public static ReadOnlySpan<byte> Pan => "4000001234567899"u8;
    public static ReadOnlySpan<byte> ProcessingCode => "010000"u8;
    public static ReadOnlySpan<byte> SentAt => "0314083015"u8;
    public static ReadOnlySpan<byte> LocalTime => "103015"u8;
    public static ReadOnlySpan<byte> LocalDate => "0314"u8;
    public static ReadOnlySpan<byte> MerchantType => "6011"u8;
    public static ReadOnlySpan<byte> EntryMode => "021"u8;
    public static ReadOnlySpan<byte> Condition => "02"u8;
    public static ReadOnlySpan<byte> Fee => "D00000600"u8;
    public static ReadOnlySpan<byte> Acquirer => "12345"u8;
    public static ReadOnlySpan<byte> Track => "4000001234567899=29032011234500000"u8;
    public static ReadOnlySpan<byte> Reference => "000000009001"u8;
    public static ReadOnlySpan<byte> Terminal => "ATM00042"u8;
    public static ReadOnlySpan<byte> Acceptor => "BANKOMAT0000042"u8;
    public static ReadOnlySpan<byte> Place => "KHRESHCHATYK 22          KYIV         UA"u8;
    public static ReadOnlySpan<byte> Currency => "980"u8;
    public static ReadOnlySpan<byte> PinBlock => [0x6B, 0xFB, 0x25, 0x26, 0xBD, 0x0C, 0x49, 0xFA];
    public static ReadOnlySpan<byte> KeySerial => "A1B2C3D4E5F6010203040506"u8;
    public static ReadOnlySpan<byte> Mac => [0x4A, 0x77, 0x19, 0x3A, 0xA4, 0xA2, 0xF1, 0x1C];
}
