using System.Collections.Concurrent;
using System.Data.Common;
using AtmTerminal.Iso8583;
using AtmTerminal.Security;
using Serilog;

namespace AtmTerminal.BankHost;

/// <summary>
/// The bank host without a line: a message in, its answer out, everything it changed durable before it returns. A simulator
/// can step it on a virtual clock; <see cref="BankHostServer"/> puts it on TCP.
/// </summary>
/// <remarks>Any thread: as many messages are answered at once as the store allows, one with SQLite.</remarks>
public sealed class HostCore : IDisposable
{
    private readonly ConcurrentBag<MessageDesk> _desks = [];
    private readonly HostSecrets _secrets;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Questions _questions;
    private readonly HostSecurityLog _security;
    private readonly Expiry _expiry;

    private HostCore(HostDatabase database, HostSecrets secrets, TimeProvider time, ILogger log)
    {
        Database = database;
        _secrets = secrets;
        _time = time;
        _log = log;
        Rules = database.Read(RuleTables.RuleBook);
        _questions = new Questions(secrets);
        Office = new BankOffice(secrets);
        _expiry = new Expiry(database);
        _security = new HostSecurityLog(StoreSecurity, time);
        Queries = new HostQueries(database, secrets.Vault, _security.Flush);
    }

    /// <summary>What the host knows, for tests, the Lab and people.</summary>
    public HostQueries Queries { get; }

    internal HostDatabase Database { get; }

    /// <summary>The rules of the last message; each message reads them anew when the bank has changed them.</summary>
    internal RuleBook Rules { get; private set; }

    /// <summary>The operations of the bank's people that need the host's keys.</summary>
    internal BankOffice Office { get; }

    /// <summary>Opens the store and reads the rules.</summary>
    /// <param name="databaseFile">The SQLite file, made when it is not there; <c>null</c> for a store in memory.</param>
    /// <param name="secrets">Stays the caller's to dispose, after the host.</param>
    /// <param name="sample">Written into the store when it has no bank yet; <c>null</c> writes nothing.</param>
    /// <param name="time">The host's clock; decides the business day and the expiry of holds.</param>
    /// <param name="log">Gets no card number, track or PIN.</param>
    /// <exception cref="DbException">The file cannot be opened or is not a store of this program.</exception>
    public static HostCore Open(
        string? databaseFile,
        HostSecrets secrets,
        SampleBank? sample,
        TimeProvider time,
        ILogger log
    ) => OpenAt(StoreAddress.OfFile(databaseFile), secrets, sample, time, log);

    /// <summary>As above, over the store at an address. Any number of hosts may work over one store on PostgreSQL.</summary>
    public static HostCore OpenAt(
        StoreAddress store,
        HostSecrets secrets,
        SampleBank? sample,
        TimeProvider time,
        ILogger log
    ) => Over(HostDatabase.OpenAt(store), secrets, sample, time, log);

    /// <summary>
    /// Opens the store as a backup has it: the host knows nothing of what came after that, until the terminals have told it
    /// again (failure matrix, E14).
    /// </summary>
    /// <param name="databaseFile">The SQLite file that is overwritten; <c>null</c> for a store in memory.</param>
    /// <exception cref="DbException">The file cannot be written, or the backup is not one of this program.</exception>
    public static HostCore Restore(
        HostBackup backup,
        string? databaseFile,
        HostSecrets secrets,
        TimeProvider time,
        ILogger log
    ) => Over(SqliteDatabase.Open(databaseFile, backup), secrets, sample: null, time, log);

    /// <summary>Copies the store as it is between two messages; a few hundred microseconds for the sample bank.</summary>
    /// <param name="file">Where to, replacing what is there; <c>null</c> keeps the copy in memory.</param>
    /// <exception cref="DbException">The copy cannot be written.</exception>
    /// <exception cref="NotSupportedException">The store is on a server, which has its own ways: see the command <c>backup</c>.</exception>
    public HostBackup Backup(string? file = null) =>
        Database is SqliteDatabase embedded
            ? embedded.BackUpTo(file)
            : throw new NotSupportedException("A store on PostgreSQL is backed up by the command 'backup'.");

