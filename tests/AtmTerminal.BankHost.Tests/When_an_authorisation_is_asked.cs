using AtmTerminal.Domain.Amounts;
using AtmTerminal.Iso8583;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_an_authorisation_is_asked(StoreKind store) : HostSituation(store)
{
    [Test]
    public void A_repeat_gets_the_first_answer_and_no_second_hold()
    {
        var first = (AuthorizationAnswer)Host.Send(Terminal.Withdrawal(1, Host.Rich, Uah(500)))!;
        // Something changes between the two, so that an answer decided anew would differ.
        Host.Ask(Terminal.Withdrawal(2, Host.Rich, Uah(700)));
        var second = (AuthorizationAnswer)Host.Send(Terminal.Withdrawal(1, Host.Rich, Uah(500)))!;

        Assert.That(second with { Header = first.Header }, Is.EqualTo(first));
        Assert.That(Host.BalanceOf(Host.Rich).Held, Is.EqualTo(Uah(1_200)));
    }

    [Test]
    public void The_answer_says_what_is_left_of_the_day_so_that_nothing_above_it_is_given_without_a_line()
    {
        var balance = (AuthorizationAnswer)Host.Send(Terminal.Balance(Host.Rich))!;
        var first = (AuthorizationAnswer)Host.Send(Terminal.Withdrawal(1, Host.Rich, Uah(8_000)))!;
        Host.Ask(Terminal.Completion(1, Uah(3_000), card: Host.Rich));
        var second = (AuthorizationAnswer)Host.Send(Terminal.Withdrawal(2, Host.Rich, Uah(500)))!;
        Assert.That(
            (balance.LeftToday, first.LeftToday, second.LeftToday),
            Is.EqualTo((Uah(20_000), Uah(12_000), Uah(16_500)))
        );
    }

    [Test]
    public void A_refusal_says_nothing_of_the_account()
    {
        var answer = (AuthorizationAnswer)Host.Send(Terminal.Withdrawal(1, Host.Poor, Uah(500)))!;
        Assert.That((answer.Balance, answer.LeftToday), Is.EqualTo(((Money?)null, (Money?)null)));
    }

    [Test]
    public void The_same_number_with_another_amount_is_refused_as_a_duplicate()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));

        Assert.That(Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(600))), Is.EqualTo("94"));
        Assert.That(Host.BalanceOf(Host.Rich).Held, Is.EqualTo(Uah(500)));
    }

    [Test]
    public void A_decline_is_remembered_as_an_approval_is()
    {
        Assert.That(Host.Ask(Terminal.Withdrawal(1, Host.Poor, Uah(500))), Is.EqualTo("51"));
        Host.Sql("UPDATE account SET balance = 10000000");

        Assert.That(Host.Ask(Terminal.Withdrawal(1, Host.Poor, Uah(500))), Is.EqualTo("51"));
        Assert.That(Host.Ask(Terminal.Withdrawal(2, Host.Poor, Uah(500))), Is.EqualTo("00"));
    }

    [Test]
    public void Three_wrong_pins_in_a_row_cost_the_card_and_a_repeat_of_one_costs_nothing()
    {
        Assert.That(Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500), pin: "0000")), Is.EqualTo("55"));
        Assert.That(Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500), pin: "0000")), Is.EqualTo("55"));
        Assert.That(Host.Ask(Terminal.Withdrawal(2, Host.Rich, Uah(500), pin: "0000")), Is.EqualTo("55"));
        Assert.That(Host.Ask(Terminal.Withdrawal(3, Host.Rich, Uah(500), pin: "0000")), Is.EqualTo("38"));
        Assert.That(Host.Ask(Terminal.Withdrawal(4, Host.Rich, Uah(500))), Is.EqualTo("38"));
        Assert.That(Host.Core.Queries.OpenHolds(), Is.Empty);
    }

    [Test]
    public void A_right_pin_forgives_the_wrong_ones_before_it()
    {
        Host.Ask(Terminal.Balance(Host.Rich, pin: "0000"));
        Host.Ask(Terminal.Balance(Host.Rich, pin: "0000"));
        Assert.That(Host.Ask(Terminal.Balance(Host.Rich)), Is.EqualTo("00"));
        Assert.That(Host.Ask(Terminal.Balance(Host.Rich, pin: "0000")), Is.EqualTo("55"));
    }

    [Test]
    public void The_balance_told_is_what_can_still_be_spent()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));

        var answer = (AuthorizationAnswer)Host.Send(Terminal.Balance(Host.Rich))!;

        Assert.That(answer.Balance, Is.EqualTo(Uah(24_500)));
    }

    [Test]
    public void A_card_of_another_bank_pays_the_commission_it_was_shown()
    {
        Assert.That(Host.Ask(Terminal.Withdrawal(1, Host.Foreign, Uah(500))), Is.EqualTo("23"));
        Assert.That(Host.Ask(Terminal.Withdrawal(2, Host.Foreign, Uah(500), Uah(6))), Is.EqualTo("00"));
        Assert.That(Host.BalanceOf(Host.Foreign).Held, Is.EqualTo(Uah(506)));
    }

    [Test]
    public void Blocked_expired_stolen_and_unknown_cards_each_get_their_code()
    {
        var unknown = new SampleBank("ATM00009").Cards[0] with
        {
            Track = Domain.Cards.Track2.TryParse("4000000000000002=49122010000000000")!,
        };

        Assert.That(Host.Ask(Terminal.Withdrawal(1, Host.Bank.Cards[3], Uah(500))), Is.EqualTo("62"));
        Assert.That(Host.Ask(Terminal.Withdrawal(2, Host.Bank.Cards[4], Uah(500))), Is.EqualTo("54"));
        Assert.That(Host.Ask(Terminal.Withdrawal(3, Host.Bank.Cards[5], Uah(500))), Is.EqualTo("43"));
        Assert.That(Host.Ask(Terminal.Withdrawal(4, unknown, Uah(500))), Is.EqualTo("14"));
        Assert.That(Host.Ask(Terminal.Balance(unknown)), Is.EqualTo("14"));
    }

    [Test]
    public void Holds_count_towards_the_limit_of_the_day_and_a_reversal_gives_it_back()
    {
        for (var number = 1; number <= 4; number++)
            Assert.That(Host.Ask(Terminal.Withdrawal(number, Host.RichInDong, Vnd(5_000_000))), Is.EqualTo("00"));
        Assert.That(Host.Ask(Terminal.Withdrawal(5, Host.RichInDong, Vnd(50_000))), Is.EqualTo("61"));

        Host.Ask(Terminal.Reversal(4, Vnd(5_000_000), Host.RichInDong));

        Assert.That(Host.Ask(Terminal.Withdrawal(6, Host.RichInDong, Vnd(5_000_000))), Is.EqualTo("00"));
    }

    [Test]
    public void A_part_given_leaves_the_rest_of_the_days_limit()
    {
        for (var number = 1; number <= 4; number++)
            Host.Ask(Terminal.Withdrawal(number, Host.RichInDong, Vnd(5_000_000)));
        Host.Ask(Terminal.Completion(4, Vnd(2_000_000), card: Host.RichInDong));

        Assert.That(Host.Ask(Terminal.Withdrawal(5, Host.RichInDong, Vnd(3_050_000))), Is.EqualTo("61"));
        Assert.That(Host.Ask(Terminal.Withdrawal(6, Host.RichInDong, Vnd(3_000_000))), Is.EqualTo("00"));
    }

    [Test]
    public void The_next_business_day_has_its_own_limit()
    {
        for (var number = 1; number <= 4; number++)
            Host.Ask(Terminal.Withdrawal(number, Host.RichInDong, Vnd(5_000_000)));

        // The clock stands at noon in UTC and the business day ends at midnight in Kyiv's winter time plus one: 21:00 UTC.
        Host.Clock.MoveTo(TimeSpan.FromHours(8.9));
        Assert.That(Host.Ask(Terminal.Withdrawal(5, Host.RichInDong, Vnd(5_000_000))), Is.EqualTo("61"));
        Host.Clock.MoveTo(TimeSpan.FromHours(9.1));
        Assert.That(Host.Ask(Terminal.Withdrawal(6, Host.RichInDong, Vnd(5_000_000))), Is.EqualTo("00"));
    }

    [Test]
    public void A_request_without_a_pin_gets_a_format_error_and_holds_nothing()
    {
        Assert.That(Host.Ask(Terminal.WithdrawalWithoutPin(1, Host.Rich, Uah(500))), Is.EqualTo("30"));
        Assert.That(Host.Core.Queries.OpenHolds(), Is.Empty);
    }
}
