using System.Text.Json;

namespace AtmTerminal.Security.Tests;

/// <summary>Reading the members of one vector.</summary>
internal static class VectorEntry
{
    public static string Text(this JsonElement entry, string name) => entry.GetProperty(name).GetString()!;

    public static int Number(this JsonElement entry, string name) => entry.GetProperty(name).GetInt32();

    public static byte[] Hex(this JsonElement entry, string name) => Convert.FromHexString(entry.Text(name));

    public static byte[] Ascii(this JsonElement entry, string name) =>
        System.Text.Encoding.ASCII.GetBytes(entry.Text(name));

    /// <summary>Hexadecimal or decimal digits, one a byte: PINs, fillers, verification values.</summary>
    public static byte[] Digits(this JsonElement entry, string name) =>
        [.. entry.Text(name).Select(digit => Convert.ToByte(digit.ToString(), 16))];

    public static AesKey AesKey(this JsonElement entry, string name) => Security.AesKey.TryCreate(entry.Hex(name))!;

    public static TdesKey TdesKey(this JsonElement entry, string name) => Security.TdesKey.TryCreate(entry.Hex(name))!;

    public static string ToHex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);

    public static string ToDigits(ReadOnlySpan<byte> digits) =>
        string.Concat(digits.ToArray().Select(d => (char)(d + '0')));
}
