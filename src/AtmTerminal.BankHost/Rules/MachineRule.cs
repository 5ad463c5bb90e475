namespace AtmTerminal.BankHost;

/// <summary>What the bank's people see of a machine at one glance.</summary>
internal enum MachineCondition
{
    /// <summary>It talks to the host and has said nothing against it.</summary>
    InService,

    /// <summary>It said why it serves nobody, and has asked for no customer since.</summary>
    OutOfService,

    /// <summary>It is locked: somebody with the key has to come.</summary>
    Locked,

    /// <summary>Nothing was heard of it for too long.</summary>
    Silent,

    /// <summary>It was never heard of.</summary>
    NeverSeen,
}

/// <summary>What the host knows of a machine's service.</summary>
/// <param name="LastContact">The last message of any kind; <c>null</c> for none ever.</param>
/// <param name="LastCustomer">The last authorisation.</param>
/// <param name="OutSince">When it last said that it is out of service.</param>
/// <param name="IsLocked">A case of its lock is open.</param>
internal sealed record MachineSigns(
    DateTimeOffset? LastContact,
    DateTimeOffset? LastCustomer,
    DateTimeOffset? OutSince,
    bool IsLocked
);

/// <summary>Whether a machine serves customers, as far as its messages tell.</summary>
internal static class MachineRule
{
    /// <summary>
    /// A machine says when it stops serving, not when it starts again: a customer who was served since then says that.
    /// </summary>
    /// <param name="silence">A machine that was not heard for so long may be anything.</param>
    public static MachineCondition Of(MachineSigns signs, DateTimeOffset now, TimeSpan silence) =>
        signs.LastContact is not { } contact ? MachineCondition.NeverSeen
        : signs.IsLocked ? MachineCondition.Locked
        : now - contact > silence ? MachineCondition.Silent
        : signs.OutSince is { } outSince && !(signs.LastCustomer > outSince) ? MachineCondition.OutOfService
        : MachineCondition.InService;
}
