using System.Diagnostics;
using System.Globalization;
using AtmTerminal.BankHost;

namespace AtmTerminal.Benchmarks.Host;

/// <summary>Many terminals upload a backlog while the host's process is killed again and again; at the end each completion is posted once.</summary>
internal static class BacklogCommand
{
    private const int Machines = 200;
    private const int Kills = 5;
    private const int UsualCount = 1_000_000;

    /// <param name="words">How many completions, a million without it.</param>
    /// <returns>The exit code: 0 when each was posted once and the books are right.</returns>
    public static int Run(string[] words, TextWriter output)
    {
        var count = UsualCount;
        if (
            words.Length > 1
            || (
                words.Length == 1
                && (
                    !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out count)
                    || count < Machines
                )
            )
        )
        {
            output.WriteLine($"Say how many completions, {Machines} or more, or nothing for {UsualCount:N0}.");
            return 2;
        }

        return Cleanup.After(cleanup => Run(cleanup, count / Machines, output));
    }

    private static int Run(Cleanup cleanup, int share, TextWriter output)
    {
        var bank = HostBank.Start(cleanup, Machines);
        // Fills the store; the process finds it as it is.
        bank.OpenCore().Dispose();
        var host = cleanup.Add(new HostProcess(bank));
        var watch = Stopwatch.StartNew();
        host.Start();
        UploadUnderKills(bank, host, cleanup, share);
        var seconds = watch.Elapsed.TotalSeconds;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{share * Machines:N0} completions of {Machines} terminals, the host killed {Kills} times: {seconds:0.0} s, {share * Machines / seconds:N0} in a second"
            )
        );
        return IsPostedOnce(bank, share * Machines, output) & AreBooksRight(host, output) ? 0 : 1;
    }

    private static void UploadUnderKills(HostBank bank, HostProcess host, Cleanup cleanup, int share)
    {
        var acknowledged = 0;
        var uploads = bank.MakeTerminals(cleanup)
            .Select(terminal => cleanup.Add(new BacklogTerminal(terminal, bank.Bank.Cards, host)))
            .Select(
                (terminal, place) =>
                    Task.Factory.StartNew(
                        () => terminal.Upload(share, place * share, () => Interlocked.Increment(ref acknowledged)),
                        TaskCreationOptions.LongRunning
                    )
            )
            .ToArray();
        for (var kill = 1; kill <= Kills; kill++)
        {
            var at = (long)share * Machines * kill / (Kills + 1);
            while (Volatile.Read(ref acknowledged) < at && !Array.Exists(uploads, upload => upload.IsFaulted))
                Thread.Sleep(5);
            host.Kill();
            host.Start();
        }
        Task.WhenAll(uploads).GetAwaiter().GetResult();
    }

    private static bool IsPostedOnce(HostBank bank, long count, TextWriter output)
    {
        using var core = bank.OpenCore();
        var (rows, different, lines) = core.Database.Read(sql =>
            (
                sql.Number("SELECT COUNT(*) FROM posted"),
                sql.Number("SELECT COUNT(*) FROM (SELECT DISTINCT terminal, number FROM posted) AS once"),
                sql.Number("SELECT COUNT(*) FROM entry WHERE account LIKE 'CASH:%'")
            )
        );
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"posted: {rows:N0} rows, {different:N0} different withdrawals, {lines:N0} movements of cash"
            )
        );
        return rows == count && different == count && lines == count;
    }

    private static bool AreBooksRight(HostProcess host, TextWriter output)
    {
        var (isRight, said) = host.Check();
        output.WriteLine(said);
        return isRight;
    }
}
