using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink;

/// <summary>What a refusing response code means at the machine.</summary>
internal static class Refusals
{
    public static HostRefusal Of(ResponseCode code) =>
        code switch
        {
            { IsRetain: true } => HostRefusal.RetainCard,
            { IsWrongPin: true } => HostRefusal.WrongPin,
            { Value: "51" } => HostRefusal.NotEnoughFunds,
            { Value: "61" or "65" or "13" } => HostRefusal.LimitExceeded,
            { Value: "14" or "54" or "57" or "62" } => HostRefusal.CardNotAccepted,
            { Value: "91" or "96" } => HostRefusal.BankUnavailable,
            _ => HostRefusal.Other,
        };
}
