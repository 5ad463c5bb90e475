namespace AtmTerminal.BankHost.Tests;

public class When_interest_is_settled
{
    private static readonly InterestRule ToTheMinorUnit = new(OnNewAccounts: 365, BelowZero: 2_400, Smallest: 1);

    [Test]
    public void A_year_at_one_percent_is_one_percent()
    {
        var accrued = Enumerable.Range(0, 365).Sum(_ => InterestRule.AccruedIn(100_000, 100));
        Assert.That(ToTheMinorUnit.Settle(accrued), Is.EqualTo((1_000L, 0L)));
    }

    [Test]
    public void What_is_less_than_the_smallest_posting_waits_and_is_not_lost()
    {
        var rule = ToTheMinorUnit with { Smallest = 100 };
        var day = InterestRule.AccruedIn(1_500_000, 365);
        var (first, left) = rule.Settle(day);
        var (second, _) = rule.Settle(left + day);
        Assert.That((first, second), Is.EqualTo((100L, 200L)), "150 a day, in hundreds.");
    }

    [Test]
    public void Nothing_is_rounded_up()
    {
        var almost = InterestRule.AccruedIn(99_999, 365) / 10;
        Assert.That(ToTheMinorUnit.Settle(almost), Is.EqualTo((0L, almost)));
    }
}
