using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Security;
using AtmTerminal.Domain.Time;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;
using AtmTerminal.Journal;
using AtmTerminal.Security;

namespace AtmTerminal.HostLink.Tests;

/// <summary>
/// The link of one terminal with its journal, a line and a host that do as they are told: on virtual time, unless a test
/// brings a clock and a line of its own.
/// </summary>
internal sealed class LinkRig : IDisposable
{
    private static readonly byte[] _initialKeyId = Convert.FromHexString("1234567890123456");
    private static readonly byte[] _baseKey = Convert.FromHexString("FEDCBA9876543210F1F1F1F1F1F1F1F1");
    private readonly TimeProvider _clock;
    private readonly ILineTransport _transport;
    private static readonly byte[] _tdesBaseKey = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");
    private static readonly byte[] _tdesSerial = Convert.FromHexString("FFFF9876543210E00000");
    private readonly HostKeys _hostKeys = new(AesKey.TryCreate(_baseKey), TdesKey.TryCreate(_tdesBaseKey));
    private readonly PinBlockFormat _format;
    private CancellationTokenSource _power = new();
    private TerminalKeys _keys = null!;

    public LinkRig(
        TimeProvider? clock = null,
        ILineTransport? transport = null,
        PinBlockFormat format = PinBlockFormat.Format4,
        bool remembersCards = false
    )
    {
        Settings = Settings with { RemembersCards = remembersCards };
        _format = format;
        _clock = clock ?? Time;
        Host = new ScriptedHost(_clock);
        Line = new LossyLine(Host, _hostKeys, _clock);
        _transport = transport ?? Line;
        Journal = new BreakableJournal(MemoryJournal.Create(_clock));
        Start();
    }

    public static Track2 Card { get; } = Track2.TryParse("4111111111111111=30121010000012345678")!;

    public static Money Amount { get; } = Money.FromMajorUnits(700, Currency.Uah);

    public VirtualTime Time { get; } = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    public TerminalLoop Loop { get; } = new();

    public ScriptedHost Host { get; }

    public LossyLine Line { get; }

    public BreakableJournal Journal { get; }

    public LinkSettings Settings { get; private set; } =
        new("ATM00001", "123456", "MAIN STREET 1") { AttemptsBeforeAlarm = 3, RefusalsBeforeSetAside = 6 };

    public BankLink Link { get; private set; } = null!;

    /// <summary>Ends when the link has.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    public List<OutboxRecord> Alarms { get; } = [];

    public IEnumerable<JournalEvent> Events => Journal.Read().Select(entry => entry.Event);

    public IEnumerable<string> SecurityEntries => Events.OfType<SecurityNoted>().Select(noted => noted.What);

    /// <summary>The program starts: a new link over the journal as it is.</summary>
    public void Start()
    {
        _power = new CancellationTokenSource();
        _keys = LoadKeys(new JournalCounter(Journal, JournalCounter.KeyCounter));
        var vault = CardVault.TryCreate(new byte[CardVault.MasterKeyLength])!;
        Link = new BankLink(Settings, _transport, Journal, _keys, vault, _clock);
        Link.UploadStuck += Alarms.Add;
        Loop.Post(() => Running = Link.RunAsync(_power.Token));
    }

    /// <summary>The power goes: nothing that was under way ends.</summary>
    public void LosePower()
    {
        _power.Cancel();
        Line.Cut();
        RunFor(TimeSpan.Zero);
    }

    public void Restart()
    {
        LosePower();
        Journal.Repair();
        Start();
    }

    public void RunFor(TimeSpan span) => Loop.RunFor(Time, span);

    public void RunUntilOnline()
    {
        for (var second = 0; second < 120 && Link.State != LinkState.Online; second++)
            RunFor(TimeSpan.FromSeconds(1));
        Assert.That(Link.State, Is.EqualTo(LinkState.Online));
    }

    public void RunUntilUploaded()
    {
        for (var second = 0; second < 600 && !Journal.State.Outbox.IsEmpty; second++)
            RunFor(TimeSpan.FromSeconds(1));
        Assert.That(Journal.State.Outbox, Is.Empty);
    }

