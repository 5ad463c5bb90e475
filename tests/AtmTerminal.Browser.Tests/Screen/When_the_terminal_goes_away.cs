using static Microsoft.Playwright.Assertions;

namespace AtmTerminal.Browser.Tests.Screen;

public class When_the_terminal_goes_away
{
    [Test]
    public async Task The_page_says_in_every_language_that_the_machine_does_not_work_and_comes_back_by_itself()
    {
        await using var served = await ServedScreen.StartAsync(SampleViews.Amounts);
        await using var open = await served.OpenAsync(Glass.Machine);
        var page = open.Page;
        await Expect(page.Locator("#title")).ToHaveTextAsync(SampleViews.Amounts.Title);

        await served.StopAsync();

        await Expect(page.Locator("#lost")).ToBeVisibleAsync();
        await Expect(page.Locator("#screen")).ToBeHiddenAsync();
        foreach (var language in new[] { "uk", "vi", "en" })
            await Expect(page.Locator($"#lost [lang={language}] h2")).Not.ToBeEmptyAsync();
        await page.KeepPictureAsync("machine-lost");
        Assert.That(await page.CutsAsync("#lost"), Is.Empty);
        var texts = await page.MeasureAsync("#lost");
        Assert.That(texts.Where(t => t.Contrast < 7 || t.FontPx < 28), Is.Empty);

        await served.RestartAsync();

        await Expect(page.Locator("#title")).ToBeVisibleAsync();
        await Expect(page.Locator("#lost")).ToBeHiddenAsync();
    }

    [Test]
    public async Task A_restart_that_counts_its_views_anew_is_shown_all_the_same()
    {
        await using var served = await ServedScreen.StartAsync(SampleViews.Amounts with { Version = 500 });
        await using var open = await served.OpenAsync(Glass.Phone);
        await Expect(open.Page.Locator("#title")).ToHaveTextAsync(SampleViews.Amounts.Title);
        await served.StopAsync();
        await Expect(open.Page.Locator("#lost")).ToBeVisibleAsync();
        await open.Page.KeepPictureAsync("phone-lost");
        Assert.That(await open.Page.CutsAsync("#lost"), Is.Empty);

        served.Session.Restart(SampleViews.Welcome);
        await served.RestartAsync();

        await Expect(open.Page.Locator("#title")).ToHaveTextAsync(SampleViews.Welcome.Title);
    }
}
