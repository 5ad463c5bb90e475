namespace AtmTerminal.Simulation;

/// <summary>A copy of the source in a temporary folder, in which defects are planted and from which they are taken out again.</summary>
internal sealed class Garden : IDisposable
{
    /// <summary>The project that is built there.</summary>
    public const string Simulation = "tests/AtmTerminal.Simulation";

    private static readonly string[] Copied =
    [
        "src",
        "config",
        Simulation,
        "tests/AtmTerminal.TestTerminal",
        "tests/AtmTerminal.SimulatedDisk",
        "tests/Shared",
    ];

    private Garden(string folder) => Folder = folder;

    public string Folder { get; }

    /// <exception cref="DirectoryNotFoundException">The program does not run from inside the repository.</exception>
    public static Garden Make()
    {
        var source = Root();
        var garden = new Garden(Directory.CreateTempSubdirectory("plants").FullName);
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(garden.Folder, Path.GetFileName(file)));
        File.Copy(
            Path.Combine(source, "tests/Directory.Build.props"),
            Path.Combine(
                Directory.CreateDirectory(Path.Combine(garden.Folder, "tests")).FullName,
                "Directory.Build.props"
            )
        );
        foreach (var folder in Copied)
            Copy(Path.Combine(source, folder), Path.Combine(garden.Folder, folder));
        return garden;
    }

    /// <summary>Makes the change; disposing the result takes it back.</summary>
    /// <exception cref="InvalidOperationException">The product's lines have changed, so the plant has to be changed too.</exception>
    public IDisposable Plant(Plant plant)
    {
        var path = Path.Combine(Folder, plant.File);
        var right = File.ReadAllText(path);
        var first = right.IndexOf(plant.Right, StringComparison.Ordinal);
        if (first < 0 || right.IndexOf(plant.Right, first + 1, StringComparison.Ordinal) >= 0)
            throw new InvalidOperationException($"{plant.File} does not hold once what '{plant.Name}' replaces.");
        File.WriteAllText(path, right.Replace(plant.Right, plant.Wrong, StringComparison.Ordinal));
        return new TakenBack(path, right);
    }

    /// <summary>The project whose source the plant changes.</summary>
    public string ProjectOf(Plant plant) => string.Join('/', plant.File.Split('/').Take(2));

    /// <summary>The simulator as it was built, with the planted project's assembly in the place of the right one.</summary>
    /// <returns>The path of its main assembly.</returns>
    public string Planted(Plant plant)
    {
        const string Built = "bin/Release/net10.0";
        var planted = Path.Combine(Folder, "planted");
        if (Directory.Exists(planted))
            Directory.Delete(planted, recursive: true);
        Copy(Path.Combine(Folder, Simulation, Built), planted);
        var assembly = Path.GetFileName(ProjectOf(plant)) + ".dll";
        File.Copy(
            Path.Combine(Folder, ProjectOf(plant), Built, assembly),
            Path.Combine(planted, assembly),
            overwrite: true
        );
        return Path.Combine(planted, "AtmTerminal.Simulation.dll");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "AtmTerminal.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("Plants are planted in the source: run the program from the repository.");
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from))
            if (Path.GetFileName(folder) is not ("bin" or "obj") and var name)
                Copy(folder, Path.Combine(to, name));
    }

    private sealed class TakenBack(string path, string right) : IDisposable
    {
        public void Dispose() => File.WriteAllText(path, right);
    }
}
