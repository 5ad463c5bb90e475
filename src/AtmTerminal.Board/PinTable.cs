namespace AtmTerminal.Board;

/// <summary>How a line is used and pulled while nobody drives it.</summary>
public enum PinUse
{
    Input,
    InputPullUp,
    InputPullDown,

    /// <summary>Low at rest; a pull-down on the board keeps it low when the process dies.</summary>
    Output,
}

/// <summary>One line of the board by its name in the machine.</summary>
/// <param name="Name">As the device's page in hardware/ names it, e.g. <c>dispenser.pick1</c>.</param>
/// <param name="Line">The number that the GPIO controller knows it by.</param>
public sealed record Pin(string Name, int Line, PinUse Use);

/// <summary>Names and numbers of all lines, read from config/pins.json.</summary>
public sealed class PinTable
{
    private readonly Dictionary<string, Pin> _byName;

    /// <exception cref="ArgumentException">A name or a line is used twice.</exception>
    public PinTable(IReadOnlyList<Pin> pins)
    {
        _byName = pins.ToDictionary(p => p.Name, StringComparer.Ordinal);
        if (pins.GroupBy(p => p.Line).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException(
                $"Line {twice.Key} is named twice: {string.Join(", ", twice.Select(p => p.Name))}."
            );
        Pins = pins;
    }

    public IReadOnlyList<Pin> Pins { get; }

    /// <exception cref="KeyNotFoundException">The table does not name it: the driver and config/pins.json do not fit.</exception>
    public Pin this[string name] =>
        _byName.TryGetValue(name, out var pin)
            ? pin
            : throw new KeyNotFoundException($"The pin table names no '{name}'.");

    public bool Names(string name) => _byName.ContainsKey(name);
}
