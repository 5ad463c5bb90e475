using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Service;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;
using AtmTerminal.SimulatedBoard.Auxiliaries;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.Testing;
using AtmTerminal.Tests.Shared;

namespace AtmTerminal.EndToEnd.Tests;

/// <summary>Rows F1 to F3 of the failure matrix: counts change by two people at a free machine, all at once or not at all.</summary>
public class When_cassettes_are_exchanged : RowOfTheFailureMatrix
{
    private static readonly NoteCounts s_fill = NoteCounts.Of([new("1", 60), new("4", 70)]);

    [Test]
    public void New_notes_are_paid_out_of_and_the_books_agree()
    {
        Atm.Customer.Withdraw(750);
        Atm.Technician.Exchange(s_fill);
        Atm.Customer.Withdraw(1000);
        Assert.That(Counts["1"], Is.EqualTo(60));
        Assert.That(Counts["4"], Is.EqualTo(68));
        Assert.That(Atm.Terminal!.Status.Completed, Is.EqualTo(Hryvnias(1000)), "counted anew since the exchange");
        Assert.That(Atm.Journaled<ReconciliationDecided>(), Is.Empty, "nothing is short or over");
        Paid(1750);
    }

    [Test]
    public void F1_counts_do_not_change_while_a_request_is_open()
    {
        var customer = Atm.Customer.Order(750).See("TakeCardFirst");
        var before = Atm.Terminal!.Status.Loaded;
        Atm.Machine.Mechanism<AuxiliariesMechanism>().MoveSafeDoor(open: true);
        Atm.Technician.Do(s => s.BeginExchange("Olena"));
        Assert.That(
            Atm.Technician.Said,
            Is.EqualTo(
                new ServiceOutcome.Refused(
                    ServiceRefusal.RequestOpen,
                    "Withdrawal 1 is open: wait until it is closed or reconciled."
                )
            )
        );
        Assert.That(Atm.Technician.CountAndEnd().Refusal, Is.EqualTo(ServiceRefusal.RequestOpen));
        Assert.That(Atm.Terminal.Load(Atm.Config.FirstLoading(), "Olena"), Is.EqualTo(LoadingOutcome.RequestOpen));
        customer.TakeCard().TakeNotes().See("OutOfService");
        Assert.That(
            Atm.Terminal.Status.Reason,
            Is.EqualTo(OutOfServiceReason.SafeDoorOpen),
            "the pins told of the door"
        );
        Assert.That(Atm.Terminal.Status.Loaded, Is.EqualTo(before));
        Atm.Machine.Mechanism<AuxiliariesMechanism>().MoveSafeDoor(open: false);
        Paid(750);
    }

    [Test]
    public void F1_after_a_power_cut_counts_wait_for_the_reconciliation()
    {
        CutPowerWhileNotesWait(750);
        Assert.That(Atm.Customer.Grab(), Is.GreaterThan(0));
        Atm.Machine.Mechanism<AuxiliariesMechanism>().TurnSwitch(supervisor: true);
        Atm.Machine.Mechanism<AuxiliariesMechanism>().MoveSafeDoor(open: true);
        Atm.Reboot();
        Atm.Technician.Do(s => s.BeginExchange("Olena"));
        Assert.That(Atm.Technician.Refusal, Is.EqualTo(ServiceRefusal.RequestOpen));
        Atm.Settle();
        Assert.That(Atm.Journaled<WithdrawalCompleted>().Single().Because, Does.Contain("C1"));
        Atm.Technician.Exchange(s_fill);
        Paid(750);
    }

