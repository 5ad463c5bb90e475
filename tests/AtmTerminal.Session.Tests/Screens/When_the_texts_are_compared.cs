using System.Text.RegularExpressions;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Screens;

namespace AtmTerminal.Session.Tests.Screens;

public partial class When_the_texts_are_compared
{
    public static IEnumerable<TestCaseData> ScreensInLanguages =>
        from language in LanguageTexts.Known
        from screen in Enum.GetValues<ScreenId>()
        select new TestCaseData(language, screen).SetArgDisplayNames(language, screen.ToString());

    [TestCaseSource(nameof(ScreensInLanguages))]
    public void Every_screen_has_a_title_and_a_spoken_text_in_every_language(string language, ScreenId screen)
    {
        var texts = LanguageTexts.Of(language).Screens;
        Assert.That(texts, Does.ContainKey(screen.ToString()));
        var text = texts[screen.ToString()];
        Assert.That(text.Title, Is.Not.Empty);
        Assert.That(text.Spoken, Is.Not.Empty);
        Assert.That(text.Lines, Has.None.Empty.And.Count.LessThanOrEqualTo(6));
    }

    [TestCaseSource(nameof(ScreensInLanguages))]
    public void Its_placeholders_are_those_of_the_english_text(string language, ScreenId screen)
    {
        var (text, english) = (Text(language, screen), Text("en", screen));
        Assert.That(Placeholders(text.Title), Is.EquivalentTo(Placeholders(english.Title)));
        Assert.That(text.Lines.Select(Placeholders), Is.EqualTo(english.Lines.Select(Placeholders)));
        Assert.That(Placeholders(text.Spoken), Is.EquivalentTo(Placeholders(english.Spoken)));
        Assert.That(text.Footer is null, Is.EqualTo(english.Footer is null));
        Assert.That(Placeholders(text.Footer ?? ""), Is.EquivalentTo(Placeholders(english.Footer ?? "")));
    }

    [TestCaseSource(nameof(ScreensInLanguages))]
    public void It_can_be_drawn_whole(string language, ScreenId screen)
    {
        var view = ScreenRenderer.Render(1, Content(screen, language));
        var words = string.Join('|', view.Lines.Append(view.Title).Append(view.Spoken).Append(view.Footer));
        Assert.That(words, Does.Not.Contain("{").And.Not.Contain("}"));
        Assert.That(view.SideKeys, Has.Count.EqualTo(8));
        Assert.That(view.SideKeys.OfType<SideKeyView>().Count(), Is.EqualTo(ScreenTable.Of(screen).Keys.Count));
    }

    [Test]
    public void Labels_and_reasons_are_the_same_set_in_every_language()
    {
        var english = LanguageTexts.Of("en");
        foreach (var texts in LanguageTexts.Known.Select(LanguageTexts.Of))
        {
            Assert.That(texts.Labels.Keys, Is.EquivalentTo(english.Labels.Keys), texts.Name);
            Assert.That(texts.Reasons.Keys, Is.EquivalentTo(Enum.GetNames<CustomerReason>()), texts.Name);
            Assert.That(texts.Screens.Keys, Is.EquivalentTo(Enum.GetNames<ScreenId>()), texts.Name);
            foreach (var (id, reason) in texts.Reasons)
                Assert.That(
                    Placeholders(reason),
                    Is.EquivalentTo(Placeholders(english.Reasons[id])),
                    $"{texts.Name}, {id}"
                );
            foreach (var (id, label) in texts.Labels)
                Assert.That(
                    Placeholders(label),
                    Is.EquivalentTo(Placeholders(english.Labels[id])),
                    $"{texts.Name}, {id}"
                );
        }
    }

    [Test]
    public void No_placeholder_is_unknown()
    {
        var used = LanguageTexts
            .Known.Select(LanguageTexts.Of)
            .SelectMany(t =>
                t.Screens.Values.SelectMany(s => s.Lines.Append(s.Title).Append(s.Spoken).Append(s.Footer ?? ""))
                    .Concat(t.Reasons.Values)
            )
            .SelectMany(Placeholders);
        Assert.That(used.Distinct(), Is.SubsetOf(ScreenFacts.Names));
    }

    [Test]
    public void Every_screen_can_be_answered_with_the_keypad_alone()
    {
        foreach (var row in ScreenTable.Rows.Where(r => r.Keypad == KeypadMode.Amount))
            Assert.That(row.Keys.All(k => k.ByEnter), $"{row.Screen}");
        foreach (var row in ScreenTable.Rows.Where(r => r.Keys.Count > 0))
            Assert.That(row.Keypad, Is.Not.EqualTo(KeypadMode.None), $"{row.Screen}");
    }

    [Test]
    public void Each_language_says_how_it_is_chosen_in_its_own_words()
    {
        var spoken = ScreenRenderer.Render(1, Content(ScreenId.ChooseLanguage, "uk")).Spoken;
        Assert.That(
            spoken,
            Does.Contain("української натисніть 1").And.Contain("Nhấn 2").And.Contain("English, press 3")
        );
    }

    [TestCase("uk", "1\u00A0234,50\u00A0грн")]
    [TestCase("vi", "1.234,50\u00A0UAH")]
    [TestCase("en", "1,234.50\u00A0UAH")]
    public void An_amount_is_written_as_people_write_it(string language, string expected) =>
        Assert.That(
            AmountText.Of(Domain.Amounts.Money.FromMinorUnits(123_450, Domain.Amounts.Currency.Uah), language),
            Is.EqualTo(expected)
        );

    private static ScreenText Text(string language, ScreenId screen) =>
        LanguageTexts.Of(language).Screens[screen.ToString()];

    private static ScreenContent Content(ScreenId screen, string language) =>
        new(
            screen,
            language,
            LanguageTexts.Known,
            new ScreenFacts
            {
                Amount = Machine.Uah(500),
                Given = Machine.Uah(400),
                Fee = Machine.Uah(5),
                Balance = Machine.Uah(1000),
                Minimum = Machine.Uah(100),
                Maximum = Machine.Uah(20_000),
                Offers = [.. Enumerable.Range(1, 7).Select(i => Machine.Uah(i * 100))],
                Notes = [new Denomination(Machine.Uah(100))],
                Reason = CustomerReason.AmountBelowMinimum,
                Card = "************1111",
                Number = new WithdrawalNumber(7),
                At = DateTimeOffset.UnixEpoch,
            },
            Typed: screen == ScreenId.TypeAmount ? Machine.Uah(12) : null
        );

    private static IEnumerable<string> Placeholders(string text) =>
        PlaceholderPattern().Matches(text).Select(m => m.Value.Trim('{', '}')).Order();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex PlaceholderPattern();
}
