using System.Device.Gpio;
using AtmTerminal.Board;
using AtmTerminal.Domain.Time;
using AtmTerminal.SimulatedBoard.CardReader;

namespace AtmTerminal.SimulatedBoard.Tests;

/// <summary>A board with a card reader alone, moved by its pins.</summary>
internal sealed class CardReaderBoard : IDisposable
{
    public const string Track = "4000000000000002=2912201000000000123";

    private static readonly string[] s_outputs = ["shutter", "motorForward", "motorReverse"];

    public CardReaderBoard(string? stateFile = null, params RackCard[] rack)
    {
        Reader = new CardReaderMechanism(rack is [] ? [new("card1", "a card", Track)] : rack);
        Machine = new SimulatedMachine(Clock, Pins, [Reader], stateFile);
        Driver = new SimulatedBoardDriver(Machine);
        Gpio = new GpioController(Driver);
        foreach (var output in s_outputs)
            Gpio.OpenPin(Line(output), PinMode.Output, PinValue.Low);
        Gpio.OpenPin(Pins[SimulatedMachine.WatchdogLine].Line, PinMode.Output, PinValue.Low);
    }

    public static PinTable Pins { get; } =
        new([
            new(SimulatedMachine.WatchdogLine, 0, PinUse.Output),
            new("cardReader.shutter", 1, PinUse.Output),
            new("cardReader.motorForward", 2, PinUse.Output),
            new("cardReader.motorReverse", 3, PinUse.Output),
            new("cardReader.entry", 4, PinUse.InputPullDown),
            new("cardReader.transport", 5, PinUse.InputPullDown),
            new("cardReader.rear", 6, PinUse.InputPullDown),
            new("cardReader.retainBin", 7, PinUse.InputPullDown),
            new("cardReader.clock", 8, PinUse.InputPullUp),
            new("cardReader.data", 9, PinUse.InputPullUp),
        ]);

    public VirtualTime Clock { get; } = new(DateTimeOffset.UnixEpoch);

    public CardReaderMechanism Reader { get; }

    public SimulatedMachine Machine { get; }

    public SimulatedBoardDriver Driver { get; }

    public GpioController Gpio { get; }

    public CardReaderPicture Now => Machine.Snapshot().Of<CardReaderPicture>();

    public static int Line(string name) => Pins[$"cardReader.{name}"].Line;

    public bool Sees(string sensor) => Machine.Snapshot().Pin($"cardReader.{sensor}").High;

    /// <summary>A card pushed in by hand and drawn to where its inner edge is at this many millimetres.</summary>
    public void DrawIn(int millimetres, string card = "card1")
    {
        Gpio.Write(Line("shutter"), PinValue.High);
        Assert.That(Reader.Insert(card));
        Pass(0.2);
        Turn("motorForward", (millimetres - 35) / 250.0);
    }

    public void Turn(string motor, double seconds)
    {
        var watchdog = Pins[SimulatedMachine.WatchdogLine].Line;
        Gpio.Write(watchdog, PinValue.High);
        Gpio.Write(watchdog, PinValue.Low);
        Gpio.Write(Line(motor), PinValue.High);
        Pass(seconds);
        Gpio.Write(Line(motor), PinValue.Low);
    }

    public void Pass(double seconds) => Clock.MoveTo(Clock.Elapsed + TimeSpan.FromSeconds(seconds));

    public void Dispose()
    {
        Gpio.Dispose();
        Driver.Dispose();
        Machine.Dispose();
    }
}
