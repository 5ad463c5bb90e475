using AtmTerminal.Devices.Contracts;

namespace AtmTerminal.Session.Tests.Fakes;

public sealed class FakeAuxiliaries : IAuxiliaries
{
    public OperatorSwitch OperatorSwitch { get; private set; } = OperatorSwitch.Run;

    public bool? SafeDoorOpen { get; private set; } = false;

    public bool? CabinetDoorOpen => false;

    public DeviceState Device => DeviceState.Online;

    public event Action? Changed;

    public event Action<DeviceState>? DeviceChanged
    {
        add { }
        remove { }
    }

    public void Turn(OperatorSwitch to)
    {
        OperatorSwitch = to;
        Changed?.Invoke();
    }

    public void OpenSafe(bool? open)
    {
        SafeDoorOpen = open;
        Changed?.Invoke();
    }
}
