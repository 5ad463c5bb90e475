namespace AtmTerminal.Benchmarks.Iso8583;

/// <summary>The content of the one 0200 that is built and parsed: a cash withdrawal with track 2, PIN block and MAC.</summary>
/// <remarks>Held in arrays, as a terminal has it at run time: were they constants, the compiler would copy them for one side.</remarks>
internal sealed class CashRequest
{
    public long Amount { get; } = 50_000;
    public int Trace { get; } = 417;

    public byte[] Pan { get; } = "4000001234567899"u8.ToArray();
    public byte[] ProcessingCode { get; } = "010000"u8.ToArray();
    public byte[] SentAt { get; } = "0314083015"u8.ToArray();
    public byte[] LocalTime { get; } = "103015"u8.ToArray();
    public byte[] LocalDate { get; } = "0314"u8.ToArray();
    public byte[] MerchantType { get; } = "6011"u8.ToArray();
    public byte[] EntryMode { get; } = "021"u8.ToArray();
    public byte[] Condition { get; } = "02"u8.ToArray();
    public byte[] Fee { get; } = "D00000600"u8.ToArray();
    public byte[] Acquirer { get; } = "12345"u8.ToArray();
    public byte[] Track { get; } = "4000001234567899=29032011234500000"u8.ToArray();
    public byte[] Reference { get; } = "000000009001"u8.ToArray();
    public byte[] Terminal { get; } = "ATM00042"u8.ToArray();
    public byte[] Acceptor { get; } = "BANKOMAT0000042"u8.ToArray();
    public byte[] Place { get; } = "KHRESHCHATYK 22          KYIV         UA"u8.ToArray();
    public byte[] Currency { get; } = "980"u8.ToArray();
    public byte[] PinBlock { get; } = [0x6B, 0xFB, 0x25, 0x26, 0xBD, 0x0C, 0x49, 0xFA];
    public byte[] KeySerial { get; } = "A1B2C3D4E5F6010203040506"u8.ToArray();
    public byte[] Mac { get; } = [0x4A, 0x77, 0x19, 0x3A, 0xA4, 0xA2, 0xF1, 0x1C];
}
