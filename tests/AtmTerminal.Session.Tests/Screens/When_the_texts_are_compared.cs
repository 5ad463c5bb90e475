using System.Text.RegularExpressions;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Screens;
using AtmTerminal.Session.Table;

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

    [TestCase("uk", "UAH", 123_450, "1\u00A0234,50\u00A0грн")]
    [TestCase("vi", "UAH", 123_450, "1.234,50\u00A0UAH")]
    [TestCase("en", "UAH", 123_450, "1,234.50\u00A0UAH")]
    [TestCase("uk", "VND", 50_000, "50\u00A0000\u00A0VND")]
    [TestCase("vi", "VND", 50_000, "50.000\u00A0₫")]
    [TestCase("en", "UAH", -50, "-0.50\u00A0UAH")]
    [TestCase("en", "UAH", -150, "-1.50\u00A0UAH")]
    public void An_amount_is_written_as_people_write_it(string language, string code, long minor, string expected) =>
        Assert.That(
            AmountText.Of(Money.FromMinorUnits(minor, Currency.TryFromCode(code)!.Value), language),
            Is.EqualTo(expected)
        );

    public static IEnumerable<TestCaseData> FactsThatAreMissing =>
        new (string Name, Func<ScreenFacts, ScreenFacts> Without)[]
        {
            ("amount", f => f with { Amount = null }),
            ("given", f => f with { Given = null }),
            ("fee", f => f with { Fee = null }),
            ("total", f => f with { Given = null, Amount = null }),
            ("balance", f => f with { Balance = null }),
            ("minimum", f => f with { Minimum = null }),
            ("reason", f => f with { Reason = null }),
            ("card", f => f with { Card = null }),
            ("number", f => f with { Number = null }),
            ("time", f => f with { At = null }),
        }.Select(c => new TestCaseData(c.Name, c.Without).SetArgDisplayNames(c.Name));

    [TestCaseSource(nameof(FactsThatAreMissing))]
    public void A_screen_that_speaks_of_what_is_not_known_is_not_drawn(
        string name,
        Func<ScreenFacts, ScreenFacts> without
    )
    {
        var speaking = Enum.GetValues<ScreenId>().Where(s => Speaks(Text("en", s)).Contains(name)).ToList();
        Assert.That(speaking, Is.Not.Empty);
        foreach (var content in speaking.Select(s => Content(s, "en")))
            Assert.That(
                () => ScreenRenderer.Render(1, content with { Facts = without(content.Facts) }),
                Throws.InvalidOperationException
            );
    }

    [Test]
    public void No_limit_of_a_screen_and_no_state_is_forgotten()
    {
        var limits = new SessionTimeLimits();
        foreach (var limit in Enum.GetValues<ScreenLimit>())
            Assert.That(limits.Of(limit).HasValue, Is.EqualTo(limit != ScreenLimit.None), $"{limit}");
        Assert.That(() => limits.Of((ScreenLimit)(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => StateScreens.Of((SessionState)(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    /// <summary>Also of what the reason of this test's content speaks of.</summary>
    private static IEnumerable<string> Speaks(ScreenText text) =>
        Placeholders(string.Join(' ', text.Lines.Append(text.Title).Append(text.Spoken)))
            .SelectMany(name => name == "reason" ? new[] { name, "minimum" } : [name]);

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
