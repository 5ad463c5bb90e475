namespace AtmTerminal.BankHost.Tests;

/// <summary>The sums follow the postings, whenever these come, and nothing is counted twice.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_days_are_summed_for_reports(StoreKind store)
{
    private static readonly DateOnly Monday = new(2026, 5, 4);
    private static readonly DateOnly Tuesday = new(2026, 5, 5);

    private ReportStore _store = null!;

    [SetUp]
    public void Open() => _store = new ReportStore(store);

    [TearDown]
    public void Close() => _store.Dispose();

    [Test]
    public void A_day_is_summed_once_it_has_been_over_for_a_while()
    {
        _store.Give("A1", "100", Monday, 100_00);

        Assert.That(_store.Pass(At(Tuesday, "00:09")), Is.Zero, "a message of Monday may still be on its way");
        Assert.That(_store.Pass(At(Tuesday, "00:11")), Is.EqualTo(1));
        Assert.That(_store.Pass(At(Tuesday, "00:30")), Is.Zero, "nothing new");
        Assert.That(_store.Check(), Is.Empty);
    }

    [Test]
    public void A_backlog_for_a_day_that_was_summed_is_noticed_and_the_report_put_right()
    {
        _store.Give("A1", "100", Monday, 100_00);
        _store.Pass(At(Tuesday, "01:00"));
        _store.Give("A1", "100", Monday, 300_00, at: At(Tuesday, "15:00"));
        _store.Give("A2", "200", Monday.AddDays(-7), 50_00, at: At(Tuesday, "15:00"));

        Assert.That(Given(), Is.EqualTo("1 | 100.00"), "as of the last pass");
        Assert.That(_store.Check(), Is.Empty, "late is not wrong");
        Assert.That(_store.Pass(At(Tuesday, "15:01")), Is.EqualTo(2));
        Assert.That(Given(), Is.EqualTo("3 | 450.00"));
        Assert.That(_store.Check(), Is.Empty);
    }

    [Test]
    public void What_was_committed_just_after_a_pass_but_began_before_it_is_found_by_the_next()
    {
        _store.Give("A1", "100", Monday, 100_00);
        _store.Pass(At(Tuesday, "15:00"));
        _store.Give("A1", "100", Monday, 300_00, at: At(Tuesday, "14:59"));

        _store.Pass(At(Tuesday, "15:01"));

        Assert.That(Given(), Is.EqualTo("2 | 400.00"));
    }

    [Test]
    public void Postings_of_today_are_in_the_report_without_a_pass()
    {
        _store.Give("A1", "100", Monday, 100_00);
        _store.Pass(At(Tuesday, "01:00"));
        _store.Give("A1", "100", Tuesday, 300_00);

        Assert.That(Given(), Is.EqualTo("2 | 400.00"));
    }

    [Test]
    public void A_pass_that_was_stopped_between_two_days_counts_nothing_twice_and_goes_on_later()
    {
        _store.Give("A1", "100", Monday, 100_00);
        _store.Give("A1", "100", Tuesday, 300_00);
        var commits = 0;
        _store.Database.AtCommit = point =>
        {
            if (point == CommitPoint.Before && ++commits == 2)
                throw new OperationCanceledException("The plug is pulled.");
        };

        Assert.That(
            () => _store.Pass(At(Tuesday.AddDays(1), "01:00")),
            Throws.InstanceOf<OperationCanceledException>()
        );
        _store.Database.AtCommit = null;
        Assert.That(Given(), Is.EqualTo("2 | 400.00"), "Monday from the sums, Tuesday from its postings");

        Assert.That(_store.Pass(At(Tuesday.AddDays(1), "02:00")), Is.EqualTo(1));
        Assert.That(Given(), Is.EqualTo("2 | 400.00"));
        Assert.That(_store.Check(), Is.Empty);
    }

    [Test]
    public void A_day_with_nothing_but_declines_is_summed_too()
    {
        _store.Decline("A1", Monday);

        Assert.That(_store.Pass(At(Tuesday, "01:00")), Is.EqualTo(1));
        Assert.That(
            _store.Rows("branch-machines", "from=2026-05-01&to=2026-05-31&currency=UAH")[0],
            Is.EqualTo("A1 | Street 1 | 0 | 0.00 | – | 1 | 100.0 | –")
        );
        Assert.That(_store.Check(), Is.Empty);
    }

    [TestCase("UPDATE operation_day SET amount = amount + 1")]
    [TestCase("DELETE FROM operation_day")]
    [TestCase("UPDATE operation_day SET business_day = 20260401")]
    public void The_check_finds_sums_that_are_not_those_of_the_postings(string damage)
    {
        _store.Give("A1", "100", Monday, 100_00);
        _store.Pass(At(Tuesday, "01:00"));

        _store.Database.InTransaction(sql => sql.Execute(damage));

        Assert.That(_store.Check(), Has.Some.Contains("The report sums of 2026-0"));
    }

    [Test]
    public void What_terminals_report_is_in_the_reports()
    {
        using var host = TestHost.Start(store);
        host.Ask(host.Terminal.Completion(1, Amounts.Uah(500), card: host.Rich));
        host.Ask(host.Terminal.Completion(2, Amounts.Uah(1_000), card: host.Foreign));
        host.Ask(host.Terminal.Withdrawal(3, host.Poor, Amounts.Uah(500)));
        var clerk = new Employee(
            "c1",
            "Clerk",
            "clerk",
            SampleBank.OwnBankCode + "-01",
            SampleBank.OwnBankCode,
            Rights.Look
        );
        string Row(string name) => string.Join(" | ", (
                    (OfficeResult<Report>.Done)
                        ReportCatalogue.Run(
                            host.Core.Database,
                            name,
                            new Dictionary<string, string>
                            {
                                ["from"] = "2026-11-20",
                                ["to"] = "2026-11-20",
                                ["currency"] = "UAH",
                            },
                            clerk,
                            host.Clock.GetUtcNow()
                        )
                ).Value.Rows.Single().Select(CellText.ForPeople));

        foreach (var hours in (int[])[0, 24])
        {
            ReportPass.Run(host.Core.Database, host.Clock.GetUtcNow().AddHours(hours));
            Assert.That(Row("foreign-cards"), Does.EndWith("| 2 | 1 | 50.0 | 1,000.00 | 12.00"));
            Assert.That(Row("branch-machines"), Does.EndWith("| 2 | 1,500.00 | 750.00 | 1 | 33.3 | 2026-11-20"));
        }
        Assert.That(host.Core.Database.Read(ReportCheck.Run), Is.Empty);
    }

    private string Given()
    {
        var rows = _store.Rows("withdrawals-by-bank", "from=2026-04-01&to=2026-05-31&currency=UAH&interval=day");
        var report = (
            (OfficeResult<Report>.Done)
                _store.Ask("withdrawals-by-bank", "from=2026-01-01&to=2026-12-31&currency=UAH&interval=month")
        ).Value;
        var count = report.Rows.Sum(row => ((ReportCell.Count)row[3]).Value);
        var sum = report.Rows.Sum(row => ((ReportCell.Amount)row[4]).Value.InMajorUnits());
        Assert.That(rows, Has.Length.EqualTo(61), "a row for each day");
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} | {sum:0.00}");
    }

    private static DateTimeOffset At(DateOnly day, string time) =>
        new(day, TimeOnly.ParseExact(time, "HH:mm"), TimeSpan.Zero);
}
