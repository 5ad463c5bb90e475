using System.Globalization;
using AtmTerminal.Session.Screens;
using AtmTerminal.Session.Table;
using AtmTerminal.SimulatedBoard.CardReader;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.SimulatedBoard.PinPad;

namespace AtmTerminal.Simulation;

/// <summary>
/// Somebody at a machine. They know nothing of the program: they look at the screen now and then, answer what it asks in their own
/// way and time, take what they can reach, and lose patience.
/// </summary>
internal sealed class Visitor(Cashpoint cashpoint, Visit visit, Action gone)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan PatienceInQueue = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LongestSession = TimeSpan.FromHours(3);

    private readonly Draw _draw = new(visit.Seed);
    private readonly string _card = Machines.CardId(visit.Card);
    private readonly FaultInjector _faults = new(cashpoint, visit);
    private TimeSpan _actsAt;
    private TimeSpan _endsFrom;
    private bool _answered;
    private TimeSpan _losesPatienceAt;
    private long _seen;
    private Terminal? _at;
    private int _answers;
    private int _wrongPins;
    private int _notesTaken;
    private TimeSpan? _cardSeenAt;
    private TimeSpan? _notesSeenAt;
    private bool _cardIsIn;
    private bool _wished;
    private bool _away;
    private bool _cameBack;

    private World World => cashpoint.World;

    private TimeSpan Now => World.Clock.Elapsed;

    private CardReaderMechanism Slot => cashpoint.Machine.Mechanism<CardReaderMechanism>();

    private CashDispenserMechanism Dispenser => cashpoint.Machine.Mechanism<CashDispenserMechanism>();

    /// <summary>Stands before the machine until they leave for good.</summary>
    public void Come()
    {
        // Whose card the machine kept has fetched it from the bank by now.
        Slot.EmptyRetainBin();
        if (_draw.Happens(100))
            cashpoint.Disk.Remember();
        if (_draw.Happens(30))
            World.Host.Remember();
        _losesPatienceAt = Now + PatienceInQueue;
        Look();
    }

    private void Look()
    {
        if (World.IsOver)
            return;
        if (Now > _losesPatienceAt && !IsBusyWithMe)
        {
            Leave();
            return;
        }
        if (_cardIsIn && Now > _losesPatienceAt + LongestSession)
        {
            cashpoint.Violated($"a session does not end: {cashpoint.Program?.Status.State}");
            return;
        }
        if (!_away)
            Act();
        if (HasEnded)
            Leave();
        else
            World.After(Glance, Look);
    }

    private bool IsBusyWithMe =>
        cashpoint.Program
            is {
                Status.State: not (
                    SessionState.AwaitingCard
                    or SessionState.OutOfService
                    or SessionState.WaitingForLink
                )
            };

    // The session is over when the machine has turned to somebody else.
    private bool HasEnded => _cardIsIn && !IsBusyWithMe && cashpoint.Program is not null && Now >= _endsFrom;

    private void Leave()
    {
        _faults.VisitEnded();
        World.After(TimeSpan.FromSeconds(_draw.Between(2, 40)), gone);
    }

    private void Act()
    {
        if (cashpoint.Program is not { } program)
        {
            TakeWhatIsInReach();
            return;
        }
        var view = program.Screen.Current;
        if (view.Version != _seen || program != _at)
        {
            (_seen, _at) = (view.Version, program);
            _actsAt =
                Now
                + TimeSpan.FromMilliseconds(view.Screen == nameof(ScreenId.AskingBank) ? 0 : _draw.Between(200, 2500));
            _answered = false;
        }
        if (Now >= _actsAt)
            Answer(program.Screen, view);
    }

    private void Answer(IScreen screen, ScreenView view)
    {
        switch (view.Screen)
        {
            case nameof(ScreenId.InsertCard):
                InsertCard();
                return;
            case nameof(ScreenId.TakeCard) or nameof(ScreenId.TakeCardFirst):
                TakeCard();
                return;
            case nameof(ScreenId.TakeCash):
                TakeNotes();
                return;
            case nameof(ScreenId.AskingBank) when visit.Temper.CancelsWhileAsking && !_answered:
                _answered = true;
                Pad.Type("Cancel");
                return;
            case nameof(ScreenId.ChooseNearAmount) when !_answered:
                World.Tally.Row("A11");
                break;
        }
        if (!_cardIsIn || _answered || IsHesitating(view))
            return;
        _answered = true;
        if (++_answers == visit.Temper.WalksAwayAt)
            WalkAway();
        else if (_answers == visit.Temper.CancelsAt)
            Pad.Type("Cancel");
        else
            Choose(screen, view);
    }

    // Nothing can be answered there.
    private static bool IsHesitating(ScreenView view) =>
        view.SideKeys.All(key => key is null) && view.PinDigits is null && view.Entry is null;

    private void Choose(IScreen screen, ScreenView view)
    {
        switch (view.Screen)
        {
            case nameof(ScreenId.ChooseLanguage):
                screen.PressSideKey($"L{_draw.Between(1, 3)}");
                break;
            case nameof(ScreenId.EnterPin) or nameof(ScreenId.PinWrong):
                EnterPin();
                break;
            case nameof(ScreenId.ChooseService) when _wished:
                screen.PressSideKey("R4");
                break;
            case nameof(ScreenId.ChooseService):
                _wished = true;
                screen.PressSideKey(visit.Amount == 0 ? "L2" : "L1");
                break;
            case nameof(ScreenId.ChooseAmount) when visit.Temper.TypesAmount:
                screen.PressSideKey("R4");
                break;
            case nameof(ScreenId.TypeAmount):
                Type(visit.Amount.ToString(CultureInfo.InvariantCulture));
                break;
            case nameof(ScreenId.OfferLess):
                screen.PressSideKey(visit.Temper.RefusesLess ? "R1" : "L1");
                break;
            case nameof(ScreenId.ConfirmFee):
                screen.PressSideKey("R4");
                break;
            case nameof(ScreenId.MoreTime):
                screen.PressSideKey("L1");
                break;
            default:
                screen.PressSideKey(_draw.One(view.SideKeys.OfType<SideKeyView>().ToList()).Key);
                break;
        }
    }

    private PinPadMechanism Pad => cashpoint.Machine.Mechanism<PinPadMechanism>();

    private void InsertCard()
    {
        if (_cardIsIn || !Slot.Insert(_card))
            return;
        _cardIsIn = true;
        _losesPatienceAt = Now + Patience;
        _endsFrom = Now + TimeSpan.FromSeconds(4);
        World.Trace.Add(Now, cashpoint.Index, "visitor inserts card", visit.Card);
        _faults.CardInserted();
        if (_draw.Happens(50))
            World.After(
                _draw.Between(TimeSpan.Zero, TimeSpan.FromSeconds(60)),
                () => Technicians.AskTooEarly(cashpoint)
            );
    }

    private void EnterPin()
    {
        if (_faults.KeepsHandsOffPinPad)
            return;
        var pin = SimulatedBank.PinOf(visit.Card);
        Type(
            _wrongPins++ < visit.Temper.WrongPins
                ? $"{(int.Parse(pin, CultureInfo.InvariantCulture) + 1) % 10_000:D4}"
                : pin
        );
    }

    private void Type(string digits) => Pad.Type([.. digits.Select(digit => digit.ToString()), "Enter"]);

    private void TakeCard()
    {
        _cardSeenAt ??= Now;
        if (Now - _cardSeenAt >= visit.Temper.CardAfter && Slot.Pull())
            _cardSeenAt = null;
    }

    private void TakeNotes()
    {
        _notesSeenAt ??= Now;
        if (Now - _notesSeenAt < visit.Temper.NotesAfter || _notesTaken >= visit.Temper.NotesTaken)
            return;
        var taken = Dispenser.TakeNotes(visit.Temper.NotesTaken - _notesTaken);
        _notesTaken += taken;
        if (taken > 0)
            World.Trace.Add(Now, cashpoint.Index, "visitor takes notes", taken);
    }

    // In the dark: no screen says so, but what sticks out can be taken.
    private void TakeWhatIsInReach()
    {
        if (!_cardIsIn || visit.Temper.NotesTaken == 0 || !_draw.Happens(400))
            return;
        TakeNotes();
        Slot.Pull();
    }

    private void WalkAway()
    {
        _away = true;
        if (!visit.Temper.ComesBack || _cameBack)
            return;
        _cameBack = true;
        World.After(TimeSpan.FromSeconds(_draw.Between(5, 60)), () => _away = false);
    }
}
