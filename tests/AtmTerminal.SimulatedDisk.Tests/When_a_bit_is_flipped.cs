using System.Collections.Immutable;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Journal;
using AtmTerminal.Journal.Store;
using static AtmTerminal.Testing.Storage.Tests.Facts;

namespace AtmTerminal.Testing.Storage.Tests;

/// <summary>
/// D8, bit by bit: whatever a flipped bit hits, the opening refuses with a sentence, or the flip is harmless, or it lies in a row
/// that no opening reads and the audit names it. In no case is a byte of the files changed, and never is a wrong count believed.
/// </summary>
public class When_a_bit_is_flipped
{
    private const string Database = "journal.db";
    private const string Log = "journal.db-wal";
    private const int LogHeader = 32;
    private const int FrameHeader = 24;

    // Coprime to 8 and to the length of a page, so that every bit and every place of a record comes up.
    private const int Stride = 37;

    private static readonly Lazy<Written> InTheFile = new(() => Write(checkpoint: true));
    private static readonly Lazy<Written> InTheLog = new(() => Write(checkpoint: false));

    [TestCase("file header")]
    [TestCase("schema")]
    [TestCase("event interior")]
    [TestCase("event leaf")]
    [TestCase("projection leaf")]
    [TestCase("card leaf")]
    public void D8_in_the_file_it_is_refused_or_harmless_or_the_audit_names_it(string kind)
    {
        var written = InTheFile.Value;
        var pages = JournalPages.Of(written.File).Where(p => p.Class == kind).ToList();
        Assert.That(pages, Is.Not.Empty);
        var refused = 0;
        foreach (var (_, offset, length) in pages)
            for (var at = 0; at < length; at += kind == "file header" ? 1 : Stride)
                refused += Flip(written, Database, offset + at, bit: at % 8) ? 1 : 0;
        TestContext.Out.WriteLine($"{kind}: {pages.Count} pages, {refused} flips refused by the opening");
        Assert.That(refused, Is.Positive);
    }

    [TestCase("\"loaded\"")]
    [TestCase("\"presented\"")]
    public void D8_no_digit_of_a_stored_count_can_flip_unseen(string word)
    {
        var written = InTheFile.Value;
        var text = System.Text.Encoding.Latin1.GetString(written.File);
        var found = new List<int>();
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; )
        {
            found.Add(at);
            at = text.IndexOf(word, at + 1, StringComparison.Ordinal);
        }
        // Pages also hold what was there before, and events; one of the places is the row itself.
        Assert.That(found.Any(IsGuarded), Is.True, $"{found.Count} places");

