using AtmTerminal.Iso8583;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>Rows E2 to E6, E9, E12, E13 and E16 of the failure matrix, as the host sees them.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_completion_is_uploaded(StoreKind store) : HostSituation(store)
{
    [Test]
    public void Rows_E2_E3_E6_a_repeat_gets_the_first_answer_and_posts_nothing()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));
        var first = (CompletionAnswer)Host.Send(Terminal.Completion(1, Uah(500), card: Host.Rich))!;
        var repeat = Terminal.Completion(1, Uah(500), card: Host.Rich, isRepeat: true);
        var second = (CompletionAnswer)Host.Send(repeat)!;

        Assert.That(second with { Header = first.Header }, Is.EqualTo(first));
        Assert.That(Host.Core.Queries.PostedSum(Terminal.Id, Domain.Amounts.Currency.Uah), Is.EqualTo(Uah(500)));
        Assert.That(Host.BalanceOf(Host.Rich).Ledger, Is.EqualTo(Uah(24_500)));
    }

    [Test]
    public void Row_E16_the_same_bytes_again_get_the_same_bytes_and_no_posting()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));
        var recorded = Terminal.Completion(1, Uah(500), card: Host.Rich);
        var (first, replayed) = (new byte[Frame.MostBytes], new byte[Frame.MostBytes]);

        var length = Host.Core.Handle(recorded.Frame, first);
        Host.Ask(Terminal.Withdrawal(2, Host.Rich, Uah(300)));
        var replayedLength = Host.Core.Handle(recorded.Frame, replayed);

        Assert.That(replayed[..replayedLength], Is.EqualTo(first[..length]));
        Assert.That(Host.Core.Queries.Postings(Terminal.Id), Has.Count.EqualTo(1));
        Assert.That(
            Host.BalanceOf(Host.Rich),
            Is.EqualTo(new AccountBalance("100001-00000001", Uah(24_500), Uah(300)))
        );
    }

    [Test]
    public void A_part_given_is_posted_with_its_own_commission_and_the_rest_is_released()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Foreign, Uah(1_000), Uah(12)));

        Host.Ask(Terminal.Completion(1, Uah(300), Kopiykas(360), Host.Foreign));

        var posting = Host.Core.Queries.Postings(Terminal.Id).Single();
        Assert.That((posting.Amount, posting.Commission), Is.EqualTo((Uah(300), Kopiykas(360))));
        Assert.That(
            Host.BalanceOf(Host.Foreign),
            Is.EqualTo(new AccountBalance("200002-00000003", Kopiykas(18_000_00 - 303_60), Uah(0)))
        );
        Assert.That(posting.FollowUps, Is.Empty);
        Assert.That(Host.Core.Queries.CheckLedger(), Is.Empty);
    }

    [Test]
    public void Nothing_given_posts_nothing_and_releases_the_hold()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));

        Assert.That(Host.Ask(Terminal.Completion(1, Uah(0), card: Host.Rich)), Is.EqualTo("00"));

        Assert.That(Host.BalanceOf(Host.Rich), Is.EqualTo(new AccountBalance("100001-00000001", Uah(25_000), Uah(0))));
        Assert.That(Host.Core.Queries.CheckLedger(), Is.Empty);
    }

    [TestCase("UPDATE account SET balance = 10000", "balance below zero")]
    [TestCase("UPDATE account SET state = 'Locked'", "account locked or closed")]
    [TestCase("UPDATE account SET state = 'Closed'", "account locked or closed")]
    public void Row_E9_a_fact_is_posted_whatever_became_of_the_account(string meanwhile, string reason)
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));
        Host.Sql(meanwhile);

        Assert.That(Host.Ask(Terminal.Completion(1, Uah(500), card: Host.Rich)), Is.EqualTo("00"));

        var posting = Host.Core.Queries.Postings(Terminal.Id).Single();
        Assert.That((posting.Amount, posting.FollowUps.Single()), Is.EqualTo((Uah(500), reason)));
    }

    [Test]
    public void Row_E12_without_an_authorisation_it_is_posted_and_marked_and_the_late_request_declined()
    {
        Assert.That(Host.Ask(Terminal.Completion(1, Uah(500), card: Host.Rich)), Is.EqualTo("00"));
        Assert.That(Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500))), Is.EqualTo("12"));
        Assert.That(Host.Ask(Terminal.Completion(1, Uah(500), isRepeat: true)), Is.EqualTo("00"));

        var posting = Host.Core.Queries.Postings(Terminal.Id).Single();
        Assert.That(posting.FollowUps, Is.EqualTo(new[] { "paid without authorisation" }));
        Assert.That(Host.BalanceOf(Host.Rich), Is.EqualTo(new AccountBalance("100001-00000001", Uah(24_500), Uah(0))));
    }

    [Test]
    public void Row_E12_given_without_a_line_it_is_posted_once_marked_as_that_and_counted_to_the_day()
    {
        Host.Ask(Terminal.OfflineCompletion(1, Uah(19_700), Host.Rich));
        Host.Ask(Terminal.OfflineCompletion(1, Uah(19_700), Host.Rich));

        var posting = Host.Core.Queries.Postings(Terminal.Id).Single();
        Assert.That(posting.FollowUps, Is.EqualTo(new[] { "paid without a line, by the machine's own limits" }));
        Assert.That(Host.BalanceOf(Host.Rich), Is.EqualTo(new AccountBalance("100001-00000001", Uah(5_300), Uah(0))));
        Assert.That(Host.Ask(Terminal.Withdrawal(2, Host.Rich, Uah(350))), Is.EqualTo("61"));
        Assert.That(Host.Ask(Terminal.Withdrawal(3, Host.Rich, Uah(300))), Is.EqualTo("00"));
    }

    [Test]
    public void Row_E12_of_a_customer_nobody_knows_it_goes_to_suspense_once()
    {
        Assert.That(Host.Ask(Terminal.Completion(1, Uah(500))), Is.EqualTo("00"));
        // The card number comes with the repeat only: it must not become a second posting.
        Assert.That(Host.Ask(Terminal.Completion(1, Uah(500), card: Host.Rich, isRepeat: true)), Is.EqualTo("00"));
        Assert.That(Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500))), Is.EqualTo("12"));
        Assert.That(Host.Ask(Terminal.Completion(1, Uah(500), isRepeat: true)), Is.EqualTo("00"));

        var posting = Host.Core.Queries.Postings(Terminal.Id).Single();
        Assert.That(posting.Account, Is.EqualTo("SUSPENSE"));
        Assert.That(posting.FollowUps, Does.Contain("customer unknown, posted to suspense"));
        Assert.That(Host.BalanceOf(Host.Rich).Ledger, Is.EqualTo(Uah(25_000)));
        Assert.That(Host.Core.Queries.CheckLedger(), Is.Empty);
    }

    [Test]
    public void More_than_was_authorised_is_posted_and_marked()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));
        Host.Ask(Terminal.Completion(1, Uah(600), card: Host.Rich));

        var posting = Host.Core.Queries.Postings(Terminal.Id).Single();
        Assert.That((posting.Amount, posting.FollowUps.Single()), Is.EqualTo((Uah(600), "paid more than authorised")));
    }

    [Test]
    public void After_a_reversal_the_fact_still_counts()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));
        Host.Ask(Terminal.Reversal(1, Uah(500), Host.Rich));
        Host.Ask(Terminal.Completion(1, Uah(500), card: Host.Rich));

        var posting = Host.Core.Queries.Postings(Terminal.Id).Single();
        Assert.That(posting.FollowUps, Is.EqualTo(new[] { "paid though reversed" }));
        Assert.That(Host.Core.Queries.CheckLedger(), Is.Empty);
    }

    [Test]
    public void A_repeat_with_another_amount_gets_the_first_answer_and_a_mark()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));
        Host.Ask(Terminal.Completion(1, Uah(500), card: Host.Rich));

        Assert.That(Host.Ask(Terminal.Completion(1, Uah(400), card: Host.Rich, isRepeat: true)), Is.EqualTo("00"));

        Assert.That(Host.BalanceOf(Host.Rich).Ledger, Is.EqualTo(Uah(24_500)));
        Assert.That(
            Host.Core.Queries.FollowUpsOf(Terminal.Id, 1),
            Is.EqualTo(new[] { "repeat with other contents, first answer given" })
        );
    }

    [Test]
    public void Another_currency_than_the_accounts_goes_to_suspense()
    {
        Assert.That(Host.Ask(Terminal.Completion(1, Vnd(500_000), card: Host.Rich)), Is.EqualTo("00"));

        Assert.That(Host.Core.Queries.Postings(Terminal.Id).Single().Account, Is.EqualTo("SUSPENSE"));
        Assert.That(Host.BalanceOf(Host.Rich).Ledger, Is.EqualTo(Uah(25_000)));
        Assert.That(Host.Core.Queries.CheckLedger(), Is.Empty);
    }

    [Test]
    public void Row_E13_a_trace_number_that_returns_is_no_duplicate()
    {
        using var afterWrap = new TestTerminal(Host.Bank);
        Host.Ask(Terminal.Completion(1, Uah(500), card: Host.Rich));
        // A fresh terminal object begins its trace numbers at 1 again, as a wrapped counter does.
        Host.Ask(afterWrap.Completion(2, Uah(500), card: Host.Rich));

        Assert.That(Host.Core.Queries.Postings(Terminal.Id), Has.Count.EqualTo(2));
    }
}
