using AtmTerminal.Session.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AtmTerminal.Browser.Tests.Screen;

public class When_a_side_key_is_used
{
    private ServedScreen _served = null!;
    private OpenPage _open = null!;

    private IPage Page => _open.Page;

    [SetUp]
    public async Task Open()
    {
        _served = await ServedScreen.StartAsync(SampleViews.NotPayable);
        _open = await _served.OpenAsync(Glass.Machine);
        await Expect(Page.Locator("#title")).ToHaveTextAsync(SampleViews.NotPayable.Title);
    }

    [TearDown]
    public async Task Close()
    {
        await _open.DisposeAsync();
        await _served.DisposeAsync();
        Assert.That(_open.Complaints, Is.Empty);
    }

    [Test]
    public async Task Touching_it_reaches_the_session()
    {
        var answered = Page.WaitForResponseAsync("**/keys/R3");
        await Page.ClickAsync("[data-key=R3]");
        Assert.That((await answered).Status, Is.EqualTo(204));
        Assert.That(_served.Session.Pressed, Is.EqualTo(new[] { "R3" }));
    }

    [Test]
    public async Task The_page_shows_the_key_of_the_keypad_that_does_the_same()
    {
        foreach (var key in SampleViews.NotPayable.SideKeys.OfType<SideKeyView>())
            await Expect(Page.Locator($"[data-key={key.Key}]")).ToHaveTextAsync($"{key.Digit}{key.Label}");
    }

    [Test]
    public async Task A_key_without_a_meaning_cannot_be_pressed()
    {
        await Expect(Page.Locator("[data-key=L1]")).ToBeDisabledAsync();
        await Expect(Page.Locator("[data-key=L3]")).ToBeEnabledAsync();
    }

    [Test]
    public async Task All_keys_that_mean_something_are_reached_with_the_tabulator_in_reading_order()
    {
        var reached = new List<string?>();
        for (var i = 0; i < 5; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            var focused = Page.Locator(":focus-visible");
            reached.Add(await focused.GetAttributeAsync("data-key") ?? await focused.GetAttributeAsync("id"));
        }
        Assert.That(reached, Is.EqualTo(new[] { "L3", "L4", "R3", "R4", "voice" }));
    }

    [Test]
    public async Task Enter_on_the_focused_key_presses_it()
    {
        var answered = Page.WaitForResponseAsync("**/keys/L4");
        await Page.FocusAsync("[data-key=L4]");
        await Page.Keyboard.PressAsync("Enter");
        await answered;
        Assert.That(_served.Session.Pressed, Is.EqualTo(new[] { "L4" }));
    }

    [Test]
    public async Task The_second_half_of_a_double_click_does_not_answer_the_next_question()
    {
        var key = await Page.Locator("[data-key=R4]").BoundingBoxAsync();
        var (x, y) = (key!.X + key.Width / 2, key.Y + key.Height / 2);
        await Page.Mouse.MoveAsync(x, y);
        await ClickAsync(1);
        await Page.ShowAsync(_served.Session, SampleViews.Amounts);
        await ClickAsync(2);
        await Page.ShowAsync(_served.Session, SampleViews.NotPayable);
        var answered = Page.WaitForResponseAsync("**/keys/R4");
        await ClickAsync(1);
        await answered;
        Assert.That(_served.Session.Pressed, Has.Count.EqualTo(2), "the first click and the last one");

        async Task ClickAsync(int clickCount)
        {
            await Page.Mouse.DownAsync(new() { ClickCount = clickCount });
            await Page.Mouse.UpAsync(new() { ClickCount = clickCount });
        }
    }
}
