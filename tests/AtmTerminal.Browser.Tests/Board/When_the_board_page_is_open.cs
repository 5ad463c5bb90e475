using AtmTerminal.Browser.Tests.Screen;
using AtmTerminal.Lab.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AtmTerminal.Browser.Tests.Board;

public class When_the_board_page_is_open
{
    [Test]
    public async Task Pictures()
    {
        var panel = new ScriptedPanel();
        var start = await BoardServer.StartAsync(panel, port: 0, TimeProvider.System);
        await using var board = ((BoardServerStart.Started)start).Server;
        await using var screen = await ServedScreen.StartAsync(SampleViews.Amounts, () => board.Address);
        panel.Show(SampleBoard.AtRest with { ScreenAddress = screen.Address });
        await using var open = await Chromium.OpenAsync(board.Address, Glass.Desk);
        await Expect(open.Page.FrameLocator("#screen").Locator("#title")).ToHaveTextAsync(SampleViews.Amounts.Title);
        await open.Page.KeepPictureAsync("board-rest");
        panel.Show(SampleBoard.Dispensing with { ScreenAddress = screen.Address });
        await Expect(open.Page.Locator("#machine .note")).ToHaveCountAsync(5);
        await open.Page.KeepPictureAsync("board-dispensing");
        panel.Show(SampleBoard.Presented with { ScreenAddress = screen.Address });
        await Expect(open.Page.Locator("#take-all")).ToBeEnabledAsync();
        await open.Page.KeepPictureAsync("board-presented");
        panel.Show(SampleBoard.Dark);
        await Expect(open.Page.Locator("#power")).ToHaveAttributeAsync("aria-checked", "false");
        await open.Page.KeepPictureAsync("board-dark");
        Assert.That(open.Complaints, Is.Empty);
    }
}
