using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Security;
using AtmTerminal.HostLink;
using AtmTerminal.Journal;

namespace AtmTerminal.Session;

/// <summary>What a session works with. It owns none of it and disposes of nothing.</summary>
/// <param name="Cards">Seals the number of a card that is served without a line, and makes the token it is remembered by.</param>
/// <param name="Loop">The terminal loop; everything here is called on it.</param>
public sealed record SessionParts(
    ICardReader CardReader,
    IPinPad PinPad,
    ICashDispenser Dispenser,
    IAuxiliaries Auxiliaries,
    IHostLink Host,
    IJournal Journal,
    ICardSafe Cards,
    TimeProvider Time,
    SynchronizationContext Loop
);
