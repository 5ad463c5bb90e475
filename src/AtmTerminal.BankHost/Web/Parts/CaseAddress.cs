namespace AtmTerminal.BankHost;

/// <summary>Where a case has its page.</summary>
internal static class CaseAddress
{
    public static string Of(CaseKey key) => $"/cases/{key.Terminal}/{key.Kind}/{key.Row}/{key.Number}";

    /// <summary>What a clerk calls the kinds, which terminals name in capitals.</summary>
    public static string Words(string kind) => kind.Replace('-', ' ').ToLowerInvariant();
}
