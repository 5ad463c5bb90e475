namespace AtmTerminal.SimulatedBoard.Faults;

/// <summary>One thing to say about a fault when arming it.</summary>
/// <param name="Choices">What may be said, or <c>null</c> for a whole number.</param>
public sealed record FaultParameter(string Name, string Meaning, string Default, IReadOnlyList<string>? Choices = null)
{
    /// <summary>Why <paramref name="value"/> cannot be used, or <c>null</c>.</summary>
    internal string? Problem(string value) =>
        Choices is null
            ? int.TryParse(value, out var number) && number >= 0
                ? null
                : $"{Name} is a whole number of zero or more, not '{value}'"
            : Choices.Contains(value)
                ? null
                : $"{Name} is one of {string.Join(", ", Choices)}, not '{value}'";
}

/// <summary>A fault that can be armed.</summary>
/// <param name="Id">E.g. <c>dispenser.jam</c>.</param>
/// <param name="Title">For the board page.</param>
public sealed record FaultDefinition(string Id, string Title, IReadOnlyList<FaultParameter> Parameters);

/// <summary>A fault waiting to happen, or lasting.</summary>
/// <param name="Number">Tells armed faults apart; never used again by the same machine.</param>
/// <param name="Parameters">Complete: what was not said has its default.</param>
/// <param name="Once">Gone after it happened once; otherwise until it is cleared.</param>
public sealed record ArmedFault(int Number, string Id, IReadOnlyDictionary<string, string> Parameters, bool Once)
{
    public string Text(string parameter) => Parameters[parameter];

    public int Whole(string parameter) =>
        int.Parse(Parameters[parameter], System.Globalization.CultureInfo.InvariantCulture);
}
