using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Journal;
using AtmTerminal.Session.Decisions;

namespace AtmTerminal.Session.Tests.Offline;

/// <summary>Rule O1 as a table: one case a row, each a step beside what is allowed.</summary>
public class When_the_bank_cannot_be_asked
{
    private const string Card = "token";
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 13, 30, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly Pan Number = Pan.TryParse("4111111111111111")!;

    public static IEnumerable<TestCaseData> Rows =>
        [
            Row("the bank said 501", null, 500, With(Known(501))),
            Row("the card had 501, 500 were taken", OfflineRefusal.AboveRemembered, 500, With(Known(1))),
            Row("exactly what it has", null, 500, With(Known(500))),
            Row("the commission does not fit any more", OfflineRefusal.AboveRemembered, 500, With(Known(500)), fee: 6),
            Row("the commission fits", null, 500, With(Known(506)), fee: 6),
            Row("the account is below zero", OfflineRefusal.AboveRemembered, 100, With(Known(-50))),
            Row("the bank's day has less left", OfflineRefusal.AboveLeftToday, 500, With(Known(5_000, leftToday: 499))),
            Row("the bank's day has just so much left", null, 500, With(Known(5_000, leftToday: 500))),
            Row("the bank did not say what the day has left", null, 500, With(Known(5_000))),
            Row("the bank has never spoken of it", OfflineRefusal.CardNotRemembered, 100, With()),
            Row(
                "the bank spoke of another card",
                OfflineRefusal.CardNotRemembered,
                100,
                With(Known(501) with { Card = "x" })
            ),
            Row(
                "the bank has refused since",
                OfflineRefusal.CardNotRemembered,
                100,
                With(Known(501) with { Available = null })
            ),
            Row(
                "the bank spoke yesterday",
                OfflineRefusal.CardNotRemembered,
                100,
                With(Known(501) with { Day = Today.AddDays(-1) })
            ),
            Row("the figure is of another currency", OfflineRefusal.CardNotRemembered, 100, With(InDong())),
            Row(
                "the bank wants the card kept",
                OfflineRefusal.CardStopped,
                100,
                With(Known(501) with { StoppedBy = "43" })
            ),
            Row(
                "its range is on the configured list",
                OfflineRefusal.CardStopped,
                100,
                With(Known(501)),
                stopped: "4111"
            ),
            Row("another range is on the configured list", null, 100, With(Known(501)), stopped: "4112"),
            Row("above one withdrawal", OfflineRefusal.AboveMostAtOnce, 1_100, With(Known(9_000))),
            Row("just one withdrawal", null, 1_000, With(Known(9_000))),
            Row("above the card's day", OfflineRefusal.AboveMostPerCardADay, 600, With(Known(9_000, given: 1_000))),
            Row("just the card's day", null, 500, With(Known(9_000, given: 1_000))),
            Row(
                "as many withdrawals as a period has",
                OfflineRefusal.TooManyWithdrawals,
                100,
                In(new(Now, 10, Uah(100)))
            ),
            Row("one less", null, 100, In(new(Now, 9, Uah(100)))),
            Row("above the period's amount", OfflineRefusal.AboveMostInAll, 200, In(new(Now, 3, Uah(4_900)))),
            Row("just the period's amount", null, 100, In(new(Now, 3, Uah(4_900)))),
            Row("the period's time is over", OfflineRefusal.PeriodOver, 100, In(new(Now.AddHours(-4)))),
            Row("a second before it is", null, 100, In(new(Now.AddHours(-4).AddSeconds(1)))),
            Row("the clock stands before the journal", OfflineRefusal.ClockLost, 100, Seen(Now.AddMinutes(2))),
            Row("the clock was put right by seconds", null, 100, Seen(Now.AddSeconds(20))),
            Row("nothing is known of the clock", OfflineRefusal.ClockLost, 100, With(Known(501)) with { Clock = null }),
        ];

    [TestCaseSource(nameof(Rows))]
    public void The_rule_decides(object facts, long amount, long fee, object? refusal) =>
        Assert.That(
            OfflineRule.Judge((OfflineFacts)facts, Number, Uah(amount), Uah(fee)),
            Is.EqualTo((OfflineRefusal?)refusal)
        );

    [Test]
    public void The_day_is_that_of_the_hosts_clock()
    {
        var late = new DateTimeOffset(2026, 11, 20, 23, 30, 0, TimeSpan.Zero);
        var facts = With(Known(501)) with { Now = late, Clock = new(TimeSpan.Zero, late) };
        Assert.That(OfflineRule.Judge(facts, Number, Uah(100), Uah(0)), Is.Null);
        Assert.That(
            OfflineRule.Judge(facts with { Clock = new(TimeSpan.FromHours(1), late) }, Number, Uah(100), Uah(0)),
            Is.EqualTo(OfflineRefusal.CardNotRemembered)
        );
    }

