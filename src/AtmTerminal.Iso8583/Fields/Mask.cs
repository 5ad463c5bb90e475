namespace AtmTerminal.Iso8583;

/// <summary>How much of a field may be seen in the printable form of a message.</summary>
public enum Mask : byte
{
    /// <summary>Nothing, not even the length. The default, so that a field nobody has thought about stays hidden.</summary>
    All,

    /// <summary>The last four characters, of a value of at least twelve; of a shorter one nothing.</summary>
    LastFour,

    /// <summary>Everything, save that twelve or more digits in a row in free text are hidden: they may be a card number.</summary>
    None,
}
