using System.Text.Json;
using AtmTerminal.Tests.Shared;

namespace AtmTerminal.Security.Tests;

[Category("Vectors")]
public class PinVerificationVectors
{
    [TestCaseSource(nameof(Entries))]
    public void Issuer_side_verification(JsonElement entry)
    {
        switch (entry.Text("op"))
        {
            case "visa-pvv":
                var index = int.Parse(entry.Text("pvki"));
                var pvv = PinVerification.VisaPvv(entry.TdesKey("pvk"), index, entry.Text("pan"), entry.Digits("pin"));
                Assert.That(VectorEntry.ToDigits(pvv), Is.EqualTo(entry.Text("pvv")));
                break;
            case "ibm-3624":
                using (var pin = Ibm3624(entry))
                    Assert.That(VectorEntry.ToDigits(pin!.Digits), Is.EqualTo(entry.Text("pin")));
                break;
            case "cvv":
                var cvv = CardVerificationValue.Compute(
                    entry.TdesKey("cvk"),
                    entry.Text("pan"),
                    entry.Text("expiry"),
                    entry.Text("service_code")
                );
                Assert.That(VectorEntry.ToDigits(cvv), Is.EqualTo(entry.Text("cvv")));
                break;
            default:
                Assert.Fail($"Unknown operation {entry.Text("op")}.");
                break;
        }
    }

    private static IEnumerable<TestCaseData> Entries() => VectorFiles.Cases("crypto/pin_verification.json");

    private static ClearPin? Ibm3624(JsonElement entry)
    {
        var format = Ibm3624Format.TryCreate(
            entry.Text("decimalisation_table"),
            entry.Number("validation_start"),
            entry.Number("validation_length"),
            entry.Text("pad")[0]
        );
        return PinVerification.Ibm3624Pin(entry.TdesKey("pvk"), format!, entry.Text("pan"), entry.Text("offset"));
    }
}
