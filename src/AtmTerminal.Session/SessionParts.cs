using AtmTerminal.Devices.Contracts;
using AtmTerminal.HostLink;
using AtmTerminal.Journal;

namespace AtmTerminal.Session;

/// <summary>What a session works with. It owns none of it and disposes of nothing.</summary>
/// <param name="Loop">The terminal loop; everything here is called on it.</param>
public sealed record SessionParts(
    ICardReader CardReader,
    IPinPad PinPad,
    ICashDispenser Dispenser,
    IAuxiliaries Auxiliaries,
    IHostLink Host,
    IJournal Journal,
    TimeProvider Time,
    SynchronizationContext Loop
);
