using AtmTerminal.Board;
using AtmTerminal.Devices.CardReader;
using AtmTerminal.Devices.Contracts;

namespace AtmTerminal.Devices.Tests.CardReader;

/// <summary>A card reader on a bench, and the commands with the times that a session gives them.</summary>
public abstract class CardReaderTest
{
    private protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private protected Bench Bench { get; private set; } = null!;

    private protected GpioCardReader Reader { get; private set; } = null!;

    [SetUp]
    public void Switch_on()
    {
        Bench = new Bench(Pins());
        Reader = Open(Bench.Edges);
    }

    [TearDown]
    public void Switch_off()
    {
        Reader.Dispose();
        Bench.Dispose();
    }

    private protected virtual PinTable? Pins() => null;

    private protected GpioCardReader Open(IEdgeSource edges)
    {
        var reader = new GpioCardReader(Bench.Gpio, Bench.Pins, edges, Bench.Motors, Bench.Clock);
        Bench.Run(() =>
        {
            reader.Open();
            return Task.FromResult(true);
        });
        return reader;
    }

    private protected void StartAgain()
    {
        Bench.StartAgain();
        Reader = Open(Bench.Edges);
    }

    private protected Completion<CardData> Read(params (double AtSeconds, Action Happens)[] meanwhile) =>
        Bench.Run(() => Reader.ReadRawData(Patience, CancellationToken.None), meanwhile);

    private protected Completion<CardData> ReadInserted(string card = Bench.Card) =>
        Read((1, () => Bench.Slot.Insert(card)));

    private protected Completion Move(CardPosition to, params (double AtSeconds, Action Happens)[] meanwhile) =>
        Bench.Run(() => Reader.Move(to, Patience), meanwhile);

    private protected Completion WaitTaken(params (double AtSeconds, Action Happens)[] meanwhile) =>
        Bench.Run(() => Reader.WaitTaken(Patience, CancellationToken.None), meanwhile);

    private protected void Arm(string fault, bool once = true, params (string Name, string Value)[] said) =>
        Bench.Machine.Arm(fault, said.ToDictionary(p => p.Name, p => p.Value), once);
}
