using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Time;
using AtmTerminal.Iso8583;
using AtmTerminal.Security;
using Serilog;
using Serilog.Core;

namespace AtmTerminal.BankHost.Tests;

/// <summary>A host over a real SQLite file in a folder of its own, on a virtual clock, with one terminal beside it.</summary>
internal sealed class TestHost : IDisposable
{
    private readonly HostSecrets _secrets;
    private readonly bool _ownsFolder;

    private TestHost(string folder, bool ownsFolder, VirtualTime clock, ILogger log)
    {
        Folder = folder;
        _ownsFolder = ownsFolder;
        Clock = clock;
        var vault = CardVault.OpenWithKeyFile(Path.Combine(folder, "vault.key"))!;
        _secrets = SampleBank.Secrets(vault);
        Core = HostCore.Open(DatabaseFile, _secrets, Bank, clock, log);
        Terminal = new TestTerminal(Bank);
    }

    public SampleBank Bank { get; } = new();

    public string Folder { get; }

    public string DatabaseFile => Path.Combine(Folder, "host.db");

    public VirtualTime Clock { get; }

    public HostCore Core { get; }

    public TestTerminal Terminal { get; }

    public HostSecrets Secrets => _secrets;

    public SampleCard Rich => Bank.Cards[0];

    public SampleCard Poor => Bank.Cards[1];

    public SampleCard Foreign => Bank.Cards[2];

    public SampleCard RichInDong => Bank.Cards[6];

    public static TestHost Start(ILogger? log = null) =>
        new(
            Directory.CreateTempSubdirectory("bankhost").FullName,
            ownsFolder: true,
            new VirtualTime(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)),
            log ?? Logger.None
        );

    /// <summary>Another host over the same file, as a second copy or as this one after a restart.</summary>
    public TestHost StartAgain() => new(Folder, ownsFolder: false, Clock, Logger.None);

    /// <summary>A host over a copy of the store as it is now, with the same keys.</summary>
    public TestHost RestoreInto(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        File.Copy(Path.Combine(Folder, "vault.key"), Path.Combine(folder, "vault.key"));
        Core.Backup(Path.Combine(folder, "host.db")).Dispose();
        return new(folder, ownsFolder: false, Clock, Logger.None);
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
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>Amounts as people say them.</summary>
internal static class Amounts
{
    public static Money Uah(long hryvnias) => Money.FromMajorUnits(hryvnias, Currency.Uah);

    public static Money Kopiykas(long kopiykas) => Money.FromMinorUnits(kopiykas, Currency.Uah);

    public static Money Vnd(long dongs) => Money.FromMajorUnits(dongs, Currency.Vnd);
}
