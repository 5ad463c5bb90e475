using AtmTerminal.Session.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AtmTerminal.Browser.Tests.Screen;

/// <summary>The browser's own voice is replaced by a list of what it was told to say: a test machine has no sound.</summary>
public class When_the_customer_listens
{
    private const string RecordSpeech = """
        window.said = [];
        speechSynthesis.speak = (utterance) => said.push(`${utterance.lang}: ${utterance.text}`);
        """;

    [Test]
    public async Task Nothing_is_said_aloud_until_the_customer_asks_for_it()
    {
        await using var served = await ServedScreen.StartAsync(SampleViews.Welcome);
        await using var open = await OpenAsync(served, "");
        Assert.That(await SaidAsync(open.Page), Is.Empty);

        await open.Page.ClickAsync("#voice");

        await Expect(open.Page.Locator("#voice")).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.That(await SaidAsync(open.Page), Is.EqualTo(new[] { $"uk-UA: {SampleViews.Welcome.Spoken}" }));
    }

    [Test]
    public async Task Each_new_screen_is_said_once_in_its_language_and_digits_are_not_said()
    {
        await using var served = await ServedScreen.StartAsync(SampleViews.Welcome);
        await using var open = await OpenAsync(served, "?speak=1");

        foreach (var view in new ScreenView[] { SampleViews.Pin(0), SampleViews.Pin(1), SampleViews.Pin(2) })
            await open.Page.ShowAsync(served.Session, view);
        await open.Page.ShowAsync(
            served.Session,
            SampleViews.Amounts with
            {
                Language = "vi",
                Spoken = "Chọn số tiền.",
            }
        );

        Assert.That(
            await SaidAsync(open.Page),
            Is.EqualTo(
                new[]
                {
                    $"uk-UA: {SampleViews.Welcome.Spoken}",
                    $"uk-UA: {SampleViews.Pin(0).Spoken}",
                    "vi-VN: Chọn số tiền.",
                }
            )
        );
    }

    private static async Task<OpenPage> OpenAsync(ServedScreen served, string query)
    {
        var open = await Chromium.OpenAsync(
            new Uri(served.Address, query),
            Glass.Machine,
            prepare: page => page.AddInitScriptAsync(RecordSpeech)
        );
        await Expect(open.Page.Locator("#title")).ToHaveTextAsync(SampleViews.Welcome.Title);
        return open;
    }

    private static Task<string[]> SaidAsync(IPage page) => page.EvaluateAsync<string[]>("said");
}
