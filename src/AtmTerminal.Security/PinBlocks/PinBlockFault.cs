namespace AtmTerminal.Security;

/// <summary>Why a PIN block was not made or not read. A fault never comes with a PIN or a part of one.</summary>
public enum PinBlockFault
{
    /// <summary>No fault: the result is there.</summary>
    None,

    /// <summary>The block is not 8 bytes (formats 0, 1, 3) or 16 bytes (format 4) long.</summary>
    BlockLength,

    /// <summary>The first nibble names another format.</summary>
    ControlNibble,

    /// <summary>The PIN has fewer than 4 or more than 12 digits.</summary>
    PinLength,

    /// <summary>A PIN digit is not 0 to 9: usually the wrong key or the wrong card.</summary>
    PinDigit,

    /// <summary>A filler nibble is not one the format allows.</summary>
    Filler,

    /// <summary>The card number has fewer than 13 digits (formats 0, 3), none (format 4), more than 19, or is not digits.</summary>
    CardNumber,
}