    /// <summary>Takes one frame as it comes from the line and writes the frame of its answer.</summary>
    /// <param name="frame">Header and message.</param>
    /// <param name="answer">At least <see cref="Frame.MostBytes"/> long.</param>
    /// <returns>Bytes of the answer; 0 when the frame deserves none: it is malformed or its MAC is wrong.</returns>
    public int Handle(ReadOnlySpan<byte> frame, Span<byte> answer)
    {
        if (Frame.TryUnwrap(frame, out var message, out var error))
            return HandleMessage(message, answer);
        NoteSecurity("", $"unreadable frame: {error.Fault}");
        return 0;
    }

    /// <summary>Gives back what expired holds keep from their customers. Done at every message too.</summary>
    /// <returns>How many holds were released.</returns>
    public int ReleaseExpiredHolds() => _expiry.Release(_time.GetUtcNow());

    /// <summary>Brings the sums that reports read up to date; see <see cref="ReportPass"/>. Messages wait for one day's sums at most.</summary>
    /// <param name="stop">Honoured between two days; the rest is for the next time.</param>
    /// <returns>How many business days were summed.</returns>
    public int SumForReports(CancellationToken stop = default) => ReportPass.Run(Database, _time.GetUtcNow(), stop);

    /// <summary>Does what is due once on each business day: see <see cref="DailyWork"/>. A second call on a day does nothing.</summary>
    /// <param name="stop">Honoured between two portions of a few hundred rows; the rest is for the next time.</param>
    /// <exception cref="DbException">The store failed; what was done so far stays, the next call does the rest.</exception>
    public DailyReport WorkThroughTheDay(CancellationToken stop = default) =>
        DailyWork.Run(Database, MomentNow(), stop);

    /// <summary>A person of the bank has settled a case. Books nothing; a hold that was kept for it has its ordinary time again.</summary>
    /// <param name="by">Who, and how.</param>
    /// <returns>False: there is no such case, or it is closed.</returns>
    public bool CloseCase(CaseKey key, string by) => Database.InTransaction(sql => sql.CloseCase(key, by, MomentNow()));

    public void Dispose()
    {
        _security.Flush();
        Database.Dispose();
    }

    /// <summary>As <see cref="Handle"/>, for a message without its frame header; the answer has one.</summary>
    internal int HandleMessage(ReadOnlySpan<byte> message, Span<byte> answer)
    {
        if (!_desks.TryTake(out var desk))
            desk = new();
        try
        {
            return Answer(desk, message, answer);
        }
        finally
        {
            desk.Clear();
            _desks.Add(desk);
        }
    }

    /// <summary>Keeps that something came which should not have.</summary>
    internal void NoteSecurity(string terminal, string what) => _security.Note(terminal, what);

