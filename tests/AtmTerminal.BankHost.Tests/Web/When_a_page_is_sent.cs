using System.Net;

namespace AtmTerminal.BankHost.Tests;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_page_is_sent(StoreKind store)
{
    private TestConsole _console = null!;

    [SetUp]
    public async Task Start() => _console = await TestConsole.StartAsync(store);

    [TearDown]
    public async Task Stop() => await _console.DisposeAsync();

    [Test]
    public async Task A_form_without_its_hidden_field_changes_nothing()
    {
        _console.Employ("1001", RightsWords.All);
        using var browser = await _console.SignedInAsync("1001");

        var refused = await browser.PostAsync("/employees/1001", "enrolment");

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(_console.Audit().Count(line => line.Action == "enrolment code given"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_form_of_one_copy_of_the_host_can_be_sent_to_another()
    {
        _console.Employ("1001", RightsWords.All);
        await using var other = await _console.StartAgainAsync();
        using var browser = new Visitor(_console.Server.Address);
        await browser.SignInAsync("1001", TestConsole.Password);
        var fields = new[] { ("Code", "1002"), ("Name", "N"), ("Position", "P"), ("Branch", "100001-01") };

        var answer = await browser.SendAsync("/employees", "take-on", fields, to: other.Server.Address);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    [TestCase("/sign-in")]
    [TestCase("/")]
    [TestCase("/assets/console.css")]
    [TestCase("/api/v1/employees")]
    [TestCase("/nothing/here")]
    public async Task The_browser_is_told_to_run_and_load_nothing_but_our_own_files(string path)
    {
        using var browser = _console.Visit();

        var answer = await browser.GetAsync(path);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.That(policy, Does.Contain("default-src 'none'").And.Contain("frame-ancestors 'none'"));
        Assert.That(policy, Does.Not.Contain("unsafe").And.Not.Contain("http"));
    }

    [Test]
    public async Task No_page_holds_script_or_style_of_its_own()
    {
        _console.Employ("1001", RightsWords.All);
        using var browser = await _console.SignedInAsync("1001");

        string[] behind =
        [
            "/employees/1001",
            "/machines/ATM00001",
            "/machines/new",
            "/accounts",
            "/accounts?owing=yes",
            "/customers/1",
            "/customers/1/data",
            "/customers/new",
            .. new[] { "name", "account", "document", "card" }.Select(by => $"/customers?by={by}&text=0010"),
            "/cards?state=Active",
            "/cases?show=closed",
            "/complaints/new?machine=ATM00001&receipt=1",
            .. ReportCatalogue.All.Select(kind =>
                $"/reports/{kind.Name}?from=2026-11-01&to=2026-11-20&currency=UAH&interval=week"
            ),
        ];

        foreach (var path in Menu.Entries.Select(entry => entry.Address).Concat(behind))
        {
            var answer = await browser.GetAsync(path);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), path);
            Assert.That(page, Does.Not.Contain("style=").And.Not.Contain("<style").And.Not.Contain("onclick"), path);
            Assert.That(page.Split("<script").Length, Is.EqualTo(2), path);
        }
    }

    [Test]
    public async Task An_address_of_nothing_is_said_to_be_nothing()
    {
        _console.Employ("1001", Rights.Look);
        using var browser = await _console.SignedInAsync("1001");

        var answer = await browser.GetAsync("/no/such/page");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Nothing here"));
    }

    [Test]
    public async Task Those_who_watch_hear_that_it_lives_and_that_the_store_answers()
    {
        using var browser = _console.Visit();

        Assert.That(await browser.ReadAsync("/health/live"), Is.EqualTo("live"));
        Assert.That(await browser.ReadAsync("/health/ready"), Is.EqualTo("ready"));

        _console.Host.Sql("INSERT INTO migration (number) VALUES (99)");
        Assert.That(
            (await browser.GetAsync("/health/ready")).StatusCode,
            Is.EqualTo(HttpStatusCode.ServiceUnavailable)
        );
    }
}
