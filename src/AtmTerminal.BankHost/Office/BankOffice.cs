namespace AtmTerminal.BankHost;

/// <summary>The operations of the bank's people that need the host's keys. All others are static: see this folder.</summary>
internal sealed class BankOffice
{
    public BankOffice(HostSecrets secrets)
    {
        CardOrders = new(new CardMaker(secrets));
        Customers = new(CardOrders);
    }

    public Customers Customers { get; }

    public CardOrders CardOrders { get; }
}
