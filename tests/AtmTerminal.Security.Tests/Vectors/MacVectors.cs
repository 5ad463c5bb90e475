using System.Security.Cryptography;
using System.Text.Json;
using AtmTerminal.Tests.Shared;

namespace AtmTerminal.Security.Tests;

[Category("Vectors")]
public class MacVectors
{
    [TestCaseSource(nameof(Entries))]
    public void Mac(JsonElement entry)
    {
        var mac = new byte[entry.Number("length")];
        var message = entry.Hex("message");
        switch (entry.Text("algorithm"))
        {
            case "iso9797-1-alg3":
                using (var key = entry.TdesKey("key"))
                    Iso9797Mac.Algorithm3(key, (MacPadding)entry.Number("padding"), message, mac);
                break;
            case "iso9797-1-alg1-tdes":
                using (var key = entry.TdesKey("key"))
                    Iso9797Mac.Algorithm1(key, (MacPadding)entry.Number("padding"), message, mac);
                break;
            case "cmac-aes":
                using (var key = entry.AesKey("key"))
                    Cmac.Compute(key, message, mac);
                break;
            case "cmac-tdes":
                using (var key = entry.TdesKey("key"))
                    Cmac.Compute(key, message, mac);
                break;
            case "hmac-sha256":
                mac = HMACSHA256.HashData(entry.Hex("key"), message)[..mac.Length];
                break;
            default:
                Assert.Fail($"Unknown algorithm {entry.Text("algorithm")}.");
                break;
        }
        Assert.That(VectorEntry.ToHex(mac), Is.EqualTo(entry.Text("mac")));
    }

    private static IEnumerable<TestCaseData> Entries() => VectorFiles.Cases("crypto/mac.json");
}
