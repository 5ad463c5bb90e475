using System.Text;
using AtmTerminal.Domain.Events;
using AtmTerminal.Journal.Store;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Store;

public class When_an_event_is_stored
{
    [Test]
    public void No_kind_of_event_is_forgotten() =>
        Assert.That(
            EventSamples.Events.Select(e => e.GetType()),
            Is.EquivalentTo(
                typeof(JournalEvent)
                    .Assembly.GetTypes()
                    .Where(t => t.IsSubclassOf(typeof(JournalEvent)) && !t.IsAbstract)
            )
        );

    [TestCaseSource(typeof(EventSamples), nameof(EventSamples.All))]
    public void It_comes_back_as_it_was(JournalEvent e)
    {
        var row = new StoredRow(1, 0, EventCodec.TypeName(e), EventCodec.Withdrawal(e), EventCodec.Encode(e), []);
        Assert.That(EventCodec.Decode(row, out var problem), Is.EqualTo(e), problem);
    }

    // Rows live for years: this is the shape that files in the field have.
    [TestCase(
        "WithdrawalRequested",
        """{"amount":"110000 UAH","commission":"1320 UAH","plan":{"1":1,"3":2},"approvalCode":"123456","maskedPan":"************4242","commissionBasisPoints":120,"mode":"authorize-first","card":null,"withdrawal":3}"""
    )]
    [TestCase("NotePurged", """{"bin":"retract","unit":null,"withdrawal":3}""")]
    [TestCase(
        "ReconciliationDecided",
        """{"verdict":"suspect (C3)","expected":"90000 UAH","found":null,"evidence":"exit not empty","withdrawal":3}"""
    )]
    public void Its_shape_is_kept(string type, string body)
    {
        var row = new StoredRow(1, 0, type, 3, Encoding.UTF8.GetBytes(body), []);
        var e = EventCodec.Decode(row, out var problem);
        Assert.That(e, Is.Not.Null, problem);
        Assert.That(Encoding.UTF8.GetString(EventCodec.Encode(e!)), Is.EqualTo(body));
    }

    [Test]
    public void A_row_written_before_an_optional_member_existed_can_still_be_read()
    {
        const string Body =
            """{"amount":"110000 UAH","commission":"1320 UAH","plan":{},"approvalCode":"","maskedPan":"","withdrawal":3}""";
        var row = new StoredRow(1, 0, nameof(WithdrawalRequested), 3, Encoding.UTF8.GetBytes(Body), []);
        var e = (WithdrawalRequested)EventCodec.Decode(row, out _)!;
        Assert.That((e.CommissionBasisPoints, e.Mode, e.Card), Is.EqualTo((0, "authorize-first", (string?)null)));
    }

    [TestCase("""{"withdrawal":3}""")]
    [TestCase("""{"unit":null,"withdrawal":3}""")]
    [TestCase("""{"unit":"1","withdrawal":"three"}""")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("")]
    public void A_body_that_is_not_whole_is_refused_with_a_reason(string body)
    {
        var row = new StoredRow(1, 0, nameof(NotePicked), 3, Encoding.UTF8.GetBytes(body), []);
        Assert.That(EventCodec.Decode(row, out var problem), Is.Null);
        Assert.That(problem, Is.Not.Empty);
    }

    [TestCase("amount", "null")]
    [TestCase("amount", "\"1 2 3\"")]
    [TestCase("amount", "\"many UAH\"")]
    [TestCase("plan", "\"two notes\"")]
    [TestCase("plan", "{\"1\":\"two\"}")]
    [TestCase("plan", "{\"1\":-1}")]
    public void Money_and_notes_that_are_none_are_refused(string member, string value)
    {
        var whole = Encoding.UTF8.GetString(EventCodec.Encode(Requested(3, Notes(("1", 2)))));
        var json = System.Text.Json.Nodes.JsonNode.Parse(whole)!;
        json[member] = System.Text.Json.Nodes.JsonNode.Parse(value);
        var row = new StoredRow(1, 0, nameof(WithdrawalRequested), 3, Encoding.UTF8.GetBytes(json.ToJsonString()), []);
        Assert.That(EventCodec.Decode(row, out _), Is.Null);
    }

    [Test]
    public void A_face_value_that_is_none_is_refused()
    {
        var json = Encoding.UTF8.GetString(EventCodec.Encode(Loaded())).Replace("\"10000 UAH\"", "\"a hundred\"");
        var row = new StoredRow(1, 0, nameof(CashUnitsSet), 0, Encoding.UTF8.GetBytes(json), []);
        Assert.That(EventCodec.Decode(row, out _), Is.Null);
    }

    [Test]
    public void Amounts_in_every_known_currency_come_back([Values("UAH", "VND", "USD", "EUR")] string code)
    {
        var amount = Domain.Amounts.Money.FromMinorUnits(-12345, Domain.Amounts.Currency.TryFromCode(code)!.Value);
        Assert.That(MoneyConverter.Parse(MoneyConverter.Format(amount)), Is.EqualTo(amount));
        Assert.That(MoneyConverter.Parse("12345 XXX"), Is.Null);
        Assert.That(MoneyConverter.Parse("123.45 UAH"), Is.Null);
    }
}
