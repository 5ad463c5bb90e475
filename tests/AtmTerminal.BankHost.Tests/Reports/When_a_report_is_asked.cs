namespace AtmTerminal.BankHost.Tests;

/// <summary>Every figure here was worked out by hand from the rows that the test writes.</summary>
/// <param name="summed">Whether the days are in the sums, or read from their postings.</param>
[TestFixture(StoreKind.Sqlite, false)]
[TestFixture(StoreKind.Sqlite, true)]
[TestFixture(StoreKind.PostgreSql, false)]
[TestFixture(StoreKind.PostgreSql, true)]
public class When_a_report_is_asked(StoreKind store, bool summed)
{
    private static readonly DateOnly May4 = new(2026, 5, 4);
    private static readonly DateOnly May5 = new(2026, 5, 5);
    private static readonly DateOnly May11 = new(2026, 5, 11);
    private static readonly DateOnly June1 = new(2026, 6, 1);

    private ReportStore _store = null!;

    /// <summary>May 4 and 11 are Mondays. The figures are the same whether the days are in the sums or not yet.</summary>
    [SetUp]
    public void WriteSomeMonths()
    {
        _store = new ReportStore(store);
        _store.Give("A1", "100", May4, 100_00);
        _store.Give("A1", "200", May4, 200_00, commission: 2_40);
        _store.Give("A1", "100", May5, 300_01);
        _store.Give("A2", "100", May11, 400_00);
        _store.Give("B1", "100", May5, 500_00, commission: 6_00);
        _store.Give("B1", "100", June1, 50_00, commission: 60);
        _store.Give("B1", "200", June1, 700_00);
        _store.Give("A1", "100", May4, 0);
        _store.Give("A1", "200", May4, 1_000_000, commission: 12_000, currency: "VND");
        _store.Decline("A1", May4);
        _store.Decline("A1", June1);
        _store.Decline("A1", June1, currency: "VND");
        if (summed)
            // June 1 is not over yet, so it is read from its postings.
            _store.Pass(new(2026, 6, 1, 20, 0, 0, TimeSpan.Zero));
    }

    [TearDown]
    public void Close() => _store.Dispose();

    [Test]
    public void Withdrawals_are_counted_and_summed_by_bank_and_month() =>
        Assert.That(
            _store.Rows("withdrawals-by-bank", "from=2026-05-01&to=2026-06-30&currency=UAH&interval=month"),
            Is.EqualTo(
                new[]
                {
                    // 100.00 + 200.00 + 300.01 + 400.00 = 1,000.01; a quarter of it is 250.0025.
                    "2026-05-01 | 2026-05-31 | Bank A | 4 | 1,000.01 | 250.00",
                    "2026-05-01 | 2026-05-31 | Bank B | 1 | 500.00 | 500.00",
                    "2026-06-01 | 2026-06-30 | Bank A | 0 | 0.00 | –",
                    "2026-06-01 | 2026-06-30 | Bank B | 2 | 750.00 | 375.00",
                }
            )
        );

    [Test]
    public void Weeks_begin_on_Monday_and_the_first_and_last_are_cut_to_the_days_that_were_asked() =>
        Assert.That(
            _store.Rows("withdrawals-by-bank", "from=2026-05-05&to=2026-05-11&currency=UAH&interval=week"),
            Is.EqualTo(
                new[]
                {
                    "2026-05-05 | 2026-05-10 | Bank A | 1 | 300.01 | 300.01",
                    "2026-05-05 | 2026-05-10 | Bank B | 1 | 500.00 | 500.00",
                    "2026-05-11 | 2026-05-11 | Bank A | 1 | 400.00 | 400.00",
                    "2026-05-11 | 2026-05-11 | Bank B | 0 | 0.00 | –",
                }
            )
        );

