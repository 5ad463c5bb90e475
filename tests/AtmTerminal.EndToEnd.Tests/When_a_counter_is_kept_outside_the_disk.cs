using AtmTerminal.Domain.Events;
using AtmTerminal.Journal;
using AtmTerminal.Testing;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace AtmTerminal.EndToEnd.Tests;

/// <summary>Row D9 of the failure matrix without a host to ask: a number on another medium shows an older copy of the journal.</summary>
public class When_a_counter_is_kept_outside_the_disk : RowOfTheFailureMatrix
{
    private readonly LogLines _log = new();
    private string _medium = null!;

    private string CounterFile => Path.Combine(_medium, "counter");

    private long Counter => HeadCounter.InFile(CounterFile).Read().Seq;

    protected override TestTerminal Make()
    {
        _medium = Directory.CreateTempSubdirectory("medium").FullName;
        _log.Clear();
        return new(
            new LoggerConfiguration().WriteTo.Sink(_log).CreateLogger(),
            config => config with { CounterFile = CounterFile }
        );
    }

    [TearDown]
    public void TakeTheMediumOut() => Directory.Delete(_medium, recursive: true);

    [Test]
    public void D9_an_older_copy_is_refused_while_the_line_is_down()
    {
        Atm.Customer.Withdraw(200);
        Atm.CutPower();
        var older = Atm.JournalFiles();
        Atm.Reboot();
        Atm.Customer.Withdraw(750);
        Atm.CutPower();
        var newest = Atm.JournalFiles();
        TestTerminal.PutBack(older);
        Atm.Line.IsUp = false;
        for (var start = 0; start < 2; start++)
        {
            Atm.Reboot();
            Assert.That(Atm.Terminal, Is.Null, "nobody is served");
            Assert.That(Atm.Refusal, Does.Contain($"row {Counter} is known to have existed: this is an older copy"));
            Assert.That(Atm.JournalFiles(), Is.EqualTo(older), "the file is kept as it is");
        }
        Atm.Line.IsUp = true;
        Atm.Wait(TimeSpan.FromMinutes(2));
        Assert.That(Atm.Host.Queries.Postings(Atm.Config.TerminalId), Has.Count.EqualTo(2), "nothing new");
        TestTerminal.PutBack(newest);
        Atm.Reboot();
        Atm.Customer.Withdraw(200);
        Paid(1150);
    }

    [Test]
    public void D9_a_journal_that_is_gone_with_its_folder_is_no_first_start()
    {
        Atm.Customer.Withdraw(200);
        Atm.CutPower();
        foreach (var file in Directory.EnumerateFiles(Atm.Folder))
            File.Delete(file);
        Atm.Reboot();
        Assert.That(Atm.Refusal, Does.Contain($"row {Counter} is known to have existed. Put it back."));
        Assert.That(Directory.EnumerateFiles(Atm.Folder), Is.Empty, "no new journal");
    }

    [Test]
    public void It_lags_behind_the_journal_and_stops_no_start()
    {
        Atm.Customer.Withdraw(200);
        var kept = Counter;
        Assert.That(kept, Is.Positive);
        Atm.Customer.Order(750);
        Atm.CutPowerAfter(e => e is SessionEnded);
        Atm.Customer.TakeCard().TakeNotes().Leave();
        Assert.That((Atm.IsOn, Counter), Is.EqualTo((false, kept)));
        Atm.Reboot();
        Atm.Customer.Withdraw(200);
        Assert.That(Counter, Is.GreaterThan(kept));
        Paid(1150);
    }

    [Test]
    public void It_stands_still_while_a_customer_is_served()
    {
        Atm.Customer.Withdraw(200);
        var kept = Counter;
        var customer = Atm.Customer.Order(750).TakeCard().TakeNotes().See("Receipt");
        Assert.That(Counter, Is.EqualTo(kept));
        customer.Leave();
        Assert.That(Counter, Is.GreaterThan(kept));
    }

    [Test]
    public void A_stop_that_was_asked_for_leaves_it_at_the_last_row()
    {
        Atm.Customer.Withdraw(200);
        var stopped = Task.CompletedTask;
        Atm.OnTheLoop(() => stopped = Atm.Terminal!.StopAsync("the test"));
        Atm.WaitUntil(() => stopped.IsCompleted, "the stop", TimeSpan.FromMinutes(2));
        Assert.That(Counter, Is.EqualTo(Atm.Terminal!.Journal.State.HeadSeq));
    }

    [Test]
    public void Nonsense_is_told_to_the_log_and_mended_by_the_next_session()
    {
        Atm.Customer.Withdraw(200);
        Atm.CutPower();
        File.WriteAllText(CounterFile, "seventeen");
        _log.Clear();
        Atm.Reboot();
        Assert.That(_log.Warnings, Has.One.Contains("holds no row number"));
        Atm.Customer.Withdraw(750);
        Assert.That(Counter, Is.Positive);
        Paid(950);
    }

    [Test]
    public void A_medium_that_is_gone_is_told_to_the_log_and_everybody_is_served()
    {
        Directory.Delete(_medium, recursive: true);
        Atm.Customer.Withdraw(200);
        Assert.That(_log.Warnings, Has.Some.Contains("it lags behind the journal"));
        Atm.Reboot();
        Atm.Customer.Withdraw(750);
        Directory.CreateDirectory(_medium);
        Paid(950);
    }

    private sealed class LogLines : ILogEventSink
    {
        private readonly List<LogEvent> _events = [];

        public IEnumerable<string> Warnings =>
            _events
                .Where(e => e.Level == LogEventLevel.Warning)
                .Select(e => e.RenderMessage(System.Globalization.CultureInfo.InvariantCulture));

        public void Clear() => _events.Clear();

        public void Emit(LogEvent logEvent) => _events.Add(logEvent);
    }
}
