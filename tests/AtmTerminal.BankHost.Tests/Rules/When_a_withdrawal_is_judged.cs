using AtmTerminal.Domain.Amounts;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

public class When_a_withdrawal_is_judged
{
    private static readonly WithdrawalFacts Fine = new(
        new("100001", AccountState.Active, Balance: Vnd(30_000_000), Held: Vnd(0)),
        Amount: Vnd(500_000),
        CommissionShown: Vnd(0),
        Commission.Free,
        new(Least: Vnd(50_000), MostAtOnce: Vnd(5_000_000), MostADay: Vnd(20_000_000)),
        UsedToday: Vnd(0)
    );

    [TestCase(49_999, "13")]
    [TestCase(50_000, "00")]
    [TestCase(5_000_000, "00")]
    [TestCase(5_000_001, "61")]
    [TestCase(0, "13")]
    public void It_lies_between_the_least_and_the_most_at_once(long dongs, string response) =>
        Expect(Fine with { Amount = Vnd(dongs) }, response);

    [TestCase(15_000_000, "00")]
    [TestCase(15_000_001, "61")]
    public void The_day_has_a_limit_of_its_own(long usedToday, string response) =>
        Expect(Fine with { Amount = Vnd(5_000_000), UsedToday = Vnd(usedToday) }, response);

    [TestCase(500_000, "00")]
    [TestCase(499_999, "61")]
    [TestCase(-1, "61")]
    public void A_card_with_caps_has_what_they_leave(long left, string response) =>
        Expect(Fine with { LeftOfCaps = Vnd(left) }, response);

    [TestCase(0, 0, 500)]
    [TestCase(200, 200, 300)]
    [TestCase(0, 1_000, 200)]
    [TestCase(100, 1_300, -100)]
    public void Of_two_caps_the_lower_rest_counts(long usedToday, long usedThisMonth, long left) =>
        Assert.That(new CardCaps(ADay: 500, AMonth: 1_200).LeftAfter(usedToday, usedThisMonth), Is.EqualTo(left));

    [TestCase(506_000, "00")]
    [TestCase(505_999, "51")]
    public void Amount_and_commission_must_be_there(long balance, string response) =>
        Expect(
            Fine with
            {
                Account = Fine.Account with { Balance = Vnd(balance) },
                Commission = new(120),
                CommissionShown = Vnd(6_000),
            },
            response
        );

    [Test]
    public void What_is_held_for_others_is_not_there() =>
        Expect(Fine with { Account = Fine.Account with { Held = Vnd(29_500_001) } }, "51");

    [TestCase(5_999)]
    [TestCase(6_001)]
    [TestCase(0)]
    public void A_commission_that_the_customer_was_not_shown_is_refused(long shown) =>
        Expect(Fine with { Commission = new(120), CommissionShown = Vnd(shown) }, "23");

    [TestCase(nameof(AccountState.Locked))]
    [TestCase(nameof(AccountState.Closed))]
    public void An_account_that_is_not_active_pays_nothing(string state) =>
        Expect(Fine with { Account = Fine.Account with { State = Enum.Parse<AccountState>(state) } }, "57");

    [Test]
    public void An_account_pays_its_own_currency_only() =>
        Expect(Fine with { Amount = Uah(500), CommissionShown = Uah(0) }, "57");

    [Test]
    public void A_currency_without_limits_is_not_paid_out() => Expect(Fine with { Limits = null }, "57");

    private static void Expect(WithdrawalFacts facts, string response) =>
        Assert.That(WithdrawalRule.Judge(facts).Value, Is.EqualTo(response));
}
