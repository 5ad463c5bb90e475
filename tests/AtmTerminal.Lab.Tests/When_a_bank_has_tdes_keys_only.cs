using AtmTerminal.BankHost;
using AtmTerminal.Board;
using AtmTerminal.Config;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Security;
using AtmTerminal.Lab.Demo;
using AtmTerminal.Security;

namespace AtmTerminal.Lab.Tests;

public class When_a_bank_has_tdes_keys_only
{
    [Test]
    public void The_setting_serves_its_customers_with_pin_block_format_0_and_posts_once()
    {
        var folder = Directory.CreateTempSubdirectory("atm-tdes-").FullName;
        try
        {
            Assert.That(PostedAfterOneWithdrawal(folder), Is.EqualTo(Money.FromMajorUnits(700, Currency.Uah)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Money PostedAfterOneWithdrawal(string folder)
    {
        var config = Shipped() with { Keys = DukptKind.Tdes };
        var pins = PinTableFile.Load(Path.Combine(LabOptions.ShippedConfig, PinTableFile.FileName)).Table!;
        var bank = new SampleBank(config.TerminalId, config.Keys);
        HostCore? host = null;
        using var secrets = SampleBank.Secrets(CardVault.OpenWithKeyFile(Path.Combine(folder, "host.key"))!);
        using var lab = new VirtualLab(
            folder,
            config,
            pins,
            bank,
            (time, _) => new InProcessLine(host!, time, TimeSpan.FromMilliseconds(20)),
            new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero)
        );
        using (host = HostCore.Open(null, secrets, bank, lab.Time, Serilog.Core.Logger.None))
        {
            lab.PowerOn();
            var customer = new ScriptedCustomer(lab);
            lab.Run(async () =>
            {
                await customer.AskForCash(card: 1, amount: 700);
                await customer.TakeCash();
            });
            return host.Queries.PostedSum(config.TerminalId, config.Currency);
        }
    }

    private static TerminalConfig Shipped() =>
        TerminalConfigFile.Load(Path.Combine(LabOptions.ShippedConfig, TerminalConfigFile.FileName)).Config!;
}
