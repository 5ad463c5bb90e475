using System.Text;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Failures;

public class When_card_data_waits_for_the_upload
{
    private static readonly SealedCard Card = new(new(1), "sealed-bytes-of-a-card"u8.ToArray());

    [Test]
    public void It_is_there_after_a_restart_and_gone_with_the_acknowledgement()
    {
        using var folder = new TempFolder();
        using (var journal = OpenNew(folder))
        {
            journal.MustAppend([Loaded()]);
            Assert.That(journal.Append(Card, Sent(1, Uah(100))), Is.EqualTo(AppendOutcome.Durable));
            journal.MustAppend(Whole(1, Notes(("1", 1))).Skip(1));
        }
        using (var journal = Reopen(folder))
        {
            Assert.That(journal.FindCard(new(1))!.Value.ToArray(), Is.EqualTo(Card.Sealed.ToArray()));
            journal.MustAppend([new UploadAcknowledged(new(1), journal.State.Outbox.Single().Seq, "00")]);
            Assert.That(journal.FindCard(new(1)), Is.Null);
            Assert.That(journal.State.Outbox, Is.Empty);
            journal.Checkpoint();
        }
        Assert.That(
            Encoding.Latin1.GetString(File.ReadAllBytes(folder.File("journal.db"))),
            Does.Not.Contain("sealed-bytes"),
            "deleted bytes are overwritten"
        );
    }

    [Test]
    public void The_hosts_no_deletes_it()
    {
        using var folder = new TempFolder();
        using var journal = OpenNew(folder);
        journal.Append(Card, Sent(1, Uah(100)));
        journal.MustAppend([new AuthorizationDeclined(new(1), "51")]);
        Assert.That(journal.FindCard(new(1)), Is.Null);
    }

    [Test]
    public void It_stays_while_a_record_waits_for_a_person()
    {
        using var folder = new TempFolder();
        using var journal = OpenNew(folder);
        journal.Append(Card, Sent(1, Uah(100)));
        journal.MustAppend([new ReversalQueued(new(1), "68", "no answer")]);
        var record = journal.State.Outbox.Single();
        journal.MustAppend([new UploadSetAside(new(1), record.Seq, "96")]);
        Assert.That(journal.State.SetAside.Single(), Is.EqualTo(record));
        Assert.That(journal.FindCard(new(1)), Is.Not.Null);
        journal.MustAppend([new UploadAcknowledged(new(1), record.Seq, "00")]);
        Assert.That(journal.FindCard(new(1)), Is.Null);
    }

    [Test]
    public void A_journal_in_memory_keeps_it_as_long()
    {
        using var journal = MemoryJournal.Create(Clock);
        journal.Append(Card, Sent(1, Uah(100)));
        Assert.That(journal.FindCard(new(1))!.Value.ToArray(), Is.EqualTo(Card.Sealed.ToArray()));
        journal.MustAppend([new AuthorizationDeclined(new(1), "51")]);
        Assert.That(journal.FindCard(new(1)), Is.Null);
    }

    [Test]
    public void It_never_prints_itself() =>
        Assert.That(Card.ToString(), Is.EqualTo("sealed card data of withdrawal 1"));

    [Test]
    public void A_record_that_is_not_owed_cannot_be_acknowledged()
    {
        using var journal = MemoryJournal.Create(Clock);
        journal.MustAppend([Sent(1, Uah(100)), new ReversalQueued(new(1), "68", "no answer")]);
        Assert.That(
            () => journal.Append(new UploadAcknowledged(new(1), 1, "00")),
            Throws.TypeOf<EventOutOfOrderException>()
        );
        Assert.That(journal.State.Outbox, Has.Length.EqualTo(1), "a refused event changes nothing");
    }
}
