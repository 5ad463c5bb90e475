namespace AtmTerminal.Session.Decisions;

/// <summary>DE 39 of the reversal that releases a hold when nothing was given after a request.</summary>
internal static class ReversalReason
{
    public const string CustomerCanceled = "17";
    public const string SuspectedMalfunction = "22";

    /// <summary>What the customer did not want or did not take is a cancellation; everything else is the machine's fault.</summary>
    public static string ForNothingGiven(CustomerReason? reason) =>
        reason is CustomerReason.LessRefused or CustomerReason.NotesNotTaken or CustomerReason.CardForgotten
            ? CustomerCanceled
            : SuspectedMalfunction;
}
