using System.CommandLine;
using System.Diagnostics;

namespace AtmTerminal.BankHost;

/// <summary>The command that writes a year of eight banks into an empty store.</summary>
internal static class SampleCommand
{
    private const double LeastScale = 0.0001;
    private const double MostScale = 2;

    public static Command Make()
    {
        var (data, database) = (HostCommands.DataOption(), HostCommands.DatabaseOption());
        var year = new Option<bool>("--year")
        {
            Description = "A year of eight banks; the only sample there is.",
            Required = true,
        };
        var scale = new Option<double>("--scale")
        {
            Description = "1, as without it, is 50,000 customers with 2 million operations.",
            DefaultValueFactory = _ => 1,
        };
        var seed = new Option<long>("--seed")
        {
            Description = "The same seed makes the same year; 1 without it.",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command(
            "sample",
            "Fills an empty store with a believable year, for people who want to look around."
        )
        {
            year,
            data,
            database,
            scale,
            seed,
        };
        command.SetAction(parsed =>
            Run(HostCommands.ConfigOf(parsed, data, database), new(parsed.GetValue(scale), parsed.GetValue(seed)))
        );
        return command;
    }

    /// <summary>Writes the year and prints what was made.</summary>
    /// <returns>The exit code: 0 when it was written.</returns>
    public static int Run(HostConfig config, YearSize size) =>
        size.Scale is >= LeastScale and <= MostScale
            ? HostProgram.At(config, store => Write(config.Data ?? HostConfig.UsualData, store, size))
            : HostProgram.Refuse($"--scale must be {LeastScale} to {MostScale}, is {size.Scale}.");

    private static int Write(string data, StoreAddress store, YearSize size)
    {
        Directory.CreateDirectory(data);
        using var secrets = HostProgram.OpenSecrets(data);
        if (secrets is null)
            return HostProgram.Refuse($"{data} holds a vault's key that does not have 32 bytes.");
        using var database = HostDatabase.OpenAt(store);
        var watch = Stopwatch.StartNew();
        if (SampleYear.WriteInto(database, secrets, size, TimeProvider.System.GetUtcNow()) is not { } made)
            return HostProgram.Refuse(
                "The store is not empty: name an empty folder with --data, or an empty database."
            );
        foreach (var line in made)
            Console.Out.WriteLine(line);
        Console.Out.WriteLine($"written in {watch.Elapsed.TotalSeconds:N0} s");
        return 0;
    }
}
