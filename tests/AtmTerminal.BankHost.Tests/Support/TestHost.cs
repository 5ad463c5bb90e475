using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Time;
using AtmTerminal.Iso8583;
using AtmTerminal.Security;
using Serilog;
using Serilog.Core;

namespace AtmTerminal.BankHost.Tests;

/// <summary>The engines that a host works over.</summary>
public enum StoreKind
{
    Sqlite,
    PostgreSql,
}

/// <summary>A host over a real store of its own, on a virtual clock, with one terminal beside it.</summary>
internal sealed class TestHost : IDisposable
{
    private readonly HostSecrets _secrets;
    private readonly bool _ownsStore;

    private TestHost(string folder, string? server, bool ownsStore, VirtualTime clock, ILogger log)
    {
        Folder = folder;
        Server = server;
        _ownsStore = ownsStore;
        Clock = clock;
        _secrets = SampleBank.Secrets(CardVault.OpenWithKeyFile(VaultKeyFile)!);
        Core = HostCore.OpenAt(Store, _secrets, Bank, clock, log);
        Terminal = new TestTerminal(Bank);
    }

    public SampleBank Bank { get; } = new();

    /// <summary>Where its file and its vault's key are.</summary>
    public string Folder { get; }

    /// <summary>The connection string of its database; <c>null</c> over a file.</summary>
    public string? Server { get; }

    public StoreAddress Store => StoreIn(Folder, Server);

    /// <summary>The file of its store, where it has one.</summary>
    public string DatabaseFile => Path.Combine(Folder, "host.db");

    public VirtualTime Clock { get; }

    public HostCore Core { get; }

    public TestTerminal Terminal { get; }

    public HostSecrets Secrets => _secrets;

    public SampleCard Rich => Bank.Cards[0];

    public SampleCard Poor => Bank.Cards[1];

    public SampleCard Foreign => Bank.Cards[2];

    public SampleCard RichInDong => Bank.Cards[6];

    private string VaultKeyFile => Path.Combine(Folder, "vault.key");

    public static TestHost Start(StoreKind store = StoreKind.Sqlite, ILogger? log = null)
    {
        var folder = Directory.CreateTempSubdirectory("bankhost").FullName;
        var server = store == StoreKind.PostgreSql ? TestDatabases.MakeSample() : null;
        if (server is not null)
            File.WriteAllBytes(Path.Combine(folder, "vault.key"), TestDatabases.VaultKey);
        var clock = new VirtualTime(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        return new(folder, server, ownsStore: true, clock, log ?? Logger.None);
    }

    /// <summary>Another host over the same store, as a second copy or as this one after a restart.</summary>
    public TestHost StartAgain() => new(Folder, Server, ownsStore: false, Clock, Logger.None);

    /// <summary>A host over a copy of the store as it is now, with the same keys.</summary>
    public TestHost RestoreInto(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        File.Copy(VaultKeyFile, Path.Combine(folder, "vault.key"));
        var server = Server is null ? null : TestDatabases.MakeEmpty();
        var copy = Path.Combine(folder, "copy");
        StoreCopies.Write(Store, copy);
        StoreCopies.Restore(StoreIn(folder, server), copy);
        return new(folder, server, ownsStore: true, Clock, Logger.None);
    }

    public LineMessage? Send(Question question)
    {
        var answer = new byte[Frame.MostBytes];
        var length = Core.Handle(question.Frame, answer);
        return question.Read(answer.AsSpan(0, length));
    }

    public string Ask(Question question) => Refusals.ResponseOf(Send(question)!).Value;

    public AccountBalance BalanceOf(SampleCard card) => Core.Queries.BalanceOf(card.Track.Pan)!;

    /// <summary>Changes what the bank's people would change.</summary>
    public void Sql(string statement) => Core.Database.InTransaction(sql => sql.Execute(statement));

    public void Dispose()
    {
        Terminal.Dispose();
        Core.Dispose();
        _secrets.Dispose();
        if (!_ownsStore)
            return;
        Directory.Delete(Folder, recursive: true);
        if (Server is not null)
            TestDatabases.Drop(Server);
    }

    private static StoreAddress StoreIn(string folder, string? server) =>
        server is null ? StoreAddress.OfFile(Path.Combine(folder, "host.db")) : StoreAddress.OfPostgreSql(server);
}

/// <summary>Amounts as people say them.</summary>
internal static class Amounts
{
    public static Money Uah(long hryvnias) => Money.FromMajorUnits(hryvnias, Currency.Uah);

    public static Money Kopiykas(long kopiykas) => Money.FromMinorUnits(kopiykas, Currency.Uah);

    public static Money Vnd(long dongs) => Money.FromMajorUnits(dongs, Currency.Vnd);
}
