using System.Device.Gpio;
using AtmTerminal.Board;
using AtmTerminal.Devices.Pins;
using AtmTerminal.Domain.Time;
using AtmTerminal.SimulatedBoard;
using AtmTerminal.SimulatedBoard.Auxiliaries;
using AtmTerminal.SimulatedBoard.CardReader;
using AtmTerminal.SimulatedBoard.PinPad;

namespace AtmTerminal.Devices.Tests;

/// <summary>
/// A simulated machine with card reader, PIN pad and doors on a virtual clock, and the pins that a terminal program has of it.
/// The machine outlives the program: <see cref="StartAgain"/> is what is left after the process died.
/// </summary>
internal sealed class Bench : IDisposable
{
    public const string Card = "card1";
    public const string Track = "4000000000000002=2912201000000000123";

    private SimulatedBoardDriver _driver;

    public Bench(PinTable? pins = null)
    {
        Pins = pins ?? PinsOfTheMachine();
        Machine = new SimulatedMachine(
            Clock,
            Pins,
            [
                new CardReaderMechanism([new(Card, "a good card", Track), new("blank", "a blank card", null)]),
                new PinPadMechanism(),
                new AuxiliariesMechanism(),
            ]
        );
        _driver = new SimulatedBoardDriver(Machine);
        Start();
    }

    public VirtualTime Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    public TerminalLoop Loop { get; private set; } = new();

    public PinTable Pins { get; }

    public SimulatedMachine Machine { get; }

    public GpioController Gpio { get; private set; } = null!;

    public IEdgeSource Edges => _driver;

    public MotorWatchdog Motors { get; private set; } = null!;

    public CardReaderMechanism Slot => Machine.Mechanism<CardReaderMechanism>();

    public PinPadMechanism Keys => Machine.Mechanism<PinPadMechanism>();

    public AuxiliariesMechanism Doors => Machine.Mechanism<AuxiliariesMechanism>();

    public CardReaderPicture CardNow => Machine.Snapshot().Of<CardReaderPicture>();

    /// <summary>Starts something, lets time pass in which other things happen, and waits for its end.</summary>
    public T Run<T>(Func<Task<T>> start, params (double AtSeconds, Action Happens)[] meanwhile) =>
        Loop.RunUntil(
            Clock,
            async () =>
            {
                var task = start();
                foreach (var (at, happens) in meanwhile)
                    After(at, happens);
                return await task;
            }
        );

    public void After(double seconds, Action happens) =>
        Clock.CreateTimer(_ => Loop.Post(happens), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

    public void Wait(double seconds) => Loop.RunFor(Clock, TimeSpan.FromSeconds(seconds));

    /// <summary>The old program is gone with everything it was about to do; a new one has the pins.</summary>
    public void StartAgain()
    {
        Loop.Dispose();
        Loop = new TerminalLoop();
        _driver = new SimulatedBoardDriver(Machine);
        Start();
    }

    public void Dispose()
    {
        Gpio.Dispose();
        Machine.Dispose();
        Loop.Dispose();
    }

    /// <summary>The pin table that the terminal itself is configured with.</summary>
    public static PinTable PinsOfTheMachine() =>
        PinTableFile.Parse(File.ReadAllBytes(Path.Combine(Repository, "config", "pins.json"))) is ({ } table, _)
            ? table
            : throw new InvalidDataException("config/pins.json is wrong.");

    /// <summary>The top folder of the repository, found above the test assembly.</summary>
    public static string Repository
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "AtmTerminal.sln")))
                    return folder.FullName;
            throw new DirectoryNotFoundException("No AtmTerminal.sln above the test assembly.");
        }
    }

    private void Start()
    {
        Gpio = new GpioController(_driver);
        Motors = new MotorWatchdog(Gpio, Pins[SimulatedMachine.WatchdogLine].Line, Clock);
    }
}
