using AtmTerminal.BankHost;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.Testing;

namespace AtmTerminal.EndToEnd.Tests;

/// <summary>Row B5 through the whole house: screen, receipt, journal, posting, fee and limits carry what was really given.</summary>
public class When_fewer_notes_come_out_than_asked : RowOfTheFailureMatrix
{
    private const int OtherBanksCard = 3;

    [Test]
    public void The_customer_is_told_what_there_is_and_what_it_costs()
    {
        OnlyGives("4");
        Atm.Customer.Order(700, OtherBanksCard).See("OfferLess");
        var screen = Atm.Screen;
        Assert.That(screen.Title, Is.EqualTo("Only 500\u00A0UAH can be paid out"));
        Assert.That(
            screen.Lines,
            Is.EqualTo(
                new[]
                {
                    "You asked for 700\u00A0UAH.",
                    "Cash: 500\u00A0UAH",
                    "Fee: 6\u00A0UAH",
                    "Only what you take is charged.",
                }
            )
        );
        Assert.That(screen.Spoken, Does.StartWith("Only 500\u00A0UAH can be paid out. The fee is 6\u00A0UAH."));
        Assert.That(
            screen.SideKeys.OfType<Session.Screens.SideKeyView>().Select(k => (k.Key, k.Digit)),
            Is.EqualTo(new[] { ("L1", "1"), ("R1", "5") })
        );
    }

    [Test]
    public void The_receipt_and_the_screens_name_what_was_given()
    {
        OnlyGives("4");
        var customer = Atm.Customer.Order(700, OtherBanksCard).See("OfferLess").Press("L1").TakeCard().See("TakeCash");
        Assert.That(Atm.Screen.Lines, Is.EqualTo(new[] { "500\u00A0UAH" }));
        customer.TakeNotes().See("Receipt");
        Assert.That(
            Atm.Screen.Lines.Take(3),
            Is.EqualTo(new[] { "Cash: 500\u00A0UAH", "Fee: 6\u00A0UAH", "Total: 506\u00A0UAH" })
        );
        Assert.That(Atm.Screen.Spoken, Does.Contain("You have received 500\u00A0UAH. The fee is 6\u00A0UAH."));
    }

    [Test]
    public void Journal_and_bank_carry_the_part_and_its_own_fee_and_the_rest_of_the_hold_is_free()
    {
        OnlyGives("4");
        Atm.Customer.Order(700, OtherBanksCard).See("OfferLess").Press("L1").TakeCard().TakeNotes().Leave();
        var completed = Atm.Journaled<WithdrawalCompleted>().Single();
        Assert.That(
            (completed.Amount, completed.Commission, completed.Notes),
            Is.EqualTo((Hryvnias(500), Hryvnias(6), NoteCounts.Of("4", 1)))
        );
        var posting = Atm.Host.Queries.Postings(Atm.Config.TerminalId).Single();
        Assert.That((posting.Amount, posting.Commission), Is.EqualTo((Hryvnias(500), Hryvnias(6))));
        Assert.That(posting.FollowUps, Is.Empty);
        Assert.That(
            Balance(OtherBanksCard),
            Is.EqualTo(new AccountBalance(posting.Account, Hryvnias(17_494), Hryvnias(0)))
        );
        Paid(500);
    }

    [Test]
    public void The_limit_of_the_day_gets_the_rest_back()
    {
        // The sample bank lets an account have 20,000 a day.
        Atm.Customer.Withdraw(8_000).Withdraw(8_000);
        OnlyGives("4");
        Atm.Customer.Order(3_900).See("OfferLess").Press("L1").TakeCard().TakeNotes().Leave();
        Atm.Machine.ClearFaults();
        Atm.Customer.Order(550).See("Refusal").Press("R4").TakeCard().Leave();
        Atm.Customer.Withdraw(500);
        Assert.That(Atm.Journaled<AuthorizationDeclined>().Single().ResponseCode, Is.EqualTo("61"));
        Paid(20_000);
    }

    [Test]
    public void A_customer_who_wants_all_or_nothing_gets_nothing_and_pays_nothing()
    {
        OnlyGives("4");
        Atm.Customer.Order(700, OtherBanksCard).See("OfferLess").Press("R1").See("Apology");
        Assert.That(Atm.Screen.Lines, Is.EqualTo(new[] { "No cash was paid out. Nothing is charged." }));
        Atm.Customer.TakeCard().Leave();
        var completed = Atm.Journaled<WithdrawalCompleted>().Single();
        Assert.That((completed.Amount.IsZero, completed.ReversalReason), Is.EqualTo((true, "17")));
        Assert.That(Atm.Notes.Reject.Values.Sum(), Is.EqualTo(1));
        Assert.That(Balance(OtherBanksCard).Available, Is.EqualTo(Hryvnias(18_000)));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void Somebody_who_walks_away_from_the_offer_has_refused_it()
    {
        OnlyGives("4");
        Atm.Customer.Order(700).See("OfferLess").See("Apology").TakeCard().Leave();
        Assert.That(Atm.Notes.Reject.Values.Sum(), Is.EqualTo(1));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A_power_cut_while_the_lower_amount_waits_does_not_make_it_the_full_one()
    {
        OnlyGives("4");
        Atm.Customer.Order(700, OtherBanksCard).See("OfferLess").Press("L1").TakeCard();
        Atm.WaitUntil(() => Atm.Journaled<NotesPresented>().Count > 0, "notes", TimeSpan.FromMinutes(1));
        Atm.Wait(TimeSpan.FromSeconds(1));
        Atm.CutPower();
        Assert.That(Atm.Customer.Grab(), Is.EqualTo(1));
        Atm.Reboot();
        Atm.Customer.Leave();
        var posting = Atm.Host.Queries.Postings(Atm.Config.TerminalId).Single();
        Assert.That((posting.Amount, posting.Commission), Is.EqualTo((Hryvnias(500), Hryvnias(6))));
        Paid(500);
    }

    private void OnlyGives(string unit)
    {
        foreach (var empty in Atm.Config.Cassettes.Select(c => c.Id).Where(id => id != unit))
            Atm.Machine.Arm(DispenserFaults.Empty, Of("unit", empty), once: false);
    }

    private AccountBalance Balance(int card) => Atm.Host.Queries.BalanceOf(Atm.Bank.Cards[card - 1].Track.Pan)!;
}
