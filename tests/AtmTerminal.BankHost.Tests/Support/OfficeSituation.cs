using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost.Tests;

/// <summary>A host with people of both banks before it. The books are checked after every test.</summary>
/// <param name="store">As of <see cref="HostSituation"/>.</param>
public abstract class OfficeSituation(StoreKind store = StoreKind.Sqlite) : HostSituation(store)
{
    private const string Pin = "4711";

    private long _deposits = 100;

    /// <summary>Of the own bank, with every right.</summary>
    private protected static Employee Clerk { get; } =
        new("E1", "Larysa", "clerk", "100001-01", SampleBank.OwnBankCode, (Rights)127);

    /// <summary>Of the other bank, with every right.</summary>
    private protected static Employee Stranger { get; } =
        new("E2", "Minh", "clerk", "200002-01", SampleBank.ForeignBankCode, (Rights)127);

    private protected static CustomerData Anna { get; } =
        new(
            "Anna Hnatiuk",
            new(1990, 3, 14),
            Sex.Female,
            "AB 123456",
            "Kyiv 8001",
            new(2015, 6, 1),
            "Kyiv, Saksahanskoho 5",
            "+380 44 1234567",
            "anna@example.org",
            "City hospital"
        );

    private protected Moment Now => new(Host.Clock.GetUtcNow(), Host.Core.Rules.BusinessDayAt(Host.Clock.GetUtcNow()));

    [TearDown]
    public void CheckTheBooks() => Assert.That(Host.Core.Queries.CheckLedger(), Is.Empty);

    private protected T InStore<T>(Func<Sql, T> work) => Host.Core.Database.InTransaction(work);

    private protected T Done<T>(Func<Sql, Moment, OfficeResult<T>> operation)
    {
        var result = InStore(sql => operation(sql, Now));
        Assert.That(result, Is.InstanceOf<OfficeResult<T>.Done>());
        return ((OfficeResult<T>.Done)result).Value;
    }

    /// <summary>Expects a refusal that says what to do and has written nothing.</summary>
    private protected Refusal Refused<T>(Func<Sql, Moment, OfficeResult<T>> operation)
    {
        var before = AuditLines;
        var result = InStore(sql => operation(sql, Now));
        Assert.That(result, Is.InstanceOf<OfficeResult<T>.Refused>());
        var refused = (OfficeResult<T>.Refused)result;
        Assert.That((refused.Sentence.EndsWith('.'), AuditLines), Is.EqualTo((true, before)), refused.Sentence);
        return refused.Why;
    }

    private protected long AuditLines => InStore(sql => sql.Number("SELECT COUNT(*) FROM audit"));

    private protected NewCustomer Open(Currency? currency = null, CustomerData? data = null) =>
        Done((sql, at) => Host.Core.Office.Customers.Open(sql, Clerk, at, data ?? Anna, currency ?? Currency.Uah));

    /// <summary>A new customer with a card in hand and money on the account.</summary>
    private protected (NewCustomer Customer, SampleCard Card) OpenWithCard(Money balance)
    {
        var customer = Open(balance.Currency);
        Give(customer.Account, balance);
        return (customer, Collect(customer.Card));
    }

    /// <summary>Hands a card out, and gives what its holder can put into a machine.</summary>
    private protected SampleCard Collect(CardView card)
    {
        Done((sql, at) => Host.Core.Office.CardOrders.Collect(sql, Clerk, at, card.Home, card.Token, DigitsOf(Pin)));
        return InHand(card);
    }

    private protected SampleCard InHand(CardView card)
    {
        var box = InStore(sql =>
            sql.First(
                "SELECT number_sealed FROM card WHERE token = @token",
                row => row.GetFieldValue<byte[]>(0),
                ("@token", card.Token)
            )
        );
        var pan = Host.Secrets.Vault.TryOpen(box)!;
        var track = Track2.TryParse($"{pan.RevealDigits()}=49122010000000000")!;
        return new(card.Holder, SampleBank.OwnBankName, track, Pin, default, "A card of a test.");
    }

    private protected SampleCard OrderAndCollectSupplementary(long home, Money aDay, Money aMonth) =>
        Collect(OrderSupplementary(home, aDay, aMonth));

    private protected CardView OrderSupplementary(long home, Money aDay, Money aMonth) =>
        Done(
            (sql, at) =>
                Host.Core.Office.CardOrders.OrderSupplementary(sql, Clerk, at, home, "Bohdan Hnatiuk", aDay, aMonth)
        );

    private protected void Give(AccountView account, Money amount) =>
        InStore(sql =>
        {
            var after = sql.ChangeBalance(account.Home, account.Account, amount);
            sql.WriteEntries(
                new(account.Home, LedgerAccounts.Opening, ++_deposits),
                [new(account.Account, amount), new(LedgerAccounts.Opening, -amount)],
                Now,
                after
            );
            return true;
        });

    private protected CardView Card(CardView card) => InStore(sql => sql.CardOf(card.Home, card.Token))!;

    private protected AccountView Account(long home) => InStore(sql => sql.AccountOf(home))!;

    private protected void DaysPass(int days) => Host.Clock.MoveTo(Host.Clock.Elapsed + TimeSpan.FromDays(days));

    private protected void MinutePasses() => Host.Clock.MoveTo(Host.Clock.Elapsed + TimeSpan.FromMinutes(1));

    private protected string Ask(long number, SampleCard card, Money amount) =>
        Host.Ask(Terminal.Withdrawal(number, card, amount));

    private static byte[] DigitsOf(string pin) => [.. pin.Select(digit => (byte)(digit - '0'))];
}
