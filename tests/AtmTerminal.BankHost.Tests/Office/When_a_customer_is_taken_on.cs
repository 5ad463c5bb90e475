using AtmTerminal.Domain.Amounts;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_customer_is_taken_on(StoreKind store) : OfficeSituation(store)
{
    [Test]
    public void They_get_one_account_of_the_bank_and_a_card_is_ordered()
    {
        var (customer, account, card) = Open();

        Assert.That(InStore(sql => sql.CustomerOf(customer.Home)), Is.EqualTo(customer));
        Assert.That(
            (account.Bank, account.State, account.Balance, account.OpenedOn, account.OpenedBy),
            Is.EqualTo((Clerk.Bank, AccountState.Active, Uah(0), (DateOnly?)Now.BusinessDay, Clerk.Code))
        );
        Assert.That(
            (card.Account, card.Kind, card.State, card.OrderedOn),
            Is.EqualTo((account.Account, CardKind.Primary, CardState.Ordered, (DateOnly?)Now.BusinessDay))
        );
        Assert.That(InStore(sql => sql.CardsOf(customer.Home)), Has.Count.EqualTo(1));
    }

    [Test]
    public void The_same_person_cannot_become_a_customer_of_the_bank_twice_but_of_another_one()
    {
        Open();
        var again = Anna with { Document = "ab123456", Name = "Anna H." };

        Assert.That(
            Refused((sql, at) => Host.Core.Office.Customers.Open(sql, Clerk, at, again, Currency.Vnd)),
            Is.EqualTo(Refusal.NotNow)
        );
        Done((sql, at) => Host.Core.Office.Customers.Open(sql, Stranger, at, again, Currency.Vnd));
    }

    [Test]
    public void No_two_of_them_share_a_home_also_with_customers_who_came_another_way()
    {
        var homes = new[] { "A1", "A2", "A3" }.Select(document =>
            Open(data: Anna with { Document = document }).Customer.Home
        );
        Assert.That(homes, Is.EqualTo(new long[] { 9, 10, 11 }), "The sample bank has eight customers.");
    }

    [TestCase("name")]
    [TestCase("birth")]
    [TestCase("sex")]
    [TestCase("document")]
    [TestCase("issued before birth")]
    [TestCase("issued tomorrow")]
    [TestCase("address")]
    [TestCase("phone")]
    [TestCase("e-mail")]
    [TestCase("length")]
    public void What_cannot_be_right_is_refused_in_a_sentence(string wrong)
    {
        var data = wrong switch
        {
            "name" => Anna with { Name = " " },
            "birth" => Anna with { BirthDate = Now.BusinessDay },
            "sex" => Anna with { Sex = Sex.Unknown },
            "document" => Anna with { Document = "  " },
            "issued before birth" => Anna with { DocumentIssuedOn = Anna.BirthDate },
            "issued tomorrow" => Anna with { DocumentIssuedOn = Now.BusinessDay.AddDays(1) },
            "address" => Anna with { Address = "" },
            "phone" => Anna with { Phone = "12345" },
            "e-mail" => Anna with { Email = "anna@" },
            _ => Anna with { Employer = new string('x', 201) },
        };
        Assert.That(
            Refused((sql, at) => Host.Core.Office.Customers.Open(sql, Clerk, at, data, Currency.Uah)),
            Is.EqualTo(Refusal.WrongInput)
        );
    }

    [Test]
    public void A_change_keeps_the_old_value_in_the_audit()
    {
        var (customer, _, _) = Open();
        var moved = customer.Data with { Address = "Lviv, Rynok 1", Document = "CD 777" };
        Done((sql, at) => Customers.Change(sql, Clerk, at, customer.Home, moved));

        var (old, now) = InStore(sql =>
            sql.First(
                "SELECT old_value, new_value FROM audit WHERE action = 'customer changed' AND employee = 'E1'",
                row => (row.GetString(0), row.GetString(1))
            )
        );
        Assert.That((old, now), Is.EqualTo((customer.Data.ToString(), (moved with { Document = "CD777" }).ToString())));
        Assert.That(
            InStore(sql => sql.CustomerWithDocument(Clerk, "cd 777"))!.Data.Address,
            Is.EqualTo("Lviv, Rynok 1")
        );
        Assert.That(InStore(sql => sql.CustomerWithDocument(Clerk, "AB123456")), Is.Null);
    }

    [Test]
    public void They_are_found_by_name_document_account_and_last_digits_by_their_own_bank_alone()
    {
        var (customer, account, card) = Open(data: Anna with { Name = "Ганна Гнатюк" });
        List<CustomerView> FindAll(Employee who) =>
            InStore(sql =>
                new[] { sql.CustomerWithDocument(who, "ab 123456"), sql.CustomerWithAccount(who, account.Account) }
                    .OfType<CustomerView>()
                    .Concat(sql.CustomersNamed(who, "гнат"))
                    .Concat(sql.CustomersWithCard(who, card.Number[^4..]))
                    .ToList()
            );

        Assert.That(FindAll(Clerk), Is.EqualTo(Enumerable.Repeat(customer, 4)));
        Assert.That(FindAll(Stranger), Is.Empty);
        Assert.That(InStore(sql => sql.CustomersNamed(Clerk, "%")), Is.Empty, "A sign of the search is a letter here.");
    }

    [Test]
    public void Who_lacks_the_right_or_is_of_another_bank_does_nothing()
    {
        var (customer, _, _) = Open();
        var looker = Clerk with { Rights = Rights.Look | Rights.Accounts };

        Assert.That(
            Refused(
                (sql, at) =>
                    Host.Core.Office.Customers.Open(sql, looker, at, Anna with { Document = "X" }, Currency.Uah)
            ),
            Is.EqualTo(Refusal.NotAllowed)
        );
        Assert.That(
            Refused((sql, at) => Customers.Change(sql, Stranger, at, customer.Home, Anna)),
            Is.EqualTo(Refusal.NotAllowed)
        );
        Assert.That(Refused((sql, at) => Customers.Change(sql, Clerk, at, 4_000, Anna)), Is.EqualTo(Refusal.NotFound));
    }

    [Test]
    public void Their_pictures_are_kept_when_they_are_pictures()
    {
        var home = Open().Customer.Home;
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1];
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0];
        Done((sql, at) => CustomerFiles.Store(sql, Clerk, at, home, FileKind.Photo, png));
        MinutePasses();
        Done((sql, at) => CustomerFiles.Store(sql, Clerk, at, home, FileKind.Photo, jpeg));

        var photo = Done((sql, _) => CustomerFiles.Current(sql, Clerk, home, FileKind.Photo));
        Assert.That((photo.MediaType, photo.Bytes), Is.EqualTo(("image/jpeg", jpeg)));
        byte[][] wrong = ["<svg/>"u8.ToArray(), [], [.. png, .. new byte[CustomerFiles.MostBytes]]];
        foreach (var bytes in wrong)
            Assert.That(
                Refused((sql, at) => CustomerFiles.Store(sql, Clerk, at, home, FileKind.Signature, bytes)),
                Is.EqualTo(Refusal.WrongInput)
            );
        Assert.That(
            Refused((sql, _) => CustomerFiles.Current(sql, Stranger, home, FileKind.Photo)),
            Is.EqualTo(Refusal.NotAllowed)
        );
    }
}
