using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;
using AtmTerminal.Security;

namespace AtmTerminal.BankHost;

/// <summary>Opens a PIN block and compares what it holds with the card's verification value. The PIN lives in here only.</summary>
internal sealed class PinCheck(HostSecrets secrets)
{
    public PinOutcome Judge(Atm atm, EncryptedPinBlock? block, Pan pan, CardRow card)
    {
        if (block is null)
            return PinOutcome.Unreadable;
        var serial = Convert.ToHexString(block.KeySerialNumber.Span);
        if (!TerminalKeyCheck.Belongs(serial, atm) || secrets.TryOpenLineKeys(serial) is not { } keys)
            return PinOutcome.Unreadable;
        using (keys)
        {
            if (keys.DecryptPinBlock(block.Block.Span, pan, out var pin) != PinBlockFault.None || pin is null)
                return PinOutcome.Unreadable;
            using (pin)
                return Matches(pin, pan, card) ? PinOutcome.Right : PinOutcome.Wrong;
        }
    }

    /// <summary>The verification value a card gets for its PIN, as four digits.</summary>
    public string ValueFor(Pan pan, int keyIndex, ReadOnlySpan<byte> pinDigits)
    {
        lock (secrets.InUse)
            return
                PinVerification.VisaPvv(secrets.PinVerificationKey, keyIndex, pan.RevealDigits(), pinDigits)
                    is { } digits
                ? string.Concat(digits.Select(digit => (char)('0' + digit)))
                : throw new ArgumentException("A PIN has at least four digits and a key index is 0 to 6.");
    }

    private bool Matches(ClearPin pin, Pan pan, CardRow card)
    {
        Span<byte> expected = stackalloc byte[card.VerificationValue.Length];
        for (var i = 0; i < expected.Length; i++)
            expected[i] = (byte)(card.VerificationValue[i] - '0');
        lock (secrets.InUse)
            return PinVerification.MatchesVisaPvv(
                secrets.PinVerificationKey,
                card.VerificationKeyIndex,
                pan.RevealDigits(),
                pin,
                expected
            );
    }
}

/// <summary>
/// Whose key a serial number names. Every terminal's key derives from the same base key, so a right MAC alone says only
/// that some terminal sent the message; this says which.
/// </summary>
internal static class TerminalKeyCheck
{
    public static bool Belongs(string serialNumberHex, Atm atm) =>
        serialNumberHex.StartsWith(atm.KeyId, StringComparison.Ordinal);
}
