// The targets of ./build.sh. Each says in its description what it does; `./build.sh help` lists them.
using System.Xml.Linq;

var target = Argument("target", "default");
var filter = Argument("filter", "");
var room = Argument("room", "");
const string Solution = "./AtmTerminal.sln";
const string Configuration = "Release";

Task("build")
    .Description("Builds everything with every warning an error.")
    .Does(() => DotNetBuild(Solution, new DotNetBuildSettings { Configuration = Configuration, NoLogo = true, Verbosity = DotNetVerbosity.Quiet }));

Task("check-format")
    .Description("Fails when a file is not formatted as csharpier would.")
    .Does(() => Run("csharpier check ."));

Task("format")
    .Description("Formats every file with csharpier.")
    .Does(() => Run("csharpier format ."));

Task("test")
    .Description("Builds and runs all tests; --filter=EXPRESSION runs some of them. The last line is 'N passed, N failed'.")
    .IsDependentOn("build")
    .Does(() =>
    {
        CleanDirectory("./TestResults");
        var settings = new DotNetTestSettings
        {
            Configuration = Configuration,
            NoBuild = true,
            NoLogo = true,
            Filter = filter == "" ? null : filter,
            Loggers = ["trx", "console;verbosity=minimal"],
            ResultsDirectory = "./TestResults",
            Verbosity = DotNetVerbosity.Minimal,
            // One test project after another: the browser tests run in real time and must not share the processor.
            ArgumentCustomization = arguments => arguments.Append("-m:1"),
        };
        try
        {
            DotNetTest(Solution, settings);
        }
        finally
        {
            WriteSummary();
        }
    });

// Rooms whose branches are counted, each by its own tests alone; those that are done may not fall below all of them again.
(string Name, bool Done)[] measuredRooms = [("Domain", true), ("Journal", true), ("Session", true), ("HostLink", true)];

Task("coverage")
    .Description("Counts the branches that the tests of Domain, Journal, Session and HostLink take; --room=NAME counts one room.")
    .Does(() =>
    {
        var fallen = new List<string>();
        foreach (var (name, done) in measuredRooms.Where(r => room is "" || room == r.Name))
            if (!CountBranches(name) && done)
                fallen.Add(name);
        if (fallen.Count > 0)
            throw new CakeException($"Branches without a test in {string.Join(", ", fallen)}, which had none.");
    });

Task("ratios")
    .Description("Prints the benchmark ratios: name, ratio, goal, holds or falls short.")
    .Does(() => Run("run -c Release --project tests/AtmTerminal.Benchmarks -- ratios"));

Task("mutants")
    .Description("Prints the mutation scores of fold and mix (--room=Domain) and reconciliation (--room=Journal); fails below 90 %.")
    .Does(() =>
    {
        foreach (var name in new[] { "Domain", "Journal" }.Where(r => room is "" || room == r))
            Run("stryker --skip-version-check", $"./tests/AtmTerminal.{name}.Tests");
    });

Task("default")
    .Description("Builds, checks formatting and tests.")
    .IsDependentOn("build")
    .IsDependentOn("check-format")
    .IsDependentOn("test");

Task("help")
    .Description("Lists the targets.")
    .Does(() =>
    {
        Console.WriteLine("./build.sh [target]");
        foreach (var task in Tasks)
            Console.WriteLine($"  {task.Name, -14} {task.Description}");
    });

// Left out are generated code (JSON) and the TCP transport, whose branches depend on the machine's sockets; nothing else is.
// Debug: the optimizer merges and removes branches of the source.
bool CountBranches(string name)
{
    var results = Directory($"./TestResults/coverage/{name}");
    CleanDirectory(results);
    DotNetTest($"./tests/AtmTerminal.{name}.Tests", new DotNetTestSettings
    {
        Configuration = "Debug",
        NoLogo = true,
        Verbosity = DotNetVerbosity.Quiet,
        ResultsDirectory = results,
        Collectors = [$"XPlat Code Coverage;Format=cobertura;Include=[AtmTerminal.{name}]*;Exclude=[*]*.Tcp*;ExcludeByAttribute=GeneratedCodeAttribute"],
    });
    var report = XDocument.Load(GetFiles($"{results}/*/coverage.cobertura.xml").Single().FullPath);
    var lines = (
        from type in report.Descendants("class")
        from line in type.Elements("lines").Elements("line")
        where (bool)line.Attribute("branch")
        // As in "50% (1/2)".
        let counts = ((string)line.Attribute("condition-coverage")).Split('(', '/', ')')
        select (File: (string)type.Attribute("filename"), Line: (int)line.Attribute("number"), Taken: int.Parse(counts[1]), All: int.Parse(counts[2]))
    ).ToList();
    foreach (var line in lines.Where(l => l.Taken < l.All).Order())
        Console.WriteLine($"  src/AtmTerminal.{name}/{line.File}:{line.Line}  {line.Taken} of {line.All}");
    Console.WriteLine($"{name}: {lines.Sum(l => l.Taken)} of {lines.Sum(l => l.All)} branches");
    return lines.All(l => l.Taken == l.All);
}

void Run(string arguments, string folder = ".")
{
    if (StartProcess("dotnet", new ProcessSettings { Arguments = arguments, WorkingDirectory = folder }) != 0)
        throw new CakeException($"dotnet {arguments} failed.");
}

void WriteSummary()
{
    XNamespace trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
    int passed = 0, failed = 0;
    foreach (var file in GetFiles("./TestResults/*.trx"))
    {
        var counters = XDocument.Load(file.FullPath).Descendants(trx + "Counters").Single();
        passed += (int)counters.Attribute("passed");
        failed += (int)counters.Attribute("failed") + (int)counters.Attribute("error") + (int)counters.Attribute("timeout") + (int)counters.Attribute("aborted");
    }
    System.IO.File.WriteAllText("./TestResults/summary.txt", $"{passed} passed, {failed} failed\n");
}

RunTarget(target);
