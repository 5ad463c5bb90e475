using System.Text.Json;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Security;
using AtmTerminal.Session;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Screens;

namespace AtmTerminal.Config;

/// <summary>Reads config/terminal.json and names everything that is wrong with it at once.</summary>
public static class TerminalConfigFile
{
    public const string FileName = "terminal.json";

    /// <returns>The configuration is null exactly when there are problems.</returns>
    public static (TerminalConfig? Config, IReadOnlyList<ConfigProblem> Problems) Load(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, [new(path, "cannot be read; check that the file is there and may be read")]);
        }
    }

    /// <inheritdoc cref="Load"/>
    public static (TerminalConfig? Config, IReadOnlyList<ConfigProblem> Problems) Parse(ReadOnlyMemory<byte> json)
    {
        var problems = new List<ConfigProblem>();
        try
        {
            using var document = JsonDocument.Parse(
                json,
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }
            );
            var config = Read(new(document.RootElement, "", problems));
            return problems.Count == 0 ? (config, problems) : (null, problems);
        }
        catch (JsonException e)
        {
            return (null, [new($"line {e.LineNumber + 1}", "is no JSON text from here on")]);
        }
    }

    private static TerminalConfig Read(ConfigSection root)
    {
        var currency = ReadCurrency(root);
        var config = new TerminalConfig(
            Checked(
                root,
                "terminalId",
                id => id.Length == 8 && id.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)),
                "must be eight capital letters or digits"
            ),
            Checked(root, "bankCode", IsBankCode, "must be 1 to 11 digits"),
            Checked(
                root,
                "location",
                text => text.Length <= 15 && text.All(c => c is >= ' ' and <= '~'),
                "must be 1 to 15 plain characters"
            ),
            currency,
            ReadFee(root.Section("fee")),
            ReadLanguages(root),
            ReadLimits(root.Section("limits"), currency),
            root.Whole("maxNotes", 1, 200),
            ReadTimeLimits(root.Section("timeLimitsSeconds", optional: true)),
            ReadCassettes(root, currency),
            root.Text("hostAddress"),
            root.Whole("hostPort", 0, 65_535),
            root.Whole("screenPort", 0, 65_535),
            ReadKeys(root),
            OfflineSection.Read(root, currency),
            ReadCounterFile(root)
        );
        root.RefuseTheRest();
        return config;
    }

    private static bool IsBankCode(string text) => text.Length <= 11 && text.All(char.IsAsciiDigit);

    private static string Checked(ConfigSection section, string key, Func<string, bool> holds, string otherwise)
    {
        var text = section.Text(key);
        if (text != "" && !holds(text))
            section.Report(key, otherwise);
        return text;
    }

    private static Currency ReadCurrency(ConfigSection root)
    {
        var code = root.Text("currency");
        if (Currency.TryFromCode(code) is { } currency)
            return currency;
        if (code != "")
            root.Report("currency", $"must be one of {string.Join(", ", Currency.All)}, is {code}");
        return Currency.None;
    }

    private static string? ReadCounterFile(ConfigSection root)
    {
        var path = root.Text("counterFile", fallback: "");
        if (path != "" && !Path.IsPathFullyQualified(path))
            root.Report("counterFile", $"must be a path from the root on, is {path}");
        return path == "" ? null : path;
    }

    private static DukptKind ReadKeys(ConfigSection root)
    {
        var kind = root.Text("keys", fallback: "aes");
        if (kind is not ("aes" or "tdes"))
            root.Report("keys", $"must be aes or tdes, is {kind}");
        return kind == "tdes" ? DukptKind.Tdes : DukptKind.Aes;
    }

    private static FeeRule ReadFee(ConfigSection section)
    {
        var prefixes = section.Texts("ownPrefixes");
        if (prefixes.Any(p => p.Length is < 1 or > 11 || !p.All(char.IsAsciiDigit)))
            section.Report("ownPrefixes", "each must be the first 1 to 11 digits of the own bank's cards");
        var fee = new FeeRule(prefixes, new Commission(section.Whole("othersBasisPoints", 0, 10_000)));
        section.RefuseTheRest();
        return fee;
    }

    private static IReadOnlyList<string> ReadLanguages(ConfigSection root)
    {
        var languages = root.Texts("languages");
        if (languages.Count is 0 or > 8)
            root.Report("languages", "must name 1 to 8 languages");
        foreach (var unknown in languages.Except(LanguageTexts.Known))
            root.Report("languages", $"{unknown} is not one of {string.Join(", ", LanguageTexts.Known)}");
        return languages;
    }

    private static AmountLimits ReadLimits(ConfigSection section, Currency currency)
    {
        var minimum = section.Number("minimum", 1, 1_000_000_000);
        var maximum = section.Number("maximum", 1, 1_000_000_000);
        if (maximum < minimum)
            section.Report("maximum", $"must not be below minimum, which is {minimum}");
        section.RefuseTheRest();
        return new(Money.FromMajorUnits(minimum, currency), Money.FromMajorUnits(maximum, currency));
    }

    private static SessionTimeLimits ReadTimeLimits(ConfigSection section)
    {
        var usual = new SessionTimeLimits();
        var limits = new SessionTimeLimits
        {
            Language = Seconds("language", usual.Language),
            Pin = Seconds("pin", usual.Pin),
            Menu = Seconds("menu", usual.Menu),
            Amount = Seconds("amount", usual.Amount),
            Confirm = Seconds("confirm", usual.Confirm),
            MoreTime = Seconds("moreTime", usual.MoreTime),
            Message = Seconds("message", usual.Message),
            Receipt = Seconds("receipt", usual.Receipt),
            TakeCard = Seconds("takeCard", usual.TakeCard),
            TakeCash = Seconds("takeCash", usual.TakeCash),
        };
        section.RefuseTheRest();
        return limits;

        TimeSpan Seconds(string key, TimeSpan fallback) =>
            TimeSpan.FromSeconds(section.Whole(key, 1, 600, (int)fallback.TotalSeconds));
    }

    private static IReadOnlyList<CassettePlace> ReadCassettes(ConfigSection root, Currency currency)
    {
        var sections = root.Sections("cassettes");
        if (sections.Count is 0 or > 6)
            root.Report("cassettes", "must be 1 to 6");
        var cassettes = sections.Select(s => ReadCassette(s, currency)).ToList();
        foreach (var twice in cassettes.GroupBy(c => c.Id).Where(g => g.Count() > 1))
            root.Report("cassettes", $"the id {twice.Key} is used {twice.Count()} times");
        return cassettes;
    }

    private static CassettePlace ReadCassette(ConfigSection section, Currency currency)
    {
        var cassette = new CassettePlace(
            Checked(
                section,
                "id",
                id => id is ['1' or '2' or '3' or '4' or '5' or '6'],
                "must be \"1\" to \"6\", the number of the pick motor"
            ),
            new Denomination(Money.FromMajorUnits(section.Number("value", 1, 10_000_000), currency)),
            section.Whole("noteLengthMm", 100, 200),
            section.Whole("notes", 0, 2_500)
        );
        section.RefuseTheRest();
        return cassette;
    }
}
