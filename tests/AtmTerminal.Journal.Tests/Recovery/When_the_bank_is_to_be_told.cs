using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Recovery;

/// <summary>Which facts become reports, what they say, and that each is owed until the host has it.</summary>
public class When_the_bank_is_to_be_told
{
    private static readonly DateOnly Day = new(2026, 3, 4);

    private IJournal _journal = null!;

    private TerminalState State => _journal.State;

    [SetUp]
    public void Open()
    {
        _journal = MemoryJournal.Create(Clock);
        _journal.MustAppend([Loaded(), new BusinessDayBegan(Day)]);
    }

    [TearDown]
    public void Close() => _journal.Dispose();

    [Test]
    public void A_suspect_is_told_with_what_the_customer_has_at_most()
    {
        _journal.MustAppend([.. UpToPresented(1, Notes(("1", 2))), Suspected(1)]);

        var report = State.Reports.Single();
        Assert.That((report.Kind, report.NoticeKind), Is.EqualTo((OutboxKind.Notice, NoticeKinds.Suspect)));
        Assert.That((report.Withdrawal.Value, report.Amount, report.Text), Is.EqualTo((1L, Uah(200), "C3: no count")));
        Assert.That(report.Seq, Is.EqualTo(State.HeadSeq));
        Assert.That(State.Outbox, Is.Empty, "no money moves by it");
    }

    [TestCase(900, 700, NoticeKinds.Shortage)]
    [TestCase(700, 900, NoticeKinds.Over)]
    [TestCase(900, null, NoticeKinds.CountsUnknown)]
    [TestCase(900, 900, NoticeKinds.OtherNotes)]
    public void A_difference_of_cash_is_told_with_both_figures(long expected, long? found, string kind)
    {
        Money? there = found is { } f ? Uah(f) : null;
        _journal.MustAppend([new ReconciliationDecided(default, "counted", Uah(expected), there, "evidence")]);

        var report = State.Reports.Single();
        Assert.That((report.NoticeKind, report.Amount, report.Found), Is.EqualTo((kind, Uah(expected), there)));
    }

    [Test]
    public void Cash_that_agrees_again_is_told_as_that()
    {
        _journal.MustAppend([new ReconciliationDecided(default, "cash agrees again (D6)", Uah(900), Uah(900), "e")]);

        Assert.That(State.Reports.Single().NoticeKind, Is.EqualTo(NoticeKinds.CashAgrees));
    }

    [Test]
    public void What_was_decided_about_a_withdrawal_is_told_by_its_own_record_only()
    {
        _journal.MustAppend(UpToStacked(1, Notes(("1", 2))));
        _journal.MustAppend([new ReconciliationDecided(new(1), "suspect (B6)", Uah(900), Uah(700), "evidence")]);

        Assert.That(State.Reports, Is.Empty);
    }

    [Test]
    public void Locks_kept_cards_and_ends_of_service_are_told()
    {
        _journal.MustAppend([
            new TerminalLocked("C8"),
            new TerminalUnlocked("key"),
            new TerminalUnlocked("key"),
            new CardRetained(Mask, "three wrong PINs"),
            new ServiceStateChanged(false, "SuspectCase"),
            new ServiceStateChanged(false, "LinkDown"),
            new ServiceStateChanged(true, "None"),
            new DeviceFaulted("dispenser", DeviceCodes.Overcount, "More."),
            new DeviceFaulted("dispenser", "dispenser.jam", "Blocked."),
        ]);

        string[] told =
        [
            NoticeKinds.Locked,
            NoticeKinds.Unlocked,
            NoticeKinds.CardRetained,
            NoticeKinds.OutOfService,
            NoticeKinds.Overcount,
        ];
        Assert.That(State.Reports.Select(r => r.NoticeKind), Is.EqualTo(told));
    }

    [Test]
    public void A_record_set_aside_is_told_and_a_report_set_aside_is_not_told_of()
    {
        _journal.MustAppend(Whole(1, Notes(("1", 2))));
        _journal.MustAppend([new UploadSetAside(new(1), State.Outbox.Single().Seq, "96")]);
        var report = State.Reports.Single();
        Assert.That((report.NoticeKind, report.Amount), Is.EqualTo((NoticeKinds.SetAside, Uah(200))));

        _journal.MustAppend([new UploadSetAside(new(1), report.Seq, "96")]);
        Assert.That(State.Reports, Is.Empty);
        Assert.That(State.SetAside, Has.Length.EqualTo(2));
    }

    [Test]
    public void Nothing_is_told_to_a_host_that_never_named_a_day()
    {
        using var journal = MemoryJournal.Create(Clock);
        journal.MustAppend([Loaded(), new TerminalLocked("C8"), new CardRetained(Mask, "three wrong PINs")]);

        Assert.That(journal.State.OwesHost, Is.False);
    }

