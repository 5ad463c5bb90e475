using AtmTerminal.Domain.Events;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Audit;

public class When_a_person_reads_the_journal
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 13, 4, 5, 120, TimeSpan.Zero);

    [Test]
    public void A_request_is_one_line_of_plain_words() =>
        Assert.That(
            JournalText.Line(new(17, At, Requested(3, Notes(("1", 1), ("3", 2))), new byte[32])),
            Is.EqualTo(
                "    17  13:04:05.120  WithdrawalRequested     #3    1,100.00 UAH  plan 1:1 3:2  approval 123456"
            )
        );

    [TestCaseSource(typeof(EventSamples), nameof(EventSamples.All))]
    public void Every_event_has_words_of_its_own(JournalEvent e)
    {
        var line = JournalText.Line(new(1, At, e, new byte[32]));
        Assert.That(line, Does.Contain(e.GetType().Name));
        Assert.That(line, Does.Not.Contain("{"), "a record that prints itself is not meant for people");
        Assert.That(line.Length, Is.GreaterThan("     1  13:04:05.120  ".Length + 22), "there is something to say");
        Assert.That(line, Does.Not.Contain("\n"));
    }

    private static IEnumerable<TestCaseData> Variants()
    {
        yield return Says("out of service: LinkDown", new ServiceStateChanged(false, "LinkDown"));
        yield return Says("by test: 1 5 x 100.00 UAH, reject 0", Loaded() with { Units = [Units(5)[0], Units()[3]] });
        yield return Says("1 note from 1, not as set up", new TestPicked("1", 1, Fits: false));
        yield return Says(
            "card 0A1B has 501.00 UAH  day 2026-03-04",
            new CardRemembered("0A1B", Uah(501), null, new(2026, 3, 4), TimeSpan.Zero)
        );
        yield return Says("card 0A1B, answer 51", new CardForgotten("0A1B", "51", Stop: false));
        yield return Says("into retract, not told apart", new NotePurged(new(7), "retract", null));
        yield return Says("path empty, uncounted in retract", new CashCleared(new(7), "retract", null));
        yield return Says(
            "0.00 UAH, commission 0.00 UAH  notes none  not taken  reason 21",
            new WithdrawalCompleted(new(7), Uah(0), Uah(0), Notes(), "not taken", "21")
        );
        yield return Says(
            "counts unknown (D11): expected 900.00 UAH, found unknown; silent",
            new ReconciliationDecided(default, "counts unknown (D11)", Uah(900), null, "silent")
        );

        static TestCaseData Says(string words, JournalEvent e) => new TestCaseData(words, e).SetArgDisplayNames(words);
    }

    [TestCaseSource(nameof(Variants))]
    public void What_did_not_happen_or_is_not_known_is_not_made_up(string words, JournalEvent e) =>
        Assert.That(JournalText.Line(new(1, At, e, new byte[32])), Does.EndWith($"  {words}"));

    private sealed record Unworded : JournalEvent;

    [Test]
    public void An_event_that_has_no_words_yet_is_shown_by_its_name() =>
        Assert.That(JournalText.Line(new(1, At, new Unworded(), new byte[32])), Does.EndWith("13:04:05.120  Unworded"));

    [Test]
    public void The_listing_can_be_cut_down_to_one_withdrawal()
    {
        using var folder = new TempFolder();
        using (var journal = OpenNew(folder))
            journal.MustAppend([Loaded(), .. Whole(1, Notes(("1", 1))), .. Whole(2, Notes(("3", 1)))]);
        var output = new StringWriter();
        Assert.That(JournalShow.Write(folder.Path, new(2), output), Is.Null);
        var lines = output.ToString().TrimEnd().Split(Environment.NewLine);
        Assert.That(lines, Has.Length.EqualTo(Whole(2, Notes(("3", 1))).Count()));
        Assert.That(lines, Has.All.Contain("#2"));
    }

    [Test]
    public void A_row_that_cannot_be_read_is_shown_as_such()
    {
        using var folder = new TempFolder();
        using (var journal = OpenNew(folder))
            journal.MustAppend([Loaded(), .. Whole(1, Notes(("1", 1)))]);
        Sql.Run(folder.File("journal.db"), "UPDATE event SET body = '{\"withdrawal\":' WHERE seq = 3");
        Sql.Run(folder.File("journal.db"), "UPDATE event SET type = 'Unheard' WHERE seq = 4");
        var output = new StringWriter();
        JournalShow.Write(folder.Path, null, output);
        Assert.That(output.ToString(), Does.Contain("!! The body of WithdrawalRequested cannot be read."));
        Assert.That(output.ToString(), Does.Contain("!! 'Unheard' is no event this version knows."));
        Assert.That(
            output.ToString(),
            Does.Contain("WithdrawalCompleted"),
            "the rows behind it are still worth showing"
        );
    }

    [Test]
    public void A_running_terminal_is_named_as_the_reason_why_nothing_is_shown()
    {
        using var folder = new TempFolder();
        using var journal = OpenNew(folder);
        Assert.That(JournalShow.Write(folder.Path, null, TextWriter.Null), Does.Contain("terminal is running"));
    }
}
