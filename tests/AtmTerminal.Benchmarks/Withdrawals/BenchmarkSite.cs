using AtmTerminal.BankHost;
using AtmTerminal.Board;
using AtmTerminal.Config;
using AtmTerminal.Domain.Time;
using AtmTerminal.HostLink;
using AtmTerminal.Lab;
using AtmTerminal.Security;

namespace AtmTerminal.Benchmarks.Withdrawals;

/// <summary>
/// A terminal on the virtual clock whose customers come one after another and each take three notes. A site serves as many as
/// the sample bank allows one card on a day; then comes the next site.
/// </summary>
internal sealed class BenchmarkSite : IDisposable
{
    /// <summary>350 UAH each, of the 20,000 that a card may draw on a day.</summary>
    public const int Withdrawals = 50;

    private const int GoodCard = 1;
    private const int ThreeNotes = 350;

    private readonly VirtualLab _lab;
    private readonly ScriptedCustomer _customer;

    /// <param name="folder">Of the journal and the machine's notes.</param>
    /// <param name="line">The line to the host, when the power comes on.</param>
    public BenchmarkSite(string folder, Func<VirtualTime, TerminalLoop, ILineTransport> line)
    {
        var config = TerminalConfigFile
            .Load(Path.Combine(LabOptions.ShippedConfig, TerminalConfigFile.FileName))
            .Config!;
        var pins = PinTableFile.Load(Path.Combine(LabOptions.ShippedConfig, PinTableFile.FileName)).Table!;
        _lab = new(folder, config, pins, new SampleBank(config.TerminalId), line, TimeProvider.System.GetUtcNow());
        _lab.PowerOn();
        _customer = new(_lab);
        _lab.Run(() => _customer.Sees(Session.Screens.ScreenId.InsertCard));
        _lab.Terminal.Journal.Appended += entry =>
            // All rows of one commit are announced when the last of them is the head already.
            DurableCommits += entry.Seq == _lab.Terminal.Journal.State.HeadSeq ? 1 : 0;
    }

    /// <summary>Commits of the terminal's journal so far.</summary>
    public int DurableCommits { get; private set; }

    public static HostSecrets HostSecretsIn(string folder) =>
        SampleBank.Secrets(
            CardVault.OpenWithKeyFile(Path.Combine(Directory.CreateDirectory(folder).FullName, "host.key"))!
        );

    /// <summary>From the card in the slot to the open slot again, the completion posted by the bank.</summary>
    public void ServeOne() =>
        _lab.Run(async () =>
        {
            if (!await _customer.AskForCash(GoodCard, ThreeNotes))
                throw new InvalidOperationException("The bank refused.");
            await _customer.TakeCash();
            while (_lab.Terminal.Status.Queued > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(100), _lab.Time);
        });

    public void Dispose() => _lab.Dispose();
}
