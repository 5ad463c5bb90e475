using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;

namespace AtmTerminal.Devices.Contracts;

/// <summary>A key of the pad or of the sides of the screen.</summary>
public enum PadKey
{
    Digit0,
    Digit1,
    Digit2,
    Digit3,
    Digit4,
    Digit5,
    Digit6,
    Digit7,
    Digit8,
    Digit9,
    DoubleZero,
    Enter,
    Clear,
    Cancel,
    Help,
    Blank,
}

/// <summary>How an entry ended.</summary>
public enum EntryCompletion
{
    Enter,
    Cancel,

    /// <summary>The most digits allowed were given and the entry ends by itself.</summary>
    Auto,
}

/// <summary>The end of a PIN entry: how many digits, never which.</summary>
public sealed record PinEntryResult(int Digits, EntryCompletion Completion);

/// <summary>The PIN pad: a key matrix whose PIN digits never leave it. Terminal loop only.</summary>
public interface IPinPad : IDevice
{
    /// <summary>
    /// Takes a PIN of 4 to <paramref name="maxDigits"/> digits. Clear starts again; Enter below 4 digits is ignored. The digits
    /// stay inside until <see cref="ForgetPin"/>, the next entry, or ten minutes.
    /// </summary>
    Task<Completion<PinEntryResult>> PinEntry(int maxDigits, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>The PIN entered last as an encrypted block for this card.</summary>
    Completion<EncryptedPinBlock> GetPinBlock(Pan pan);

    /// <summary>Zeroes the digits.</summary>
    void ForgetPin();

    /// <summary>Raised for every key while no PIN is being entered: menus and amounts listen here.</summary>
    event Action<PadKey>? KeyPressed;

    /// <summary>During PIN entry: the number of digits entered so far changed. Their values never leave the device.</summary>
    event Action<int>? PinDigitsChanged;

    /// <summary>A short sound: a key was felt, or a mistake made.</summary>
    void Beep();
}
