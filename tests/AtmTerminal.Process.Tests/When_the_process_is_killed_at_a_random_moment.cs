using AtmTerminal.BankHost;
using AtmTerminal.Board;
using AtmTerminal.Config;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Time;
using AtmTerminal.Journal;
using AtmTerminal.Lab;
using AtmTerminal.Security;
using AtmTerminal.SimulatedBoard.CashDispenser;

namespace AtmTerminal.Process.Tests;

/// <summary>
/// Real processes, real files, a real TCP line: a terminal serves customers, is killed with signal 9, starts again, and so on.
/// After each round the account must hold. ATM_KILLS sets the number of kills; the ordinary run makes 50.
/// </summary>
public class When_the_process_is_killed_at_a_random_moment
{
    private const int KillsPerMachine = 10;

    private static readonly int Machines = Math.Max(
        1,
        int.Parse(Environment.GetEnvironmentVariable("ATM_KILLS") ?? "50") / KillsPerMachine
    );

    private static IEnumerable<int> Seeds => Enumerable.Range(1, Machines);

    [TestCaseSource(nameof(Seeds))]
    public async Task Every_note_and_every_posting_is_accounted_for(int seed)
    {
        var folder = Directory.CreateTempSubdirectory("atm-kill-").FullName;
        try
        {
            await KillAndAccount(seed, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task KillAndAccount(int seed, string folder)
    {
        var moments = new Random(seed);
        var bank = new SampleBank();
        await using var host = await StartHostAsync(folder, bank);
        var terminal = Path.Combine(folder, "terminal");
        var served = 0;
        for (var kill = 0; kill < KillsPerMachine; kill++)
        {
            using var worker = new WorkerProcess(terminal, host.EndPoint.Port, seed * 100 + kill, withdrawals: 1_000);
            await worker.Ready;
            worker.RunsFor(milliseconds: moments.Next(1, 1_500));
            await worker.KillAsync();
            served += worker.Served;
        }
        using (var last = new WorkerProcess(terminal, host.EndPoint.Port, seed, withdrawals: 1))
            await last.FinishAsync();

        AssertAccounted(terminal, bank, host.Core);
        TestContext.Out.WriteLine($"{KillsPerMachine} kills, {served} withdrawals served from beginning to end");
    }

    private static async Task<BankHostServer> StartHostAsync(string folder, SampleBank bank) =>
        await BankHostServer.StartAsync(
            new BankHostOptions
            {
                DatabaseFile = Path.Combine(folder, "host.db"),
                Secrets = SampleBank.Secrets(CardVault.OpenWithKeyFile(Path.Combine(folder, "host.key"))!),
                Sample = bank,
            },
            TimeProvider.System,
            Serilog.Core.Logger.None
        );

    /// <summary>Loaded = units + bins + handed out, journal = host, each number at most once, and the chain unbroken.</summary>
    private static void AssertAccounted(string folder, SampleBank bank, HostCore host)
    {
        Assert.That(JournalAudit.Verify(folder).ToString(), Does.StartWith("The journal holds"));
        var opening = JournalFolder.Open(folder, firstStart: false, TimeProvider.System);
        using var journal = ((OpeningOutcome.Opened)opening).Journal;
        var state = journal.State;
        Assert.That(state.Unfinished, Is.Empty, "withdrawals left open");
        Assert.That(state.Outbox, Is.Empty, "records left in the queue");

        var truth = TruthOf(folder, bank);
        Assert.That(NotesByPlace(state), Is.EqualTo(NotesByPlace(truth)), "notes by place, journal and machine");
        var handedOut = NoteCounts.Of(truth.Customer).ValueIn(state.Cash!.Denominations, state.Cash.Loaded.Currency);
        Assert.That(
            state.Cash.Loaded,
            Is.EqualTo(state.Cash.Found + handedOut),
            "loaded = units and bins + handed out"
        );

        var postings = host.Queries.Postings(bank.TerminalId);
        Assert.That(postings.Select(p => p.Number), Is.Unique, "posted at most once");
        Assert.That(
            host.Queries.PostedSum(bank.TerminalId, Currency.Uah),
            Is.EqualTo(state.Cash.Completed),
            "journal = host"
        );
        Assert.That(state.Cash.Completed, Is.EqualTo(handedOut), "journal = what hands took");
        Assert.That(host.Queries.CheckLedger(), Is.Empty);
        Assert.That(host.Queries.OpenHolds(), Is.Empty);
    }

    private static DispenserPicture TruthOf(string folder, SampleBank bank)
    {
        var config = TerminalConfigFile
            .Load(Path.Combine(LabOptions.ShippedConfig, TerminalConfigFile.FileName))
            .Config!;
        var pins = PinTableFile.Load(Path.Combine(LabOptions.ShippedConfig, PinTableFile.FileName)).Table!;
        using var machine = SimulatedParts.Machine(
            new VirtualTime(DateTimeOffset.UnixEpoch),
            pins,
            config,
            bank,
            Path.Combine(folder, "board.state")
        );
        return machine.Snapshot().Of<DispenserPicture>();
    }

    private static Dictionary<string, int> NotesByPlace(TerminalState state) =>
        state.Units.ToDictionary(u => u.Id, u => u.Count);

    private static Dictionary<string, int> NotesByPlace(DispenserPicture truth) =>
        truth
            .Cassettes.Select(c => KeyValuePair.Create(c.Unit, c.Notes))
            .Append(new("reject", truth.Reject.Values.Sum()))
            .Append(new("retract", truth.Retract.Values.Sum()))
            .ToDictionary();
}
