using System.Text.Json;

namespace AtmTerminal.Board;

/// <summary>Reads config/pins.json: <c>{"pins": [{"name": "dispenser.pick1", "line": 4, "use": "output"}]}</c>.</summary>
/// <remarks>Unknown keys are problems, and every problem is reported at once: the file is mended in one visit.</remarks>
public static class PinTableFile
{
    public const string FileName = "pins.json";

    // In the order of PinUse.
    private static readonly string[] Uses = ["input", "inputPullUp", "inputPullDown", "output"];

    /// <summary>As <see cref="Parse"/>, from a file; one that cannot be read is a problem too.</summary>
    public static (PinTable? Table, IReadOnlyList<string> Problems) Load(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, [$"{path} cannot be read; check that the file is there and may be read"]);
        }
    }

    /// <summary>The table, or what is wrong with the text, each problem with its path.</summary>
    /// <returns>The table is null exactly when there are problems.</returns>
    public static (PinTable? Table, IReadOnlyList<string> Problems) Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            return (null, [$"line {e.LineNumber + 1}: no JSON text"]);
        }
    }

    private static (PinTable?, IReadOnlyList<string>) Read(JsonElement root)
    {
        if (
            root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("pins", out var list)
            || list.ValueKind != JsonValueKind.Array
        )
            return (null, ["pins: must be a list of pins"]);
        var problems = new List<string>();
        var pins = new List<Pin>();
        foreach (var property in root.EnumerateObject())
            if (property.Name != "pins")
                problems.Add($"{property.Name}: unknown key");
        foreach (var (i, element) in list.EnumerateArray().Index())
            if (ReadPin($"pins[{i}]", element, problems) is { } pin)
                pins.Add(pin);
        foreach (var twice in pins.GroupBy(p => p.Name).Where(g => g.Count() > 1))
            problems.Add($"pins: the name {twice.Key} is used {twice.Count()} times");
        foreach (var twice in pins.GroupBy(p => p.Line).Where(g => g.Count() > 1))
            problems.Add($"pins: line {twice.Key} is used by {string.Join(" and ", twice.Select(p => p.Name))}");
        return problems.Count == 0 ? (new PinTable(pins), problems) : (null, problems);
    }

    private static Pin? ReadPin(string path, JsonElement element, List<string> problems)
    {
        var before = problems.Count;
        string? name = null;
        int? line = null;
        var use = -1;
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var property in element.EnumerateObject())
                switch (property.Name)
                {
                    case "name" when property.Value.ValueKind == JsonValueKind.String:
                        name = property.Value.GetString();
                        break;
                    case "line"
                        when property.Value.ValueKind == JsonValueKind.Number
                            && property.Value.TryGetInt32(out var number)
                            && number >= 0:
                        line = number;
                        break;
                    case "use" when property.Value.ValueKind == JsonValueKind.String:
                        use = Array.IndexOf(Uses, property.Value.GetString());
                        break;
                    case "name" or "line" or "use":
                        break;
                    default:
                        problems.Add($"{path}.{property.Name}: unknown key");
                        break;
                }
        if (string.IsNullOrEmpty(name))
            problems.Add($"{path}.name: must be the pin's name in the machine");
        if (line is null)
            problems.Add($"{path}.line: must be a line number from 0");
        if (use < 0)
            problems.Add($"{path}.use: must be one of {string.Join(", ", Uses)}");
        return problems.Count == before ? new Pin(name!, line!.Value, (PinUse)use) : null;
    }
}
