using System.Diagnostics;
using AtmTerminal.Domain.Events;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Opening;

/// <summary>The recovery figure: at most a second with 100,000 events, and not longer after ten starts that were cut off.</summary>
public class When_a_long_journal_is_opened
{
    private const int Rows = 100_000;
    private const int RowsOfACommit = 1_000;
    private const int Nested = 10;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    [Test]
    public void It_is_ready_within_a_second_also_after_ten_starts_that_were_cut_off()
    {
        using var folder = new TempFolder();
        using (var journal = OpenNew(folder))
        {
            journal.MustAppend([Loaded()]);
            for (var row = 0; row < Rows; row += RowsOfACommit)
                journal.MustAppend(Enumerable.Range(row, RowsOfACommit).Select(i => new SecurityNoted($"note {i}")));
            journal.MustAppend(UpToPresented(1, Notes(("1", 1))));
        }
        var times = Enumerable.Range(0, Nested + 1).Select(_ => Start(folder)).ToArray();
        TestContext.Out.WriteLine(string.Join(' ', times.Select(t => $"{t.TotalMilliseconds:F1}")) + " ms");
        Assert.That(times, Has.All.LessThan(Longest));
    }

    // A start that is cut off leaves one row behind and its log where it is; closing does the same to the file as a power cut.
    private static TimeSpan Start(TempFolder folder)
    {
        var watch = Stopwatch.StartNew();
        using var journal = Reopen(folder);
        watch.Stop();
        Assert.That(journal.State.Open.Single().Number.Value, Is.EqualTo(1));
        journal.MustAppend([new SecurityNoted("started")]);
        return watch.Elapsed;
    }
}
