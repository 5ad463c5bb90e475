using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AtmTerminal.BankHost.Tests;

public class When_a_right_is_missing
{
    private TestConsole _console = null!;

    [SetUp]
    public async Task Start() => _console = await TestConsole.StartAsync();

    [TearDown]
    public async Task Stop() => await _console.DisposeAsync();

    [Test]
    public async Task A_plain_page_says_which_one_and_the_audit_keeps_who_wanted_what()
    {
        _console.Employ("1001", Rights.Look);
        using var browser = await _console.SignedInAsync("1001");

        var refused = await browser.GetAsync("/employees");

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("Missing right: <strong>People</strong>"));
        var line = _console.Audit().Single(line => line.Action == "right refused");
        Assert.That((line.Employee, line.Subject, line.NewValue), Is.EqualTo(("1001", "GET /employees", "People")));
    }

    [Test]
    public async Task No_page_shows_the_way_to_where_the_person_may_not_go()
    {
        _console.Employ("1001", Rights.Look);
        using var browser = await _console.SignedInAsync("1001");

        Assert.That(await browser.ReadAsync("/"), Does.Not.Contain("href=\"/employees\""));
    }

    [Test]
    public async Task A_right_that_is_taken_away_is_gone_from_the_next_page_on()
    {
        _console.Employ("1001", RightsWords.All);
        var chief = _console.Employ("1002", RightsWords.All);
        using var browser = await _console.SignedInAsync("1001");
        Assert.That((await browser.GetAsync("/employees")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        TestConsole.Value(_console.Change((sql, at) => People.SetRights(sql, chief, at, "1001", Rights.Look)));

        Assert.That((await browser.GetAsync("/employees")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Who_works_here_no_more_is_signed_out_at_once()
    {
        _console.Employ("1001", Rights.Look);
        var chief = _console.Employ("1002", RightsWords.All);
        using var browser = await _console.SignedInAsync("1001");

        TestConsole.Value(_console.Change((sql, at) => People.SetActive(sql, chief, at, "1001", active: false)));

        Assert.That((await browser.GetAsync("/")).StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That(
            (await browser.SignInAsync("1001", TestConsole.Password)).StatusCode,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
    }

    [Test]
    public void Nobody_sets_the_own_rights_or_gives_a_right_that_is_not_the_own()
    {
        var chief = _console.Employ("1001", Rights.People | Rights.Look);
        _console.Employ("1002", Rights.Look);

        var own = _console.Change((sql, at) => People.SetRights(sql, chief, at, "1001", RightsWords.All));
        var more = _console.Change((sql, at) => People.SetRights(sql, chief, at, "1002", Rights.Look | Rights.Money));
        var less = _console.Change((sql, at) => People.SetRights(sql, chief, at, "1002", Rights.None));

        Assert.That(own, Is.InstanceOf<OfficeResult<Employee>.Refused>());
        Assert.That(more, Is.InstanceOf<OfficeResult<Employee>.Refused>());
        Assert.That(less, Is.InstanceOf<OfficeResult<Employee>.Done>());
    }

    [Test]
    public void People_of_another_bank_are_none_of_ones_business()
    {
        var chief = _console.Employ("1001", RightsWords.All);
        _console.Employ("2001", Rights.Look, SampleBank.ForeignBankCode + "-01");

        var refused = _console.Change((sql, at) => People.SetRights(sql, chief, at, "2001", Rights.None));

        Assert.That(((OfficeResult<Employee>.Refused)refused).Why, Is.EqualTo(Refusal.NotFound));
    }

    [Test]
    public void Every_address_demands_a_right_or_says_that_it_is_for_everybody()
    {
        string[] forEveryoneSignedIn = ["/", "/sign-out"];
        var open = _console
            .Server.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.Metadata.GetMetadata<NeedsAttribute>() is null
                && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            )
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(address => !address.StartsWith("/_framework") && !address.StartsWith("_framework"));

        Assert.That(open.Distinct(), Is.SubsetOf(forEveryoneSignedIn.Concat(Fallbacks)));
    }

    // They say only that nothing is here, to who is signed in.
    private static readonly string[] Fallbacks = ["{*path:nonfile}", "/api/v1/{*path:nonfile}"];
}
