using AtmTerminal.Benchmarks.Ratios;
using AtmTerminal.Iso8583;

namespace AtmTerminal.Benchmarks.Iso8583;

/// <summary>The codec against span code written by hand for one message.</summary>
internal static class Iso8583Rows
{
    private const int RoundsOfEach = 101;

    private static readonly CashRequest Request = new();
    private static readonly byte[] Wire = Encode();
    private static readonly byte[] Destination = new byte[Iso8583Message.MostBytes];
    private static readonly Iso8583Message Message = new(Dialect.Line);

    public static IReadOnlyList<RatioRow> All { get; } =
    [
        new RatioRow(
            "ISO 8583 build, 0200 against hand-written span code, same checks",
            1.25,
            () => Ratio(Build, BuildByHand)
        ),
        new RatioRow(
            "ISO 8583 parse, 0200 against hand-written span code, same checks",
            1.25,
            () => Ratio(Parse, ParseByHand)
        ),
        new RatioRow("ISO 8583 build, bytes allocated", 0, () => Rounds.AllocatedBytes(Build)),
        new RatioRow("ISO 8583 parse, bytes allocated", 0, () => Rounds.AllocatedBytes(Parse)),
    ];

    public static byte[] Encode()
    {
        var byHand = new byte[Iso8583Message.MostBytes];
        var byTable = new byte[Iso8583Message.MostBytes];
        var length = HandWritten0200.Build(Request, byHand);
        FieldTableCodec.Build(Request, byTable);
        return byHand.AsSpan().SequenceEqual(byTable)
            ? byHand[..length]
            : throw new InvalidOperationException("The two codecs do not write the same message.");
    }

    public static void Build(int times)
    {
        for (var i = 0; i < times; i++)
        {
            FieldTableCodec.Build(Request, Destination);
        }
    }

    public static void BuildByHand(int times)
    {
        for (var i = 0; i < times; i++)
        {
            HandWritten0200.Build(Request, Destination);
        }
    }

    public static void Parse(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Require(Message.TryDecode(Wire, out _));
        }
    }

    public static void ParseByHand(int times)
    {
        var parsed = default(HandWritten0200.Parsed);
        for (var i = 0; i < times; i++)
        {
            Require(HandWritten0200.TryParse(Wire, ref parsed));
        }
    }

    private static double Ratio(Action<int> ours, Action<int> theirs) => Rounds.MedianRatio(ours, theirs, RoundsOfEach);

    private static void Require(bool done)
    {
        if (!done)
        {
            throw new InvalidOperationException("The message was refused.");
        }
    }
}
