namespace AtmTerminal.Devices.Contracts;

public enum OperatorSwitch
{
    Run,
    Supervisor,
}

/// <summary>Key switch and doors. <c>null</c>: the sensor cannot be right. Terminal loop only.</summary>
public interface IAuxiliaries : IDevice
{
    OperatorSwitch OperatorSwitch { get; }

    bool? SafeDoorOpen { get; }

    bool? CabinetDoorOpen { get; }

    event Action? Changed;
}
