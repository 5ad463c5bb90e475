using System.Globalization;
using System.Text;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;

namespace AtmTerminal.Session.Screens;

/// <summary>What is to be shown, before it has words. Immutable.</summary>
/// <param name="Languages">Those that are offered, in the order of the keys.</param>
/// <param name="Typed">The amount typed so far, or <c>null</c> where none is typed.</param>
/// <param name="Limit">The time the customer has, or <c>null</c>.</param>
public sealed record ScreenContent(
    ScreenId Screen,
    string Language,
    IReadOnlyList<string> Languages,
    ScreenFacts Facts,
    Money? Typed = null,
    int? PinDigits = null,
    TimeSpan? Limit = null
);

/// <summary>Turns a <see cref="ScreenContent"/> into words. No state, no clock.</summary>
public static class ScreenRenderer
{
    private static readonly int PlacesOfKeys = 8;

    private static readonly Dictionary<string, Func<ScreenContent, string?>> FactTexts = new()
    {
        ["amount"] = c => AmountOf(c.Facts.Amount, c),
        ["given"] = c => AmountOf(c.Facts.Given, c),
        ["fee"] = c =>
            c.Facts.Fee is { IsZero: true } ? LanguageTexts.Of(c.Language).Labels["free"] : AmountOf(c.Facts.Fee, c),
        // A screen that names the total has named its parts before.
        ["total"] = c => AmountOf((c.Facts.Given ?? c.Facts.Amount)!.Value + c.Facts.Fee!.Value, c),
        ["balance"] = c => AmountOf(c.Facts.Balance, c),
        ["minimum"] = c => AmountOf(c.Facts.Minimum, c),
        ["maximum"] = c => AmountOf(c.Facts.Maximum, c),
        ["offers"] = OffersSpoken,
        ["notes"] = c => string.Join(", ", c.Facts.Notes.Select(note => AmountText.Of(note.Value, c.Language))),
        ["reason"] = c =>
            c.Facts.Reason is { } reason ? Fill(LanguageTexts.Of(c.Language).Reasons[reason.ToString()], c) : null,
        ["card"] = c => c.Facts.Card,
        ["number"] = c => c.Facts.Number?.ToString(),
        ["time"] = c => c.Facts.At?.ToString(TimeFormatOf(c.Language), CultureInfo.InvariantCulture),
    };

    /// <summary>The view a page draws.</summary>
    /// <exception cref="InvalidOperationException">A text asks for a fact that the content does not have: a bug.</exception>
    public static ScreenView Render(long version, ScreenContent content)
    {
        var row = ScreenTable.Of(content.Screen);
        var text = TextOf(content.Screen, content.Language);
        return new(
            version,
            content.Screen.ToString(),
            content.Language,
            Fill(text.Title, content),
            [.. text.Lines.Select(line => Fill(line, content)), .. TitlesInOtherLanguages(row, content)],
            content.Screen == ScreenId.ChooseLanguage
                ? SpokenInEveryLanguage(row, content)
                : Fill(text.Spoken, content),
            Keys(row, content),
            content.Typed is { } typed ? AmountText.Of(typed, content.Language) : null,
            content.PinDigits,
            text.Footer is null ? null : Fill(text.Footer, content),
            row.Tone,
            content.Limit is { } limit ? (int)limit.TotalSeconds : null
        );
    }

    /// <summary>The side keys that do something now: a key for an offer or a language that is not there is left out.</summary>
    public static IEnumerable<SideKey> LiveKeys(ScreenContent content) =>
        ScreenTable
            .Of(content.Screen)
            .Keys.Where(key =>
                key.Label switch
                {
                    ScreenTable.OfferLabel => key.Index < content.Facts.Offers.Count,
                    ScreenTable.LanguageLabel => key.Index < content.Languages.Count,
                    _ => true,
                }
            );

    private static ScreenText TextOf(ScreenId screen, string language) =>
        LanguageTexts.Of(language).Screens[screen.ToString()];

    private static SideKeyView?[] Keys(ScreenRow row, ScreenContent content)
    {
        var keys = new SideKeyView?[PlacesOfKeys];
        foreach (var key in LiveKeys(content))
            keys[key.Digit - 1] = new(key.Key, Label(key, content), DigitOf(key, row));
        return keys;
    }

    private static string DigitOf(SideKey key, ScreenRow row) =>
        key.ByEnter || row.Keypad == KeypadMode.Amount ? "Enter" : key.Digit.ToString(CultureInfo.InvariantCulture);

    private static string Label(SideKey key, ScreenContent content) =>
        key.Label switch
        {
            ScreenTable.OfferLabel => AmountText.Of(content.Facts.Offers[key.Index], content.Language),
            ScreenTable.LanguageLabel => LanguageTexts.Of(content.Languages[key.Index]).Name,
            _ => LanguageTexts.Of(content.Language).Labels[key.Label],
        };

    private static IEnumerable<string> TitlesInOtherLanguages(ScreenRow row, ScreenContent content) =>
        row.EveryLanguage
            ? content.Languages.Where(l => l != content.Language).Select(l => TextOf(content.Screen, l).Title)
            : [];

    // Nobody has said yet which language is understood, so each one says its own sentence.
    private static string SpokenInEveryLanguage(ScreenRow row, ScreenContent content) =>
        string.Join(
            ' ',
            LiveKeys(content)
                .Select(key =>
                    Fill(TextOf(content.Screen, content.Languages[key.Index]).Spoken, content, DigitOf(key, row))
                )
        );

    /// <summary>Replaces each <c>{name}</c> by its fact.</summary>
    private static string Fill(string text, ScreenContent content, string? digit = null)
    {
        if (!text.Contains('{'))
            return text;
        var filled = new StringBuilder(text.Length + 32);
        var rest = text.AsSpan();
        for (var open = rest.IndexOf('{'); open >= 0; open = rest.IndexOf('{'))
        {
            var close = rest.IndexOf('}');
            var name = rest[(open + 1)..close].ToString();
            filled.Append(rest[..open]).Append(name == "digit" ? digit : FactOf(name, content));
            rest = rest[(close + 1)..];
        }
        return filled.Append(rest).ToString();
    }

    private static string FactOf(string name, ScreenContent content) =>
        FactTexts[name](content)
        ?? throw new InvalidOperationException($"Screen {content.Screen} speaks of '{name}', which is not known.");

    private static string? AmountOf(Money? amount, ScreenContent content) =>
        amount is { } known ? AmountText.Of(known, content.Language) : null;

    private static string OffersSpoken(ScreenContent content)
    {
        var row = ScreenTable.Of(content.Screen);
        var sentences = LiveKeys(content)
            .Where(key => key.Label == ScreenTable.OfferLabel)
            .Select(key =>
                LanguageTexts
                    .Of(content.Language)
                    .Labels[ScreenTable.OfferLabel]
                    .Replace("{amount}", Label(key, content), StringComparison.Ordinal)
                    .Replace("{digit}", DigitOf(key, row), StringComparison.Ordinal)
            );
        return string.Join(' ', sentences);
    }

    private static string TimeFormatOf(string language) =>
        language switch
        {
            "uk" => "dd.MM.yyyy HH:mm",
            "vi" => "dd/MM/yyyy HH:mm",
            _ => "yyyy-MM-dd HH:mm",
        };
}
