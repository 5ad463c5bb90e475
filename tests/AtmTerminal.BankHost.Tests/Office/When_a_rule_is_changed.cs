using AtmTerminal.Domain.Amounts;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_rule_is_changed(StoreKind store) : OfficeSituation(store)
{
    [Test]
    public void The_next_authorisation_goes_by_it()
    {
        Assert.That(Ask(1, Host.Rich, Uah(5_000)), Is.EqualTo("00"));
        Done((sql, at) => RuleChanges.SetLimits(sql, Clerk, at, new(Uah(100), Uah(4_000), Uah(15_000))));
        Assert.That((Ask(2, Host.Rich, Uah(5_000)), Ask(3, Host.Rich, Uah(50))), Is.EqualTo(("61", "13")));
    }

    [Test]
    public void A_commission_is_asked_for_from_the_next_authorisation_on_and_not_of_holds_that_are_open()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Foreign, Uah(500), Uah(6)));
        Done((sql, at) => RuleChanges.SetCommission(sql, Clerk, at, ownCards: false, basisPoints: 200));

        Assert.That(Host.Ask(Terminal.Withdrawal(2, Host.Foreign, Uah(500), Uah(6))), Is.EqualTo("23"));
        Assert.That(Host.Ask(Terminal.Withdrawal(3, Host.Foreign, Uah(500), Uah(10))), Is.EqualTo("00"));
        Host.Ask(Terminal.Completion(1, Uah(500), Uah(6), Host.Foreign));
        Assert.That(Host.Core.Queries.Postings(Terminal.Id).Single().Commission, Is.EqualTo(Uah(6)));
    }

    [Test]
    public void Another_host_on_the_same_store_goes_by_it_too()
    {
        using var other = Host.StartAgain();
        Assert.That(other.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(5_000))), Is.EqualTo("00"));
        Done((sql, at) => RuleChanges.SetLimits(sql, Clerk, at, new(Uah(100), Uah(4_000), Uah(15_000))));
        Assert.That(other.Ask(Terminal.Withdrawal(2, Host.Rich, Uah(5_000))), Is.EqualTo("61"));
    }

    [Test]
    public void Who_when_and_the_old_value_are_written_down()
    {
        Done((sql, at) => RuleChanges.SetLimits(sql, Clerk, at, new(Vnd(10_000), Vnd(20_000), Vnd(30_000))));
        Done((sql, at) => RuleChanges.SetFee(sql, Clerk, at, ChargeKind.CardReplaced, Uah(120)));
        Done((sql, at) => RuleChanges.SetCommission(sql, Clerk, at, ownCards: false, basisPoints: 150));
        Done((sql, at) => RuleChanges.SetTime(sql, Clerk, at, RuleTables.DaysToComplain, 45));
        Done((sql, at) => RuleChanges.SetInterest(sql, Clerk, at, Currency.Uah, new(250, 2_000, 1)));

        Assert.That(
            InStore(sql =>
                sql.All(
                    "SELECT subject, old_value, new_value FROM audit WHERE action = 'rule changed' AND employee = 'E1'",
                    row => (row.GetString(0), row.GetString(1), row.GetString(2))
                )
            ),
            Is.EquivalentTo([
                (
                    "limits VND",
                    "least 50,000 VND, at once 5,000,000 VND, a day 20,000,000 VND",
                    "least 10,000 VND, at once 20,000 VND, a day 30,000 VND"
                ),
                ("fee CardReplaced UAH", "100.00 UAH", "120.00 UAH"),
                ("commission foreign cards", "120", "150"),
                ("setting days_to_complain", "30", "45"),
                ("interest UAH", $"{new InterestRule(0, 2_400, 1)}", $"{new InterestRule(250, 2_000, 1)}"),
            ])
        );
    }

    [Test]
    public void What_makes_no_sense_is_refused()
    {
        Refusal[] why =
        [
            Refused((sql, at) => RuleChanges.SetLimits(sql, Clerk, at, new(Uah(0), Uah(2), Uah(3)))),
            Refused((sql, at) => RuleChanges.SetLimits(sql, Clerk, at, new(Uah(3), Uah(2), Uah(3)))),
            Refused((sql, at) => RuleChanges.SetLimits(sql, Clerk, at, new(Uah(1), Uah(4), Uah(3)))),
            Refused((sql, at) => RuleChanges.SetLimits(sql, Clerk, at, new(Uah(1), Vnd(2), Uah(3)))),
            Refused((sql, at) => RuleChanges.SetCommission(sql, Clerk, at, ownCards: true, 10_001)),
            Refused((sql, at) => RuleChanges.SetCommission(sql, Clerk, at, ownCards: true, -1)),
            Refused((sql, at) => RuleChanges.SetFee(sql, Clerk, at, ChargeKind.CardReplaced, Uah(-1))),
            Refused((sql, at) => RuleChanges.SetFee(sql, Clerk, at, ChargeKind.InterestPaid, Uah(1))),
            Refused((sql, at) => RuleChanges.SetInterest(sql, Clerk, at, Currency.Uah, new(-1, 0, 1))),
            Refused((sql, at) => RuleChanges.SetInterest(sql, Clerk, at, Currency.Uah, new(0, 10_001, 1))),
            Refused((sql, at) => RuleChanges.SetInterest(sql, Clerk, at, Currency.Uah, new(0, 0, 0))),
            Refused((sql, at) => RuleChanges.SetTime(sql, Clerk, at, RuleTables.HoldMinutes, 0)),
        ];
        Assert.That(why, Is.All.EqualTo(Refusal.WrongInput));
        Assert.That(
            Refused((sql, at) => RuleChanges.SetTime(sql, Clerk, at, RuleTables.DayOffsetMinutes, 60)),
            Is.EqualTo(Refusal.NotFound)
        );
    }

    [Test]
    public void Only_who_has_the_right_changes_one()
    {
        var clerk = Clerk with { Rights = (Rights)127 & ~Rights.Rules };
        Refusal[] why =
        [
            Refused((sql, at) => RuleChanges.SetLimits(sql, clerk, at, new(Uah(1), Uah(2), Uah(3)))),
            Refused((sql, at) => RuleChanges.SetCommission(sql, clerk, at, ownCards: true, 1)),
            Refused((sql, at) => RuleChanges.SetFee(sql, clerk, at, ChargeKind.CardReplaced, Uah(1))),
            Refused((sql, at) => RuleChanges.SetInterest(sql, clerk, at, Currency.Uah, new(0, 0, 1))),
            Refused((sql, at) => RuleChanges.SetTime(sql, clerk, at, RuleTables.HoldMinutes, 60)),
            Refused((sql, at) => Accounts.SetInterest(sql, clerk, at, 1, 100, "contract")),
            Refused((sql, at) => Machines.Save(sql, clerk, at, NewMachine)),
        ];
        Assert.That(why, Is.All.EqualTo(Refusal.NotAllowed));
    }

    [Test]
    public void A_machine_that_is_entered_is_served_at_once()
    {
        var bank = new SampleBank("ATM00077");
        using var terminal = new TestTerminal(bank);
        Assert.That(Host.Ask(terminal.SignOn()), Is.EqualTo("63"));

        Done((sql, at) => Machines.Save(sql, Clerk, at, NewMachine));

        Assert.That(Host.Ask(terminal.SignOn()), Is.EqualTo("00"));
        Assert.That(InStore(sql => sql.Machines("Lviv", "", "")), Is.EqualTo([NewMachine]));
        Assert.That(InStore(sql => sql.Machines("Lviv", "Frankivskyi", "")), Is.Empty);
    }

    [Test]
    public void A_machine_keeps_its_bank_and_its_keys_and_stands_by_a_branch_of_its_bank()
    {
        Done((sql, at) => Machines.Save(sql, Clerk, at, NewMachine));
        Done((sql, at) => Machines.Save(sql, Clerk, at, NewMachine with { Address = "Rynok 2" }));
        Refusal[] why =
        [
            Refused(
                (sql, at) =>
                    Machines.Save(sql, Clerk, at, NewMachine with { KeyId = "4154" + NewMachine.KeyId[4..^1] + "9" })
            ),
            Refused((sql, at) => Machines.Save(sql, Clerk, at, NewMachine with { Branch = "200002-01" })),
            Refused((sql, at) => Machines.Save(sql, Clerk, at, NewMachine with { City = " " })),
            Refused((sql, at) => Machines.Save(sql, Clerk, at, NewMachine with { Terminal = "ATM 1" })),
            Refused((sql, at) => Machines.Save(sql, Stranger, at, NewMachine)),
        ];
        Assert.That(
            why,
            Is.EqualTo([Refusal.NotNow, Refusal.WrongInput, Refusal.WrongInput, Refusal.WrongInput, Refusal.NotAllowed])
        );
    }

    private static MachineView NewMachine =>
        new(
            "ATM00077",
            SampleBank.OwnBankCode,
            "100001-01",
            "Rynok 1",
            "Halytskyi",
            "Lviv",
            new SampleBank("ATM00077").SerialNumberPrefix
        );
}
