using Microsoft.Playwright;

namespace AtmTerminal.Browser.Tests;

/// <summary>One real Chromium for all tests of this assembly: Debian's, or the one that <c>ATM_CHROMIUM</c> names.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private const string DebianPath = "/usr/bin/chromium";

    private static IPlaywright? s_playwright;
    private static IBrowser? s_browser;

    [OneTimeSetUp]
    public async Task Launch()
    {
        var path = Environment.GetEnvironmentVariable("ATM_CHROMIUM") ?? DebianPath;
        if (!File.Exists(path))
            Assert.Fail($"There is no browser at {path}: install the Debian package chromium, or set ATM_CHROMIUM.");
        s_playwright = await Playwright.CreateAsync();
        s_browser = await s_playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = path,
                Args =
                [
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        if (s_browser is not null)
            await s_browser.CloseAsync();
        s_playwright?.Dispose();
    }

    /// <summary>A fresh page, as a browser that has just been started shows it. Dispose it with its context.</summary>
    /// <param name="calm">Whether the customer's system asks for reduced motion; still pictures are also what can be measured.</param>
    /// <param name="prepare">Done before the page is loaded.</param>
    public static async Task<OpenPage> OpenAsync(
        Uri address,
        Glass glass,
        bool calm = true,
        Func<IPage, Task>? prepare = null
    )
    {
        var context = await s_browser!.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = glass.Width, Height = glass.Height },
                ReducedMotion = calm ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            }
        );
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        var opened = new OpenPage(context, page);
        if (prepare is not null)
            await prepare(page);
        await page.GotoAsync(address.ToString());
        return opened;
    }
}

/// <summary>The size of the glass in CSS pixels.</summary>
public sealed record Glass(string Name, int Width, int Height)
{
    public static Glass Machine { get; } = new("machine", 1024, 768);
    public static Glass Phone { get; } = new("phone", 390, 844);
    public static Glass Desk { get; } = new("desk", 1440, 900);

    public override string ToString() => Name;
}

/// <summary>A page and everything that it complained about.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public OpenPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, error) => Complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Add(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>Script errors, refused resources, broken policies.</summary>
    public List<string> Complaints { get; } = [];

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
