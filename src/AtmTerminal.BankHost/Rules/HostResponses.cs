using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost;

/// <summary>Values of DE 39 that only the host decides on, beside those of <see cref="ResponseCode"/>. ISO 8583:1987, table 8.</summary>
internal static class HostResponses
{
    /// <summary>The number was reversed or completed before its authorisation came: nothing may be held for it any more.</summary>
    public static ResponseCode InvalidTransaction { get; } = new("12");

    /// <summary>The card was made after one that no longer exists.</summary>
    public static ResponseCode SuspectedFraudRetain { get; } = new("34");

    /// <summary>The card was given up for good; the machine keeps it.</summary>
    public static ResponseCode RestrictedCardRetain { get; } = new("36");

    /// <summary>The commission shown to the customer is not the one the host charges.</summary>
    public static ResponseCode UnacceptableFee { get; } = new("23");
}
