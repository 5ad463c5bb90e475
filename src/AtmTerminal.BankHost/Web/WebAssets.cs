using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AtmTerminal.BankHost;

/// <summary>The console's own style, script and mark, out of the program itself.</summary>
internal static class WebAssets
{
    private const string Prefix = "console/";

    private static readonly FrozenDictionary<string, (byte[] Bytes, EntityTagHeaderValue Tag)> Files = typeof(WebAssets)
        .Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], Read);

    public static void MapAssets(this WebApplication app) =>
        app.MapGet(
                "/assets/{name}",
                static (string name, HttpContext context) =>
                {
                    if (!Files.TryGetValue(name, out var file))
                        return Results.NotFound();
                    // Asked again each time, answered without a body: a new program shows its new style at once.
                    context.Response.Headers.CacheControl = "no-cache";
                    return Results.Bytes(file.Bytes, TypeOf(name), entityTag: file.Tag);
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();

    private static (byte[] Bytes, EntityTagHeaderValue Tag) Read(string name)
    {
        using var stream = typeof(WebAssets).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return (bytes, new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(bytes))[..16]}\""));
    }

    private static string TypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            var other => throw new InvalidOperationException($"No media type is named for files ending in '{other}'."),
        };
}
