using AtmTerminal.BankHost;
using AtmTerminal.BankHost.Tests;
using AtmTerminal.Browser.Tests.Screen;
using Microsoft.Playwright;

namespace AtmTerminal.Browser.Tests.Console;

/// <summary>
/// Somebody of the bank at a browser, over a host at which a few customers were served today. Waits for what is seen, never for
/// a time.
/// </summary>
internal sealed class Clerk : IAsyncDisposable
{
    public const string Chief = "1001";
    public const string Looker = "1002";

    private readonly TestConsole _console;
    private readonly OpenPage _open;

    private Clerk(TestConsole console, OpenPage open) => (_console, _open) = (console, open);

    public IPage Page => _open.Page;

    /// <summary>Script errors, refused resources, broken policies.</summary>
    public List<string> Complaints => _open.Complaints;

    /// <summary>At the sign-in of a bank with two employees, one of whom may only look.</summary>
    public static async Task<Clerk> ArriveAsync(Glass glass, ColorScheme colours = ColorScheme.Light)
    {
        var console = await TestConsole.StartAsync();
        console.Employ(Chief, RightsWords.All);
        console.Employ(Looker, Rights.Look);
        ServeCustomers(console.Host);
        var open = await Chromium.OpenAsync(
            new Uri(console.Server.Address, "/sign-in"),
            glass,
            prepare: page => page.EmulateMediaAsync(new() { ColorScheme = colours })
        );
        return new(console, open);
    }

    public async Task SignInAsync(string code)
    {
        await Page.GetByLabel("Employee code").FillAsync(code);
        await Page.GetByLabel("Password").FillAsync(TestConsole.Password);
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    public Task GoAsync(string address) => Page.GotoAsync(new Uri(_console.Server.Address, address).ToString());

    public async ValueTask DisposeAsync()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == NUnit.Framework.Interfaces.TestStatus.Failed)
            await Page.KeepPictureAsync($"failed-{TestContext.CurrentContext.Test.MethodName}");
        await _open.DisposeAsync();
        await _console.DisposeAsync();
    }

    /// <summary>Two withdrawals, one of them of another bank's card; a shortage; a captured card; one that is out of service.</summary>
    private static void ServeCustomers(TestHost host)
    {
        var terminal = host.Terminal;
        host.Send(terminal.SignOn());
        foreach (var (number, card, amount) in new[] { (1L, host.Rich, 2_000L), (2L, host.Rich, 500L) })
        {
            host.Send(terminal.Withdrawal(number, card, Amounts.Uah(amount)));
            host.Send(terminal.Completion(number, Amounts.Uah(amount), card: card));
        }
        var commission = SampleBank.ForeignCommission.On(Amounts.Uah(1_000));
        host.Send(terminal.Withdrawal(3, host.Foreign, Amounts.Uah(1_000), commission));
        host.Send(terminal.Completion(3, Amounts.Uah(1_000), commission, host.Foreign));
        host.Send(
            terminal.Notice(
                "SHORTAGE",
                "cassette 2: 1 note fewer than the books expect",
                row: 21,
                amount: Amounts.Uah(90_000),
                found: Amounts.Uah(89_800)
            )
        );
        host.Send(terminal.Notice("CARD-RETAINED", $"{host.Poor.Track.Pan}: three wrong PINs", row: 22));
        host.Send(terminal.Notice("OUT-OF-SERVICE", "Receipt printer: no paper", row: 23));
    }
}
