using System.Net;

namespace AtmTerminal.BankHost.Tests;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_an_employee_signs_in(StoreKind store)
{
    private TestConsole _console = null!;

    [SetUp]
    public async Task Start() => _console = await TestConsole.StartAsync(store);

    [TearDown]
    public async Task Stop() => await _console.DisposeAsync();

    [Test]
    public async Task The_right_password_opens_the_console_and_the_sign_out_closes_it()
    {
        _console.Employ("1001", Rights.Look);
        using var browser = await _console.SignedInAsync("1001");

        Assert.That(await browser.ReadAsync("/"), Does.Contain("Person 1001"));
        var left = await browser.SendAsync("/sign-out", "sign-out");

        Assert.That(left.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That((await browser.GetAsync("/")).StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That(_console.Audit().Select(line => line.Action), Is.SupersetOf(new[] { "signed in", "signed out" }));
    }

    [Test]
    public async Task A_stranger_is_shown_the_way_in_and_afterwards_the_page_that_was_wanted()
    {
        _console.Employ("1001", RightsWords.All);
        using var browser = _console.Visit();

        var refused = await browser.GetAsync("/audit?employee=1001");
        var entered = await browser.SendAsync(
            refused.Headers.Location!.ToString(),
            "sign-in",
            ("Code", "1001"),
            ("Password", TestConsole.Password)
        );

        Assert.That(entered.Headers.Location!.ToString(), Does.EndWith("/audit?employee=1001"));
    }

    [TestCase("//evil.example")]
    [TestCase("https://evil.example")]
    [TestCase("/\\evil.example")]
    public async Task The_sign_in_leads_to_no_other_site(string wanted)
    {
        _console.Employ("1001", Rights.Look);
        using var browser = _console.Visit();

        var entered = await browser.SendAsync(
            $"/sign-in?to={Uri.EscapeDataString(wanted)}",
            "sign-in",
            ("Code", "1001"),
            ("Password", TestConsole.Password)
        );

        Assert.That(entered.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That(entered.Headers.Location!.ToString(), Does.Not.Contain("evil"));
    }

    [Test]
    public async Task Ten_wrong_passwords_lock_the_person_for_half_an_hour_on_every_copy_and_over_a_restart()
    {
        _console.Employ("1001", Rights.Look);
        using var browser = _console.Visit();
        for (var i = 0; i < 9; i++)
            Assert.That((await browser.SignInAsync("1001", "wrong")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));

        await using var other = await _console.StartAgainAsync();
        using var otherBrowser = other.Visit();
        await otherBrowser.SignInAsync("1001", "wrong");
        var locked = await browser.SignInAsync("1001", TestConsole.Password);
        _console.Wait(TimeSpan.FromMinutes(30));
        var later = await browser.SignInAsync("1001", TestConsole.Password);

        Assert.That(locked.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(later.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That(_console.Audit().Count(line => line.Action == "locked after wrong passwords"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_right_password_forgets_the_wrong_ones_before_it()
    {
        _console.Employ("1001", Rights.Look);
        using var browser = _console.Visit();
        for (var i = 0; i < 9; i++)
            await browser.SignInAsync("1001", "wrong");

        await browser.SignInAsync("1001", TestConsole.Password);
        await browser.SignInAsync("1001", "wrong");

        Assert.That(
            (await browser.SignInAsync("1001", TestConsole.Password)).StatusCode,
            Is.EqualTo(HttpStatusCode.Found)
        );
    }

    [Test]
    public async Task An_unknown_code_is_answered_like_a_wrong_password()
    {
        _console.Employ("1001", Rights.Look);
        using var browser = _console.Visit();

        var unknown = await browser.SignInAsync("nobody", "wrong");
        var wrong = await browser.SignInAsync("1001", "wrong");

        Assert.That(unknown.StatusCode, Is.EqualTo(wrong.StatusCode));
        Assert.That(await SentenceIn(unknown), Is.EqualTo(await SentenceIn(wrong)).And.Not.Empty);
    }

    [Test]
    public async Task A_session_ends_a_quarter_of_an_hour_after_the_last_page()
    {
        _console.Employ("1001", Rights.Look);
        using var browser = await _console.SignedInAsync("1001");

        for (var i = 0; i < 3; i++)
        {
            _console.Wait(TimeSpan.FromMinutes(14));
            Assert.That((await browser.GetAsync("/")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
        _console.Wait(TimeSpan.FromMinutes(15));

        Assert.That((await browser.GetAsync("/")).StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    [Test]
    public async Task A_session_ends_after_eight_hours_of_work_without_a_pause()
    {
        _console.Employ("1001", Rights.Look);
        using var browser = await _console.SignedInAsync("1001");

        for (var i = 0; i < 47; i++)
        {
            _console.Wait(TimeSpan.FromMinutes(10));
            Assert.That((await browser.GetAsync("/")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
        _console.Wait(TimeSpan.FromMinutes(10));

        Assert.That((await browser.GetAsync("/")).StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    [Test]
    public async Task The_cookie_is_for_this_site_alone_and_out_of_reach_of_scripts()
    {
        _console.Employ("1001", Rights.Look);
        using var browser = _console.Visit();

        var entered = await browser.SignInAsync("1001", TestConsole.Password);

        var cookie = entered.Headers.GetValues("Set-Cookie").Single(text => text.StartsWith("atm-session="));
        Assert.That(cookie, Does.Contain("httponly").And.Contain("samesite=strict"));
    }

    [TestCase("short pass", "at least 12 characters")]
    [TestCase("my code is 1001 ok", "does not hold your employee code")]
    [TestCase("aaaaaaaaaaaaaaaa", "different characters")]
    public async Task A_password_that_is_easily_guessed_is_refused_and_the_code_stays_good(
        string password,
        string words
    )
    {
        var wanted = new Employee("1001", "Person", "Clerk", SampleBank.OwnBankCode + "-01", "", Rights.Look);
        var code = TestConsole.Value(_console.Change((sql, at) => People.TakeOnByOwner(sql, at, wanted))).Text;
        using var browser = _console.Visit();

        var refused = await EnrolAsync(browser, code, password);
        var taken = await EnrolAsync(browser, code, TestConsole.Password);
        var again = await EnrolAsync(browser, code, TestConsole.Password);

        Assert.That(await SentenceIn(refused), Does.Contain(words));
        Assert.That(taken.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), "An enrolment code is used once.");
    }

    private static Task<HttpResponseMessage> EnrolAsync(Visitor browser, string code, string password) =>
        browser.SendAsync(
            "/enrol",
            "enrol",
            ("Code", "1001"),
            ("Enrolment", code),
            ("Password", password),
            ("Again", password)
        );

    private static async Task<string> SentenceIn(HttpResponseMessage answer)
    {
        var page = await answer.Content.ReadAsStringAsync();
        const string mark = "role=\"alert\">";
        var start = page.IndexOf(mark, StringComparison.Ordinal);
        return start < 0 ? "" : page[(start + mark.Length)..page.IndexOf("</p>", start, StringComparison.Ordinal)];
    }
}
