using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink;

/// <summary>What a refusing response code means at the machine.</summary>
internal static class Refusals
{
    private static readonly Dictionary<string, HostRefusal> Meanings = new()
    {
        ["51"] = HostRefusal.NotEnoughFunds,
        ["13"] = HostRefusal.LimitExceeded,
        ["61"] = HostRefusal.LimitExceeded,
        ["65"] = HostRefusal.LimitExceeded,
        ["14"] = HostRefusal.CardNotAccepted,
        ["54"] = HostRefusal.CardNotAccepted,
        ["57"] = HostRefusal.CardNotAccepted,
        ["62"] = HostRefusal.CardNotAccepted,
        ["91"] = HostRefusal.BankUnavailable,
        ["96"] = HostRefusal.BankUnavailable,
    };

    public static HostRefusal Of(ResponseCode code) =>
        code.IsRetain ? HostRefusal.RetainCard
        : code.IsWrongPin ? HostRefusal.WrongPin
        : Meanings.GetValueOrDefault(code.ToString(), HostRefusal.Other);
}
