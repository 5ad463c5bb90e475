using AtmTerminal.Domain.Cards;
using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost.Tests;

public class When_a_card_and_its_pin_are_judged
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly CardFacts Good = new(CardState.Active, new CardExpiry(26, 11), TriesLeft: 3);

    [Test]
    public void A_right_pin_lets_it_go_on_and_gives_all_tries_back() =>
        Assert.That(
            CardRule.Judge(Good with { TriesLeft = 1 }, PinOutcome.Right, Today),
            Is.EqualTo(new CardVerdict(ResponseCode.Approved, CardState.Active, 3))
        );

    [TestCase(3, "55", 2, nameof(CardState.Active))]
    [TestCase(2, "55", 1, nameof(CardState.Active))]
    [TestCase(1, "38", 0, nameof(CardState.Retained))]
    public void A_wrong_pin_costs_a_try_and_the_third_the_card(
        int left,
        string response,
        int leftAfter,
        string state
    ) =>
        Assert.That(
            CardRule.Judge(Good with { TriesLeft = left }, PinOutcome.Wrong, Today),
            Is.EqualTo(new CardVerdict(new(response), Enum.Parse<CardState>(state), leftAfter))
        );

    [Test]
    public void A_block_that_does_not_open_costs_no_try() =>
        Assert.That(
            CardRule.Judge(Good, PinOutcome.Unreadable, Today),
            Is.EqualTo(new CardVerdict(ResponseCode.FormatError, CardState.Active, 3))
        );

    [TestCase(nameof(CardState.Ordered), "62")]
    [TestCase(nameof(CardState.Blocked), "62")]
    [TestCase(nameof(CardState.Void), "62")]
    [TestCase(nameof(CardState.Lost), "41")]
    [TestCase(nameof(CardState.Stolen), "43")]
    [TestCase(nameof(CardState.Retained), "38")]
    [TestCase(nameof(CardState.Cancelled), "36")]
    [TestCase(nameof(CardState.Destroyed), "34")]
    public void A_card_that_is_not_active_is_no_place_to_guess_pins_at(string state, string response)
    {
        var card = Good with { State = Enum.Parse<CardState>(state) };

        foreach (var pin in Enum.GetValues<PinOutcome>())
            Assert.That(
                CardRule.Judge(card, pin, Today),
                Is.EqualTo(new CardVerdict(new(response), card.State, card.TriesLeft))
            );
    }

    [TestCase(26, 11, "00")]
    [TestCase(26, 10, "54")]
    [TestCase(25, 12, "54")]
    public void It_is_good_through_the_last_day_of_its_month(int year, int month, string response) =>
        Assert.That(
            CardRule.Judge(Good with { Expiry = new(year, month) }, PinOutcome.Right, Today).Response.Value,
            Is.EqualTo(response)
        );
}
