using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Journal.Store;

/// <summary>
/// The state as named rows, so that a start reads a few rows and never the whole journal. Only rows that an append changed are
/// written, in its own transaction.
/// </summary>
internal static class Projections
{
    private const string AnchorName = "anchor";
    private const string CashName = "cash";
    private const string CountersName = "counters";
    private const string DifferenceName = "difference";
    private const string LockName = "lock";
    private const string ExchangeName = "exchange";
    private const string OfflineName = "offline";
    private const string ClockName = "clock";
    private const string CardPrefix = "card/";
    private const string WithdrawalPrefix = "withdrawal/";
    private const string OutboxPrefix = "outbox/";
    private const string AsidePrefix = "aside/";
    private const string ReportPrefix = "report/";
    private const string HostName = "host";

    private static readonly Dictionary<string, Func<TerminalState, byte[], TerminalState>> Readers = new(
        StringComparer.Ordinal
    )
    {
        [AnchorName] = Reader(JournalJson.Default.Anchor, Anchored),
        [CashName] = Reader(JournalJson.Default.CashPosition, (s, cash) => s with { Cash = cash }),
        [CountersName] = Reader(
            JournalJson.Default.ImmutableSortedDictionaryStringInt64,
            (s, counters) => s with { Counters = TerminalState.Empty.Counters.AddRange(counters) }
        ),
        [DifferenceName] = Reader(JournalJson.Default.ReconciliationDecided, (s, d) => s with { LastDifference = d }),
        [LockName] = Reader(JournalJson.Default.TerminalLocked, (s, locked) => s with { Lock = locked }),
        [ExchangeName] = Reader(JournalJson.Default.CashExchangeBegun, (s, begun) => s with { Exchange = begun }),
        [OfflineName] = Reader(JournalJson.Default.OfflinePeriod, (s, period) => s with { Offline = period }),
        [ClockName] = Reader(JournalJson.Default.OfflineClock, (s, clock) => s with { Clock = clock }),
        [CardPrefix] = Reader(JournalJson.Default.RememberedCard, (s, c) => s with { Cards = s.Cards.Add(c) }),
        [WithdrawalPrefix] = Reader(
            JournalJson.Default.Withdrawal,
            (s, w) => s with { Unfinished = s.Unfinished.Add(w) }
        ),
        [OutboxPrefix] = Reader(JournalJson.Default.OutboxRecord, (s, r) => s with { Outbox = s.Outbox.Add(r) }),
        [AsidePrefix] = Reader(JournalJson.Default.OutboxRecord, (s, r) => s with { SetAside = s.SetAside.Add(r) }),
        [ReportPrefix] = Reader(JournalJson.Default.OutboxRecord, (s, r) => s with { Reports = s.Reports.Add(r) }),
        [HostName] = Reader(JournalJson.Default.HostPosition, (s, host) => s with { Host = host }),
    };

    /// <summary>The rows that lead from one state to the next. Unchanged parts are the same objects and cost nothing.</summary>
    public static List<ProjectionChange> Changes(TerminalState from, TerminalState to)
    {
        var changes = new List<ProjectionChange>();
        Single(changes, CashName, from.Cash, to.Cash, JournalJson.Default.CashPosition);
        Single(
            changes,
            CountersName,
            from.Counters,
            to.Counters,
            JournalJson.Default.ImmutableSortedDictionaryStringInt64
        );
        Single(
            changes,
            DifferenceName,
            from.LastDifference,
            to.LastDifference,
            JournalJson.Default.ReconciliationDecided
        );
        Single(changes, LockName, from.Lock, to.Lock, JournalJson.Default.TerminalLocked);
        Single(changes, ExchangeName, from.Exchange, to.Exchange, JournalJson.Default.CashExchangeBegun);
        Single(changes, OfflineName, from.Offline, to.Offline, JournalJson.Default.OfflinePeriod);
        Single(changes, ClockName, from.Clock, to.Clock, JournalJson.Default.OfflineClock);
        Many(changes, from.Cards, to.Cards, c => $"{CardPrefix}{c.Card}", JournalJson.Default.RememberedCard);
        Single(changes, HostName, from.Host, to.Host, JournalJson.Default.HostPosition);
        Many(changes, from.Unfinished, to.Unfinished, Name, JournalJson.Default.Withdrawal);
        Many(changes, from.Outbox, to.Outbox, r => Name(OutboxPrefix, r.Seq), JournalJson.Default.OutboxRecord);
        Many(changes, from.SetAside, to.SetAside, r => Name(AsidePrefix, r.Seq), JournalJson.Default.OutboxRecord);
        Many(changes, from.Reports, to.Reports, r => Name(ReportPrefix, r.Seq), JournalJson.Default.OutboxRecord);
        // The anchor moves with the state: it says up to which row the stored state counts. Rows that change nothing cost nothing.
        if (changes.Count > 0)
            changes.Add(new(AnchorName, Body(AnchorOf(to), JournalJson.Default.Anchor)));
        return changes;
    }

