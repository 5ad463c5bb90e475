namespace AtmTerminal.StopPoints.Tests;

/// <summary>
/// Stop points that no recorded withdrawal and no recovery passes, with the reason. A name here that is passed after all, or that
/// is no stop point any more, fails a test, so that the list stays true.
/// </summary>
internal static class NotPassed
{
    /// <summary>Names, or their last words, by reason.</summary>
    public static IReadOnlyDictionary<string, string[]> ByReason { get; } =
        new Dictionary<string, string[]>
        {
            [
                "Service work, with nobody served and nothing in the path; F1 to F5 have tests that cut the power there."
            ] =
            [
                "CashExchangeBegun",
                "CashExchangeCanceled",
                "CashUnitsSet",
                "CashCounted",
                "TestPickStarted",
                "TestPicked",
                "OperatorActed",
                "TerminalUnlocked",
                "event Auxiliaries.Changed",
            ],
            [
                "A fault of the machine or of the line beside the withdrawal; its row (C8, A5, E7, E15) has a test with a restart."
            ] = ["CustomerAccessDoubted", "TerminalLocked", "DeviceFaulted", "SecurityNoted", "UploadSetAside"],
            [
                "The end of a business day and a host that fell back (E14, E17): nobody is served, nothing of a withdrawal changes."
            ] =
            [
                "BusinessDayBegan",
                "TotalsDiffered",
                "HostFellBack",
                "UploadRepeated",
                "line.send 0520",
                "line.send 0521",
                "line.receive 0530",
                "host.commit 0520 before",
                "host.commit 0520 within",
                "host.commit 0520 after",
                "host.commit 0521 before",
                "host.commit 0521 within",
                "host.commit 0521 after",
                "host.write 0520",
                "host.sync 0520",
                "host.write 0521",
                "host.sync 0521",
            ],
            [
                "Offline service (rule O1) is off unless it is switched on; its tests restart the terminal between withdrawals."
            ] = ["AllCardsForgotten", "CardForgotten", "CardRemembered", "OfflinePeriodBegan", "OfflinePeriodEnded"],
            [
                "The first start makes the files; When_the_power_fails of the simulated disk cuts it off at every step."
            ] = ["journal.write opening", "journal.sync opening"],
            [
                "The host's program starts before the terminal's; When_the_host_stops_around_a_commit starts it over a cut-off commit."
            ] = ["host.write opening", "host.sync opening"],
            ["Nobody listens: the session asks a device for its state when it needs it."] =
            [
                "event Auxiliaries.DeviceChanged",
                "event CardReader.DeviceChanged",
                "event CashDispenser.DeviceChanged",
                "event PinPad.DeviceChanged",
            ],
            ["The beeper only warns a customer who waits too long, which changes nothing."] = ["order PinPad.Beep"],
        };

    public static bool Explains(string name) =>
        ByReason.Values.Any(endings => endings.Any(ending => Fits(name, ending)));

    public static bool Fits(string name, string ending) =>
        name == ending || name.EndsWith($" {ending}", StringComparison.Ordinal);
}
