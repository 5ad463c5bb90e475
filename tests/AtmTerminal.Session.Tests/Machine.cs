using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Time;
using AtmTerminal.Journal;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Screens;
using AtmTerminal.Session.Table;
using AtmTerminal.Session.Tests.Fakes;

namespace AtmTerminal.Session.Tests;

/// <summary>A session on a virtual clock with fake devices, and a customer who does what the test says.</summary>
public sealed class Machine : IDisposable
{
    public const string OwnCard = "4111111111111111=30121011234567890";
    public const string OthersCard = "5555555555554444=30121011234567890";

    public Machine(IReadOnlyList<CashUnit>? units = null, SessionSettings? settings = null, bool watched = true)
    {
        Clock = new(new DateTimeOffset(2026, 11, 20, 13, 30, 0, TimeSpan.Zero));
        Loop = new();
        Journal = new(MemoryJournal.Create(Clock));
        if (units is not { Count: 0 })
            Journal.Append(new CashUnitsSet(units ?? Units(), "test"));
        Card = new(Clock);
        Pad = new(Clock);
        Dispenser = new(Journal);
        Host = new(Journal);
        Auxiliaries = new();
        Session = new(
            new(Card, Pad, Dispenser, Auxiliaries, Host, Journal, new FakeCardSafe(), Clock, Loop),
            settings ?? Settings
        );
        // Somebody looks at every screen: a text that speaks of what is not known yet must not wait for a real customer.
        if (watched)
            Session.Screen.ViewChanged += static view => Assert.That(view.Title, Is.Not.Empty);
    }

    public static SessionSettings Settings { get; } =
        new(
            "KYIV0001",
            "test",
            Currency.Uah,
            ["uk", "vi", "en"],
            new(Uah(100), Uah(20_000)),
            MaxNotes: 40,
            new(["4111"], new(120)),
            new()
        );

    public VirtualTime Clock { get; }

    public TerminalLoop Loop { get; }

    public FragileJournal Journal { get; }

    public FakeCardReader Card { get; }

    public FakePinPad Pad { get; }

    public FakeDispenser Dispenser { get; }

    public FakeHost Host { get; }

    public FakeAuxiliaries Auxiliaries { get; }

    public CashSession Session { get; }

    public ScreenView Screen => Session.Screen.Current;

    /// <summary>The facts of the journal by their names, without the steps of single notes and without the start.</summary>
    public IEnumerable<string> Facts =>
        Journal
            .Read()
            .Select(e => e.Event.GetType().Name)
            .Where(n => n is not (nameof(NotePickStarted) or nameof(NotePicked) or nameof(NotePurged)))
            .SkipWhile(n => n != nameof(SessionStarted));

    public static Money Uah(long hryvnias) => Money.FromMajorUnits(hryvnias, Currency.Uah);

    public static List<CashUnit> Units(int of100 = 200, int of500 = 100) =>
        [
            CashUnit.Cassette("1", new(Uah(100)), of100),
            CashUnit.Cassette("2", new(Uah(500)), of500),
            CashUnit.Bin("reject", CashUnitType.Reject),
            CashUnit.Bin("retract", CashUnitType.Retract),
        ];

    public IEnumerable<T> Journaled<T>()
        where T : JournalEvent => Journal.Read().Select(e => e.Event).OfType<T>();

    public Machine Start()
    {
        Do(Session.Start);
        return this;
    }

    /// <summary>Does something on the terminal loop and lets everything happen that follows without waiting.</summary>
    public void Do(Action action)
    {
        Loop.Post(action);
        Wait(TimeSpan.FromMilliseconds(1));
    }

    public void Wait(TimeSpan span) => Loop.RunFor(Clock, span);

    public Machine Insert(string track = OwnCard)
    {
        Do(() => Card.Insert(new(Track2.TryParse(track), null)));
        return this;
    }

    public Machine Press(string sideKey)
    {
        Session.Screen.PressSideKey(sideKey);
        Wait(TimeSpan.FromMilliseconds(1));
        return this;
    }

    public Machine Press(params PadKey[] keys)
    {
        foreach (var key in keys)
            Do(() => Pad.Press(key));
        return this;
    }

    public Machine EnterPin()
    {
        Do(() => Pad.EndEntry(EntryCompletion.Enter));
        return this;
    }

    /// <summary>Inserts a card, chooses English and enters a PIN.</summary>
    public Machine ToServices(string track = OwnCard) => Insert(track).Press("L3").EnterPin();

    /// <summary>As <see cref="ToServices"/>, then types an amount in hryvnias and stands before the fee.</summary>
    public Machine ToFee(string digits = "1300", string track = OwnCard)
    {
        ToServices(track).Press("L1").Press("R4");
        Press([.. digits.Select(d => PadKey.Digit0 + (d - '0'))]);
        return Press(PadKey.Enter);
    }

    public void Dispose() => Loop.Dispose();
}
