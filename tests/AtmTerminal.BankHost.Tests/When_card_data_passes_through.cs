using System.Text;
using AtmTerminal.Domain.Cards;
using Serilog;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

public class When_card_data_passes_through
{
    [Test]
    public void No_number_and_no_track_is_in_any_file_of_the_host()
    {
        var logFile = Path.GetTempFileName();
        using var log = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.File(logFile).CreateLogger();
        using (var host = TestHost.Start(log: log))
        {
            foreach (var (card, i) in host.Bank.Cards.Select((card, i) => (card, i)))
            {
                host.Ask(host.Terminal.Withdrawal(3 * i + 1, card, Uah(100)));
                host.Ask(host.Terminal.Withdrawal(3 * i + 2, card, Uah(100), pin: "0000"));
                host.Ask(host.Terminal.Completion(3 * i + 1, Uah(100), card: card));
                host.Ask(host.Terminal.Reversal(3 * i + 3, Uah(100), card));
            }
            host.Core.Dispose();
            log.Dispose();

            var files = Directory.EnumerateFiles(host.Folder, "*").Append(logFile).ToList();
            var contents = files.ConvertAll(file => (file, Text: Encoding.Latin1.GetString(File.ReadAllBytes(file))));
            Assert.That(contents.Sum(content => content.Text.Length), Is.GreaterThan(10_000));
            foreach (var (file, text) in contents)
            foreach (var card in host.Bank.Cards)
            {
                Assert.That(text, Does.Not.Contain(card.Track.Pan.RevealDigits()), file);
                Assert.That(text, Does.Not.Contain(card.Track.Reveal()), file);
            }
        }
        File.Delete(logFile);
    }

    [Test]
    public void What_is_stored_of_a_number_can_be_opened_with_the_vaults_key_alone()
    {
        using var host = TestHost.Start();

        var (sealedNumber, masked) = host.Core.Database.Read(sql =>
            sql.First(
                "SELECT number_sealed, number_masked FROM card WHERE home = 1",
                row => ((byte[])row.GetValue(0), row.GetString(1))
            )
        );

        Assert.That(host.Secrets.Vault.TryOpen(sealedNumber), Is.EqualTo(host.Rich.Track.Pan));
        Assert.That(masked, Does.StartWith("************"));
    }

    [Test]
    public void Sample_numbers_pass_their_check_digit_and_belong_to_their_bank()
    {
        foreach (var card in new SampleBank().Cards)
        {
            Assert.That(Luhn.Holds(card.Track.Pan.RevealDigits()));
            Assert.That(
                card.Track.Pan.StartsWith(
                    card.BankCode == SampleBank.OwnBankCode ? SampleBank.OwnPrefix : SampleBank.ForeignPrefix
                )
            );
        }
    }
}
