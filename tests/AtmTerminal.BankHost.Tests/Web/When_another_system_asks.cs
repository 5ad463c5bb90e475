using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AtmTerminal.BankHost.Tests;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_another_system_asks(StoreKind store)
{
    private TestConsole _console = null!;

    [SetUp]
    public async Task Start() => _console = await TestConsole.StartAsync(store);

    [TearDown]
    public async Task Stop() => await _console.DisposeAsync();

    [Test]
    public async Task A_token_has_the_rights_of_its_employee_until_it_is_revoked()
    {
        var chief = _console.Employ("1001", RightsWords.All);
        _console.Employ("1002", Rights.Look);
        using var caller = _console.Caller(_console.TokenOf("1001"));
        using var lesser = _console.Caller(_console.TokenOf("1002"));

        var allowed = await caller.GetAsync("/api/v1/employees");
        var refused = await lesser.GetAsync("/api/v1/employees");
        var token = _console.Host.Core.Database.Read(sql => sql.TokensOf("1001")).Single();
        TestConsole.Value(_console.Change((sql, at) => Tokens.Revoke(sql, chief, at, "1001", token.Id)));
        var revoked = await caller.GetAsync("/api/v1/employees");

        Assert.That(allowed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await ExpectProblem(refused, HttpStatusCode.Forbidden, "take on employees");
        await ExpectProblem(revoked, HttpStatusCode.Unauthorized, "token");
        Assert.That(_console.Audit().Any(line => (line.Employee, line.Action) == ("1002", "right refused")));
    }

    [Test]
    public async Task A_session_of_a_browser_opens_nothing_of_the_interface()
    {
        _console.Employ("1001", RightsWords.All);
        using var browser = await _console.SignedInAsync("1001");

        Assert.That((await browser.GetAsync("/api/v1/employees")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_repeat_of_a_change_gets_the_first_answer_also_from_another_copy_of_the_host()
    {
        _console.Employ("1001", RightsWords.All);
        var token = _console.TokenOf("1001");
        await using var other = await _console.StartAgainAsync();
        using var caller = _console.Caller(token);
        using var otherCaller = other.Caller(token);

        var first = await TakeOn(caller, "key 1", "1002");
        var repeat = await TakeOn(otherCaller, "key 1", "1002");
        var another = await TakeOn(caller, "key 2", "1002");

        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(repeat.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await repeat.Content.ReadAsStringAsync(), Is.EqualTo(await first.Content.ReadAsStringAsync()));
        await ExpectProblem(another, HttpStatusCode.Conflict, "Somebody has the code 1002 already");
        Assert.That(TakenOn("1002"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_refusal_is_repeated_too_though_it_could_be_done_by_now()
    {
        _console.Employ("1001", RightsWords.All);
        using var caller = _console.Caller(_console.TokenOf("1001"));

        await ExpectProblem(await SetRights(caller, "key", "1002"), HttpStatusCode.NotFound, "no employee 1002");
        _console.Employ("1002", Rights.None);

        await ExpectProblem(await SetRights(caller, "key", "1002"), HttpStatusCode.NotFound, "no employee 1002");
    }

    [Test]
    public async Task The_same_key_with_another_question_is_refused_and_changes_nothing()
    {
        _console.Employ("1001", RightsWords.All);
        using var caller = _console.Caller(_console.TokenOf("1001"));

        await TakeOn(caller, "key", "1002");
        var otherBody = await TakeOn(caller, "key", "1003");
        var otherAddress = await SetRights(caller, "key", "1002");

        await ExpectProblem(otherBody, HttpStatusCode.UnprocessableEntity, "was used for another change");
        await ExpectProblem(otherAddress, HttpStatusCode.UnprocessableEntity, "was used for another change");
        Assert.That(TakenOn("1003"), Is.Zero);
    }

    [Test]
    public async Task Two_systems_may_use_the_same_key()
    {
        _console.Employ("1001", RightsWords.All);
        _console.Employ("1002", RightsWords.All);
        using var one = _console.Caller(_console.TokenOf("1001"));
        using var two = _console.Caller(_console.TokenOf("1002"));

        Assert.That((await TakeOn(one, "key", "1003")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await TakeOn(two, "key", "1004")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Twenty_at_once_with_one_key_are_one_change()
    {
        _console.Employ("1001", RightsWords.All);
        var token = _console.TokenOf("1001");
        await using var other = await _console.StartAgainAsync();
        using var caller = _console.Caller(token);
        using var otherCaller = other.Caller(token);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => TakeOn(i % 2 == 0 ? caller : otherCaller, "key", "1002"))
        );
        var texts = await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()));

        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(texts.Distinct().Count(), Is.EqualTo(1));
        Assert.That(TakenOn("1002"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_change_without_a_key_and_a_body_that_is_none_are_refused_with_a_sentence()
    {
        _console.Employ("1001", RightsWords.All);
        using var caller = _console.Caller(_console.TokenOf("1001"));

        var noKey = await TakeOn(caller, "", "1002");
        var unknownField = await Send(caller, "key", """{"code":"1002","salary":1}""");
        var noJson = await Send(caller, "key", "{");

        await ExpectProblem(noKey, HttpStatusCode.BadRequest, "Idempotency-Key");
        await ExpectProblem(unknownField, HttpStatusCode.BadRequest, "cannot be read");
        await ExpectProblem(noJson, HttpStatusCode.BadRequest, "cannot be read");
        Assert.That(TakenOn("1002"), Is.Zero);
    }

    [Test]
    public async Task The_document_names_every_endpoint_and_no_other()
    {
        using var caller = new HttpClient { BaseAddress = _console.Server.Address };

        using var document = JsonDocument.Parse(await caller.GetStringAsync("/openapi/v1.json"));

        var documented =
            from path in document.RootElement.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            select $"{operation.Name.ToUpperInvariant()} {path.Name}";
        Assert.That(document.RootElement.GetProperty("openapi").GetString(), Does.StartWith("3.1"));
        Assert.That(documented, Is.EquivalentTo(Mapped().Select(endpoint => endpoint.Replace(":long}", "}"))));
    }

    [Test]
    public async Task The_document_says_of_every_change_that_it_needs_a_key_and_of_no_other_endpoint()
    {
        using var caller = new HttpClient { BaseAddress = _console.Server.Address };

        using var document = JsonDocument.Parse(await caller.GetStringAsync("/openapi/v1.json"));

        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        foreach (var operation in path.Value.EnumerateObject())
            Assert.That(
                operation.Value.GetRawText().Contains("\"Idempotency-Key\""),
                Is.EqualTo(operation.Name != "get"),
                $"{operation.Name} {path.Name}"
            );
    }

    [Test]
    public async Task Every_question_is_answered_and_shows_no_card_number()
    {
        _console.Employ("1001", RightsWords.All);
        using var caller = _console.Caller(_console.TokenOf("1001"));
        Serve(1, _console.Host.Rich);
        var card = _console.Host.Core.Database.Read(sql => sql.CardsOf(1)).Single();
        await Complain(caller);

        foreach (var question in Mapped().Where(question => question.StartsWith("GET ")))
        {
            var address = question[4..]
                .Replace("{home:long}", "1")
                .Replace("{terminal}", "ATM00001")
                .Replace("{token}", card.Token)
                .Replace("{kind}/{row:long}/{number:long}", "COMPLAINT/0/1")
                .Replace("{name}", "withdrawals-by-bank");
            var answer = await caller.GetAsync(address + QueryOf(address));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{address}: {text}");
            Assert.That(text, Does.Not.Contain(_console.Host.Rich.Track.Pan.RevealDigits()), address);
        }
    }

    [Test]
    public async Task Amounts_are_minor_units_with_their_currency()
    {
        _console.Employ("1001", RightsWords.All);
        using var caller = _console.Caller(_console.TokenOf("1001"));

        var account = await caller.GetFromJsonAsync<JsonElement>("/api/v1/customers/1/account");
        using var document = JsonDocument.Parse(await caller.GetStringAsync("/openapi/v1.json"));

        Assert.That(
            account.GetProperty("balance").GetRawText(),
            Is.EqualTo("""{"minorUnits":2500000,"currency":"UAH"}""")
        );
        var money = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("Money");
        Assert.That(money.GetProperty("properties").TryGetProperty("minorUnits", out _));
    }

    [Test]
    public async Task A_card_is_blocked_by_another_system_in_the_name_of_its_employee()
    {
        _console.Employ("1001", RightsWords.All);
        using var caller = _console.Caller(_console.TokenOf("1001"));
        var card = _console.Host.Core.Database.Read(sql => sql.CardsOf(1)).Single();

        var answer = await SendAsync(
            caller,
            HttpMethod.Post,
            $"/api/v1/customers/1/cards/{card.Token}/steps",
            "key",
            """{"step":"Blocked","reason":"asked by phone"}"""
        );

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        Assert.That(
            _console.Host.Core.Database.Read(sql => sql.CardOf(1, card.Token)!.State),
            Is.EqualTo(CardState.Blocked)
        );
        Assert.That(_console.Audit().Any(line => line.Employee == "1001" && line.Subject == card.Subject));
    }

    [Test]
    public async Task Customers_of_another_bank_are_not_there()
    {
        _console.Employ("2001", RightsWords.All, SampleBank.ForeignBankCode + "-01");
        using var caller = _console.Caller(_console.TokenOf("2001"));

        await ExpectProblem(await caller.GetAsync("/api/v1/customers/1"), HttpStatusCode.NotFound, "no customer 1");
        await ExpectProblem(await caller.GetAsync("/api/v1/machines/ATM00001"), HttpStatusCode.NotFound, "no machine");
        Assert.That(await caller.GetStringAsync("/api/v1/customers?name=Olena"), Is.EqualTo("[]"));
    }

    private void Serve(long number, SampleCard card)
    {
        var host = _console.Host;
        host.Send(host.Terminal.Withdrawal(number, card, Amounts.Uah(500)));
        host.Send(host.Terminal.Completion(number, Amounts.Uah(500), card: card));
    }

    private static async Task Complain(HttpClient caller)
    {
        var answer = await SendAsync(
            caller,
            HttpMethod.Post,
            "/api/v1/complaints",
            "complaint",
            """
            {"terminal":"ATM00001","number":1,"claimed":{"minorUnits":20000,"currency":"UAH"},"told":"One note was missing."}
            """
        );
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
    }

    private static string QueryOf(string address) =>
        address.EndsWith("/customers") ? "?name=Olena"
        : address.EndsWith("/cards") ? "?state=Active"
        : address.Contains("withdrawals-by-bank") ? "?from=2026-11-01&to=2026-11-20&currency=UAH"
        : "";

    private IEnumerable<string> Mapped() =>
        from endpoint in _console
            .Server.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
        let address = endpoint.RoutePattern.RawText!
        where address.StartsWith(ApiEndpoints.Prefix) && !address.Contains('*')
        from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
        select $"{method} {address}";

    private int TakenOn(string code) =>
        _console.Audit().Count(line => line is { Action: "taken on" } && line.Subject == $"employee {code}");

    private static Task<HttpResponseMessage> TakeOn(HttpClient caller, string key, string code) =>
        Send(caller, key, $$"""{"code":"{{code}}","name":"N","position":"P","branch":"100001-01","rights":["Look"]}""");

    private static Task<HttpResponseMessage> Send(HttpClient caller, string key, string body) =>
        SendAsync(caller, HttpMethod.Post, "/api/v1/employees", key, body);

    private static Task<HttpResponseMessage> SetRights(HttpClient caller, string key, string code) =>
        SendAsync(caller, HttpMethod.Put, $"/api/v1/employees/{code}/rights", key, """{"rights":["Look"]}""");

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient caller,
        HttpMethod method,
        string path,
        string key,
        string body
    )
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        if (key.Length > 0)
            request.Headers.Add("Idempotency-Key", key);
        return await caller.SendAsync(request);
    }

    private static async Task ExpectProblem(HttpResponseMessage answer, HttpStatusCode status, string words)
    {
        Assert.That(answer.StatusCode, Is.EqualTo(status), await answer.Content.ReadAsStringAsync());
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain(words));
        Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo((int)status));
    }
}
