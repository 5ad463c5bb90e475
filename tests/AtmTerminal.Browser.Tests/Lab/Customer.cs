using System.Text.RegularExpressions;
using AtmTerminal.Lab;
using AtmTerminal.Session.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AtmTerminal.Browser.Tests.Lab;

/// <summary>
/// A person at the board page of a running Lab, in real time: looks at the screen, presses keys, takes card and notes. Waits for
/// what is seen, never for a time.
/// </summary>
internal sealed class Customer : IAsyncDisposable
{
    // Longer than the longest time limit of the session: a test waits for it, not for the clock.
    private const float Patience = 90_000;

    private readonly string _folder;
    private readonly LabSystem _lab;
    private readonly OpenPage _open;

    private Customer(string folder, LabSystem lab, OpenPage open) => (_folder, _lab, _open) = (folder, lab, open);

    public IPage Page => _open.Page;

    private IFrameLocator Screen => Page.FrameLocator("#screen");

    /// <summary>A Lab in an empty folder, and a browser on its board page.</summary>
    public static async Task<Customer> ArriveAsync()
    {
        var folder = Directory.CreateTempSubdirectory("atm-lab-").FullName;
        var start = await LabSystem.StartAsync(
            new LabOptions(folder, LabOptions.ShippedConfig, ScreenPort: 0, BoardPort: 0)
        );
        Assert.That(start, Is.InstanceOf<LabStart.Started>(), (start as LabStart.Refused)?.Reason);
        var lab = ((LabStart.Started)start).Lab;
        return new Customer(folder, lab, await Chromium.OpenAsync(lab.BoardAddress, Glass.Desk));
    }

    public Task SeesAsync(ScreenId screen) =>
        Expect(Screen.Locator("body")).ToHaveAttributeAsync("data-screen", $"{screen}", new() { Timeout = Patience });

    public Task ReadsAsync(string text) =>
        Expect(Screen.Locator("#content")).ToContainTextAsync(text, new() { Timeout = Patience });

    public Task PressesAsync(string sideKey) => Screen.Locator($"[data-key={sideKey}]").ClickAsync();

    public async Task TypesAsync(string digits)
    {
        foreach (var digit in digits)
            await Page.ClickAsync($"[data-pad='{digit}']");
        await Page.ClickAsync("[data-pad=Enter]");
    }

    public Task InsertsCardAsync(int card) => Page.ClickAsync($"[data-card='{card}']");

    public async Task TakesCardAsync()
    {
        await Expect(Page.Locator("#take-card")).ToBeEnabledAsync(new() { Timeout = Patience });
        await Page.ClickAsync("#take-card");
    }

    public async Task TakesAllNotesAsync()
    {
        await Expect(Page.Locator("#take-all")).ToBeEnabledAsync(new() { Timeout = Patience });
        await Page.ClickAsync("#take-all");
    }

    public Task SwitchesPowerAsync() => Page.ClickAsync("#power");

    /// <summary>From the card to the notes lying in the slot.</summary>
    /// <param name="amount">In hryvnias.</param>
    public async Task AsksForCashAsync(int card, string pin, int amount)
    {
        await SeesAsync(ScreenId.InsertCard);
        await InsertsCardAsync(card);
        await ChoosesEnglishAndTypesAsync(pin);
        await PressesAsync("L1");
        await SeesAsync(ScreenId.ChooseAmount);
        await PressesAsync("R4");
        await SeesAsync(ScreenId.TypeAmount);
        await TypesAsync($"{amount}");
        await SeesAsync(ScreenId.ConfirmFee);
        await PressesAsync("R4");
        await SeesAsync(ScreenId.TakeCardFirst);
        await TakesCardAsync();
        await SeesAsync(ScreenId.TakeCash);
    }

    public async Task ChoosesEnglishAndTypesAsync(string pin)
    {
        await SeesAsync(ScreenId.ChooseLanguage);
        await PressesAsync("L3");
        await SeesAsync(ScreenId.EnterPin);
        await TypesAsync(pin);
        await SeesAsync(ScreenId.ChooseService);
    }

    /// <summary>On the board page: no note is missing, and the bank has posted what the journal says.</summary>
    /// <param name="posted">The sum of the postings as the page prints it, e.g. <c>350.00 UAH</c>.</param>
    /// <param name="handedOut">Notes in customers' hands.</param>
    public async Task AllIsAccountedForAsync(string posted, int handedOut)
    {
        await Expect(Page.Locator("#equation"))
            .ToContainTextAsync($"{handedOut} handed out", new() { Timeout = Patience });
        await Expect(Page.Locator("#equation")).ToHaveClassAsync("holds", new() { Timeout = Patience });
        await Expect(Page.Locator("#bank > p").First)
            .ToHaveTextAsync(new Regex($"^Posted {Regex.Escape(posted)} – ✓"), new() { Timeout = Patience });
        await Expect(Page.Locator("#bank")).ToContainTextAsync("Holds: none", new() { Timeout = Patience });
    }

    public async ValueTask DisposeAsync()
    {
        await _open.DisposeAsync();
        await _lab.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
