namespace AtmTerminal.BankHost;

/// <summary>How pages speak of machines.</summary>
internal static class MachineWords
{
    public static string Of(MachineGlance glance) =>
        glance.Condition switch
        {
            MachineCondition.InService => "In service",
            MachineCondition.OutOfService => $"Out of service: {glance.State.OutReason}",
            MachineCondition.Locked => "Locked",
            MachineCondition.Silent => "Silent",
            MachineCondition.NeverSeen => "Never seen",
            var other => throw new InvalidOperationException($"No word for a machine that is {other}."),
        };

    /// <summary>The class of the style sheet. The words say the same, so colour is never the only sign.</summary>
    public static string StyleOf(MachineCondition condition) =>
        condition switch
        {
            MachineCondition.InService => "state good",
            MachineCondition.NeverSeen => "state quiet",
            MachineCondition.Silent => "state warn",
            _ => "state bad",
        };

    /// <summary>The whole address, as far as it is entered.</summary>
    public static string AddressOf(MachineView machine) =>
        string.Join(", ", new[] { machine.Address, machine.District, machine.City }.Where(part => part.Length > 0));

    /// <summary>Where machines stand, as one looks for them.</summary>
    public static string PlaceOf(MachineView machine) =>
        string.Join(", ", new[] { machine.City, machine.District }.Where(part => part.Length > 0))
            is { Length: > 0 } place
            ? place
            : "Place not entered";
}
