namespace AtmTerminal.Domain.Security;

/// <summary>Under which scheme a terminal's PIN blocks and MACs are made.</summary>
public enum DukptKind
{
    /// <summary>ANSI X9.24-3 with PIN block format 4 and AES-CMAC.</summary>
    Aes,

    /// <summary>ANSI X9.24-1 with PIN block format 0, for hosts that have nothing newer.</summary>
    Tdes,
}