    [Test]
    public void F1_nobody_is_interrupted_for_an_exchange()
    {
        Atm.Technician.Do(s => s.BeginExchange("Olena"));
        Assert.That(Atm.Technician.Refusal, Is.EqualTo(ServiceRefusal.Busy), "the key was not turned");
        Assert.That(Atm.Technician.CountAndEnd().Refusal, Is.EqualTo(ServiceRefusal.Busy));
        Assert.That(Atm.Terminal!.Load(Atm.Config.FirstLoading(), "Olena"), Is.EqualTo(LoadingOutcome.LoadedBefore));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void F2_power_fails_before_the_counts_are_entered_and_nobody_is_served_from_wrong_counts()
    {
        Atm.Technician.Begin().Open();
        var old = Counts;
        Atm.Technician.Load(s_fill);
        for (var start = 0; start < 2; start++)
        {
            Atm.Reboot();
            Atm.Settle();
            Atm.Technician.Leave();
            Atm.Settle();
            Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.ExchangeOpen));
            Assert.That(Counts, Is.EqualTo(old));
        }
        // The notes that were swapped in the dark are nobody's shortage: what was taken out and brought is counted apart.
        Atm.Technician.Exchange();
        Atm.Customer.Withdraw(750);
        Paid(750);
    }

    [Test]
    public void F2_power_fails_while_the_counts_are_written([Values] bool torn)
    {
        Atm.Technician.Begin().Open();
        var (old, found) = (Counts, Atm.Technician.Count());
        var loaded = Atm.Technician.Load(s_fill);
        Atm.CutPowerAfter(e => e is CashUnitsSet);
        Atm.Technician.End(new("Olena", found, loaded), new("Bohdan", found, loaded));
        Assert.That(Atm.IsOn, Is.False);
        if (torn)
            TornLog.TearLastFrame(Path.Combine(Atm.Folder, "journal.db-wal"));
        Atm.Reboot();
        Atm.Settle();
        Assert.That(Counts, Is.EqualTo(torn ? old : Now));
        Assert.That(Atm.Journaled<CashCounted>(), Has.Count.EqualTo(torn ? 0 : 1));
        if (torn)
            Atm.Technician.End(new("Olena", found, loaded), new("Bohdan", found, loaded));
        Atm.Technician.Leave();
        Atm.Customer.Withdraw(1000);
        Paid(1000);
    }

    [Test]
    public void F2_the_disk_fails_while_the_counts_are_written([Values] DiskFault fault, [Values] bool withCase)
    {
        if (withCase)
        {
            Atm.Machine.Arm(DispenserFaults.Jam, Of("place", "purge"));
            Atm.Customer.Order(1000).TakeCard().TakeNotes(atMost: 1).Leave();
        }
        Atm.Technician.Begin().Open().ClearPath();
        var (old, found) = (Counts, Atm.Technician.Count());
        var loaded = Atm.Technician.Load(s_fill);
        Atm.Disk.FailAt<CashUnitsSet>(fault);
        Atm.Technician.End(new("Olena", found, loaded), new("Bohdan", found, loaded));
        Assert.That(Atm.Technician.Refusal, Is.EqualTo(ServiceRefusal.JournalFailed));
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.JournalFailed));
        Atm.Reboot();
        Atm.Settle();
        var written = fault == DiskFault.SyncFailed;
        Assert.That(Counts, Is.EqualTo(written ? Now : old));
        Assert.That(Atm.Terminal!.Journal.State.Suspects.Any(), Is.EqualTo(withCase && !written));
        if (!written)
            Atm.Technician.End(new("Olena", found, loaded), new("Bohdan", found, loaded));
        Atm.Technician.Leave();
        Paid(withCase ? 500 : 0);
    }

    [Test]
    public void F3_a_wrong_count_or_denomination_is_found_by_the_second_person()
    {
        Atm.Customer.Withdraw(750);
        var technician = Atm.Technician.Begin().Open();
        var (old, found) = (Counts, technician.Count());
        var loaded = technician.Load(s_fill);
        var right = new CashEntry("Olena", found, loaded);
        var wrongCount = right with { Loaded = [loaded[0] with { Notes = 600 }, .. loaded.Skip(1)] };
        var wrongKind = right with
        {
            Loaded = [loaded[0] with { Denomination = loaded[3].Denomination }, .. loaded.Skip(1)],
        };

        Assert.That(technician.End(right, right).Refusal, Is.EqualTo(ServiceRefusal.SamePerson));
        foreach (var wrong in (CashEntry[])[wrongCount, wrongKind])
        {
            technician.End(wrong, right with { By = "Bohdan" });
            Assert.That(technician.Refusal, Is.EqualTo(ServiceRefusal.EntriesDiffer));
            Assert.That(((ServiceOutcome.Refused)technician.Said!).Sentence, Does.Contain("cassette 1 as loaded"));
        }
        Assert.That(Counts, Is.EqualTo(old), "nothing has changed");

        Assert.That(technician.End(right, right with { By = "Bohdan" }).Refusal, Is.Null);
        var set = Atm.Journaled<CashUnitsSet>().Last();
        Assert.That((set.By, set.ConfirmedBy), Is.EqualTo(("Olena", "Bohdan")), "both names");
        technician.Leave();
        Atm.Customer.Withdraw(1000);
        Paid(1750);
    }

    [Test]
    public void F3_a_test_pick_into_the_reject_bin_finds_notes_of_another_kind()
    {
        var technician = Atm.Technician.Begin().Open();
        technician.Count();
        technician.Load(s_fill);
        Assert.That(technician.TestPick("1").Refusal, Is.Null);
        Atm.Machine.Arm(DispenserFaults.Damaged, new Dictionary<string, string> { ["unit"] = "4", ["mm"] = "5" });
        Assert.That(technician.TestPick("4").Refusal, Is.EqualTo(ServiceRefusal.TestPickFailed));
        Atm.Machine.Mechanism<CashDispenserMechanism>().FillCassette(2, 0);
        Assert.That(technician.TestPick("2").Refusal, Is.EqualTo(ServiceRefusal.TestPickFailed));
        Atm.Machine.Mechanism<CashDispenserMechanism>().FillCassette(2, 200);
        Assert.That(Atm.Notes.Reject, Is.EqualTo(new Dictionary<string, int> { ["1"] = 1, ["4"] = 1 }));
        Assert.That(
            Atm.Journaled<TestPicked>(),
            Is.EqualTo(new TestPicked[] { new("1", 1, Fits: true), new("4", 1, Fits: false), new("2", 0, Fits: false) })
        );
        technician.CountAndEnd().Leave();
        Assert.That(Counts, Is.EqualTo(Now));
        Assert.That((Counts["1"], Counts["4"]), Is.EqualTo((59, 69)), "what the test took was taken out");
        Atm.Customer.Withdraw(1000);
        Paid(1000);
    }

    [Test]
    public void F3_a_power_cut_in_a_test_pick_is_cleared_and_the_exchange_goes_on(
        [Values(20, 100, 300, 500, 700)] int ms
    )
    {
        var technician = Atm.Technician.Begin().Open();
        technician.Count();
        Atm.CutPowerAt(TimeSpan.FromMilliseconds(ms));
        technician.TestPick("1");
        Assert.That(Atm.IsOn, Is.False);
        Atm.Reboot();
        Atm.Settle();
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.ExchangeOpen));
        technician.CountAndEnd(wanted: s_fill).Leave();
        Assert.That(Counts, Is.EqualTo(Now));
        Atm.Customer.Withdraw(1000);
        Paid(1000);
    }

    [Test]
    public void Nothing_is_test_picked_outside_an_exchange()
    {
        Assert.That(Atm.Technician.TestPick("1").Refusal, Is.EqualTo(ServiceRefusal.Busy));
        Atm.Customer.TurnSwitch(supervisor: true);
        Assert.That(Atm.Technician.TestPick("1").Refusal, Is.EqualTo(ServiceRefusal.NoExchange));
        Assert.That(Atm.Journaled<TestPickStarted>(), Is.Empty);
    }

    [Test]
    public void An_exchange_without_a_moved_note_is_called_off_by_two_people()
    {
        Atm.Customer.Withdraw(750);
        var technician = Atm.Technician.Begin();
        Assert.That(
            technician.Do(s => s.CancelExchange("Olena", "olena")).Refusal,
            Is.EqualTo(ServiceRefusal.SamePerson)
        );
        Assert.That(technician.Do(s => s.CancelExchange("Olena", "Bohdan")).Refusal, Is.Null);
        Assert.That(
            technician.Do(s => s.CancelExchange("Olena", "Bohdan")).Refusal,
            Is.EqualTo(ServiceRefusal.NoExchange)
        );
        Assert.That(technician.CountAndEnd().Refusal, Is.EqualTo(ServiceRefusal.NoExchange));
        technician.Leave();
        Assert.That(Atm.Terminal!.Status.Completed, Is.EqualTo(Hryvnias(750)));
        Paid(750);
    }

    [Test]
    public void Nobody_without_a_name_opens_the_machine()
    {
        Atm.Technician.Begin().Do(s => s.BeginExchange(" "));
        Assert.That(Atm.Technician.Refusal, Is.EqualTo(ServiceRefusal.NameMissing));
    }

    private Dictionary<string, int> Counts => Atm.Terminal!.Status.Units.ToDictionary(u => u.Id, u => u.Count);

    // What really stands in the machine.
    private Dictionary<string, int> Now =>
        Atm
            .Notes.Cassettes.ToDictionary(c => c.Unit, c => c.Notes)
            .Concat([new("reject", 0), new("retract", 0)])
            .ToDictionary();
}
