using AtmTerminal.BankHost;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Testing;

namespace AtmTerminal.EndToEnd.Tests;

/// <summary>Rows E14, E17 and F4 of the failure matrix: what the two still have to say to each other when the money has moved.</summary>
public class When_the_bank_and_the_terminal_compare : RowOfTheFailureMatrix
{
    private static readonly DateOnly FirstDay = new(2026, 11, 20);

    // The sample bank's day ends at 21:00 UTC.
    private static readonly DateTimeOffset FirstDayEnds = new(2026, 11, 20, 21, 0, 0, TimeSpan.Zero);

    [Test]
    public void E14_a_host_restored_from_an_older_backup_hears_again_what_it_lacks([Values] bool lineIsCut)
    {
        Atm.Customer.Withdraw(750);
        using var backup = Atm.Host.Backup();
        Atm.Customer.Withdraw(200, card: 3).Withdraw(100);
        var charged = Atm.Host.Queries.Postings(Atm.Config.TerminalId).Select(p => (p.Number, p.Account, p.Commission));
        var before = charged.ToList();

        Atm.RestoreHost(backup);
        if (lineIsCut)
            Atm.Line.Cut();
        Atm.Wait(TimeSpan.FromMinutes(3));
        Atm.Settle();

        Assert.That(Atm.Journaled<HostFellBack>(), Has.Count.EqualTo(1));
        var again = Atm.Journaled<UploadRepeated>().Select(u => u.Withdrawal.Value);
        Assert.That(again, Is.EqualTo(new[] { 2L, 3L }), "what it lacks, and nothing else");
        Assert.That(charged, Is.EqualTo(before), "each posting once again, to the same customers");
        Paid(1050);
    }

    [Test]
    public void E14_a_posting_whose_hold_the_backup_still_has_takes_that_hold()
    {
        var customer = Atm.Customer.Order(750).TakeCard().See("TakeCash");
        using var backup = Atm.Host.Backup();
        customer.TakeNotes().Leave();
        Atm.RestoreHost(backup);
        Assert.That(Atm.Host.Queries.OpenHolds(), Has.Count.EqualTo(1), "the situation of this test");
        Atm.Wait(TimeSpan.FromMinutes(3));
        Assert.That(Atm.Host.Queries.Postings(Atm.Config.TerminalId).Single().FollowUps, Is.Empty);
        Paid(750);
    }

    [Test]
    public void E14_goes_on_where_it_was_when_the_power_fails_in_the_middle()
    {
        using var backup = Atm.Host.Backup();
        Atm.Customer.Withdraw(200).Withdraw(100).Withdraw(50);
        Atm.RestoreHost(backup);
        Atm.CutPowerAfter(e => e is UploadRepeated);
        Atm.Wait(TimeSpan.FromMinutes(3));
        Assert.That(Atm.IsOn, Is.False, "the situation of this test");
        Atm.Reboot();
        Atm.Settle();
        Assert.That(Atm.Journaled<UploadRepeated>().Select(u => u.Withdrawal.Value), Is.EqualTo(new[] { 1L, 2L, 3L }));
        Paid(350);
    }

    [Test]
    public void E14_cases_that_the_backup_lacks_are_opened_again()
    {
        using var backup = Atm.Host.Backup();
        Atm.Machine.Arm(SimulatedBoard.CashDispenser.DispenserFaults.Jam, Of("place", "transport"));
        Atm.Customer.Order(750).See("Apology").TakeCard().Leave();
        Atm.RestoreHost(backup);
        Atm.Wait(TimeSpan.FromMinutes(3));
        Assert.That(TheCase(NoticeKinds.Suspect).Key.Number, Is.EqualTo(1));
    }

    [Test]
    public void E17_totals_that_differ_are_told_number_by_number_and_change_nothing()
    {
        Atm.Customer.Withdraw(750).Withdraw(200).Withdraw(100);
        Atm.Line.Faults.BookOnDayBefore(number: 2);
        WaitFor(FirstDayEnds + TimeSpan.FromMinutes(2));

        var differed = Atm.Journaled<TotalsDiffered>().Single();
        Assert.That((differed.Given, differed.Sum), Is.EqualTo((3, Hryvnias(1050))));
        Assert.That((differed.HostGiven, differed.HostSum), Is.EqualTo((2, Hryvnias(850))));
        Assert.That(differed.Numbers.Select(n => n.Value), Is.EqualTo(new[] { 2L }));
        var open = TheCase("TOTALS");
        Assert.That(
            (open.Amount, open.Found),
            Is.EqualTo(((Money, Money?))(Hryvnias(1050), Hryvnias(850))),
            "both totals"
        );
        var difference = Atm.Host.Queries.Differences(Atm.Config.TerminalId, open.Key.Row).Single();
        Assert.That(difference, Is.EqualTo(new AmountDifference(new(2), 200_00, 0)));
        Assert.That(Atm.Journaled<UploadRepeated>(), Is.Empty, "nothing is changed by itself");
        Paid(1050);
    }

    [Test]
    public void Totals_that_agree_are_no_case()
    {
        Atm.Customer.Withdraw(750).Withdraw(200);
        WaitFor(FirstDayEnds + TimeSpan.FromMinutes(2));
        Atm.Settle();
        var reported = Atm.Host.Queries.ReportedTotals(Atm.Config.TerminalId).Single();
        Assert.That((reported.Day, reported.Terminal), Is.EqualTo((FirstDay, new DayTotal(2, Hryvnias(950)))));
        Assert.That(reported.Agree);
        Assert.That(Atm.Host.Queries.Cases(Atm.Config.TerminalId), Is.Empty);
        Paid(950);
    }

    [Test]
    public void F4_a_completion_that_is_uploaded_on_a_later_day_counts_for_its_own()
    {
        WaitFor(FirstDayEnds - TimeSpan.FromMinutes(5));
        var customer = Atm.Customer.Order(750).TakeCard();
        Atm.Line.IsUp = false;
        customer.TakeNotes().See("Receipt").Press("R4").See("LinkDown");
        WaitFor(FirstDayEnds + TimeSpan.FromHours(30));
        Atm.Line.IsUp = true;
        Atm.Settle();
        Assert.That(Atm.Host.Queries.Postings(Atm.Config.TerminalId).Single().BusinessDay, Is.EqualTo(FirstDay));
        Atm.Customer.Withdraw(200);
        WaitFor(FirstDayEnds + TimeSpan.FromHours(49));
        Atm.Settle();
        var reported = Atm.Host.Queries.ReportedTotals(Atm.Config.TerminalId);
        Assert.That(reported.Select(r => (r.Day.Day, r.Terminal.Given)), Is.EqualTo(new[] { (20, 1), (22, 1) }));
        Assert.That(reported, Has.All.Property(nameof(ReportedTotal.Agree)).True);
        Paid(950);
    }

    private void WaitFor(DateTimeOffset moment) => Atm.Wait(moment - Atm.Clock.GetUtcNow());
}
