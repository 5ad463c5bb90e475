using AtmTerminal.BankHost;
using AtmTerminal.Board;
using AtmTerminal.Config;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Journal;
using AtmTerminal.Security;
using AtmTerminal.Session.Screens;
using AtmTerminal.SimulatedBoard.CashDispenser;

namespace AtmTerminal.Lab.Demo;

/// <summary>Two withdrawals for a person to read: one that goes well, and one whose power fails after the notes were presented.</summary>
internal static class DemoRun
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 4, 9, 30, 0, TimeSpan.Zero);

    /// <returns>The exit code: 0 when every note and every posting is accounted for.</returns>
    public static int Run(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("atm-demo-").FullName;
        try
        {
            return Run(output, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Run(TextWriter output, string folder)
    {
        var config = TerminalConfigFile
            .Load(Path.Combine(LabOptions.ShippedConfig, TerminalConfigFile.FileName))
            .Config!;
        var pins = PinTableFile.Load(Path.Combine(LabOptions.ShippedConfig, PinTableFile.FileName)).Table!;
        var bank = new SampleBank(config.TerminalId, config.Keys);
        HostCore? host = null;
        using var secrets = SampleBank.Secrets(CardVault.OpenWithKeyFile(Path.Combine(folder, "host.key"))!);
        using var lab = new VirtualLab(
            Path.Combine(folder, "terminal"),
            config,
            pins,
            bank,
            (time, _) => new InProcessLine(host!, time, TimeSpan.FromMilliseconds(20)),
            Morning
        );
        using (host = HostCore.Open(Path.Combine(folder, "host.db"), secrets, bank, lab.Time, Serilog.Core.Logger.None))
        {
            var story = new Story(output, lab);
            GoesWell(story, lab);
            LosesPower(story, lab);
            return Account(output, lab, host) ? 0 : 1;
        }
    }

    private static void GoesWell(Story story, VirtualLab lab)
    {
        var customer = new ScriptedCustomer(lab);
        lab.PowerOn();
        story.Tell("A withdrawal of 1,350 UAH that goes well");
        lab.Run(async () =>
        {
            await customer.AskForCash(card: 1, amount: 1_350);
            await customer.TakeCash();
        });
        story.Show();
    }

    private static void LosesPower(Story story, VirtualLab lab)
    {
        story.Tell(
            "A withdrawal of 800 UAH with a card of another bank; the notes are at the exit, and the power fails"
        );
        lab.Run(() => new ScriptedCustomer(lab).AskForCash(card: 3, amount: 800));
        story.Show();
        lab.CutPower();
        lab.Machine.Mechanism<CashDispenserMechanism>().TakeNotes();
        lab.Time.MoveTo(lab.Time.Elapsed + TimeSpan.FromMinutes(5));
        story.Tell(
            "The customer took the notes in the dark. Five minutes later the power comes back; the terminal reconciles"
        );
        lab.PowerOn();
        lab.Run(async () =>
        {
            await new ScriptedCustomer(lab).Sees(ScreenId.InsertCard);
            while (lab.Terminal.Status.Queued > 0)
                await Task.Delay(TimeSpan.FromSeconds(1), lab.Time);
        });
        story.Show();
    }

    private static bool Account(TextWriter output, VirtualLab lab, HostCore host)
    {
        var cash = lab.Terminal.Journal.State.Cash!;
        var posted = host.Queries.PostedSum(lab.Config.TerminalId, lab.Config.Currency);
        var handedOut = HandedOut(lab);
        output.WriteLine("The account of every note");
        output.WriteLine($"  loaded {cash.Loaded} = in the machine {cash.Found} + handed out {handedOut}");
        output.WriteLine($"  completed in the journal {cash.Completed} = posted by the host {posted}");
        var holds = cash.Loaded == cash.Found + handedOut && cash.Completed == posted && handedOut == posted;
        output.WriteLine(holds ? "  It holds." : "  IT DOES NOT HOLD.");
        return holds;
    }

    /// <summary>What customers' hands really took, by the machine and not by the journal.</summary>
    private static Money HandedOut(VirtualLab lab)
    {
        var values = lab.Config.Cassettes.ToDictionary(c => c.Id, c => c.Denomination);
        return NoteCounts
            .Of(lab.Machine.Snapshot().Of<DispenserPicture>().Customer)
            .ValueIn(values, lab.Config.Currency);
    }

    /// <summary>Prints what the journal got since it was last shown.</summary>
    private sealed class Story(TextWriter output, VirtualLab lab)
    {
        private long _shown;

        public void Tell(string what) => output.WriteLine(what);

        public void Show()
        {
            foreach (var entry in lab.Terminal.Journal.Read(_shown + 1))
            {
                output.WriteLine(JournalText.Line(entry));
                _shown = entry.Seq;
            }
            output.WriteLine();
        }
    }
}
