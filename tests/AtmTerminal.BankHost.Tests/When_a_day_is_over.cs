using AtmTerminal.Domain.Amounts;
using AtmTerminal.Iso8583;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>A completion counts for the day its terminal was in, and the totals of a day are compared (rows E17 and F4).</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_day_is_over(StoreKind store) : HostSituation(store)
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Test]
    public void The_terminal_is_told_which_day_it_is_and_when_it_ends()
    {
        var echo = (NetworkAnswer)Host.Send(Terminal.Echo())!;

        Assert.That(echo.Day, Is.EqualTo(new HostDay(Today, new(2026, 11, 20, 21, 0, 0, TimeSpan.Zero))));
    }

    [Test]
    public void A_completion_is_booked_on_the_day_its_terminal_was_in()
    {
        Host.Ask(Completion(1, 500, Today.AddDays(-1)));

        var posting = Host.Core.Queries.Postings(Terminal.Id).Single();
        Assert.That(posting.BusinessDay, Is.EqualTo(Today.AddDays(-1)));
        Assert.That(Host.Core.Queries.PostedOn(Terminal.Id, Today, Currency.Uah).Given, Is.Zero);
    }

    [Test]
    public void No_completion_is_booked_on_a_day_that_has_not_begun()
    {
        Host.Ask(Completion(1, 500, Today.AddDays(1)));

        Assert.That(Host.Core.Queries.Postings(Terminal.Id).Single().BusinessDay, Is.EqualTo(Today));
    }

    [Test]
    public void Totals_that_agree_are_in_balance()
    {
        Host.Ask(Completion(1, 500, Today));
        Host.Ask(Completion(2, 200, Today));
        Host.Ask(Completion(3, 100, Today.AddDays(-1)));

        var answer = (TotalsAnswer)Host.Send(Terminal.Totals(Today, 2, Uah(700)))!;

        Assert.That((answer.InBalance, answer.Count, answer.Amount), Is.EqualTo((true, 2, Uah(700))));
        Assert.That(Host.Core.Queries.ReportedTotals(Terminal.Id).Single().Agree);
    }

    [Test]
    public void Totals_that_differ_are_answered_with_the_host_s_own_and_open_no_case_yet()
    {
        Host.Ask(Completion(1, 500, Today));

        var answer = (TotalsAnswer)Host.Send(Terminal.Totals(Today, 2, Uah(700)))!;

        Assert.That((answer.InBalance, answer.Count, answer.Amount), Is.EqualTo((false, 1, Uah(500))));
        Assert.That(Host.Core.Queries.Cases(Terminal.Id), Is.Empty);
    }

    [Test]
    public void The_numbers_one_by_one_say_which_differ_and_open_one_case()
    {
        Host.Ask(Completion(1, 500, Today));
        Host.Ask(Completion(2, 200, Today));
        Host.Ask(Completion(4, 300, Today));
        GivenAmount[] given = [new(new(1), 500_00), new(new(2), 250_00), new(new(3), 100_00)];
        var page = new TotalsPage(default, new(999_999_999_999), given);

        for (var time = 0; time < 2; time++)
        {
            var answer = (TotalsAnswer)Host.Send(Terminal.Totals(Today, 3, Uah(850), page, row: 70))!;
            Assert.That(answer.Differing.Select(n => n.Value), Is.EqualTo(new[] { 2L, 3L, 4L }));
        }

        var only = Host.Core.Queries.Cases(Terminal.Id).Single();
        Assert.That((only.Amount, only.Found), Is.EqualTo((Uah(850), (Money?)Uah(1_000))));
        Assert.That(
            Host.Core.Queries.Differences(Terminal.Id, 70),
            Is.EqualTo(
                new AmountDifference[] { new(new(2), 250_00, 200_00), new(new(3), 100_00, 0), new(new(4), 0, 300_00) }
            )
        );
        Assert.That(Host.Core.Queries.PostedSum(Terminal.Id, Currency.Uah), Is.EqualTo(Uah(1_000)), "nothing changed");
    }

    [Test]
    public void A_page_is_compared_with_its_own_range_of_numbers_only()
    {
        for (var number = 1; number <= 3; number++)
            Host.Ask(Completion(number, 100, Today));
        var page = new TotalsPage(new(1), new(2), [new(new(2), 100_00)]);

        Assert.That(((TotalsAnswer)Host.Send(Terminal.Totals(Today, 9, Uah(900), page))!).Differing, Is.Empty);
    }

    [Test]
    public void How_far_a_terminal_was_heard_is_told_with_every_echo_and_goes_back_with_a_backup()
    {
        using var older = Host.RestoreInto("older");
        Host.Ask(Terminal.Notice("CARD-RETAINED", "words", row: 40));
        Host.Ask(Completion(1, 500, Today, row: 50));
        Host.Ask(Terminal.Notice("CARD-RETAINED", "words", row: 40, isRepeat: true));
        Assert.That(((NetworkAnswer)Host.Send(Terminal.Echo())!).LastRow, Is.EqualTo(50));

        Assert.That(((NetworkAnswer)older.Send(Terminal.Echo())!).LastRow, Is.Zero);
    }

    [Test]
    public void A_completion_without_its_card_number_is_posted_by_the_host_s_own_name_of_the_card()
    {
        var first = (CompletionAnswer)Host.Send(Terminal.Completion(1, Uah(500), card: Host.Rich))!;
        Assert.That(first.CardReference, Does.Not.Contain(Host.Rich.Track.Pan.RevealDigits()));

        var facts = Details.None.With(DetailKeys.Card, first.CardReference!);
        Host.Ask(Terminal.Completion(2, Uah(300), facts: facts, isRepeat: true));

        Assert.That(Host.BalanceOf(Host.Rich).Ledger, Is.EqualTo(Uah(24_200)));
    }

    private Question Completion(long number, long hryvnias, DateOnly day, long row = 1) =>
        Terminal.Completion(
            number,
            Uah(hryvnias),
            card: Host.Rich,
            facts: Details.None.With(DetailKeys.Row, row).With(DetailKeys.Day, day)
        );
}