    [Test]
    public void Currencies_are_never_added_to_each_other() =>
        Assert.That(
            _store.Rows("withdrawals-by-bank", "from=2026-05-01&to=2026-06-30&currency=VND&interval=month"),
            Is.EqualTo(
                new[]
                {
                    "2026-05-01 | 2026-05-31 | Bank A | 1 | 1,000,000 | 1,000,000",
                    "2026-06-01 | 2026-06-30 | Bank A | 0 | 0 | –",
                }
            )
        );

    [Test]
    public void Machines_are_listed_by_their_share_of_foreign_cards_and_other_banks_as_one_row_each() =>
        Assert.That(
            _store.Rows("foreign-cards", "from=2026-05-01&to=2026-06-30&currency=UAH"),
            Is.EqualTo(
                new[]
                {
                    // One of three.
                    "A1 | Street 1 | 3 | 1 | 33.3 | 200.00 | 2.40",
                    "A2 | Street 2 | 1 | 0 | 0.0 | 0.00 | 0.00",
                    // Two of three: 500.00 and 50.00, for 6.00 and 0.60.
                    "All of Bank B |  | 3 | 2 | 66.7 | 550.00 | 6.60",
                }
            )
        );

    [Test]
    public void The_course_of_the_own_customers_at_other_banks_has_every_interval() =>
        Assert.That(
            _store.Rows("customers-elsewhere", "from=2026-04-01&to=2026-06-30&currency=UAH&interval=month"),
            Is.EqualTo(
                new[]
                {
                    "2026-04-01 | 2026-04-30 | Bank B | 0 | 0.00 | 0.00",
                    "2026-05-01 | 2026-05-31 | Bank B | 1 | 500.00 | 6.00",
                    "2026-06-01 | 2026-06-30 | Bank B | 1 | 50.00 | 0.60",
                }
            )
        );

    [Test]
    public void Machines_of_a_branch_show_what_they_gave_and_declined_and_when_they_were_last_used() =>
        Assert.That(
            _store.Rows("branch-machines", "from=2026-05-01&to=2026-06-30&currency=UAH&branch=100-01"),
            Is.EqualTo(
                new[]
                {
                    // 600.01 in three is 200.0033...; two declines in five attempts.
                    "A1 | Street 1 | 3 | 600.01 | 200.00 | 2 | 40.0 | 2026-05-05",
                    "A2 | Street 2 | 1 | 400.00 | 400.00 | 0 | 0.0 | 2026-05-11",
                }
            )
        );

    [Test]
    public void A_machine_that_was_not_used_is_in_the_list_all_the_same() =>
        Assert.That(
            _store.Rows("branch-machines", "from=2026-05-11&to=2026-05-11&currency=UAH"),
            Is.EqualTo(
                new[]
                {
                    "A1 | Street 1 | 0 | 0.00 | – | 0 | – | –",
                    "A2 | Street 2 | 1 | 400.00 | 400.00 | 0 | 0.0 | 2026-05-11",
                }
            )
        );

    [Test]
    public void A_time_in_which_nothing_was_given_has_no_rows_and_a_picture_that_says_so()
    {
        var report = (
            (OfficeResult<Report>.Done)_store.Ask("withdrawals-by-bank", "from=2025-01-01&to=2025-12-31&currency=UAH")
        ).Value;

        Assert.That(report.Rows, Is.Empty);
        Assert.That(SvgChart.Draw(report), Does.Contain("There was nothing in this time."));
    }

    [Test]
    public void The_report_says_as_of_when_it_is()
    {
        DateTimeOffset AsOf(string from) =>
            ((OfficeResult<Report>.Done)_store.Ask("withdrawals-by-bank", $"from={from}&to=2026-06-30&currency=UAH"))
                .Value
                .AsOf;

        var now = ReportStore.Noon(new(2026, 12, 31));
        Assert.That(AsOf("2026-05-01"), Is.EqualTo(summed ? new(2026, 6, 1, 20, 0, 0, TimeSpan.Zero) : now));
        Assert.That(AsOf("2026-06-01"), Is.EqualTo(now), "only days that are read as they are");
    }
}
