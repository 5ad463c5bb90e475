using static Microsoft.Playwright.Assertions;

namespace AtmTerminal.Browser.Tests.Screen;

public class When_a_pin_or_an_amount_is_entered
{
    [Test]
    public async Task A_pin_is_only_ever_a_number_of_dots()
    {
        await using var served = await ServedScreen.StartAsync(SampleViews.Pin(0));
        await using var open = await served.OpenAsync(Glass.Machine);
        var page = open.Page;
        await Expect(page.Locator(".dot")).ToHaveCountAsync(4);
        await Expect(page.Locator(".dot.full")).ToHaveCountAsync(0);
        foreach (var digits in new[] { 1, 3, 6, 12 })
        {
            await page.ShowAsync(served.Session, SampleViews.Pin(digits));
            await Expect(page.Locator(".dot.full")).ToHaveCountAsync(digits);
            Assert.That(await page.CutsAsync("#screen"), Is.Empty);
        }
        await page.ShowAsync(served.Session, SampleViews.Amounts);
        await Expect(page.Locator("#pin")).ToBeHiddenAsync();
    }

    [Test]
    public async Task The_amount_typed_so_far_stands_large_on_the_screen()
    {
        await using var served = await ServedScreen.StartAsync(SampleViews.Typing);
        await using var open = await served.OpenAsync(Glass.Phone);
        await Expect(open.Page.Locator("#entry")).ToHaveTextAsync(SampleViews.Typing.Entry!);
        await open.Page.ShowAsync(served.Session, SampleViews.Typing with { Entry = "0 ₴" });
        await Expect(open.Page.Locator("#entry")).ToHaveTextAsync("0 ₴");
    }

    [Test]
    public async Task Nothing_moves_for_a_customer_who_asked_for_calm()
    {
        await using var served = await ServedScreen.StartAsync(SampleViews.Welcome);
        await using var calm = await Chromium.OpenAsync(served.Address, Glass.Machine, calm: true);
        await using var lively = await Chromium.OpenAsync(served.Address, Glass.Machine, calm: false);
        foreach (var (open, animated) in new[] { (calm, 0), (lively, 1) })
        {
            await Expect(open.Page.Locator("#title")).ToHaveTextAsync(SampleViews.Welcome.Title);
            Assert.That(
                await open.Page.EvaluateAsync<int>("document.querySelector('#picture .move').getAnimations().length"),
                Is.EqualTo(animated)
            );
        }
    }
}
