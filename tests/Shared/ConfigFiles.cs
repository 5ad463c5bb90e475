namespace AtmTerminal.Tests.Shared;

/// <summary>The files in config/ as they are delivered.</summary>
internal static class ConfigFiles
{
    /// <exception cref="DirectoryNotFoundException">There is no folder config above the test assembly.</exception>
    public static string Read(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "config", name);
            if (File.Exists(path))
                return File.ReadAllText(path);
        }
        throw new DirectoryNotFoundException($"No config/{name} above the test assembly.");
    }
}
