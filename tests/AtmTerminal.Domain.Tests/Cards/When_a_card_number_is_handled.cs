using AtmTerminal.Domain.Cards;

namespace AtmTerminal.Domain.Tests.Cards;

public class When_a_card_number_is_handled
{
    private const string Number = "4111111111111111";

    [TestCase("41111111111")]
    [TestCase("4111111111111112")]
    [TestCase("411111111111111a")]
    [TestCase("")]
    public void What_is_no_card_number_is_not_taken_for_one(string text) => Assert.That(Pan.TryParse(text), Is.Null);

    // 79927398713 is the example of the algorithm's own literature, the others are test numbers of the card schemes.
    [TestCase("79927398713", true)]
    [TestCase("79927398710", false)]
    [TestCase("5555555555554444", true)]
    [TestCase("378282246310005", true)]
    [TestCase("0", false)]
    [TestCase("", false)]
    public void The_check_digit_is_that_of_ISO_7812(string digits, bool holds) =>
        Assert.That(Luhn.Holds(digits), Is.EqualTo(holds));

    [Test]
    public void Two_cards_are_the_same_by_their_digits_alone()
    {
        var pan = Pan.TryParse(Number)!;

        Assert.That(pan.Equals(Pan.TryParse(Number)));
        Assert.That(pan.Equals(Pan.TryParse("5555555555554444")), Is.False);
        Assert.That(pan.Equals(null), Is.False);
    }

    // ISO/IEC 7813: the third digit says what the card is good for.
    [TestCase('0', true)]
    [TestCase('1', true)]
    [TestCase('2', false)]
    [TestCase('3', true)]
    [TestCase('4', true)]
    [TestCase('5', false)]
    [TestCase('6', true)]
    [TestCase('7', false)]
    public void A_card_for_goods_and_services_only_buys_no_cash(char third, bool cash) =>
        Assert.That(Track2.TryParse($"{Number}=281220{third}")!.AllowsCash, Is.EqualTo(cash));

    [Test]
    public void It_cannot_print_itself()
    {
        var pan = Pan.TryParse(Number)!;

        Assert.That($"{pan}", Is.EqualTo("************1111"));
        Assert.That(pan.RevealDigits(), Is.EqualTo(Number));
    }

    [Test]
    public void The_track_is_split_and_cannot_print_itself()
    {
        var track = Track2.TryParse($"{Number}=28122010000000000000")!;

        Assert.That(track.Pan, Is.EqualTo(Pan.TryParse(Number)));
        Assert.That(track.Expiry, Is.EqualTo(new CardExpiry(28, 12)));
        Assert.That(track.ServiceCode, Is.EqualTo("201"));
        Assert.That($"{track}", Does.Not.Contain("2812").And.Not.Contain("4111"));
    }

    [TestCase("4111111111111111")]
    [TestCase("4111111111111111=2813201")]
    [TestCase("4111111111111111=2800201")]
    [TestCase("4111111111111111=281220")]
    [TestCase("4111111111111112=2812201")]
    [TestCase("4111111111111111=2812=201")]
    [TestCase("=2812201")]
    public void A_malformed_track_gives_no_card(string text) => Assert.That(Track2.TryParse(text), Is.Null);

    [TestCase(2028, 12, 31, false)]
    [TestCase(2029, 1, 1, true)]
    [TestCase(2028, 1, 1, false)]
    public void A_card_is_good_through_the_last_day_of_its_month(int year, int month, int day, bool over) =>
        Assert.That(new CardExpiry(28, 12).IsOverOn(new DateOnly(year, month, day)), Is.EqualTo(over));
}
