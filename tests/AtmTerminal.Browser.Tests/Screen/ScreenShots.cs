using AtmTerminal.Session.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AtmTerminal.Browser.Tests.Screen;

/// <summary>What the page does once, the tests of the page ask for often.</summary>
internal static class ScreenShots
{
    /// <summary>Shows a view and waits until the page has drawn exactly it.</summary>
    public static async Task ShowAsync(this IPage page, ScriptedScreen session, ScreenView view)
    {
        var shown = session.Show(view);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-version", $"{shown.Version}");
    }

    /// <summary>Keeps a picture when <c>ATM_SCREENSHOTS</c> names a folder: for people who look at the screens.</summary>
    public static async Task KeepPictureAsync(this IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("ATM_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }
}
