using System.Text.Json;

namespace AtmTerminal.Config;

/// <summary>One thing that is wrong with a configuration file.</summary>
/// <param name="Path">Where, e.g. <c>cassettes[2].value</c>.</param>
/// <param name="What">What to do about it, as the end of a sentence.</param>
public sealed record ConfigProblem(string Path, string What)
{
    public override string ToString() => $"{Path}: {What}";
}

/// <summary>
/// Reads one object of a configuration file and collects everything that is wrong with it, so that a technician mends the file
/// in one visit. A key that nobody asked for is a problem too: a misspelt setting must not be silently the default.
/// </summary>
internal sealed class ConfigSection
{
    private readonly Dictionary<string, JsonElement> _left = new(StringComparer.Ordinal);
    private readonly List<ConfigProblem> _problems;
    private readonly string _path;

    public ConfigSection(JsonElement element, string path, List<ConfigProblem> problems)
    {
        (_path, _problems) = (path, problems);
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var property in element.EnumerateObject())
                _left[property.Name] = property.Value;
        else
            Report("", "must be an object in braces");
    }

    public string PathOf(string key) =>
        (_path, key) switch
        {
            ("", _) => key,
            (_, "") => _path,
            _ => $"{_path}.{key}",
        };

    public void Report(string key, string what) => _problems.Add(new(PathOf(key), what));

    /// <summary>A text; an empty one only where that is what stands for a text that is left out.</summary>
    public string Text(string key, string? fallback = null)
    {
        if (Take(key, fallback is not null) is not { } value)
            return fallback ?? "";
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && (text != "" || fallback == ""))
            return text;
        Report(key, "must be a text");
        return "";
    }

    public int Whole(string key, int least, int most, int? fallback = null) => (int)Number(key, least, most, fallback);

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, both allowed.</summary>
    public long Number(string key, long least, long most, long? fallback = null)
    {
        if (Take(key, fallback is not null) is not { } value)
            return fallback ?? least;
        if (
            value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var number)
            && number >= least
            && number <= most
        )
            return number;
        Report(key, $"must be a whole number from {least} to {most}, is {value.GetRawText()}");
        return least;
    }

    public IReadOnlyList<string> Texts(string key)
    {
        if (Take(key, optional: false) is not { } list)
            return [];
        if (
            list.ValueKind == JsonValueKind.Array
            && list.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String)
        )
            return [.. list.EnumerateArray().Select(e => e.GetString()!)];
        Report(key, "must be a list of texts");
        return [];
    }

    /// <summary>The object under this key; when it may be left out and is, an empty one.</summary>
    public ConfigSection Section(string key, bool optional = false) =>
        new(Take(key, optional) ?? EmptyObject, PathOf(key), _problems);

    /// <summary>The object under this key; <c>null</c> when it is left out.</summary>
    public ConfigSection? OptionalSection(string key) =>
        Take(key, optional: true) is { } element ? new(element, PathOf(key), _problems) : null;

    public bool Flag(string key)
    {
        if (Take(key, optional: false) is not { } value)
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Report(key, $"must be true or false, is {value.GetRawText()}");
        return value.ValueKind == JsonValueKind.True;
    }

    public IReadOnlyList<ConfigSection> Sections(string key)
    {
        if (Take(key, optional: false) is not { } list)
            return [];
        if (list.ValueKind == JsonValueKind.Array)
            return [.. list.EnumerateArray().Select((e, i) => new ConfigSection(e, $"{PathOf(key)}[{i}]", _problems))];
        Report(key, "must be a list");
        return [];
    }

    /// <summary>Reports the keys that nobody asked for. Last call on a section.</summary>
    public void RefuseTheRest()
    {
        foreach (var key in _left.Keys)
            Report(key, "unknown key");
    }

    private static JsonElement EmptyObject { get; } = JsonElement.Parse("{}");

    private JsonElement? Take(string key, bool optional)
    {
        if (_left.Remove(key, out var value))
            return value;
        if (!optional)
            Report(key, "is missing");
        return null;
    }
}
