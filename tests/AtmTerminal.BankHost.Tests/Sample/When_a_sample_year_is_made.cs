using AtmTerminal.Domain.Amounts;
using AtmTerminal.Iso8583;
using AtmTerminal.Security;
using Serilog.Core;

namespace AtmTerminal.BankHost.Tests;

/// <summary>A small year of the same kind as the large one: what holds for it holds for every seed and scale.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_sample_year_is_made(StoreKind store)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private static readonly YearSize Small = new(Scale: 0.003, Seed: 7);

    private string? _server;
    private HostDatabase _database = null!;
    private HostSecrets _secrets = null!;
    private IReadOnlyList<string>? _made;

    [OneTimeSetUp]
    public void Make()
    {
        _secrets = SampleBank.Secrets(CardVault.TryCreate(new byte[CardVault.MasterKeyLength])!);
        _server = store == StoreKind.PostgreSql ? TestDatabases.MakeEmpty() : null;
        _database = HostDatabase.OpenAt(
            _server is null ? StoreAddress.OfFile(null) : StoreAddress.OfPostgreSql(_server)
        );
        _made = SampleYear.WriteInto(_database, _secrets, Small, Now);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _database.Dispose();
        _secrets.Dispose();
        if (_server is not null)
            TestDatabases.Drop(_server);
    }

    [Test]
    public void The_books_are_right_and_so_are_the_sums_of_the_reports()
    {
        Assert.That(_database.Read(LedgerCheck.Run), Is.Empty);
        Assert.That(_database.Read(ReportCheck.Run), Is.Empty);
    }

    [Test]
    public void It_has_exactly_as_many_customers_and_operations_as_were_asked_for_and_says_so()
    {
        // Eight customers are those of the Lab.
        Assert.That(Number("SELECT COUNT(*) FROM customer"), Is.EqualTo(150 + 8));
        Assert.That(Number("SELECT COUNT(*) FROM hold"), Is.EqualTo(6_000));
        Assert.That(_made, Has.Some.EqualTo("6,000 operations").And.Some.EqualTo("150 customers"));
    }

    [Test]
    public void It_ends_with_the_day_before_and_is_a_year_long()
    {
        Assert.That(Number("SELECT MAX(business_day) FROM hold"), Is.EqualTo(20261120));
        Assert.That(Number("SELECT MIN(business_day) FROM hold"), Is.EqualTo(20251121));
        Assert.That(Number("SELECT COUNT(*) FROM report_day"), Is.EqualTo(365));
    }

    [Test]
    public void The_same_seed_makes_the_same_year_and_another_seed_another_one()
    {
        Assert.That(Fingerprint(Small), Is.EqualTo(Fingerprint(_database)));
        Assert.That(Fingerprint(Small with { Seed = 8 }), Is.Not.EqualTo(Fingerprint(_database)));
    }

    [Test]
    public void A_store_that_has_a_bank_is_left_as_it_is()
    {
        Assert.That(SampleYear.WriteInto(_database, _secrets, Small, Now), Is.Null);
        Assert.That(Number("SELECT COUNT(*) FROM hold"), Is.EqualTo(6_000));
    }

    [Test]
    public void Every_report_shows_something_to_an_employee_of_every_bank()
    {
        var branches = _database.Read(sql =>
            sql.All("SELECT code, bank FROM branch WHERE code LIKE '%-01'", row => (row.GetString(0), row.GetString(1)))
        );
        Assert.That(branches, Has.Count.EqualTo(8));
        foreach (var (branch, bank) in branches)
        foreach (var kind in ReportCatalogue.All)
            Assert.That(RowsFor(kind.Name, branch, bank), Is.Not.Empty, $"{kind.Name} for {bank}");
    }

    [Test]
    public void Nobody_is_given_more_than_the_limits_allow_and_foreign_cards_pay_their_commission()
    {
        Assert.That(
            Number(
                """
                SELECT COUNT(*) FROM posted JOIN withdrawal_limit ON withdrawal_limit.currency = posted.currency
                WHERE posted.amount > most_at_once
                """
            ),
            Is.Zero
        );
        // 1.2 %, rounded half up.
        Assert.That(
            Number(
                """
                SELECT COUNT(*) FROM posted WHERE commission <>
                    CASE WHEN card_bank = atm_bank THEN 0 ELSE (amount * 120 + 5000) / 10000 END
                """
            ),
            Is.Zero
        );
    }

    [Test]
    public void Numbers_of_a_machine_begin_at_1_and_leave_none_out() =>
        Assert.That(
            Number(
                "SELECT COUNT(*) FROM (SELECT terminal FROM hold GROUP BY terminal HAVING MAX(number) <> COUNT(*)) AS gap"
            ),
            Is.Zero
        );

    [Test]
    public void No_card_is_used_before_it_was_collected() =>
        Assert.That(
            Number(
                """
                SELECT COUNT(*) FROM posted JOIN hold ON hold.home = posted.home AND hold.terminal = posted.terminal
                    AND hold.number = posted.number
                JOIN card ON card.home = hold.home AND card.token = hold.token
                WHERE card.opened_on IS NULL OR card.opened_on > hold.business_day
                """
            ),
            Is.Zero
        );

    [Test]
    public void A_host_runs_on_it_and_serves_the_cards_of_the_Lab()
    {
        using var host = TestHost.Start();
        var file = Path.Combine(host.Folder, "year.db");
        using (var database = HostDatabase.Open(file))
            SampleYear.WriteInto(database, host.Secrets, Small, host.Clock.GetUtcNow());

        using var core = HostCore.Open(file, host.Secrets, sample: null, host.Clock, Logger.None);
        string Ask(Question question)
        {
            var answer = new byte[Frame.MostBytes];
            return Refusals.ResponseOf(question.Read(answer.AsSpan(0, core.Handle(question.Frame, answer)))!).Value;
        }
        var sum = core.Queries.PostedSum(host.Terminal.Id, Currency.Uah);
        var number = core.Database.Read(sql => sql.LastNumberOf(host.Terminal.Id)) + 1;

        Assert.That(Ask(host.Terminal.Withdrawal(number, host.Rich, Amounts.Uah(500))), Is.EqualTo("00"));
        Assert.That(Ask(host.Terminal.Completion(number, Amounts.Uah(500), card: host.Rich)), Is.EqualTo("00"));
        Assert.That(core.Queries.PostedSum(host.Terminal.Id, Currency.Uah), Is.EqualTo(sum + Amounts.Uah(500)));
        Assert.That(core.Queries.CheckLedger(), Is.Empty);
    }

    private long Number(string statement) => _database.Read(sql => sql.Number(statement));

    private IReadOnlyList<object> RowsFor(string report, string branch, string bank)
    {
        var employee = new Employee("c1", "Clerk", "clerk", branch, bank, Rights.Look);
        var ofBank = YearBanks.All.Single(one => one.Code == bank);
        var country = YearWorld.Countries.First(one => one.Cities.Any(city => city.Name == ofBank.Cities[0]));
        var parameters = new Dictionary<string, string>
        {
            ["from"] = "2025-11-21",
            ["to"] = "2026-11-20",
            ["currency"] = country.Currency.Code,
        };
        return ((OfficeResult<Report>.Done)ReportCatalogue.Run(_database, report, parameters, employee, Now))
            .Value
            .Rows;
    }

    private string Fingerprint(YearSize size)
    {
        using var database = HostDatabase.Open(null);
        SampleYear.WriteInto(database, _secrets, size, Now);
        return Fingerprint(database);
    }

    /// <summary>Who did what where and when, in one number each.</summary>
    private static string Fingerprint(HostDatabase database) =>
        database.Read(sql =>
            string.Join(
                ' ',
                sql.Number("SELECT SUM(amount * (number % 97)) FROM posted"),
                sql.Number("SELECT SUM(placed_at % 1000003) FROM hold"),
                sql.Number("SELECT SUM(birth_date * (home % 89)) FROM customer"),
                sql.Number("SELECT SUM(at % 1000003) FROM card_event"),
                sql.Number("SELECT SUM(first_at % 1000003) FROM notice")
            )
        );
}
