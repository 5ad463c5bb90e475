namespace AtmTerminal.BankHost.Tests;

/// <summary>The development of the card service, month by month.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_the_cards_of_a_bank_are_counted(StoreKind store)
{
    private ReportStore _store = null!;

    [SetUp]
    public void GiveCards()
    {
        _store = new ReportStore(store);
        _store.AddCard("p1", "100", "Primary");
        _store.AddCard("p2", "100", "Primary");
        _store.AddCard("s1", "100", "Supplementary");
        _store.AddCard("b1", "200", "Primary");
    }

    [TearDown]
    public void Close() => _store.Dispose();

    [Test]
    public void Every_month_has_what_happened_to_the_cards_of_that_bank_alone()
    {
        _store.Step("p1", "Ordered", new(2026, 4, 30));
        _store.Step("p1", "Collected", new(2026, 5, 1));
        _store.Step("s1", "Collected", new(2026, 5, 31));
        _store.Step("b1", "Collected", new(2026, 5, 31));
        _store.Step("p2", "Voided", new(2026, 6, 1));
        _store.Step("p1", "ReportedLost", new(2026, 6, 2));
        _store.Step("s1", "ReportedStolen", new(2026, 6, 3));
        _store.Step("p1", "Destroyed", new(2026, 7, 1));

        Assert.That(
            _store.Rows("card-service", "from=2026-05-01&to=2026-06-30"),
            Is.EqualTo(
                new[]
                {
                    // Opened, of them supplementary, void, lost or stolen, kept, destroyed.
                    "2026-05-01 | 2026-05-31 | 2 | 1 | 0 | 0 | 0 | 0",
                    "2026-06-01 | 2026-06-30 | 0 | 0 | 1 | 2 | 0 | 0",
                }
            )
        );
    }

    [Test]
    public void A_card_that_a_machine_was_told_to_keep_and_reported_counts_once()
    {
        _store.Step("p1", "Retained", new(2026, 5, 4));
        _store.Step("p1", "Captured", new(2026, 5, 4));
        _store.Step("p2", "Captured", new(2026, 5, 9));

        Assert.That(
            _store.Rows("card-service", "from=2026-05-01&to=2026-05-31"),
            Is.EqualTo(new[] { "2026-05-01 | 2026-05-31 | 0 | 0 | 0 | 0 | 2 | 0" })
        );
    }
}
