using AtmTerminal.Devices.CardReader;
using AtmTerminal.Devices.Contracts;

namespace AtmTerminal.Devices.Tests.CardReader;

public class When_a_stripe_was_read
{
    private static readonly DateOnly s_today = new(2026, 11, 20);

    [TestCase("4000000000000002=2612201123", null, Description = "good")]
    [TestCase("4000000000000002=2611201123", null, Description = "good through the last day of its month")]
    [TestCase("4000000000000002=2610201123", StripeProblem.Expired)]
    [TestCase("4000000000000003=2612201123", StripeProblem.CheckDigit)]
    [TestCase("4000000000000002=2613201123", StripeProblem.ExpiryMonth)]
    [TestCase("4000000000000002=2600201123", StripeProblem.ExpiryMonth)]
    [TestCase("4000000000000002=2612205123", StripeProblem.CashNotAllowed)]
    [TestCase("4000000000000002=2612", StripeProblem.NotAPaymentCard)]
    [TestCase("4000000000000002", StripeProblem.NotAPaymentCard)]
    [TestCase("", StripeProblem.NotAPaymentCard)]
    public void Only_the_card_of_a_customer_who_may_have_cash_today_is_handed_on(string text, StripeProblem? expected)
    {
        var card = StripeCheck.Check(new StripeReading(text.ToCharArray(), null), s_today);

        Assert.That((card.Problem, card.Track2 is null), Is.EqualTo((expected, expected is not null)));
    }

    [Test]
    public void Nothing_of_it_stands_in_what_a_log_would_print()
    {
        var good = StripeCheck.Check(new StripeReading("4000000000000002=2612201123".ToCharArray(), null), s_today);
        var bad = StripeCheck.Check(new StripeReading("4000000000000003=2612201123".ToCharArray(), null), s_today);

        Assert.That($"{good} {bad}", Does.Not.Contain("00000000").And.Not.Contain("2612"));
    }
}
