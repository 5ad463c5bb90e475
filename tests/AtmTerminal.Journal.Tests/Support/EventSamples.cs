using AtmTerminal.Domain.Events;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Support;

/// <summary>One of every event, with every member set to something other than its default.</summary>
internal static class EventSamples
{
    public static IEnumerable<TestCaseData> All =>
        Events.Select(e => new TestCaseData(e).SetArgDisplayNames(e.GetType().Name));

    public static JournalEvent[] Events { get; } =
    [
        new TerminalStarted("ATM00042", "0.1.0"),
        new SessionStarted(Mask),
        new SessionEnded("card taken"),
        new CardRetained(Mask, "three wrong PINs"),
        new DeviceFaulted("dispenser", "dispenser.jam", "The stacker is blocked."),
        new SecurityNoted("answer with a wrong MAC"),
        new OperatorActed("key switch to supervisor"),
        new ServiceStateChanged(true, "reconciled"),
        new TerminalLocked("C8: the shutter was forced"),
        new TerminalUnlocked("the operator's key"),
        new CounterReserved("trace", 1000),
        Loaded() with
        {
            ConfirmedBy = "Bohdan",
        },
        new CashExchangeBegun("Olena"),
        new TestPickStarted("1"),
        new TestPicked("1", 1, Fits: true),
        new CashExchangeCanceled("Olena", "Bohdan"),
        new CashCounted(Notes(("1", 40)), Notes(("1", 2)), Notes(("2", 3)), Notes(("2", 1)), "Olena", "Bohdan"),
        Sent(7, Uah(700)) with
        {
            Commission = Uah(7),
            CommissionBasisPoints = 100,
        },
        new AuthorizationDeclined(new(7), "51"),
        new ReversalQueued(new(7), "68", "no answer"),
        Requested(7, Notes(("1", 2))) with
        {
            Commission = Uah(2),
            CommissionBasisPoints = 100,
            Mode = "dispense-first",
            Card = "0A1B",
        },
        new NotePickStarted(new(7), "1"),
        new NotePicked(new(7), "1"),
        new NotePickMissed(new(7), "1", "empty"),
        new NoteDivertStarted(new(7), "1", 2, "double"),
        new NoteDiverted(new(7), "1", 2),
        new NotesStacked(new(7), Notes(("1", 2))),
        new PresentStarted(new(7), Notes(("1", 2))),
        new NotesPresented(new(7)),
        new CustomerAccessDoubted(new(7), "shutter forced"),
        new NotesTaken(new(7)),
        new RetractStarted(new(7)),
        new NotePurged(new(7), "retract", "1"),
        new NoteDropped(new(7), "retract"),
        new CashCleared(new(7), "retract", 2),
        new WithdrawalCompleted(new(7), Uah(200), Uah(2), Notes(("1", 2)), "taken", "21"),
        new WithdrawalSuspected(new(7), Uah(200), "C3: retract without a count"),
        new ReconciliationDecided(new(7), "suspect (C3)", Uah(900), Uah(700), "exit not empty"),
        new UploadAcknowledged(new(7), 42, "00", "5A5A"),
        new UploadSetAside(new(7), 42, "96"),
        new CardRemembered("0A1B", Uah(501), Uah(19_000), new(2026, 3, 4), TimeSpan.FromSeconds(-90)),
        new CardForgotten("0A1B", "43", Stop: true),
        new AllCardsForgotten("the journal is an older copy"),
        new OfflinePeriodBegan("the line is down"),
        new OfflinePeriodEnded("everything is taken by the host"),
        new HostFellBack(17, 42),
        new UploadRepeated(new(7), 42, "00"),
        new BusinessDayBegan(new(2026, 11, 20)),
        new TotalsDiffered(new(2026, 11, 20), 3, Uah(700), 2, Uah(500), [new(7), new(9)]),
    ];
}
