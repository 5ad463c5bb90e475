using System.Reflection;
using System.Xml.Linq;

namespace AtmTerminal.Architecture.Tests;

public class When_a_stand_in_is_compiled_against
{
    [TestCase("System.Device.Gpio")]
    [TestCase("Stateless")]
    public void It_has_no_member_that_the_package_lacks(string package)
    {
        var ofThePackage = File.ReadLines(ListOf(package)).Where(line => !line.StartsWith('#'));

        var grown = PublicMembers.Of(Assembly.Load(package)).Except(ofThePackage);

        Assert.That(grown, Is.Empty);
    }

    [TestCase("System.Device.Gpio")]
    [TestCase("Stateless")]
    public void The_list_it_is_held_against_is_of_the_version_we_ask_for(string package) =>
        Assert.That(ListOf(package), Does.Exist);

    private static string ListOf(string package)
    {
        var version = XDocument
            .Load(Path.Combine(Repository.Root, "Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Single(e => e.Attribute("Include")!.Value == package)
            .Attribute("Version")!
            .Value;
        var folder = Path.Combine(Repository.Root, "tests", "AtmTerminal.Architecture.Tests", "UpstreamMembers");
        return Path.Combine(folder, $"{package}.{version}.txt");
    }
}
