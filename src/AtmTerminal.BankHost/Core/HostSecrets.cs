using AtmTerminal.Security;

namespace AtmTerminal.BankHost;

/// <summary>The keys of the host. It owns them and zeroes them when it is disposed.</summary>
/// <remarks>Any thread: key objects work with buffers of their own, so one at a time uses them, under <see cref="InUse"/>.</remarks>
public sealed class HostSecrets : IDisposable
{
    /// <param name="lineKeys">The base keys that the terminals' keys are derived from.</param>
    /// <param name="pinVerificationKey">Of the issuer; makes the PIN verification values of the cards.</param>
    /// <param name="vault">Seals the card numbers at rest. Another master key finds none of the cards of an old store.</param>
    public HostSecrets(HostKeys lineKeys, TdesKey pinVerificationKey, CardVault vault) =>
        (LineKeys, PinVerificationKey, Vault) = (lineKeys, pinVerificationKey, vault);

    /// <summary>Held while a key is used; for some microseconds, and nothing is waited for in it.</summary>
    internal Lock InUse { get; } = new();

    internal HostKeys LineKeys { get; }

    internal TdesKey PinVerificationKey { get; }

    internal CardVault Vault { get; }

    /// <summary>The keys of one message, for the caller to dispose; <c>null</c> as <see cref="HostKeys.TryOpen"/> has it.</summary>
    internal HostMessageKeys? TryOpenLineKeys(ReadOnlySpan<char> serialNumberHex)
    {
        lock (InUse)
            return LineKeys.TryOpen(serialNumberHex);
    }

    public void Dispose()
    {
        LineKeys.Dispose();
        PinVerificationKey.Dispose();
        Vault.Dispose();
    }

    public override string ToString() => "keys of the host, masked";
}
