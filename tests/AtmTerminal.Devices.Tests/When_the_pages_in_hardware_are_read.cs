using System.Text.RegularExpressions;
using AtmTerminal.Board;

namespace AtmTerminal.Devices.Tests;

public partial class When_the_pages_in_hardware_are_read
{
    [TestCase("card-reader", "cardReader.")]
    [TestCase("pin-pad", "pinPad.")]
    [TestCase("auxiliaries", "auxiliaries.")]
    public void They_name_the_same_lines_as_the_configured_pin_table(string page, string prefix)
    {
        var text = File.ReadAllText(Path.Combine(Bench.Repository, "hardware", page, "README.md"));

        var named = PinRow()
            .Matches(text)
            .Select(row => new Pin(
                row.Groups["name"].Value,
                int.Parse(row.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture),
                Enum.Parse<PinUse>(row.Groups["use"].Value, ignoreCase: true)
            ));

        var configured = Bench.PinsOfTheMachine().Pins.Where(p => p.Name.StartsWith(prefix, StringComparison.Ordinal));
        Assert.That(named, Is.EquivalentTo(configured));
    }

    [GeneratedRegex(@"^\| (?<name>\w+\.\w+) \| (?<line>\d+) \| (?<use>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex PinRow();
}
