namespace AtmTerminal.BankHost.Tests;

public class When_a_store_falls_into_wrong_hands
{
    private TestConsole _console = null!;

    [SetUp]
    public async Task Start() => _console = await TestConsole.StartAsync();

    [TearDown]
    public async Task Stop() => await _console.DisposeAsync();

    [Test]
    public async Task No_secret_stands_in_the_store_as_it_is_used()
    {
        _console.Employ("1001", Rights.Look);
        using var browser = _console.Visit();
        var entered = await browser.SignInAsync("1001", TestConsole.Password);
        var session = entered.Headers.GetValues("Set-Cookie").First().Split('=', ';')[1];
        var token = _console.TokenOf("1001").Text;

        _console.Host.Core.Backup(Path.Combine(_console.Host.Folder, "copy.db")).Dispose();
        var bytes = await File.ReadAllTextAsync(
            Path.Combine(_console.Host.Folder, "copy.db"),
            System.Text.Encoding.Latin1
        );

        Assert.That(bytes, Does.Not.Contain(session).And.Not.Contain(token).And.Not.Contain(TestConsole.Password));
    }
}
