namespace AtmTerminal.Security;

/// <summary>Key check values: what two people compare to see that they hold the same key.</summary>
public static class KeyCheckValue
{
    /// <summary>Three bytes: the start of a zero block encrypted (TDES, and AES in older systems).</summary>
    public static byte[] ByEcb(BlockCipherKey key)
    {
        Span<byte> block = stackalloc byte[key.BlockLength];
        block.Clear();
        key.EncryptBlock(block, block);
        return block[..3].ToArray();
    }

    /// <summary>Five bytes: the start of the CMAC over one zero block, the check value of AES keys in X9.24-1:2017.</summary>
    public static byte[] ByCmac(AesKey key)
    {
        Span<byte> zeros = stackalloc byte[AesKey.BlockBytes];
        zeros.Clear();
        var value = new byte[5];
        Cmac.Compute(key, zeros, value);
        return value;
    }
}
