using AtmTerminal.Security;

namespace AtmTerminal.BankHost;

/// <summary>The keys of the host. It owns them and zeroes them when it is disposed.</summary>
public sealed class HostSecrets : IDisposable
{
    /// <param name="lineKeys">The base keys that the terminals' keys are derived from.</param>
    /// <param name="pinVerificationKey">Of the issuer; makes the PIN verification values of the cards.</param>
    /// <param name="vault">Seals the card numbers at rest. Another master key finds none of the cards of an old store.</param>
    public HostSecrets(HostKeys lineKeys, TdesKey pinVerificationKey, CardVault vault) =>
        (LineKeys, PinVerificationKey, Vault) = (lineKeys, pinVerificationKey, vault);

    internal HostKeys LineKeys { get; }

    internal TdesKey PinVerificationKey { get; }

    internal CardVault Vault { get; }

    public void Dispose()
    {
        LineKeys.Dispose();
        PinVerificationKey.Dispose();
        Vault.Dispose();
    }

    public override string ToString() => "keys of the host, masked";
}