    private static HostCore Over(
        HostDatabase database,
        HostSecrets secrets,
        SampleBank? sample,
        TimeProvider time,
        ILogger log
    )
    {
        try
        {
            if (sample is not null)
                SampleWriter.WriteIfEmpty(database, sample, secrets);
            if (!database.Read(sql => IsVaultOf(sql, secrets.Vault)))
                throw new OtherVaultException();
            return new(database, secrets, time, log);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Whether the cards were sealed with this vault's key. Any card will do; without cards any key will.</summary>
    private static bool IsVaultOf(Sql sql, CardVault vault) =>
        sql.First("SELECT number_sealed FROM card LIMIT 1", static row => row.GetFieldValue<byte[]>(0)) is not { } box
        || vault.TryOpen(box) is not null;

    private int Answer(MessageDesk desk, ReadOnlySpan<byte> message, Span<byte> answer)
    {
        if (
            !desk.Message.TryDecode(message, out var error)
            || !LineReader.TryReadEnvelope(desk.Message, out var envelope, out error)
        )
        {
            NoteSecurity("", $"unreadable message: {error.Fault}");
            return 0;
        }
        using var keys = _secrets.TryOpenLineKeys(envelope.KeySerialNumber);
        if (keys is null || !desk.MacHolds(keys))
        {
            NoteSecurity(KnownOrEmpty(envelope.TerminalId), $"wrong MAC on {envelope.MessageType:D4}");
            return 0;
        }
        return AnswerProven(desk, envelope, keys, answer);
    }

    /// <summary>The MAC is right, so the sender has a key of ours and deserves an answer whatever it asks.</summary>
    private int AnswerProven(MessageDesk desk, LineEnvelope envelope, HostMessageKeys keys, Span<byte> answer)
    {
        if (!TryLookUp(envelope.TerminalId, out var atm))
            return Refusals.Write(desk.Message, ResponseCode.SystemMalfunction, envelope.KeySerialNumber, keys, answer);
        if (atm is null || !TerminalKeyCheck.Belongs(envelope.KeySerialNumber, atm))
        {
            NoteSecurity(KnownOrEmpty(envelope.TerminalId), "unknown terminal, or signed with another terminal's key");
            return Refusals.Write(desk.Message, ResponseCode.SecurityViolation, envelope.KeySerialNumber, keys, answer);
        }
        if (!LineReader.TryRead(desk.Message, out var question, out var error) || question is null)
        {
            _log.Warning("Refused {Envelope}: {Error}", envelope, error);
            return Refusals.Write(desk.Message, ResponseCode.FormatError, envelope.KeySerialNumber, keys, answer);
        }
        var started = _time.GetTimestamp();
        var reply = Decide(atm, question);
        if (reply is not null)
            HostMeters.Answered(question, Refusals.ResponseOf(reply), _time.GetElapsedTime(started));
        return Send(desk, reply, question, keys, answer);
    }

    private LineMessage? Decide(Atm atm, LineMessage question)
    {
        var at = MomentNow();
        try
        {
            _expiry.BeforeMessage(at.Now);
            return Database.InTransaction(sql =>
            {
                Expiry.InMessage(sql, at.Now);
                return _questions.Answer(sql, CurrentRules(sql), atm, question, at);
            });
        }
        catch (DbException problem)
        {
            // Nothing of it happened, or nobody knows: the terminal asks again and the key decides.
            _log.Error(problem, "The store failed at {Type} of {Terminal}", question.GetType().Name, atm.Terminal);
            return Refusals.For(question, ResponseCode.SystemMalfunction);
        }
    }

    /// <summary>The bank's people, at this host or another one, may have changed a rule since the last message.</summary>
    private RuleBook CurrentRules(Sql sql) => sql.RuleVersion() == Rules.Version ? Rules : Rules = sql.RuleBook();

    /// <summary>A machine that the book does not know may have been entered after it was read.</summary>
    /// <returns>False: the store cannot be asked.</returns>
    private bool TryLookUp(string terminal, out Atm? atm)
    {
        try
        {
            if (!Rules.Atms.ContainsKey(terminal))
                Database.Read(CurrentRules);
        }
        catch (DbException problem)
        {
            _log.Error(problem, "The store failed when a terminal was looked up");
            atm = null;
            return false;
        }
        atm = Rules.Atms.GetValueOrDefault(terminal);
        return true;
    }

    private int Send(
        MessageDesk desk,
        LineMessage? reply,
        LineMessage question,
        HostMessageKeys keys,
        Span<byte> answer
    )
    {
        if (reply is null)
        {
            NoteSecurity(question.Header.TerminalId, $"{question.GetType().Name} is no question to a host");
            return 0;
        }
        _log.Information(
            "{Question} of {Terminal} trace {Trace}: {Response}",
            question.GetType().Name,
            question.Header.TerminalId,
            question.Header.TraceNumber,
            Refusals.ResponseOf(reply)
        );
        return desk.Write(reply, keys, answer);
    }

    private void StoreSecurity(IReadOnlyList<SecurityFinding> findings)
    {
        HostMeters.SecurityNoted(findings.Sum(finding => finding.Times));
        foreach (var finding in findings)
            _log.Warning(
                "Security: {What}, terminal {Terminal}, {Times} times",
                finding.What,
                finding.Terminal,
                finding.Times
            );
        try
        {
            Database.InTransaction(sql =>
            {
                foreach (var finding in findings)
                    sql.StoreSecurityRecord(finding.Terminal, finding.What, finding.Times, MomentNow());
                return true;
            });
        }
        catch (DbException problem)
        {
            _log.Error(problem, "Security records could not be stored");
        }
    }

    private string KnownOrEmpty(string terminal) => Rules.Atms.ContainsKey(terminal) ? terminal : "";

    private Moment MomentNow()
    {
        var now = _time.GetUtcNow();
        return new(now, Rules.BusinessDayAt(now));
    }
}

/// <summary>Another vault's key would find none of the cards, and post every withdrawal to suspense.</summary>
internal sealed class OtherVaultException()
    : DbException(
        "its cards were sealed with another vault's key: copy that key's file from the host that made the store."
    );