        bool IsGuarded(int at) => Enumerable.Range(0, 16 * 8).All(i => Flip(written, Database, at + i / 8, bit: i % 8));
    }

    [TestCase("log header")]
    [TestCase("frame header")]
    [TestCase("frame body")]
    public void D8_in_the_log_no_state_is_believed_that_never_was_and_a_counter_shows_the_loss(string kind)
    {
        var written = InTheLog.Value;
        const int frame = FrameHeader + JournalPages.PageBytes;
        var frames = written.Frames;
        Assert.That(frames, Is.GreaterThan(8));
        var places = kind switch
        {
            "log header" => Enumerable.Range(0, LogHeader),
            "frame header" => Enumerable
                .Range(0, frames)
                .SelectMany(f => Enumerable.Range(LogHeader + f * frame, FrameHeader)),
            _ => Enumerable.Range(0, frames).SelectMany(f => Places(LogHeader + f * frame + FrameHeader)),
        };
        foreach (var place in places)
            FlipInTheLog(written, place, place % 8);

        static IEnumerable<int> Places(int body) =>
            Enumerable.Range(0, JournalPages.PageBytes / (Stride * 8)).Select(i => body + i * Stride * 8);
    }

    [Test]
    public void D8_in_the_key_the_chain_is_refused()
    {
        var written = InTheFile.Value;
        for (var place = 0; place < HashChain.HashBytes; place++)
            Assert.That(Flip(written, "journal.key", place, place % 8), Is.True, $"byte {place}");
    }

    /// <returns>Whether the opening refused.</returns>
    private static bool Flip(Written written, string file, int offset, int bit)
    {
        using var disk = new SimulatedDisk(written.Image);
        disk.FlipBit(file, offset, bit);
        var where = $"{file}, byte {offset}, bit {bit}";
        var outcome = disk.OpenJournal(false, Clock);
        var state = (outcome as OpeningOutcome.Opened)?.Journal.State;
        (outcome as OpeningOutcome.Opened)?.Journal.Dispose();
        var audit = disk.VerifyJournal();
        Assert.That(disk.Counts.Writes, Is.Zero, $"{where}: kept as it is");
        if (state is null)
        {
            Assert.That(outcome.Sentence, Does.StartWith("The journal ").And.EndsWith("."), where);
            return true;
        }
        Assert.That(written.IsLast(state), $"{where}: a wrong state was believed");
        if (audit.Holds)
            Assert.That(written.IsLast(ReadWhole(disk)), $"{where}: neither seen nor harmless");
        return false;
    }

    private static void FlipInTheLog(Written written, int offset, int bit)
    {
        using var disk = new SimulatedDisk(written.Image);
        disk.FlipBit(Log, offset, bit);
        var where = $"log, byte {offset}, bit {bit}";
        if (disk.OpenJournal(false, Clock) is OpeningOutcome.Opened(var journal, _))
        {
            Assert.That(written.WasOnce(journal.State), $"{where}: a state was believed that never was");
            journal.Dispose();
        }
        if (disk.OpenJournal(false, Clock, written.States[^1].HeadSeq) is OpeningOutcome.Opened(var newest, _))
        {
            Assert.That(written.IsLast(newest.State), $"{where}: a loss went unseen");
            newest.Dispose();
        }
        Assert.That(disk.Counts.Writes, Is.Zero, $"{where}: kept as it is");
    }

    private static TerminalState ReadWhole(SimulatedDisk disk)
    {
        using var journal = Start(disk);
        var state = TerminalState.Empty;
        foreach (var entry in journal.Read())
            state = state.Apply(entry);
        return state;
    }

    // A journal with everything in it: several pages of rows, counts, an open request with card data, something owed to the host.
    private static Written Write(bool checkpoint)
    {
        using var disk = DiskWithJournal();
        var states = ImmutableArray.CreateBuilder<TerminalState>();
        using (var journal = Start(disk))
        {
            if (checkpoint)
                for (var i = 0; i < 120; i++)
                    journal.Append(Note(i));
            // In a log that was never moved into the file lies also the first row of all.
            states.Add(TerminalState.Empty);
            states.Add(journal.State);
            foreach (var (card, events) in Facts())
            {
                var outcome = card is null ? journal.Append(events) : journal.Append(card, events);
                Assert.That(outcome, Is.EqualTo(AppendOutcome.Durable));
                states.Add(journal.State);
            }
            if (checkpoint)
            {
                journal.Checkpoint();
                // The log is begun anew: until then its copies of the pages hide the file's.
                journal.Append(Note(1));
                states.Add(journal.State);
            }
        }
        var log = disk.Read(Log);
        const int frame = FrameHeader + JournalPages.PageBytes;
        var frames = Enumerable
            .Range(0, (log.Length - LogHeader) / frame)
            .TakeWhile(f => log.AsSpan(LogHeader + f * frame + 8, 8).SequenceEqual(log.AsSpan(16, 8)))
            .Count();
        return new(disk.TakeImage(), disk.Read(Database), frames, states.ToImmutable());

        static IEnumerable<(SealedCard? Card, JournalEvent[] Events)> Facts()
        {
            var (amount, none) = (Money.FromMajorUnits(200, Currency.Uah), Money.Zero(Currency.Uah));
            var plan = NoteCounts.Of("1", 2);
            yield return (Card(1), [Sent(1)]);
            yield return (null, [new ReversalQueued(new(1), "22", "the test")]);
            yield return (Card(2), [Sent(2)]);
            yield return (null, [new WithdrawalRequested(new(2), amount, none, plan, "123456", "************4242")]);
            yield return (null, [new NotePickStarted(new(2), "1")]);
            yield return (null, [new NotePicked(new(2), "1")]);
            yield return (null, [new CounterReserved("trace", 100)]);
            yield return (null, [Note(1)]);

            AuthorizationSent Sent(int number) =>
                new(new(number), amount, none, "************4242", number, "0304130405", "authorize-first");
            static SealedCard Card(int number) => new(new(number), new byte[48]);
        }
    }

    private sealed record Written(DiskImage Image, byte[] File, int Frames, ImmutableArray<TerminalState> States)
    {
        public bool IsLast(TerminalState state) => Same(state, States[^1]);

        public bool WasOnce(TerminalState state) => States.Any(s => Same(s, state));

        private static bool Same(TerminalState a, TerminalState b) =>
            a.HeadSeq == b.HeadSeq
            && a.HeadHash.Span.SequenceEqual(b.HeadHash.Span)
            && Projections.FirstDifference(a, b) is null;
    }
}
