using AtmTerminal.Session.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AtmTerminal.Browser.Tests.Screen;

/// <summary>Every screen of the machine in every language, on the glass of the machine and on a phone.</summary>
[TestFixture("machine")]
[TestFixture("phone")]
public class When_a_screen_is_shown(string glassName)
{
    private readonly Glass _glass = glassName == "machine" ? Glass.Machine : Glass.Phone;
    private ServedScreen _served = null!;
    private OpenPage _open = null!;

    private IPage Page => _open.Page;

    private static IEnumerable<TestCaseData> Screens =>
        EveryScreen.All.Select(s => new TestCaseData(s.Name, s.View).SetArgDisplayNames(s.Name));

    [OneTimeSetUp]
    public async Task Open()
    {
        _served = await ServedScreen.StartAsync(SampleViews.Welcome);
        _open = await _served.OpenAsync(_glass);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await _open.DisposeAsync();
        await _served.DisposeAsync();
        Assert.That(_open.Complaints, Is.Empty);
    }

    [TestCaseSource(nameof(Screens))]
    public async Task It_can_be_read_by_everybody(string name, ScreenView view)
    {
        await Page.ShowAsync(_served.Session, view);
        await Page.KeepPictureAsync($"{_glass}-{name}");

        await Expect(Page.Locator("html")).ToHaveAttributeAsync("lang", view.Language);
        await Expect(Page.Locator("#title")).ToHaveTextAsync(view.Title);
        await Expect(Page.Locator("#spoken")).ToHaveTextAsync(view.Spoken);
        var smallest = _glass == Glass.Machine ? 28 : 18;
        var texts = await Page.MeasureAsync("#screen");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(texts.Where(t => t.Contrast < 7), Is.Empty, "contrast below 7:1");
            Assert.That(texts.Where(t => t.FontPx < smallest), Is.Empty, $"type below {smallest} px");
            Assert.That(await Page.CutsAsync("#screen"), Is.Empty, "text that cannot be read in full");
        }
    }
}
