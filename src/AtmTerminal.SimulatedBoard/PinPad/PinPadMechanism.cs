using AtmTerminal.SimulatedBoard.Faults;

namespace AtmTerminal.SimulatedBoard.PinPad;

/// <summary>The keypad as it is.</summary>
/// <param name="Pressed">Keys held down, by their labels.</param>
/// <param name="Beeps">Sounds since the machine was made.</param>
public sealed record PinPadPicture(IReadOnlyList<string> Pressed, bool Sounding, int Beeps)
    : MechanismPicture(PinPadMechanism.MechanismName);

/// <summary>
/// A 4x4 key matrix, a beeper and the finger on it (hardware/pin-pad/README.md). Contacts bounce; each row feeds its keys through
/// a diode, and the keys have none, so three keys of a rectangle make the fourth appear.
/// </summary>
public sealed class PinPadMechanism : Mechanism
{
    internal const string MechanismName = "pin pad";

    private const string StuckFault = "pin-pad.key-stuck";
    private const int Rows = 4;
    private const int Columns = 4;

    /// <summary>How long a finger stays on a key, and off it before the next one, when it types.</summary>
    public static readonly TimeSpan KeyHold = TimeSpan.FromMilliseconds(80);

    private static readonly TimeSpan s_bounce = TimeSpan.FromMilliseconds(1);

    // As the keys lie.
    // csharpier-ignore
    private static readonly string[] s_labels =
    [
        "1", "2", "3", "Cancel",
        "4", "5", "6", "Clear",
        "7", "8", "9", "Enter",
        "Blank", "0", "00", "Help",
    ];

    private readonly InputWire[] _columns = new InputWire[Columns];
    private readonly PriorityQueue<(int Key, Motion Motion), (TimeSpan At, long Order)> _coming = new();
    private readonly bool[] _held = new bool[Rows * Columns];
    private int _beeps;

    // Closed contacts, a bit for each key as the keys lie, and driven rows, a bit for each.
    private int _contacts;
    private int _rows;
    private long _order;
    private bool _sounding;
    private int _stuckContact;
    private TimeSpan _typedUntil;

    private enum Motion
    {
        Down,
        Up,
        ContactCloses,
        ContactOpens,
    }

    public override string Name => MechanismName;

    /// <summary>What is printed on the keys, row by row.</summary>
    public static IReadOnlyList<string> Labels => s_labels;

    protected internal override IReadOnlyList<FaultDefinition> FaultDefinitions =>
        [new(StuckFault, "Key stuck", [new("key", "the key", "5", s_labels)])];

    protected internal override bool KeepsNothing => true;

    protected internal override TimeSpan? NextEvent => _coming.TryPeek(out _, out var due) ? due.At : null;

    /// <summary>A finger goes down on a key and stays there.</summary>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    public void Press(string label) => Act(now => Come(KeyOf(label), Motion.Down, now));

    /// <exception cref="ArgumentException">There is no such key.</exception>
    public void Release(string label) => Act(now => Come(KeyOf(label), Motion.Up, now));

    /// <summary>Types keys one after another, after those that are still being typed.</summary>
    /// <returns>When the last key is up, on the machine's clock.</returns>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    public TimeSpan Type(params IEnumerable<string> labels)
    {
        var keys = labels.Select(KeyOf).ToList();
        return Act(now =>
        {
            var at = _typedUntil > now ? _typedUntil : now;
            foreach (var key in keys)
            {
                Come(key, Motion.Down, at);
                Come(key, Motion.Up, at + KeyHold);
                at += 2 * KeyHold;
            }
            return _typedUntil = at;
        });
    }

    protected internal override void Connect(Wiring wiring)
    {
        for (var i = 0; i < Rows; i++)
        {
            var row = i;
            wiring.Output($"pinPad.row{i + 1}", OutputSupply.Logic, (on, _) => DriveRow(row, on));
        }
        for (var i = 0; i < Columns; i++)
            _columns[i] = wiring.Input($"pinPad.column{i + 1}");
        wiring.Output("pinPad.beeper", OutputSupply.Logic, (on, _) => Sound(on));
    }

    protected internal override void AdvanceTo(TimeSpan now)
    {
        while (_coming.TryPeek(out _, out var due) && due.At <= now)
        {
            var (key, motion) = _coming.Dequeue();
            Happen(key, motion, due.At);
        }
    }

    protected internal override void FaultsChanged(TimeSpan now)
    {
        _stuckContact = Faults.Find(StuckFault) is { } fault ? 1 << KeyOf(fault.Text("key")) : 0;
        ShowColumns();
    }

    protected internal override MechanismPicture Picture() =>
        new PinPadPicture([.. s_labels.Where((_, key) => _held[key])], _sounding, _beeps);

    private static int KeyOf(string label) =>
        Array.IndexOf(s_labels, label) is >= 0 and var key
            ? key
            : throw new ArgumentException($"There is no key '{label}'.", nameof(label));

    private void Come(int key, Motion motion, TimeSpan at) => _coming.Enqueue((key, motion), (at, _order++));

    private void Happen(int key, Motion motion, TimeSpan now)
    {
        switch (motion)
        {
            case Motion.Down or Motion.Up:
                _held[key] = motion == Motion.Down;
                Bounce(key, closesInTheEnd: _held[key], now);
                break;
            case Motion.ContactCloses or Motion.ContactOpens:
                _contacts = WithBit(_contacts, key, motion == Motion.ContactCloses);
                ShowColumns();
                break;
        }
    }

    // The spring hits, leaps back once, and settles.
    private void Bounce(int key, bool closesInTheEnd, TimeSpan now)
    {
        var (last, other) = closesInTheEnd
            ? (Motion.ContactCloses, Motion.ContactOpens)
            : (Motion.ContactOpens, Motion.ContactCloses);
        Happen(key, last, now);
        Come(key, other, now + s_bounce);
        Come(key, last, now + 2 * s_bounce);
    }

    private void DriveRow(int row, bool on)
    {
        _rows = WithBit(_rows, row, on);
        ShowColumns();
    }

    private void Sound(bool on)
    {
        _sounding = on;
        if (on)
            _beeps++;
    }

    // Current comes from the driven rows and spreads over every closed contact it can reach, backwards through undriven rows too.
    private void ShowColumns()
    {
        var contacts = _contacts | _stuckContact;
        var (rows, columns, before) = (_rows, 0, -1);
        while (contacts != 0 && columns != before)
        {
            before = columns;
            for (var row = 0; row < Rows; row++)
            {
                var ofRow = contacts >> (row * Columns) & ((1 << Columns) - 1);
                if ((ofRow & columns) != 0)
                    rows |= 1 << row;
                if ((rows & (1 << row)) != 0)
                    columns |= ofRow;
            }
        }
        for (var column = 0; column < Columns; column++)
            _columns[column].Set((columns & (1 << column)) != 0);
    }

    private static int WithBit(int bits, int bit, bool on) => on ? bits | 1 << bit : bits & ~(1 << bit);
}
