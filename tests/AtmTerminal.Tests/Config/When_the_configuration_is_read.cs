using System.Text;
using System.Text.Json.Nodes;
using AtmTerminal.Config;
using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.Tests.Config;

public class When_the_configuration_is_read
{
    [Test]
    public void The_file_that_comes_with_the_program_is_valid()
    {
        var (config, problems) = TerminalConfigFile.Parse(Shipped());

        Assert.That(problems, Is.Empty);
        Assert.That(config!.TerminalId, Is.EqualTo("ATM00001"));
        Assert.That(config.FirstLoading().Sum(u => u.Count), Is.EqualTo(800));
        Assert.That(config.Limits.Minimum, Is.EqualTo(Money.FromMajorUnits(50, Currency.Uah)));
    }

    [Test]
    public void Every_problem_is_named_at_once_with_its_path()
    {
        var file = JsonNode.Parse(Shipped())!.AsObject();
        file["terminalId"] = "atm-1";
        file["curency"] = "UAH";
        file.Remove("bankCode");
        file["cassettes"]![2]!["value"] = 0;
        file["cassettes"]![3]!["id"] = "1";
        file["limits"]!["maximum"] = 10;
        file["languages"]![1] = "fr";
        file["offline"]!["mostMinutes"] = 0;
        file["offline"]!["enabled"] = "no";
        file["offline"]!["stoppedPrefixes"] = new JsonArray("4111111111111111");
        file["counterFile"] = "counter";
        file["timeLimitsSeconds"] = new JsonObject { ["pin"] = 0, ["lunch"] = 5 };

        var (config, problems) = TerminalConfigFile.Parse(Encoding.UTF8.GetBytes(file.ToJsonString()));

        Assert.That(config, Is.Null);
        Assert.That(
            problems.Select(p => p.ToString()),
            Is.EquivalentTo(
                new[]
                {
                    "terminalId: must be eight capital letters or digits",
                    "bankCode: is missing",
                    "limits.maximum: must not be below minimum, which is 50",
                    "languages: fr is not one of uk, vi, en",
                    "timeLimitsSeconds.pin: must be a whole number from 1 to 600, is 0",
                    "timeLimitsSeconds.lunch: unknown key",
                    "cassettes[2].value: must be a whole number from 1 to 10000000, is 0",
                    "cassettes: the id 1 is used 2 times",
                    "curency: unknown key",
                    "counterFile: must be a path from the root on, is counter",
                    "offline.enabled: must be true or false, is \"no\"",
                    "offline.mostMinutes: must be a whole number from 1 to 10080, is 0",
                    "offline.stoppedPrefixes: each must be the first 1 to 8 digits of cards",
                }
            )
        );
    }

    [Test]
    public void Cash_is_given_without_a_line_only_where_the_file_says_so()
    {
        var file = JsonNode.Parse(Shipped())!.AsObject();
        Assert.That(Read(file).Offline, Is.Null, "as delivered");
        file["offline"]!["enabled"] = true;
        var limits = Read(file).Offline!;
        Assert.That(
            (limits.MostAtOnce, limits.MostWithdrawals, limits.MostTime),
            Is.EqualTo((Money.FromMajorUnits(1_000, Currency.Uah), 30, TimeSpan.FromHours(4)))
        );
        file.Remove("offline");
        Assert.That(Read(file).Offline, Is.Null, "left out");

        static TerminalConfig Read(JsonObject file) =>
            TerminalConfigFile.Parse(Encoding.UTF8.GetBytes(file.ToJsonString())).Config!;
    }

    [Test]
    public void A_counter_is_kept_only_where_the_file_says_so()
    {
        var file = JsonNode.Parse(Shipped())!.AsObject();
        Assert.That(CounterFile(), Is.Null, "as delivered");
        file.Remove("counterFile");
        Assert.That(CounterFile(), Is.Null, "left out");
        var path = Path.Combine(Path.GetTempPath(), "counter");
        file["counterFile"] = path;
        Assert.That(CounterFile(), Is.EqualTo(path));

        string? CounterFile() =>
            TerminalConfigFile.Parse(Encoding.UTF8.GetBytes(file.ToJsonString())).Config!.CounterFile;
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("not a file at all")]
    public void What_is_no_configuration_is_a_problem_and_no_exception(string text)
    {
        var (config, problems) = TerminalConfigFile.Parse(Encoding.UTF8.GetBytes(text));

        Assert.That(config, Is.Null);
        Assert.That(problems, Is.Not.Empty);
    }

    [Test]
    public void A_file_that_is_not_there_is_named()
    {
        var (_, problems) = TerminalConfigFile.Load("nowhere/terminal.json");

        Assert.That(problems.Single().Path, Is.EqualTo("nowhere/terminal.json"));
    }

    private static byte[] Shipped()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "config", TerminalConfigFile.FileName)))
                return File.ReadAllBytes(Path.Combine(folder.FullName, "config", TerminalConfigFile.FileName));
        throw new FileNotFoundException("config/terminal.json");
    }
}
