using System.Collections.Immutable;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.HostLink;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;

namespace AtmTerminal;

/// <summary>How a terminal stands at one moment, for people and tests.</summary>
/// <param name="Reason">Why it does not serve, when it does not.</param>
/// <param name="Loaded">What the last exchange loaded; null before the first.</param>
/// <param name="Completed">What customers could have taken since.</param>
/// <param name="Queued">Records that the host has not yet acknowledged.</param>
/// <param name="HeadSeq">Number of the journal's last row.</param>
public sealed record TerminalStatus(
    SessionState State,
    OutOfServiceReason Reason,
    LinkState Link,
    ImmutableArray<CashUnit> Units,
    Money? Loaded,
    Money? Completed,
    int Queued,
    long HeadSeq
);
