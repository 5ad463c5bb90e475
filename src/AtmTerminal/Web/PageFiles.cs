using System.Collections.Frozen;
using System.Reflection;

namespace AtmTerminal.Web;

/// <summary>The files of one page, embedded in the program: nothing is read from the disk, so nothing there can change them.</summary>
internal sealed class PageFiles
{
    private readonly FrozenDictionary<string, PageFile> _byPath;

    private PageFiles(FrozenDictionary<string, PageFile> byPath) => _byPath = byPath;

    /// <summary>
    /// Takes every resource of the assembly whose name starts with <paramref name="prefix"/> (e.g. <c>screen/</c>). The rest of
    /// the name is its path in the address; <c>index.html</c> is <c>/</c> as well.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no <c>index.html</c> among them: the build left it out.</exception>
    public static PageFiles Embedded(Assembly assembly, string prefix)
    {
        var files = assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(
                name => $"/{name[prefix.Length..]}",
                name => new PageFile(ContentTypeOf(name), Read(assembly, name)),
                StringComparer.Ordinal
            );
        if (!files.TryGetValue("/index.html", out var index))
            throw new InvalidOperationException($"No {prefix}index.html is embedded in {assembly.GetName().Name}.");
        files["/"] = index;
        return new PageFiles(files.ToFrozenDictionary(StringComparer.Ordinal));
    }

    internal PageFile? Find(string? path) => path is null ? null : _byPath.GetValueOrDefault(path);

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string ContentTypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            var other => throw new InvalidOperationException($"{name}: no content type is known for {other}."),
        };
}

internal sealed record PageFile(string ContentType, byte[] Bytes);
