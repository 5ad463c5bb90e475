// The targets of ./build.sh. Each says in its description what it does; `./build.sh help` lists them.
using System.Xml.Linq;

var target = Argument("target", "default");
var filter = Argument("filter", "");
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

Task("ratios")
    .Description("Prints the benchmark ratios: name, ratio, goal, holds or falls short.")
    .Does(() => Run("run -c Release --project tests/AtmTerminal.Benchmarks -- ratios"));

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

void Run(string arguments)
{
    if (StartProcess("dotnet", arguments) != 0)
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
