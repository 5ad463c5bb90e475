using AtmTerminal.BankHost;
using AtmTerminal.Benchmarks.Journal;
using AtmTerminal.Iso8583;

namespace AtmTerminal.Benchmarks.Host;

/// <summary>One round. Seconds for one question, row or call, all callers together.</summary>
/// <param name="Authorise">In this process, 16 callers.</param>
/// <param name="Rival">pgbench, 16 clients.</param>
/// <param name="Upload">Completions of what was authorised, 16 callers.</param>
/// <param name="Copy">COPY of their postings.</param>
/// <param name="Replay">The same completions again.</param>
/// <param name="Terminals">Authorisations of 64 terminals over TCP.</param>
/// <param name="SlowestAtHalf">Milliseconds of an authorisation at half of that rate: 99 of 100 take less.</param>
internal sealed record HostRound(
    double Authorise,
    double Rival,
    double Upload,
    double Copy,
    double Replay,
    double Terminals,
    double SlowestAtHalf
);

/// <summary>Measures the host once for all rows that quote it, with everything taking turns.</summary>
internal sealed class HostTimes
{
    public const int AtOnce = 16;
    public const int Machines = 64;

    private const int Rounds = 5;
    private const int OfEachCaller = 200;
    private const int OfEachMachine = OfEachCaller * AtOnce / Machines;
    private const double Slowest = 0.99;

    // The first round is the compiler's, and that of the server's memory.
    private const int WarmUpRounds = 1;

    private static readonly Lazy<List<HostRound>> Once = new(MeasureAll);

    private readonly Random _draw = new(1);
    private readonly HostBank _bank;
    private readonly List<SigningTerminal> _terminals;
    private readonly long[] _numbers = new long[Machines];
    private readonly PgBench _rival;
    private readonly CopiedRows _copied;
    private readonly Callers _inProcess;
    private readonly Callers _overTcp;

    private HostTimes(Cleanup cleanup)
    {
        _bank = HostBank.Start(cleanup, Machines);
        _terminals = _bank.MakeTerminals(cleanup);
        var core = cleanup.Add(_bank.OpenCore());
        var server = _bank.OpenServer(cleanup);
        _rival = new(_bank);
        _copied = new(core.Database);
        _inProcess = new([.. Enumerable.Range(0, AtOnce).Select(_ => InProcess(core))]);
        _overTcp = new([
            .. Enumerable
                .Range(0, Machines)
                .Select(_ => (Func<byte[], byte[]>)cleanup.Add(new TerminalLine(server.EndPoint)).Ask),
        ]);
    }

    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start.</exception>
    public static IReadOnlyList<HostRound> All => Once.Value;

    private static List<HostRound> MeasureAll()
    {
        // The host's calls wait in threads of the pool, which would come half a second apart.
        ThreadPool.SetMinThreads(Machines, Machines);
        return Cleanup.After(cleanup =>
        {
            var times = new HostTimes(cleanup);
            return Enumerable
                .Range(0, WarmUpRounds + Rounds)
                .Select(_ => times.MeasureRound())
                .Skip(WarmUpRounds)
                .ToList();
        });
    }

    private HostRound MeasureRound()
    {
        var given = Withdrawals(AtOnce, OfEachCaller);
        var authorise = _inProcess.Ask(Authorisations(given));
        var rival = _rival.Run(AtOnce, OfEachCaller);
        var upload = _inProcess.Ask(Completions(given, isRepeat: false));
        var copy = _copied.Run();
        var replay = _inProcess.Ask(Completions(given, isRepeat: true));
        var terminals = _overTcp.Ask(Authorisations(Withdrawals(Machines, OfEachMachine)));
        var half = _overTcp.AskSteadily(Authorisations(Withdrawals(Machines, OfEachMachine)), 0.5 / terminals);
        return new(authorise, rival, upload, copy, replay, terminals, JournalTimes.At(half, Slowest));
    }

    /// <summary>The next numbers of the first so many terminals, each with the card of any customer.</summary>
    private List<List<(long Number, SampleCard Card)>> Withdrawals(int terminals, int ofEach) =>
        [
            .. Enumerable
                .Range(0, terminals)
                .Select(terminal =>
                    Enumerable
                        .Range(0, ofEach)
                        .Select(_ => (++_numbers[terminal], _bank.Bank.Cards[_draw.Next(HostBank.Customers)]))
                        .ToList()
                ),
        ];

    private List<List<SignedQuestion>> Authorisations(List<List<(long Number, SampleCard Card)>> withdrawals) =>
        [
            .. withdrawals.Select(
                (list, terminal) => list.ConvertAll(one => _terminals[terminal].Authorization(one.Number, one.Card))
            ),
        ];

    private List<List<SignedQuestion>> Completions(
        List<List<(long Number, SampleCard Card)>> withdrawals,
        bool isRepeat
    ) =>
        [
            .. withdrawals.Select(
                (list, terminal) =>
                    list.ConvertAll(one =>
                        _terminals[terminal].Completion(one.Number, one.Card, LineModes.AuthorizeFirst, isRepeat)
                    )
            ),
        ];

    private static Func<byte[], byte[]> InProcess(HostCore core)
    {
        var answer = new byte[Frame.MostBytes];
        return question => answer.AsSpan(0, core.Handle(question, answer)).ToArray();
    }
}
