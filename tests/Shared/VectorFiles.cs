using System.Text.Json;

namespace AtmTerminal.Tests.Shared;

/// <summary>
/// Finds the vector files: in the folder that <c>ATM_VECTORS</c> names, so that other sets in the same formats can be run, else
/// in tests/Vectors.
/// </summary>
internal static class VectorFiles
{
    /// <summary>The entries of one array of one file, each with its <c>id</c>, as test cases named by that id.</summary>
    /// <remarks>A file that another set does not have gives no case.</remarks>
    public static IEnumerable<TestCaseData> Cases(string file, string array = "vectors")
    {
        var path = Path.Combine(Folder, file);
        if (!File.Exists(path))
            yield break;
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        if (!document.RootElement.TryGetProperty(array, out var entries))
            yield break;
        foreach (var entry in entries.EnumerateArray())
            yield return new TestCaseData(entry.Clone()).SetArgDisplayNames(entry.GetProperty("id").GetString()!);
    }

    private static string Folder =>
        Environment.GetEnvironmentVariable("ATM_VECTORS") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Tests, "Vectors");

    private static string Tests
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (Directory.Exists(Path.Combine(folder.FullName, "tests", "Vectors")))
                    return Path.Combine(folder.FullName, "tests");
            throw new DirectoryNotFoundException("No folder tests/Vectors above the test assembly; set ATM_VECTORS.");
        }
    }
}
