namespace AtmTerminal.BankHost;

/// <summary>What a file is by its own first bytes, whatever its name or its sender says.</summary>
internal static class PictureRule
{
    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    /// <summary><c>image/png</c> or <c>image/jpeg</c>; <c>null</c> for anything else.</summary>
    public static string? MediaTypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Png) ? "image/png"
        : bytes.StartsWith(Jpeg) ? "image/jpeg"
        : null;
}
