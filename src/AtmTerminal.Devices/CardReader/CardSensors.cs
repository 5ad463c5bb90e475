using AtmTerminal.Board;
using AtmTerminal.Devices.Contracts;
using AtmTerminal.Devices.Pins;

namespace AtmTerminal.Devices.CardReader;

/// <summary>
/// The three light barriers of the path. They stand closer together than a card is long, so a card in the path is always seen
/// by at least one of them, and none seen means that no card is there.
/// </summary>
internal sealed class CardSensors(InputWatch watch, PinTable pins)
{
    private readonly Pin _entry = pins["cardReader.entry"];
    private readonly Pin _rear = pins["cardReader.rear"];
    private readonly Pin _transport = pins["cardReader.transport"];

    public bool Entry => watch.IsHigh(_entry);

    public bool Transport => watch.IsHigh(_transport);

    public bool Rear => watch.IsHigh(_rear);

    public bool NoCard => !Entry && !Transport && !Rear;

    /// <summary>Nothing behind the entry sensor: a card that is there can be seen from outside.</summary>
    public bool OnlyInSlot => Entry && !Transport && !Rear;

    public MediaState Media =>
        NoCard ? MediaState.NotPresent
        : OnlyInSlot ? MediaState.Entering
        : MediaState.Present;

    public void Open()
    {
        foreach (var pin in (ReadOnlySpan<Pin>)[_entry, _transport, _rear])
            watch.Watch(pin);
    }
}
