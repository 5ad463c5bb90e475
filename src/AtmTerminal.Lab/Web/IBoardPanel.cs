namespace AtmTerminal.Lab.Web;

/// <summary>The machine as the board page sees it and reaches into it. All members are called from any thread.</summary>
public interface IBoardPanel
{
    /// <summary>The machine now. Asked for about ten times a second for each open page.</summary>
    BoardView Look();

    /// <summary>Does what a hand on the page did, and returns when it is done (not when the machine has reacted).</summary>
    /// <returns><c>null</c>, or one sentence for the person at the page why it could not be done.</returns>
    Task<string?> DoAsync(BoardAction action, CancellationToken cancellationToken);
}

/// <summary>Everything a hand can do on the board page.</summary>
public abstract record BoardAction
{
    private BoardAction() { }

    /// <summary>Pushes a card from the rack into the slot.</summary>
    public sealed record InsertCard(string Id) : BoardAction;

    /// <summary>Pulls out the card that sticks out of the slot.</summary>
    public sealed record TakeCard : BoardAction;

    /// <summary>Presses a key of the keypad down; it stays down until it is released.</summary>
    /// <param name="Key">As it is printed: <c>0</c> to <c>9</c>, <c>00</c>, <c>Enter</c>, <c>Clear</c>, <c>Cancel</c>, ...</param>
    public sealed record PressKey(string Key) : BoardAction;

    /// <summary>Lets a key of the keypad go.</summary>
    public sealed record ReleaseKey(string Key) : BoardAction;

    /// <summary>Takes notes out of the cash slot.</summary>
    /// <param name="Count">1 or more; <c>null</c>: all.</param>
    public sealed record TakeNotes(int? Count) : BoardAction;

    /// <param name="Parameters">What is not said has its default.</param>
    /// <param name="Once">Gone after it happened once; otherwise it lasts until it is cleared.</param>
    public sealed record ArmFault(string Id, IReadOnlyDictionary<string, string> Parameters, bool Once) : BoardAction;

    public sealed record ClearFault(int Number) : BoardAction;

    /// <summary>Cuts or restores the machine's power.</summary>
    public sealed record SetPower(bool On) : BoardAction;

    /// <summary>Sets a door, a key switch and the like; <see cref="SwitchView"/> names them and their positions.</summary>
    public sealed record SetSwitch(string Id, string Position) : BoardAction;

    /// <summary>Somebody with the key opens the machine: hands kept cards back to the rack and frees what is stuck. No note is taken.</summary>
    public sealed record Tidy : BoardAction;
}
