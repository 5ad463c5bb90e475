using System.Diagnostics;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Iso8583;
using AtmTerminal.Security;
using Serilog.Core;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>Rows E3 to E6 of the failure matrix with the real program, its real file and a real kill.</summary>
[NonParallelizable]
public class When_the_host_process_is_killed
{
    private const int Numbers = 200;
    private const int Kills = 4;

    [Test]
    public async Task Every_completion_is_posted_once_and_none_that_was_acknowledged_is_lost()
    {
        var data = Directory.CreateTempSubdirectory("bankhost").FullName;
        var bank = new SampleBank();
        using var terminal = new TestTerminal(bank);
        var acknowledged = 0;
        for (var life = 0; life <= Kills; life++)
        {
            using var program = StartProgram(data, out var port);
            // The last life uploads the rest; the others are killed while an answer is on its way.
            var until = life == Kills ? Numbers : (life + 1) * Numbers / (Kills + 2);
            try
            {
                acknowledged = await UploadAsync(terminal, bank.Cards[0], port, acknowledged, until, program);
            }
            finally
            {
                program.Kill();
                await program.WaitForExitAsync();
            }
        }

        using var secrets = SampleBank.Secrets(CardVault.OpenWithKeyFile(Path.Combine(data, "bankhost-vault.key"))!);
        using (
            var host = HostCore.Open(Path.Combine(data, "bankhost.db"), secrets, null, TimeProvider.System, Logger.None)
        )
        {
            var postings = host.Queries.Postings(terminal.Id);
            Assert.That(postings.Select(posting => posting.Number), Is.EqualTo(Enumerable.Range(1, Numbers)));
            Assert.That(host.Queries.PostedSum(terminal.Id, Currency.Uah), Is.EqualTo(Uah(Numbers)));
            Assert.That(host.Queries.CheckLedger(), Is.Empty);
        }
        Directory.Delete(data, recursive: true);
    }

    /// <summary>Sends one completion after the other; the last one is in flight when the program is killed.</summary>
    /// <returns>The highest number that was acknowledged.</returns>
    private static async Task<int> UploadAsync(
        TestTerminal terminal,
        SampleCard card,
        int port,
        int acknowledged,
        int until,
        Process program
    )
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        var line = client.GetStream();
        while (acknowledged < until)
        {
            var question = terminal.Completion(acknowledged + 1, Uah(1), card: card, isRepeat: true);
            await line.WriteAsync(question.Frame);
            var header = new byte[Frame.HeaderBytes];
            await line.ReadExactlyAsync(header);
            var body = new byte[header[0] * 256 + header[1]];
            await line.ReadExactlyAsync(body);
            var answer = (CompletionAnswer)question.Read(header.Concat(body).ToArray())!;
            Assert.That(answer.Response, Is.EqualTo(ResponseCode.Approved));
            acknowledged++;
        }
        if (until < Numbers)
            await line.WriteAsync(terminal.Completion(acknowledged + 1, Uah(1), card: card).Frame);
        Assert.That(program.HasExited, Is.False);
        return acknowledged;
    }

    private static Process StartProgram(string data, out int port)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(HostCore).Assembly.Location, "run", "--data", data },
            RedirectStandardOutput = true,
        };
        var program = Process.Start(start)!;
        var line = program.StandardOutput.ReadLine() ?? "";
        var listens = Regex.Match(line, @"listens on 127\.0\.0\.1:(\d+)\.");
        Assert.That(listens.Success, Is.True, line);
        port = int.Parse(listens.Groups[1].Value, null);
        return program;
    }
}
