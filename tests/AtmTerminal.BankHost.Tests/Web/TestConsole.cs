using System.Net;
using System.Text.RegularExpressions;
using Serilog.Core;

namespace AtmTerminal.BankHost.Tests;

/// <summary>The console over a host of its own, on a free loopback port and a virtual clock.</summary>
internal sealed class TestConsole : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private TestConsole(TestHost host, WebServer server) => (Host, Server) = (host, server);

    public TestHost Host { get; }

    public WebServer Server { get; }

    public static async Task<TestConsole> StartAsync(StoreKind store = StoreKind.Sqlite) =>
        await OverAsync(TestHost.Start(store));

    /// <summary>Another console over the same store, as on another copy of the host or after a restart.</summary>
    public async Task<TestConsole> StartAgainAsync() => await OverAsync(Host.StartAgain());

    /// <summary>An employee who has chosen <see cref="Password"/>.</summary>
    public Employee Employ(string code, Rights rights, string branch = SampleBank.OwnBankCode + "-01")
    {
        var wanted = new Employee(code, $"Person {code}", "Clerk", branch, "", rights);
        var secret = Value(Change((sql, at) => People.TakeOnByOwner(sql, at, wanted)));
        return Value(new SignIn(Host.Core.Database, Host.Clock).Enrol(code, secret.Text, Password));
    }

    public Secret TokenOf(string code) => Value(Change((sql, at) => Tokens.IssueByOwner(sql, at, code, "tests")));

    /// <summary>Lets time pass. No request is under way then: the clock belongs to one thread.</summary>
    public void Wait(TimeSpan time) => Host.Clock.MoveTo(Host.Clock.Elapsed + time);

    public T Change<T>(Func<Sql, Moment, T> work)
    {
        var now = Host.Clock.GetUtcNow();
        return Host.Core.Database.InTransaction(sql => work(sql, new(now, Host.Core.Rules.BusinessDayAt(now))));
    }

    public IReadOnlyList<AuditLine> Audit() =>
        Host.Core.Database.Read(sql => sql.AuditOf(SampleBank.OwnBankCode, new()));

    /// <summary>A browser with its own cookies, which follows no redirect by itself.</summary>
    public Visitor Visit() => new(Server.Address);

    /// <summary>A browser in which this employee is signed in.</summary>
    public async Task<Visitor> SignedInAsync(string code)
    {
        var visitor = Visit();
        var answer = await visitor.SignInAsync(code, Password);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found), await answer.Content.ReadAsStringAsync());
        return visitor;
    }

    /// <summary>Another system with this token.</summary>
    public HttpClient Caller(Secret token) =>
        new() { BaseAddress = Server.Address, DefaultRequestHeaders = { Authorization = new("Bearer", token.Text) } };

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Host.Dispose();
    }

    public static T Value<T>(OfficeResult<T> result) =>
        result is OfficeResult<T>.Done done ? done.Value : throw new AssertionException($"{result}");

    private static async Task<TestConsole> OverAsync(TestHost host) =>
        new(host, await WebServer.StartAsync(host.Core, new(IPAddress.Loopback, 0), host.Clock, Logger.None));
}

/// <summary>A browser as far as forms and cookies go.</summary>
internal sealed partial class Visitor(Uri address) : IDisposable
{
    private readonly HttpClient _client = new(
        new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }
    )
    {
        BaseAddress = address,
    };

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<string> ReadAsync(string path) => await (await GetAsync(path)).Content.ReadAsStringAsync();

    /// <summary>Opens a page and sends one of its forms with the hidden fields that the page gave it.</summary>
    public Task<HttpResponseMessage> SendAsync(
        string path,
        string form,
        params IEnumerable<(string Name, string Value)> fields
    ) => SendAsync(path, form, fields, to: _client.BaseAddress!);

    /// <summary>As above; another copy of the host gets the form. Cookies go by host, whatever the port.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        string path,
        string form,
        IEnumerable<(string Name, string Value)> fields,
        Uri to
    )
    {
        var page = await ReadAsync(path);
        return await PostAsync(new Uri(to, path), form, [.. fields, ("__RequestVerificationToken", TokenIn(page))]);
    }

    public Task<HttpResponseMessage> PostAsync(string path, string form) =>
        PostAsync(new Uri(_client.BaseAddress!, path), form, []);

    private Task<HttpResponseMessage> PostAsync(
        Uri address,
        string form,
        IEnumerable<(string Name, string Value)> fields
    ) =>
        _client.PostAsync(
            address,
            new FormUrlEncodedContent(
                fields.Append(("_handler", form)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))
            )
        );

    public Task<HttpResponseMessage> SignInAsync(string code, string password) =>
        SendAsync("/sign-in", "sign-in", ("Code", code), ("Password", password));

    public void Dispose() => _client.Dispose();

    private static string TokenIn(string page) =>
        WebUtility.HtmlDecode(HiddenToken().Match(page).Groups["value"].Value);

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<value>[^"]+)""")]
    private static partial Regex HiddenToken();
}
