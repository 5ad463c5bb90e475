namespace AtmTerminal.BankHost.Tests;

/// <summary>One clear sentence, and whose doing it is.</summary>
public class When_a_question_for_a_report_is_wrong
{
    private const string Good = "from=2026-05-01&to=2026-05-31&currency=UAH";

    private ReportStore _store = null!;

    [SetUp]
    public void Open() => _store = new ReportStore();

    [TearDown]
    public void Close() => _store.Dispose();

    [TestCase("to=2026-05-31&currency=UAH", "Give the first business day in 'from', such as 2026-01-31.")]
    [TestCase(
        "from=31.05.2026&to=2026-05-31&currency=UAH",
        "Give the first business day in 'from', such as 2026-01-31."
    )]
    [TestCase(
        "from=2026-02-30&to=2026-05-31&currency=UAH",
        "Give the first business day in 'from', such as 2026-01-31."
    )]
    [TestCase("from=2026-05-01&to=9999-12-31&currency=UAH", "Give the last business day in 'to', such as 2026-01-31.")]
    [TestCase(
        "from=2026-06-01&to=2026-05-31&currency=UAH",
        "The last day, 2026-05-31, is before the first, 2026-06-01: swap them."
    )]
    [TestCase(
        "from=1990-01-01&to=2026-05-31&currency=UAH",
        "A report is about 3660 days at most: choose a shorter time."
    )]
    [TestCase(
        "from=2026-05-01&to=2026-05-31",
        "Give one currency in 'currency': UAH, VND, USD, EUR. Amounts of two are never added."
    )]
    [TestCase(Good + "&interval=year", "The interval must be day, week or month.")]
    public void The_sentence_says_what_to_do(string parameters, string sentence) =>
        Assert.That(_store.Refusal("withdrawals-by-bank", parameters), Is.EqualTo((Refusal.WrongInput, sentence)));

    [Test]
    public void What_is_not_there_is_not_found()
    {
        Assert.That(_store.Refusal("profits", Good).Why, Is.EqualTo(Refusal.NotFound));
        Assert.That(_store.Refusal("customers-elsewhere", Good + "&bank=999").Why, Is.EqualTo(Refusal.NotFound));
        Assert.That(_store.Refusal("branch-machines", Good + "&branch=999").Why, Is.EqualTo(Refusal.NotFound));
        Assert.That(_store.Refusal("card-service", Good + "&bank=999").Why, Is.EqualTo(Refusal.NotFound));
    }

    [Test]
    public void Another_bank_is_seen_only_in_a_comparison()
    {
        Assert.That(_store.Refusal("customers-elsewhere", Good + "&bank=200").Why, Is.EqualTo(Refusal.NotAllowed));
        Assert.That(_store.Refusal("branch-machines", Good + "&branch=200-01").Why, Is.EqualTo(Refusal.NotAllowed));
        Assert.That(_store.Refusal("card-service", Good + "&bank=200").Why, Is.EqualTo(Refusal.NotAllowed));
    }

    [Test]
    public void Nobody_sees_a_report_without_the_right_to_look()
    {
        var cashier = _store.Clerk with { Rights = Rights.Money | Rights.Cards };

        foreach (var kind in ReportCatalogue.All)
            Assert.That(_store.Refusal(kind.Name, Good, cashier).Why, Is.EqualTo(Refusal.NotAllowed), kind.Name);
    }

    [Test]
    public void Every_report_can_be_asked_with_the_parameters_it_names_and_the_choices_a_form_offers()
    {
        var choices = ReportCatalogue.Choices(_store.Database, _store.Clerk);

        Assert.That(choices.Currencies, Is.EqualTo(new[] { "UAH", "VND" }));
        Assert.That(choices.Banks.Keys, Is.EqualTo(new[] { "100", "200" }));
        Assert.That(choices.Branches.Select(branch => branch.Code), Is.EqualTo(new[] { "100-01" }));
        foreach (var kind in ReportCatalogue.All)
            Assert.That(_store.Ask(kind.Name, Good), Is.InstanceOf<OfficeResult<Report>.Done>(), kind.Name);
    }
}
