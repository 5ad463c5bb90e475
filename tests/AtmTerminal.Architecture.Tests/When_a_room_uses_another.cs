using System.Xml.Linq;

namespace AtmTerminal.Architecture.Tests;

public class When_a_room_uses_another
{
    // From the top of the house to its ground. A room may use rooms below it, and of those only the ones named.
    private static readonly (string Room, string[] MayUse)[] Rooms =
    [
        ("AtmTerminal.Lab", ["*"]),
        (
            "AtmTerminal",
            [
                "AtmTerminal.Service",
                "AtmTerminal.Session",
                "AtmTerminal.HostLink",
                "AtmTerminal.Journal",
                "AtmTerminal.Devices",
                "AtmTerminal.Board",
                "AtmTerminal.Iso8583",
                "AtmTerminal.Security",
                "AtmTerminal.Domain",
                "System.Device.Gpio",
            ]
        ),
        ("AtmTerminal.BankHost", ["AtmTerminal.Iso8583", "AtmTerminal.Security", "AtmTerminal.Domain"]),
        ("AtmTerminal.SimulatedBoard", ["AtmTerminal.Board", "AtmTerminal.Domain", "System.Device.Gpio"]),
        ("AtmTerminal.Service", ["AtmTerminal.Session", "AtmTerminal.Journal", "AtmTerminal.Devices"]),
        ("AtmTerminal.Session", ["AtmTerminal.Journal", "AtmTerminal.Devices", "AtmTerminal.HostLink", "Stateless"]),
        ("AtmTerminal.HostLink", ["AtmTerminal.Iso8583", "AtmTerminal.Security", "AtmTerminal.Journal"]),
        ("AtmTerminal.Journal", ["AtmTerminal.Domain"]),
        ("AtmTerminal.Devices", ["AtmTerminal.Board", "AtmTerminal.Domain", "System.Device.Gpio"]),
        ("AtmTerminal.Board", ["System.Device.Gpio"]),
        ("AtmTerminal.Iso8583", ["AtmTerminal.Domain"]),
        ("AtmTerminal.Security", ["AtmTerminal.Domain"]),
        ("AtmTerminal.Domain", []),
        ("System.Device.Gpio", []),
        ("Stateless", []),
    ];

    [TestCaseSource(nameof(RoomNames))]
    public void No_reference_points_upwards_or_to_a_room_it_may_not_use(string room)
    {
        var (_, mayUse) = Rooms.Single(r => r.Room == room);
        var place = Array.FindIndex(Rooms, r => r.Room == room);

        foreach (var used in ReferencesOf(room))
        {
            Assert.That(
                Array.FindIndex(Rooms, r => r.Room == used),
                Is.GreaterThan(place),
                $"{room} points upwards to {used}"
            );
            Assert.That(mayUse.Contains("*") || mayUse.Contains(used), $"{room} may not use {used}");
        }
    }

    [Test]
    public void Every_room_of_the_source_folder_has_its_place_in_the_house()
    {
        var projects = Directory
            .EnumerateFiles(Source, "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension);

        Assert.That(projects, Is.EquivalentTo(Rooms.Select(r => r.Room)));
    }

    [Test]
    public void Nothing_but_the_lab_knows_the_simulated_board()
    {
        var users = Rooms.Where(r => ReferencesOf(r.Room).Contains("AtmTerminal.SimulatedBoard")).Select(r => r.Room);

        Assert.That(users, Is.EqualTo(new[] { "AtmTerminal.Lab" }));
    }

    private static IEnumerable<string> RoomNames => Rooms.Select(r => r.Room);

    private static string Source => Path.Combine(Repository.Root, "src");

    private static IEnumerable<string> ReferencesOf(string room)
    {
        var file = Directory.EnumerateFiles(Source, $"{room}.csproj", SearchOption.AllDirectories).Single();
        var project = XDocument.Load(file);
        return project
            .Descendants()
            .Where(e => e.Name.LocalName is "ProjectReference" or "UpstreamReference")
            .Select(e => NameOf(e.Attribute("Include")!.Value));
    }

    private static string NameOf(string reference) =>
        reference.EndsWith(".csproj", StringComparison.Ordinal)
            ? Path.GetFileNameWithoutExtension(reference)
            : reference;
}