    public void RunUntilNothingIsOwed()
    {
        for (var second = 0; second < 600 && Journal.State.OwesHost; second++)
            RunFor(TimeSpan.FromSeconds(1));
        Assert.That(Journal.State.OwesHost, Is.False);
    }

    /// <summary>A PIN block that was made under no key of this terminal's last question.</summary>
    public EncryptedPinBlock? ForeignPin { get; set; }

    /// <summary>Uses up the trace numbers that can be given without another reservation in the journal.</summary>
    public void UseUpReservedTraces()
    {
        while (Link.TryNextTrace() is { } trace && trace < Journal.State.ReservedUpTo(JournalCounter.TraceCounter))
            continue;
    }

    /// <summary>Restarts with so few keys left that the sign-on takes the last one.</summary>
    public void RestartWithOneKey()
    {
        const long beforeTheLastOfDukpt = 0xFFFE_FFFF;
        LosePower();
        Journal.Append(new CounterReserved(JournalCounter.KeyCounter, beforeTheLastOfDukpt));
        Start();
    }

    public AuthorizationOutcome Authorize() => Loop.RunUntil(Time, () => Link.AuthorizeAsync(NextQuestion()));

    /// <summary>Asks, and when the line is lost while waiting, another question in the same moment.</summary>
    public T AskAgainAtOnce<T>(Func<BankLink, WithdrawalQuestion, Task<T>> again) =>
        Loop.RunUntil(
            Time,
            async () =>
            {
                await Link.AuthorizeAsync(NextQuestion());
                return await again(Link, NextQuestion());
            }
        );

    /// <summary>Asks on the loop; the caller runs the loop on until the task has ended.</summary>
    public Task<AuthorizationOutcome> BeginAuthorize()
    {
        var outcome = new TaskCompletionSource<AuthorizationOutcome>();
        Loop.Post(() => _ = AskAsync());
        return outcome.Task;

        async Task AskAsync() => outcome.SetResult(await Link.AuthorizeAsync(NextQuestion()));
    }

    public BalanceOutcome AskBalance() =>
        Loop.RunUntil(Time, () => Link.BalanceAsync(new BalanceQuestion(Currency.Uah, Card, Pin())));

    /// <summary>A withdrawal of the whole amount, authorised and paid out, waiting for its upload.</summary>
    public WithdrawalNumber CompleteWithdrawal()
    {
        var number = Journal.State.NextWithdrawal;
        var outcome = Authorize();
        Assert.That(outcome, Is.InstanceOf<AuthorizationOutcome.Approved>());
        Complete(number, Amount);
        return number;
    }

    /// <summary>What the session writes after an approval, down to the completion.</summary>
    public void Complete(WithdrawalNumber number, Money given)
    {
        var notes = NoteCounts.Of("A", 7);
        var fee = Money.Zero(Currency.Uah);
        Journal.Append(
            new WithdrawalRequested(number, Amount, fee, notes, "A1B2C3", Card.Pan.ToString()),
            new WithdrawalCompleted(number, given, fee, given.IsZero ? NoteCounts.Empty : notes, "taken")
        );
    }

    public void Dispose()
    {
        LosePower();
        _keys.Dispose();
        _hostKeys.Dispose();
        Loop.Dispose();
    }

    private TerminalKeys LoadKeys(JournalCounter counter)
    {
        if (_format == PinBlockFormat.Format4)
        {
            var aes = AesDukpt.DeriveInitialKey(AesKey.TryCreate(_baseKey)!, _initialKeyId);
            return TerminalKeys.ForAes(aes, _initialKeyId, counter);
        }
        var tdes = TdesDukpt.DeriveInitialKey(TdesKey.TryCreate(_tdesBaseKey)!, _tdesSerial)!;
        return TerminalKeys.ForTdes(tdes, _tdesSerial, counter);
    }

    private WithdrawalQuestion NextQuestion() =>
        new(Journal.State.NextWithdrawal, Amount, Money.Zero(Currency.Uah), 0, Card, Pin());

    private EncryptedPinBlock Pin() => ForeignPin ?? _keys.TryEncrypt([1, 2, 3, 4], Card.Pan)!;
}
