using System.Text.Json;
using AtmTerminal.Tests.Shared;

namespace AtmTerminal.Security.Tests;

[Category("Vectors")]
public class KeyCheckValueVectors
{
    [TestCaseSource(nameof(Entries))]
    public void Key_check_value(JsonElement entry)
    {
        var value = entry.Text("algorithm") switch
        {
            "tdes-ecb" => KeyCheckValue.ByEcb(entry.TdesKey("key")),
            "aes-ecb" => KeyCheckValue.ByEcb(entry.AesKey("key")),
            "aes-cmac" => KeyCheckValue.ByCmac(entry.AesKey("key")),
            var other => throw new InvalidDataException($"Unknown algorithm {other}."),
        };
        Assert.That(VectorEntry.ToHex(value), Is.EqualTo(entry.Text("kcv")));
    }

    private static IEnumerable<TestCaseData> Entries() => VectorFiles.Cases("crypto/kcv.json");
}
