using System.Text;
using AtmTerminal.Testing;
using Serilog;

namespace AtmTerminal.EndToEnd.Tests;

public class When_files_are_searched_for_card_data
{
    [Test]
    public void No_card_number_no_track_and_no_PIN_is_in_any_of_them()
    {
        var logs = Directory.CreateTempSubdirectory("logs").FullName;
        try
        {
            using var log = new LoggerConfiguration()
                .MinimumLevel.Verbose()
                .WriteTo.File(Path.Combine(logs, "terminal.log"))
                .CreateLogger();
            using var atm = new TestTerminal(log);
            UseEveryCard(atm);
            atm.CutPowerAfter(e => e is Domain.Events.NotesPresented);
            atm.Customer.Withdraw(300);
            atm.Reboot();
            atm.Settle();
            atm.CutPower();
            log.Dispose();
            var files = Directory
                .EnumerateFiles(atm.Folder, "*", SearchOption.AllDirectories)
                .Concat(Directory.EnumerateFiles(logs));
            Assert.That(files.ToList(), Has.Count.GreaterThan(2));
            foreach (var file in files)
            {
                var bytes = File.ReadAllBytes(file);
                foreach (var secret in SecretsOf(atm))
                    Assert.That(
                        bytes.AsSpan().IndexOf(secret.Bytes) < 0,
                        $"{Path.GetFileName(file)} holds {secret.What}"
                    );
            }
        }
        finally
        {
            Directory.Delete(logs, recursive: true);
        }
    }

    private static void UseEveryCard(TestTerminal atm)
    {
        foreach (var card in (int[])[1, 3])
        {
            atm.Customer.Withdraw(200, card);
            atm.Customer.Identify(card).Press("L2").See("Balance").Press("R4").TakeCard().Leave();
        }
        atm.Customer.Order(500, card: 2).See("Refusal").Press("R4").TakeCard().Leave();
        atm.Customer.Order(500, card: 6).See("CardKept").Leave();
        atm.Line.AnswersToLose = 1;
        atm.Customer.Order(500).See("Apology").TakeCard().Leave();
    }

    // A PIN has four digits, which a file may hold by chance: it is searched as it would be written next to its name.
    private static IEnumerable<(string What, byte[] Bytes)> SecretsOf(TestTerminal atm)
    {
        foreach (var card in atm.Bank.Cards)
        {
            var pan = card.Track.Pan.RevealDigits();
            yield return ($"the number of {card.Holder}'s card", Encoding.ASCII.GetBytes(pan));
            yield return ("track 2", Encoding.ASCII.GetBytes(card.Track.Reveal()));
            yield return ("the digits before the last four", Encoding.ASCII.GetBytes(pan[..^4]));
            yield return ("a number as BCD", Convert.FromHexString(pan));
            yield return ("a PIN", Encoding.ASCII.GetBytes($"\"{card.Pin}\""));
        }
    }
}
