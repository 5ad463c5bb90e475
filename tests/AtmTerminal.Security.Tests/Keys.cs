using AtmTerminal.Domain.Security;

namespace AtmTerminal.Security.Tests;

/// <summary>The base keys of the published examples and a terminal initialised from them.</summary>
internal static class Keys
{
    private static readonly byte[] _initialKeyId = Convert.FromHexString("1234567890123456");
    private static readonly byte[] _tdesSerial = Convert.FromHexString("FFFF9876543210E00000");

    public static AesKey AesBase() => AesKey.TryCreate(Convert.FromHexString("FEDCBA9876543210F1F1F1F1F1F1F1F1"))!;

    public static TdesKey TdesBase() => TdesKey.TryCreate(Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210"))!;

    public static TerminalKeys Terminal(PinBlockFormat format, ICounterStore counters)
    {
        if (format == PinBlockFormat.Format4)
            return TerminalKeys.ForAes(AesDukpt.DeriveInitialKey(AesBase(), _initialKeyId), _initialKeyId, counters);
        return TerminalKeys.ForTdes(TdesDukpt.DeriveInitialKey(TdesBase(), _tdesSerial)!, _tdesSerial, counters);
    }
}
