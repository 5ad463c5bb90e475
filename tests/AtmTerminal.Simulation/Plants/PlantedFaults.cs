using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AtmTerminal.Simulation;

/// <summary>
/// Plants defects one after another in a copy of the source, builds it, and lets the simulator look for them. The product itself
/// has no switch for any of them.
/// </summary>
internal static partial class PlantedFaults
{
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(10);
    private const int FindMinutes = 10;

    /// <param name="name">Plants separated by commas, <c>list</c> or <c>all</c>.</param>
    /// <returns>The exit code: 0 when every one was found.</returns>
    public static int Run(string name, TextWriter output)
    {
        if (name == "list")
        {
            foreach (var plant in PlantList.All)
                output.WriteLine(plant.Name);
            return 0;
        }
        var names = name.Split(',', StringSplitOptions.TrimEntries);
        var plants = PlantList.All.Where(p => name == "all" || names.Contains(p.Name)).ToList();
        if (plants.Count == 0)
        {
            output.WriteLine($"There is no plant '{name}': --plant list names them.");
            return 1;
        }
        using var garden = Garden.Make();
        // Once in whole; after that only the planted project is built again.
        if (Call(garden, BuildLimit, Quickly("build", Garden.Simulation)) is not (0, _))
        {
            output.WriteLine("The copy of the source does not build.");
            return 1;
        }
        output.WriteLine($"{"planted", -55} {"seed", 8} {"time to find", 14}  found as");
        return plants.Count(plant => !Find(garden, plant, output)) == 0 ? 0 : 1;
    }

    private static bool Find(Garden garden, Plant plant, TextWriter output)
    {
        using (garden.Plant(plant))
        {
            var arguments = Quickly("build", garden.ProjectOf(plant)).Concat(["--no-dependencies", "--no-restore"]);
            if (Call(garden, BuildLimit, arguments) is not (0, _))
            {
                output.WriteLine($"{plant.Name, -55} does not build: change its lines in PlantList.cs.");
                return false;
            }
        }
        var clock = Stopwatch.StartNew();
        // Somewhat longer than its own limit: the last worlds are brought to their end.
        var (code, text) = Call(
            garden,
            TimeSpan.FromMinutes(FindMinutes + 5),
            [garden.Planted(plant), "--find", "--seeds", "1000000", "--sessions", "200", "--minutes", $"{FindMinutes}"]
        );
        var found = FailedSeed().Match(text);
        var what = found.Success ? text[found.Index..].Split('\n').ElementAtOrDefault(1)?.Trim() : "NOT FOUND";
        output.WriteLine($"{plant.Name, -55} {found.Groups[1].Value, 8} {clock.Elapsed.TotalSeconds, 12:F1} s  {what}");
        return code == 1 && found.Success;
    }

    // Without a second opinion: what is wrong with the planted line is the simulator's to find.
    private static IEnumerable<string> Quickly(params IEnumerable<string> arguments) =>
        arguments.Concat(["-c", "Release", "-p:RunAnalyzers=false"]);

    private static (int Code, string Text) Call(Garden garden, TimeSpan limit, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = garden.Folder,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        var text = process.StandardOutput.ReadToEndAsync();
        if (process.WaitForExit(limit))
            return (process.ExitCode, text.GetAwaiter().GetResult());
        process.Kill(entireProcessTree: true);
        return (-1, text.GetAwaiter().GetResult());
    }

    [GeneratedRegex(@"^seed (\d+) fails", RegexOptions.Multiline)]
    private static partial Regex FailedSeed();
}
