using System.Text.Json;
using System.Text.Json.Serialization;

namespace AtmTerminal.Session.Screens;

/// <summary>The words of one screen in one language; <c>{name}</c> is filled in when it is shown.</summary>
public sealed record ScreenText(string Title, IReadOnlyList<string> Lines, string Spoken, string? Footer = null);

/// <summary>All words in one language.</summary>
/// <param name="Name">The language's name for itself.</param>
/// <param name="Screens">By the name of <see cref="ScreenId"/>.</param>
/// <param name="Labels">Of side keys, and small words.</param>
/// <param name="Reasons">By the name of <see cref="Decisions.CustomerReason"/>.</param>
public sealed record LanguageTexts(
    string Name,
    IReadOnlyDictionary<string, ScreenText> Screens,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Reasons
)
{
    /// <summary>The languages there are texts for, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> Known { get; } = ["uk", "vi", "en"];

    private static readonly Dictionary<string, LanguageTexts> All = Known.ToDictionary(l => l, Load);

    /// <exception cref="KeyNotFoundException">There are no texts in this language.</exception>
    public static LanguageTexts Of(string language) => All[language];

    private static LanguageTexts Load(string language)
    {
        var resource = $"AtmTerminal.Session.Screens.Texts.{language}.json";
        // The build puts one into the program for each known language.
        using var stream = typeof(LanguageTexts).Assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize(stream, TextsJson.Default.LanguageTexts)!;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(LanguageTexts))]
internal sealed partial class TextsJson : JsonSerializerContext;