    [Test]
    public void Money_and_reports_go_in_the_order_of_their_rows()
    {
        _journal.MustAppend([new CardRetained(Mask, "first")]);
        _journal.MustAppend(Whole(1, Notes(("1", 2))));
        _journal.MustAppend([new CardRetained(Mask, "last")]);

        var order = new List<OutboxKind>();
        while (State.NextOwed is { } next)
        {
            order.Add(next.Kind);
            _journal.MustAppend([new UploadAcknowledged(next.Withdrawal, next.Seq, "00")]);
        }
        Assert.That(order, Is.EqualTo(new[] { OutboxKind.Notice, OutboxKind.Completion, OutboxKind.Notice }));
        Assert.That(State.OwesHost, Is.False);
    }

    [Test]
    public void A_withdrawal_belongs_to_the_day_of_its_completion_and_the_day_before_is_summed_up()
    {
        _journal.MustAppend(Whole(1, Notes(("1", 2))));
        _journal.MustAppend(UpToPresented(2, Notes(("1", 3))));
        _journal.MustAppend([new BusinessDayBegan(Day.AddDays(1))]);
        _journal.MustAppend([
            new NotesTaken(new(2)),
            new WithdrawalCompleted(new(2), Uah(300), Uah(0), Notes(("1", 3)), "taken"),
        ]);

        var totals = State.Reports.Single();
        Assert.That(
            (totals.Kind, totals.Day, totals.Count, totals.Amount),
            Is.EqualTo((OutboxKind.Totals, (DateOnly?)Day, 1, Uah(200)))
        );
        Assert.That(State.Outbox.Select(r => r.Day), Is.EqualTo(new DateOnly?[] { Day, Day.AddDays(1) }));
        Assert.That((State.Host!.Given, State.Host.Sum), Is.EqualTo((1, Uah(300))));
    }

    [Test]
    public void A_day_that_is_over_does_not_begin_again() =>
        Assert.That(() => _journal.Append(new BusinessDayBegan(Day)), Throws.InstanceOf<EventOutOfOrderException>());

    [Test]
    public void A_suspect_that_a_count_closes_without_a_record_of_money_is_told()
    {
        var request = Requested(1, Notes(("1", 2)));
        _journal.MustAppend([request, .. PickAll(1, Notes(("1", 2))), Suspected(1)]);
        _journal.MustAppend([new WithdrawalCompleted(new(1), Uah(0), Uah(0), Notes(), "counted by Olena and Bohdan")]);

        Assert.That(State.Outbox, Is.Empty);
        Assert.That(
            State.Reports.Select(r => r.NoticeKind),
            Is.EqualTo(new[] { NoticeKinds.Suspect, NoticeKinds.SuspectClosed })
        );
    }

    [Test]
    public void What_a_host_has_lost_is_found_again_with_its_name_of_the_card_and_is_owed_until_it_is_heard()
    {
        _journal.MustAppend(Whole(1, Notes(("1", 2))));
        _journal.MustAppend([new CardRetained(Mask, "between")]);
        _journal.MustAppend(Whole(2, Notes(("2", 1))));
        var sent = new List<OutboxRecord>();
        while (State.NextOwed is { } next)
        {
            sent.Add(next with { CardReference = $"card {next.Seq}" });
            _journal.MustAppend([new UploadAcknowledged(next.Withdrawal, next.Seq, "00", $"card {next.Seq}")]);
        }

        _journal.MustAppend([new HostFellBack(sent[0].Seq, sent[^1].Seq)]);
        var replay = new RecordReplay(_journal);
        while (replay.Advance(rows: 3)) { }
        Assert.That(replay.Records, Is.EqualTo(sent));
        Assert.That(State.Host!.SendAgainAfter, Is.EqualTo(sent[0].Seq));

        _journal.MustAppend([new UploadRepeated(sent[1].Withdrawal, sent[1].Seq, "00")]);
        Assert.That(State.OwedCount, Is.EqualTo(1), "the last one is still owed");
        _journal.MustAppend([new UploadRepeated(sent[2].Withdrawal, sent[2].Seq, "00")]);
        Assert.That(State.OwesHost, Is.False);
    }

    [Test]
    public void All_of_it_is_there_after_a_restart()
    {
        using var folder = new TempFolder();
        HostPosition? host;
        OutboxRecord[] reports;
        using (var journal = OpenNew(folder))
        {
            journal.MustAppend([Loaded(), new BusinessDayBegan(Day)]);
            journal.MustAppend(Whole(1, Notes(("1", 2))));
            journal.MustAppend([new UploadAcknowledged(new(1), journal.State.Outbox[0].Seq, "00", "5A")]);
            journal.MustAppend([
                new HostFellBack(2, 9),
                new CardRetained(Mask, "x"),
                new BusinessDayBegan(Day.AddDays(1)),
            ]);
            (host, reports) = (journal.State.Host, [.. journal.State.Reports]);
        }
        using (var again = Reopen(folder))
        {
            Assert.That(again.State.Host, Is.EqualTo(host));
            Assert.That(again.State.Reports, Is.EqualTo(reports));
        }
        Assert.That(JournalAudit.Verify(folder.Path).Holds, Is.True);
    }

    private static WithdrawalSuspected Suspected(long number) => new(new(number), Uah(200), "C3: no count");
}
