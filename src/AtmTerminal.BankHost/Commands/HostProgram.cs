using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using AtmTerminal.Security;
using Microsoft.AspNetCore.Connections;
using Serilog;
using Serilog.Events;

namespace AtmTerminal.BankHost;

/// <summary>What the commands do. Every problem of the world is one sentence on standard error and an exit code of 1.</summary>
internal static class HostProgram
{
    private const string StoreName = "bankhost.db";
    private const string VaultKeyName = "bankhost-vault.key";

    /// <summary>Serves until <paramref name="stop"/>, which Ctrl-C sets.</summary>
    /// <returns>The exit code: 0 after a clean stop.</returns>
    public static async Task<int> RunAsync(HostConfig config, CancellationToken stop)
    {
        if (config.Problems() is { Count: > 0 } problems)
            return Refuse(string.Join(Environment.NewLine, problems));
        var data = config.Data ?? HostConfig.UsualData;
        try
        {
            Directory.CreateDirectory(data);
            await using var log = Log(data);
            using var secrets = OpenSecrets(data);
            if (secrets is null)
                return Refuse($"{Path.Combine(data, VaultKeyName)} does not hold the 32 bytes of a key.");
            await ServeAsync(config, data, secrets, log, stop);
            return 0;
        }
        catch (Exception problem) when (Explain(problem, data, config.Port ?? 0) is { } sentence)
        {
            return Refuse(sentence);
        }
    }

    /// <summary>Prints what is wrong with the books.</summary>
    /// <returns>The exit code: 0 when they are right.</returns>
    public static int Check(HostConfig config) => WithStore(config, database => Say(database.Read(BookFaults)));

    /// <summary>Does something with the store that is there, beside hosts that may be running on it.</summary>
    /// <returns>The exit code of <paramref name="work"/>; 1 when there is no store or it cannot be used.</returns>
    public static int WithStore(HostConfig config, Func<HostDatabase, int> work) =>
        OverStore(
            config,
            store =>
            {
                using var database = HostDatabase.OpenAt(store);
                return work(database);
            }
        );

    /// <summary>Does something with the place of a store that is there.</summary>
    /// <returns>The exit code.</returns>
    public static int OverStore(HostConfig config, Func<StoreAddress, int> work)
    {
        if (StoreOf(config) is StoreAddress.SqliteFile file && !File.Exists(file.Path))
            return Refuse($"There is no store {file.Path}. Name its folder with --data, or a server with --database.");
        return At(config, work);
    }

    /// <summary>Does something with the place of a store.</summary>
    /// <returns>The exit code.</returns>
    public static int At(HostConfig config, Func<StoreAddress, int> work)
    {
        if (config.Problems() is { Count: > 0 } problems)
            return Refuse(string.Join(Environment.NewLine, problems));
        try
        {
            return work(StoreOf(config));
        }
        catch (Exception problem) when (Explain(problem, config.Data ?? HostConfig.UsualData, port: 0) is { } sentence)
        {
            return Refuse(sentence);
        }
    }

    /// <summary>One sentence for each fault of the books and of the reports' sums.</summary>
    public static IReadOnlyList<string> BookFaults(Sql sql) => [.. LedgerCheck.Run(sql), .. ReportCheck.Run(sql)];

    /// <summary>Prints what a check of the books found.</summary>
    public static int Say(IReadOnlyList<string> faults)
    {
        foreach (var fault in faults)
            Console.Out.WriteLine(fault);
        Console.Out.WriteLine(faults.Count == 0 ? "The books are right." : $"{faults.Count} faults.");
        return faults.Count == 0 ? 0 : 1;
    }

    /// <summary>Says why on standard error.</summary>
    public static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }

    private static async Task ServeAsync(
        HostConfig config,
        string data,
        HostSecrets secrets,
        ILogger log,
        CancellationToken stop
    )
    {
        if (config.Database is { } database)
            PrepareThreads(PostgreSqlAddress.Parse(database).MostConnections);
        var options = new BankHostOptions
        {
            DatabaseFile = Path.Combine(data, StoreName),
            Database = config.Database,
            Secrets = secrets,
            Sample = new SampleBank(config.Terminal ?? HostConfig.UsualTerminal),
            Port = config.Port ?? 0,
        };
        using var watch = HostWatch.StartIfWanted();
        await using var server = await BankHostServer.StartAsync(options, TimeProvider.System, log, stop);
        Console.Out.WriteLine($"The bank host listens on {server.EndPoint}. Ctrl-C stops it.");
        await using var web = config.Web is { } wanted
            ? await WebServer.StartAsync(server.Core, wanted, TimeProvider.System, log, stop)
            : null;
        if (web is not null)
            SayWhereTheConsoleIs(server.Core.Database, web);
        var stopped = new TaskCompletionSource();
        await using var registration = stop.Register(stopped.SetResult);
        await stopped.Task;
    }

    private static void SayWhereTheConsoleIs(HostDatabase database, WebServer web)
    {
        Console.Out.WriteLine($"The console is at {web.Address}");
        if (database.Read(sql => sql.Number("SELECT COUNT(*) FROM employee")) == 0)
            Console.Out.WriteLine(
                "Nobody works here yet: take on the first employee with 'AtmTerminal.BankHost employee add' on the same --data."
            );
    }

    /// <summary>A message waits for its server in a thread, and the pool adds threads one by one, half a second apart.</summary>
    private static void PrepareThreads(int atOnce)
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, atOnce + Environment.ProcessorCount), ports);
    }

    private static StoreAddress StoreOf(HostConfig config) =>
        config.Database is { } server
            ? StoreAddress.OfPostgreSql(server)
            : StoreAddress.OfFile(Path.Combine(config.Data ?? HostConfig.UsualData, StoreName));

    /// <summary>The sample's keys, with the vault of a data folder; <c>null</c> when its key file holds no key.</summary>
    public static HostSecrets? OpenSecrets(string data) =>
        CardVault.OpenWithKeyFile(Path.Combine(data, VaultKeyName)) is { } vault ? SampleBank.Secrets(vault) : null;

    private static Serilog.Core.Logger Log(string data) =>
        new LoggerConfiguration()
            .WriteTo.File(
                Path.Combine(data, "logs", "bankhost-.log"),
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: 31
            )
            .WriteTo.Console(restrictedToMinimumLevel: LogEventLevel.Warning)
            .CreateLogger();

    /// <summary>One sentence for what the world can do to a start; <c>null</c> for a bug, which stays loud.</summary>
    private static string? Explain(Exception problem, string data, int port) =>
        problem switch
        {
            SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
                $"Port {port} is in use. Choose another with --port, or leave it out for a free one.",
            SocketException wrong => $"Port {port} cannot be opened: {wrong.Message}.",
            _ when PostgreSqlFaults.Explain(problem) is { } sentence => sentence,
            StoreToolException wrong => wrong.Message,
            DbException wrong => $"The store in {data} cannot be used: {wrong.Message}",
            PlatformNotSupportedException wrong => wrong.Message,
            CryptographicException wrong => $"The certificate of the console cannot be used: {wrong.Message}",
            IOException { InnerException: AddressInUseException } =>
                "The port of the console is in use. Choose another with --web-port, or 0 for a free one.",
            IOException or UnauthorizedAccessException =>
                $"The folder {data} cannot be written: {problem.Message} Choose another with --data.",
            _ => null,
        };
}
