namespace AtmTerminal.BankHost;

/// <summary>The classes of the style sheet for states. The words say the same, so colour is never the only sign.</summary>
internal static class AccountStyle
{
    public static string Of(AccountState state) => state == AccountState.Active ? "state good" : "state warn";

    public static string Of(CardState state) =>
        state switch
        {
            CardState.Active => "state good",
            CardState.Ordered => "state",
            CardState.Void or CardState.Cancelled or CardState.Destroyed => "state quiet",
            _ => "state warn",
        };
}
