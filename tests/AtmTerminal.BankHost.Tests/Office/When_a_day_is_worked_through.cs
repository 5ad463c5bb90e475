using AtmTerminal.Domain.Amounts;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>The clock stands on 20 November 2026.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_day_is_worked_through(StoreKind store) : OfficeSituation(store)
{
    [Test]
    public void Interest_is_posted_when_the_month_is_over_and_once()
    {
        var account = OpenAt(basisPoints: 365, Uah(1_000));
        DaysPass(10);
        Host.Core.WorkThroughTheDay();
        Assert.That(BalanceOf(account), Is.EqualTo(Uah(1_000)), "The 30th is not over.");
        DaysPass(1);
        Host.Core.WorkThroughTheDay();
        Host.Sql("DELETE FROM daily_work");
        Host.Core.WorkThroughTheDay();

        Assert.That(
            BalanceOf(account),
            Is.EqualTo(Uah(1_000) + Kopiykas(110)),
            "Ten kopiykas for each of eleven days."
        );
        Assert.That(
            InStore(sql => sql.Activity(account, Now.BusinessDay, Now.BusinessDay))
                .Select(line => (line.Type, line.Text)),
            Is.EqualTo([("INTEREST", "interest of 2026-11")])
        );
    }

    [Test]
    public void A_host_that_was_off_for_days_accrues_each_of_them_on_its_own_balance()
    {
        var account = OpenAt(basisPoints: 365, Uah(1_000));
        DaysPass(3);
        Give(account, Uah(1_000));
        DaysPass(40);
        Host.Core.WorkThroughTheDay();

        // Three days of ten kopiykas and eight of twenty in November; December is over, January is not.
        Assert.That(BalanceOf(account), Is.EqualTo(Uah(2_000) + Kopiykas(30 + 8 * 20 + 31 * 20)));
    }

    [Test]
    public void Days_accrued_one_by_one_come_to_the_same_as_all_at_once()
    {
        var account = OpenAt(basisPoints: 8, Kopiykas(123_457));
        for (var day = 0; day < 43; day++, DaysPass(1))
            Host.Core.WorkThroughTheDay();
        // 123,457 * 8 * 42 days / 3,650,000 = 11.36: in November 2.98, in December 8.39 and the 0.98 that were left.
        Assert.That(BalanceOf(account), Is.EqualTo(Kopiykas(123_457 + 11)));
    }

    [Test]
    public void Below_zero_costs_the_fee_once_and_interest_for_each_day()
    {
        var account = OpenAt(basisPoints: 365, Uah(0));
        Give(account, Uah(-1_000));
        for (var day = 0; day < 12; day++, DaysPass(1))
            Host.Core.WorkThroughTheDay();

        // Of 24 % a year: 65.75 kopiykas a day on the 20th, then 67.39 on 1,025 UAH for ten days: 739.7.
        Assert.That(BalanceOf(account), Is.EqualTo(Uah(-1_025) - Kopiykas(739)));
        Assert.That(InStore(sql => sql.AccountsBelowZero(Clerk)).Select(a => a.Account), Is.EqualTo([account.Account]));
        Assert.That(
            Host.Core.Queries.FollowUpsOf(nameof(ChargeKind.BelowZero), 20_261_120),
            Is.EqualTo(["balance below zero"])
        );
    }

    [Test]
    public void Whoever_falls_below_zero_again_pays_the_fee_again()
    {
        Done((sql, at) => RuleChanges.SetInterest(sql, Clerk, at, Currency.Uah, new(0, 0, 1)));
        var account = OpenAt(basisPoints: 0, Uah(0));
        foreach (var change in new[] { -100, 200, -200 })
        {
            Give(account, Uah(change));
            DaysPass(1);
            Host.Core.WorkThroughTheDay();
        }
        Assert.That(BalanceOf(account), Is.EqualTo(Uah(-100 - 2 * 25)));
    }

    [Test]
    public void Dongs_are_posted_in_whole_dongs()
    {
        var account = OpenAt(basisPoints: 100, Vnd(1_000_000), Currency.Vnd);
        DaysPass(11);
        Host.Core.WorkThroughTheDay();
        Assert.That(BalanceOf(account), Is.EqualTo(Vnd(1_000_301)), "27.397 dongs for each of eleven days: 301.37.");
    }

    [Test]
    public void A_closed_account_earns_and_owes_nothing()
    {
        var account = OpenAt(basisPoints: 365, Uah(0));
        Done((sql, at) => Accounts.Close(sql, Clerk, at, account.Home, "moved away"));
        DaysPass(91);
        Assert.That(Host.Core.WorkThroughTheDay(), Is.EqualTo(new DailyReport(Now.BusinessDay, 0, 0, 0, Accrued: 8)));
    }

    [Test]
    public void A_pass_that_is_stopped_is_finished_by_the_next()
    {
        OpenAt(basisPoints: 365, Uah(1_000));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        DaysPass(1);
        Assert.That(Host.Core.WorkThroughTheDay(stop.Token).Accrued, Is.Zero);
        Assert.That(Host.Core.WorkThroughTheDay().Accrued, Is.EqualTo(9));
    }

    [Test]
    public void Two_hosts_at_once_do_nothing_twice()
    {
        var account = OpenAt(basisPoints: 365, Uah(1_000));
        DaysPass(11);
        using var other = Host.StartAgain();
        Parallel.Invoke(() => Host.Core.WorkThroughTheDay(), () => other.Core.WorkThroughTheDay());
        Assert.That(BalanceOf(account), Is.EqualTo(Uah(1_000) + Kopiykas(110)));
    }

    [Test]
    public void What_another_host_has_accrued_meanwhile_is_not_accrued_again()
    {
        var account = OpenAt(basisPoints: 365, Uah(1_000));
        DaysPass(1);
        var (_, before) = InStore(sql => sql.NotAccruedThrough(Now.BusinessDay.AddDays(-1), most: 100))
            .Single(due => due.Account.Home == account.Home);
        Host.Core.WorkThroughTheDay();
        Assert.That(InStore(sql => sql.TryAccrue(account, before, before with { Paid = 7 })), Is.False);
    }

    private AccountView OpenAt(int basisPoints, Money balance, Currency? currency = null)
    {
        var account = Open(currency ?? Currency.Uah).Account;
        Done((sql, at) => Accounts.SetInterest(sql, Clerk, at, account.Home, basisPoints, "contract"));
        if (!balance.IsZero)
            Give(account, balance);
        return account;
    }

    private Money BalanceOf(AccountView account) => Account(account.Home).Balance;
}