    /// <summary>The state that these rows stand for. Its head is the last row that changed it, not the last of the journal.</summary>
    /// <exception cref="JsonException">A row is not what this version writes.</exception>
    public static TerminalState Read(IReadOnlyList<(string Name, byte[] Body)> rows)
    {
        var state = TerminalState.Empty;
        foreach (var (name, body) in rows.OrderBy(r => r.Name, StringComparer.Ordinal))
            state = Put(state, name, body);
        return rows.Count == 0 || state.HeadSeq > 0 ? state : throw new JsonException("The anchor is missing.");
    }

    /// <summary>The first row that differs between two states, wherever their heads are; <c>null</c> when none does.</summary>
    public static string? FirstDifference(TerminalState a, TerminalState b)
    {
        var rows = All(a);
        foreach (var (name, body) in All(b with { HeadSeq = a.HeadSeq, HeadHash = a.HeadHash }))
            if (!rows.Remove(name, out var other) || !body.AsSpan().SequenceEqual(other))
                return name;
        return rows.Keys.FirstOrDefault();
    }

    private static SortedDictionary<string, byte[]> All(TerminalState state)
    {
        var rows = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (name, body) in Changes(TerminalState.Empty, state))
            if (body is not null)
                rows[name] = body;
        return rows;
    }

    // A name with a slash is one of many of its kind.
    private static TerminalState Put(TerminalState state, string name, byte[] body)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var kind = slash < 0 ? name : name[..(slash + 1)];
        return Readers.TryGetValue(kind, out var read)
            ? read(state, body)
            : throw new JsonException($"'{name}' is no projection this version knows.");
    }

    private static TerminalState Anchored(TerminalState state, Anchor anchor) =>
        state with
        {
            HeadSeq = anchor.Seq,
            HeadHash = anchor.Hash,
            NextWithdrawal = anchor.NextWithdrawal,
        };

    private static Func<TerminalState, byte[], TerminalState> Reader<T>(
        JsonTypeInfo<T> type,
        Func<TerminalState, T, TerminalState> put
    ) => (state, body) => put(state, Parse(body, type));

    private static Anchor AnchorOf(TerminalState state) =>
        new(state.HeadSeq, state.HeadHash.ToArray(), state.NextWithdrawal);

    // Names sort as their numbers do, so that rows come back in order.
    private static string Name(string prefix, long number) => $"{prefix}{number:D18}";

    private static string Name(Withdrawal withdrawal) => Name(WithdrawalPrefix, withdrawal.Number.Value);

    private static void Single<T>(List<ProjectionChange> changes, string name, T? from, T? to, JsonTypeInfo<T> type)
        where T : class
    {
        if (!ReferenceEquals(from, to))
            changes.Add(new(name, to is null ? null : Body(to, type)));
    }

    private static void Many<T>(
        List<ProjectionChange> changes,
        ImmutableArray<T> from,
        ImmutableArray<T> to,
        Func<T, string> name,
        JsonTypeInfo<T> type
    )
        where T : class
    {
        if (from == to)
            return;
        var before = from.ToDictionary(name, StringComparer.Ordinal);
        foreach (var item in to)
            if (!before.Remove(name(item), out var was) || !ReferenceEquals(was, item))
                changes.Add(new(name(item), Body(item, type)));
        foreach (var gone in before.Keys)
            changes.Add(new(gone, null));
    }

    private static byte[] Body<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    private static T Parse<T>(byte[] body, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(body, type) ?? throw new JsonException("A projection row is empty.");
}
