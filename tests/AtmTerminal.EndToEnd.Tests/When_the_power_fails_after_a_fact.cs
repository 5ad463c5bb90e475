using AtmTerminal.Domain.Events;
using AtmTerminal.Testing;

namespace AtmTerminal.EndToEnd.Tests;

/// <summary>
/// One withdrawal is cut off after each fact that it writes, one after another: that is every boundary between two steps of the
/// failure matrix's rule 2.
/// </summary>
public class When_the_power_fails_after_a_fact
{
    // Three notes of one kind and one of another: 15 to 30 facts from the session's start to its end.
    private const int Amount = 350;

    private const int MostFacts = 60;

    [Test]
    public void Every_note_is_accounted_for_and_posted_at_most_once([Values] bool customerTakesNotesInTheDark)
    {
        var cuts = 0;
        for (var fact = 1; fact <= MostFacts; fact++)
        {
            using var atm = new TestTerminal();
            var left = fact;
            atm.CutPowerAfter(e => e is not (CounterReserved or TerminalStarted or CashUnitsSet) && --left == 0);
            atm.Customer.Withdraw(Amount);
            if (!atm.IsOn)
            {
                cuts++;
                atm.Wait(TimeSpan.FromSeconds(5));
                if (customerTakesNotesInTheDark)
                    atm.Customer.Grab();
                atm.Reboot();
            }
            Assert.That(Accounting.Check(atm), Is.Empty, $"cut after fact {fact}");
        }
        Assert.That(cuts, Is.GreaterThan(12));
    }

    [Test]
    public void At_any_moment_it_is_the_same([Values] bool customerTakesNotesInTheDark)
    {
        var (step, cuts) = (TimeSpan.FromMilliseconds(310), 0);
        for (var moment = step; ; moment += step)
        {
            using var atm = new TestTerminal();
            atm.CutPowerAt(moment);
            atm.Customer.Withdraw(Amount);
            if (atm.IsOn)
                break;
            cuts++;
            if (customerTakesNotesInTheDark)
                atm.Customer.Grab();
            atm.Reboot();
            Assert.That(Accounting.Check(atm), Is.Empty, $"cut {moment} after the start");
        }
        Assert.That(cuts, Is.GreaterThan(20));
    }

    [Test]
    public void The_next_customer_is_served_as_if_nothing_had_been_D3([Values(1, 2, 3)] int restartsCutOff)
    {
        using var atm = new TestTerminal();
        atm.CutPowerAfter(e => e is NotesPresented);
        atm.Customer.Withdraw(Amount);
        for (var i = 0; i < restartsCutOff; i++)
        {
            var left = i + 2;
            atm.Reboot();
            atm.CutPowerAfter(_ => --left == 0);
            atm.Wait(TimeSpan.FromMinutes(1));
        }
        atm.Reboot();
        atm.Customer.Withdraw(200);
        Assert.That(atm.Journaled<WithdrawalCompleted>().Select(c => c.Withdrawal.Value), Is.EqualTo(new[] { 1L, 2L }));
        Assert.That(Accounting.Check(atm), Is.Empty);
    }
}