    [Test]
    public void How_much_would_be_possible_is_said_to_nobody()
    {
        foreach (var refusal in Enum.GetValues<OfflineRefusal>())
            Assert.That(
                OfflineRule.ReasonOf(refusal),
                Is.EqualTo(CustomerReason.AmountNeedsBank).Or.EqualTo(CustomerReason.NoConnection)
            );
    }

    [Test]
    public void The_slot_opens_only_when_somebody_could_be_served()
    {
        Assert.That(Service(With(Known(501))), Is.EqualTo(OfflineService.Allowed));
        Assert.That(Service(With(Known(50))), Is.EqualTo(OfflineService.Allowed), "just the smallest amount");
        Assert.That(Service(With(Known(49))), Is.EqualTo(OfflineService.NotPossible));
        Assert.That(Service(With(Known(501) with { StoppedBy = "41" })), Is.EqualTo(OfflineService.NotPossible));
        Assert.That(Service(With(Known(501) with { Day = Today.AddDays(-1) })), Is.EqualTo(OfflineService.NotPossible));
        Assert.That(Service(With(InDong())), Is.EqualTo(OfflineService.NotPossible));
        Assert.That(Service(With()), Is.EqualTo(OfflineService.NotPossible));
        Assert.That(Service(Seen(Now.AddHours(1))), Is.EqualTo(OfflineService.NotPossible));
    }

    [Test]
    public void A_used_up_period_closes_it_also_when_nobody_is_left_to_serve()
    {
        Assert.That(Service(In(new(Now, 10, Uah(100)))), Is.EqualTo(OfflineService.LimitReached));
        Assert.That(Service(In(new(Now, 3, Uah(4_951)))), Is.EqualTo(OfflineService.LimitReached));
        Assert.That(Service(In(new(Now, 3, Uah(4_950)))), Is.EqualTo(OfflineService.Allowed));
        Assert.That(Service(In(new(Now.AddHours(-4))) with { Cards = [] }), Is.EqualTo(OfflineService.LimitReached));
    }

    [Test]
    public void The_time_left_is_never_below_zero()
    {
        Assert.That(OfflineRule.TimeLeft(With()), Is.EqualTo(TimeSpan.FromHours(4)));
        Assert.That(OfflineRule.TimeLeft(In(new(Now.AddHours(-3)))), Is.EqualTo(TimeSpan.FromHours(1)));
        Assert.That(OfflineRule.TimeLeft(In(new(Now.AddHours(-9)))), Is.EqualTo(TimeSpan.Zero));
    }

    private static OfflineService Service(OfflineFacts facts) => OfflineRule.Service(facts, Uah(50));

    private static TestCaseData Row(
        string situation,
        OfflineRefusal? refusal,
        long amount,
        OfflineFacts facts,
        long fee = 0,
        string? stopped = null
    ) =>
        new TestCaseData(
            stopped is null ? facts : facts with { Limits = facts.Limits with { StoppedPrefixes = [stopped] } },
            amount,
            fee,
            refusal
        ).SetArgDisplayNames(situation, refusal?.ToString() ?? "allowed");

    private static RememberedCard Known(long available, long? leftToday = null, long? given = null) =>
        new(Card, Today, Uah(available), leftToday is { } left ? Uah(left) : null, given is { } sum ? Uah(sum) : null);

    private static RememberedCard InDong() =>
        Known(501) with
        {
            Available = Money.FromMajorUnits(5_000_000, Currency.Vnd),
        };

    private static OfflineFacts With(params RememberedCard[] cards) =>
        new(Limits, cards, Card, Period: null, new(TimeSpan.Zero, Now), Now, TimeZoneInfo.Utc);

    private static OfflineFacts In(OfflinePeriod period) => With(Known(9_000)) with { Period = period };

    private static OfflineFacts Seen(DateTimeOffset lastAt) =>
        With(Known(501)) with
        {
            Clock = new(TimeSpan.Zero, lastAt),
        };

    private static OfflineLimits Limits { get; } =
        new(Uah(1_000), Uah(1_500), 10, Uah(5_000), TimeSpan.FromHours(4), TimeSpan.FromSeconds(30), []);

    private static Money Uah(long hryvnias) => Money.FromMajorUnits(hryvnias, Currency.Uah);
}
