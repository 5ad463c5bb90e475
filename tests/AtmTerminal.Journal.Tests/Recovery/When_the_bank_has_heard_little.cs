using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Recovery;

public class When_the_bank_has_heard_little
{
    private static readonly DateOnly Day = new(2026, 3, 4);

    [Test]
    public void A_day_before_the_first_cash_has_no_totals()
    {
        using var journal = MemoryJournal.Create(Clock);
        journal.MustAppend([new BusinessDayBegan(Day), new BusinessDayBegan(Day.AddDays(1))]);

        Assert.That(journal.State.OwesHost, Is.False);
    }

    [Test]
    public void A_host_that_never_named_a_day_is_told_nothing_once_more()
    {
        using var journal = MemoryJournal.Create(Clock);
        journal.MustAppend([Loaded(), .. Whole(1, Notes(("1", 1)))]);
        journal.MustAppend([new UploadAcknowledged(new(1), journal.State.Outbox.Single().Seq, "00")]);
        journal.MustAppend([new HostFellBack(1, 5), new UploadRepeated(new(1), 5, "00")]);

        Assert.That((journal.State.Host, journal.State.OwesHost), Is.EqualTo(((HostPosition?)null, false)));
    }

    [Test]
    public void After_an_exchange_into_another_currency_the_totals_begin_again()
    {
        using var journal = MemoryJournal.Create(Clock);
        journal.MustAppend([Loaded(), new BusinessDayBegan(Day), .. Whole(1, Notes(("1", 1)))]);
        var dong = Money.FromMajorUnits(500_000, Currency.Vnd);
        var (fee, plan) = (Money.Zero(Currency.Vnd), Notes(("1", 1)));
        journal.MustAppend([
            Loaded() with
            {
                Units = [CashUnit.Cassette("1", new(dong), 10)],
            },
            new WithdrawalRequested(new(2), dong, fee, plan, "123456", Mask),
            .. PickAll(2, plan),
            new WithdrawalCompleted(new(2), dong, fee, plan, "taken"),
        ]);

        Assert.That((journal.State.Host!.Given, journal.State.Host.Sum), Is.EqualTo((1, dong)));
    }

    [TestCase(null, "by test")]
    [TestCase("Bohdan", "by test and Bohdan")]
    public void A_count_that_ends_a_lock_or_a_difference_is_told_with_who_counted(string? second, string words)
    {
        using var journal = MemoryJournal.Create(Clock);
        var counted = Loaded() with { ConfirmedBy = second };
        journal.MustAppend([Loaded(), new BusinessDayBegan(Day), counted]);
        Assert.That(journal.State.Reports, Is.Empty, "nothing was wrong");
        journal.MustAppend([new TerminalLocked("C8"), counted]);
        journal.MustAppend([new ReconciliationDecided(default, "shortage", Uah(900), Uah(700), "e"), counted]);

        Assert.That(
            journal.State.Reports.Where(r => r.NoticeKind == NoticeKinds.Counted).Select(r => r.Text),
            Is.EqualTo(new[] { words, words })
        );
    }

    [Test]
    public void Too_many_notes_are_told_with_the_withdrawal_they_belong_to()
    {
        using var journal = MemoryJournal.Create(Clock);
        journal.MustAppend([Loaded(), new BusinessDayBegan(Day), .. UpToStacked(1, Notes(("1", 1)))]);
        journal.MustAppend([new DeviceFaulted("dispenser", DeviceCodes.Overcount, "More.")]);

        Assert.That(journal.State.Reports.Single().Withdrawal, Is.EqualTo(new WithdrawalNumber(1)));
    }
}
