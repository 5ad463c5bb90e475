using System.Text.Json;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Tests.Shared;

namespace AtmTerminal.Security.Tests;

[Category("Vectors")]
public class LuhnVectors
{
    [TestCaseSource(nameof(Entries))]
    public void Check_digit(JsonElement entry) =>
        Assert.That(Luhn.Holds(entry.Text("number")), Is.EqualTo(entry.GetProperty("valid").GetBoolean()));

    private static IEnumerable<TestCaseData> Entries() => VectorFiles.Cases("crypto/luhn.json");
}
