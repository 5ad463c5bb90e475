using AtmTerminal.SimulatedBoard.Faults;

namespace AtmTerminal.SimulatedBoard.CardReader;

/// <summary>
/// A motorised card reader with a customer before it: hardware/card-reader/README.md is what it does. The hand acts only when it
/// is told to; a card that nobody takes stays in the slot.
/// </summary>
public sealed partial class CardReaderMechanism : Mechanism
{
    internal const string MechanismName = "card reader";

    private const string JamFault = "card-reader.jam";
    private const string UnreadableFault = "card-reader.unreadable";
    private const string NotTakenFault = "card-reader.not-taken";

    // A digit in the middle of the number: parity finds it.
    private const int DamagedCell = 60;

    private readonly Dictionary<string, (RackCard Card, bool[] Cells)> _rack;
    private readonly List<string> _retained = [];
    private bool[] _passing = [];
    private TimeSpan? _binClears;
    private string? _card;
    private Hand _hand;
    private StripeHead _head = null!;
    private long _innerEdge;
    private Jam _jam;
    private long _jamDirection;
    private bool _motorForward;
    private bool _motorReverse;
    private TimeSpan _since;
    private bool _shutterOpen;
    private long _speed;
    private InputWire _entry = null!;
    private InputWire _transport = null!;
    private InputWire _rear = null!;
    private InputWire _bin = null!;

    /// <param name="rack">All cards there are. The machine's state names them by id and holds nothing of their stripes.</param>
    public CardReaderMechanism(IReadOnlyList<RackCard> rack) =>
        _rack = rack.ToDictionary(
            card => card.Id,
            card => (card, card.Track2 is { } text ? StripeEncoder.Encode(text) : new bool[StripeEncoder.CellsOnCard]),
            StringComparer.Ordinal
        );

    private enum Hand
    {
        Off,
        Pushing,
        Pulling,
    }

    private enum Jam
    {
        None,

        /// <summary>The card comes free when the motor turns the other way.</summary>
        Loose,

        /// <summary>It stays until the fault is cleared: somebody opens the reader.</summary>
        Firm,
    }

    public override string Name => MechanismName;

    protected internal override IReadOnlyList<FaultDefinition> FaultDefinitions =>
        [
            new(JamFault, "Card jam", [new("at", "millimetres of the inner edge behind the slot, 0 to 265", "140")]),
            new(UnreadableFault, "Stripe unreadable in the next pass", []),
            new(NotTakenFault, "Card not taken by the customer", []),
        ];

    protected internal override TimeSpan? NextEvent
    {
        get
        {
            var moving =
                _speed == 0 || CardPath.NextMark(_innerEdge, _speed, JamMark()) is not { } mark
                    ? (TimeSpan?)null
                    : _since + TimeSpan.FromTicks(CardPath.TicksTo(mark, _innerEdge, _speed));
            return _binClears is { } clears && (moving is null || clears < moving) ? clears : moving;
        }
    }

    /// <summary>The customer pushes a card into the slot as far as a hand can reach.</summary>
    /// <returns>False when the shutter is closed, a card is in the way, or this one is not in the customer's hand.</returns>
    /// <exception cref="ArgumentException">The rack has no such card.</exception>
    public bool Insert(string card)
    {
        if (!_rack.ContainsKey(card))
            throw new ArgumentException($"There is no card '{card}'.", nameof(card));
        return Act(now =>
        {
            if (!_shutterOpen || _card is not null || _retained.Contains(card))
                return false;
            (_card, _innerEdge, _since) = (card, CardPath.Front, now);
            HandDoes(Hand.Pushing, now);
            return true;
        });
    }

    /// <summary>The customer takes hold of the card and pulls it out, whatever the motor does.</summary>
    /// <returns>False when not enough of it sticks out, or while <c>card-reader.not-taken</c> is armed.</returns>
    public bool Pull() =>
        Act(now =>
        {
            if (Faults.Find(NotTakenFault) is { } forgotten)
            {
                Faults.Happened(forgotten);
                return false;
            }
            if (!SticksOut)
                return false;
            HandDoes(Hand.Pulling, now);
            return true;
        });

    /// <summary>Somebody opens the reader and takes out the card that is in it.</summary>
    public void TakeOutCard() =>
        Act(now =>
        {
            AdvanceTo(now);
            _jam = Jam.None;
            LeaveToHand();
            ShowSensors();
            Decide();
        });

    /// <summary>Somebody with the key takes the retained cards out; they are in the rack again.</summary>
    public void EmptyRetainBin() => Act(_ => _retained.Clear());

    protected internal override void Connect(Wiring wiring)
    {
        _entry = wiring.Input("cardReader.entry");
        _transport = wiring.Input("cardReader.transport");
        _rear = wiring.Input("cardReader.rear");
        _bin = wiring.Input("cardReader.retainBin");
        _head = new StripeHead(Optional("cardReader.clock"), Optional("cardReader.data"), Optional("cardReader.flux"));
        wiring.Output("cardReader.shutter", OutputSupply.Logic, (on, now) => Change(now, () => _shutterOpen = on));
        wiring.Output(
            "cardReader.motorForward",
            OutputSupply.Motor,
            (on, now) => Change(now, () => _motorForward = on)
        );
        wiring.Output(
            "cardReader.motorReverse",
            OutputSupply.Motor,
            (on, now) => Change(now, () => _motorReverse = on)
        );

        InputWire? Optional(string name) => wiring.Has(name) ? wiring.Input(name, level: true) : null;
    }

    protected internal override void FaultsChanged(TimeSpan now)
    {
        if (_jam == Jam.Firm && Faults.Find(JamFault) is null)
            Change(now, () => _jam = Jam.None);
    }

    protected internal override void Save(BinaryWriter state)
    {
        state.Write(_card ?? "");
        state.Write(_innerEdge);
        state.Write(_jam == Jam.Firm);
        state.Write(_retained.Count);
        foreach (var card in _retained)
            state.Write(card);
    }

    protected internal override void Load(BinaryReader state)
    {
        var card = state.ReadString();
        _innerEdge = state.ReadInt64();
        _jam = state.ReadBoolean() ? Jam.Firm : Jam.None;
        _retained.Clear();
        for (var left = state.ReadInt32(); left > 0; left--)
            _retained.Add(state.ReadString());
        // Another rack than before: a card it does not hold is taken out of the machine rather than guessed.
        _card = _rack.ContainsKey(card) ? card : null;
        _retained.RemoveAll(id => !_rack.ContainsKey(id));
        ShowSensors();
    }

    protected internal override MechanismPicture Picture() =>
        new CardReaderPicture(
            _card,
            _card is null ? null
                : SticksOut ? CardPlace.InSlot
                : CardPlace.Inside,
            _card is null ? 0 : _innerEdge / 1e6,
            _jam != Jam.None,
            _shutterOpen,
            [.. _retained],
            [
                .. _rack
                    .Values.Where(c => c.Card.Id != _card && !_retained.Contains(c.Card.Id))
                    .Select(c => new CardInHand(c.Card.Id, c.Card.Title)),
            ]
        );
}
