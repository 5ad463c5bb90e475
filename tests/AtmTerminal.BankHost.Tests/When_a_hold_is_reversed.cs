using AtmTerminal.Iso8583;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>Rows A2 to A6 and E11 of the failure matrix, as the host sees them.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_hold_is_reversed(StoreKind store) : HostSituation(store)
{
    [TestCase(true)]
    [TestCase(false)]
    public void Row_A2_it_is_released_with_or_without_the_card_number(bool withCard)
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));

        Assert.That(Host.Ask(Terminal.Reversal(1, Uah(500), withCard ? Host.Rich : null)), Is.EqualTo("00"));

        Assert.That(Host.BalanceOf(Host.Rich), Is.EqualTo(new AccountBalance("100001-00000001", Uah(25_000), Uah(0))));
        Assert.That(Host.Core.Queries.OpenHolds(), Is.Empty);
    }

    [Test]
    public void Row_A3_after_a_decline_there_is_nothing_to_release()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Poor, Uah(500)));

        Assert.That(Host.Ask(Terminal.Reversal(1, Uah(500), Host.Poor)), Is.EqualTo("00"));
        Assert.That(Host.BalanceOf(Host.Poor).Held, Is.EqualTo(Uah(0)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Row_E11_a_reversal_that_comes_first_declines_the_late_authorisation(bool withCard)
    {
        Assert.That(Host.Ask(Terminal.Reversal(1, Uah(500), withCard ? Host.Rich : null)), Is.EqualTo("00"));

        var late = (AuthorizationAnswer)Host.Send(Terminal.Withdrawal(1, Host.Rich, Uah(500)))!;
        var again = (AuthorizationAnswer)Host.Send(Terminal.Withdrawal(1, Host.Rich, Uah(500)))!;

        Assert.That(late.Response.IsApproved, Is.False);
        Assert.That(again.Response, Is.EqualTo(late.Response));
        Assert.That(Host.Core.Queries.OpenHolds(), Is.Empty);
        Assert.That(Host.BalanceOf(Host.Rich).Held, Is.EqualTo(Uah(0)));
    }

    [Test]
    public void Row_A4_a_repeated_reversal_releases_once()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));
        Host.Ask(Terminal.Withdrawal(2, Host.Rich, Uah(300)));

        for (var i = 0; i < 3; i++)
            Assert.That(Host.Ask(Terminal.Reversal(1, Uah(500), Host.Rich, isRepeat: i > 0)), Is.EqualTo("00"));

        Assert.That(Host.BalanceOf(Host.Rich).Held, Is.EqualTo(Uah(300)));
        Assert.That(Host.Core.Queries.CheckLedger(), Is.Empty);
    }

    [Test]
    public void A_repeat_of_the_request_after_the_reversal_holds_nothing_again()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));
        Host.Ask(Terminal.Reversal(1, Uah(500), Host.Rich));
        Host.Send(Terminal.Withdrawal(1, Host.Rich, Uah(500)));

        Assert.That(Host.BalanceOf(Host.Rich).Held, Is.EqualTo(Uah(0)));
    }

    [Test]
    public void A_posting_is_not_undone_but_marked_for_a_person()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));
        Host.Ask(Terminal.Completion(1, Uah(500), card: Host.Rich));

        Assert.That(Host.Ask(Terminal.Reversal(1, Uah(500), Host.Rich)), Is.EqualTo("00"));

        Assert.That(Host.BalanceOf(Host.Rich).Ledger, Is.EqualTo(Uah(24_500)));
        Assert.That(
            Host.Core.Queries.FollowUpsOf(Terminal.Id, 1),
            Is.EqualTo(new[] { "reversal after the posting, nothing undone" })
        );
    }
}
