using AtmTerminal.Domain.Amounts;
using AtmTerminal.Session.Decisions;

namespace AtmTerminal.Config;

/// <summary>
/// The section <c>offline</c> of config/terminal.json: what may be given when the line is down. It may be left out; a section that
/// is there is checked whole, also while it is switched off, so that nobody meets a mistake on the day it is switched on.
/// </summary>
internal static class OfflineSection
{
    /// <summary>Longer prefixes would be card numbers, and those have no place in a file.</summary>
    private const int LongestPrefix = 8;

    private const long MostMajorUnits = 1_000_000_000;
    private const int MinutesOfAWeek = 7 * 24 * 60;

    /// <returns>Null when cash is given with the bank's approval alone.</returns>
    public static OfflineLimits? Read(ConfigSection root, Currency currency)
    {
        var section = root.OptionalSection("offline");
        if (section is null)
            return null;
        var enabled = section.Flag("enabled");
        var limits = new OfflineLimits(
            Amount(section, "mostAtOnce", currency),
            Amount(section, "mostPerCardADay", currency),
            section.Whole("mostWithdrawals", 1, 100_000),
            Amount(section, "mostInAll", currency),
            TimeSpan.FromMinutes(section.Whole("mostMinutes", 1, MinutesOfAWeek)),
            TimeSpan.FromSeconds(section.Whole("afterSeconds", 1, 3_600)),
            section.Texts("stoppedPrefixes")
        );
        if (limits.StoppedPrefixes.Any(p => p.Length is < 1 or > LongestPrefix || !p.All(char.IsAsciiDigit)))
            section.Report("stoppedPrefixes", $"each must be the first 1 to {LongestPrefix} digits of cards");
        section.RefuseTheRest();
        return enabled ? limits : null;
    }

    private static Money Amount(ConfigSection section, string key, Currency currency) =>
        Money.FromMajorUnits(section.Number(key, 1, MostMajorUnits), currency);
}
