namespace AtmTerminal.Architecture.Tests;

/// <summary>Where the repository lies, found upwards from the test assembly.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "AtmTerminal.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("No AtmTerminal.sln above the test assembly.");
    }
}
