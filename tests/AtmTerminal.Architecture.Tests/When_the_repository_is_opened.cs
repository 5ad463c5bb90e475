namespace AtmTerminal.Architecture.Tests;

public class When_the_repository_is_opened
{
    private static readonly string[] AtTheTop =
    [
        "src",
        "tests",
        "hardware",
        "config",
        "AtmTerminal.sln",
        "build.cake",
        "README.md",
        "CHANGELOG.md",
        "build.sh",
        "global.json",
        "Directory.Build.props",
        "Directory.Build.targets",
        "Directory.Packages.props",
    ];

    // What building, testing and running leave behind; none of it is kept in the repository.
    private static readonly string[] LeftByRunning =
    [
        "data",
        "TestResults",
        "BenchmarkDotNet.Artifacts",
        "StrykerOutput",
    ];

    [Test]
    public void The_top_level_holds_what_the_layout_names_and_nothing_else()
    {
        var found = new DirectoryInfo(Repository.Root)
            .EnumerateFileSystemInfos()
            .Select(e => e.Name)
            .Where(name => !name.StartsWith('.') && !LeftByRunning.Contains(name));

        Assert.That(found, Is.EquivalentTo(AtTheTop));
    }

    [Test]
    public void Every_room_but_the_stand_ins_explains_its_design()
    {
        var silent = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetDirectoryName)
            .Where(room =>
                !room!.Contains("StandIns")
                && !Directory.EnumerateFiles(room, "DESIGN.md", SearchOption.AllDirectories).Any()
            );

        Assert.That(silent, Is.Empty);
    }

    [Test]
    public void The_clock_and_chance_are_passed_in_everywhere_in_the_source()
    {
        string[] forbidden =
        [
            "DateTime.Now",
            "DateTime.UtcNow",
            "DateTimeOffset.Now",
            "DateTimeOffset.UtcNow",
            "Random.Shared",
            "new Random(",
        ];
        var found =
            from file in Directory.EnumerateFiles(
                Path.Combine(Repository.Root, "src"),
                "*.cs",
                SearchOption.AllDirectories
            )
            where !file.Contains("/obj/") && !file.Contains("/bin/")
            from line in File.ReadLines(file).Select((text, index) => (text, index))
            from word in forbidden
            where line.text.Contains(word, StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Repository.Root, file)}:{line.index + 1} {word}";

        Assert.That(found, Is.Empty);
    }
}
