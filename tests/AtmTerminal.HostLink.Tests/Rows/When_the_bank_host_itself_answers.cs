using AtmTerminal.BankHost;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Time;
using AtmTerminal.Journal;
using AtmTerminal.Security;

namespace AtmTerminal.HostLink.Tests.Rows;

/// <summary>Both ends of the line as they are delivered, with only the line itself and the clock made for the test.</summary>
public class When_the_bank_host_itself_answers
{
    private static readonly Money _amount = Money.FromMajorUnits(200, Currency.Uah);
    private static readonly Money _fee = Money.Zero(Currency.Uah);

    private readonly SampleBank _bank = new();
    private VirtualTime _time = null!;
    private TerminalLoop _loop = null!;
    private HostSecrets _secrets = null!;
    private HostCore _host = null!;
    private IJournal _journal = null!;
    private TerminalKeys _keys = null!;
    private BankLink _link = null!;
    private Func<Fate> _fates = null!;

    [SetUp]
    public void Connect()
    {
        _time = new VirtualTime(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
        _loop = new TerminalLoop();
        _fates = () => Fate.Good;
        _secrets = SampleBank.Secrets(CardVault.TryCreate(new byte[CardVault.MasterKeyLength])!);
        _host = HostCore.Open(null, _secrets, _bank, _time, Serilog.Core.Logger.None);
        _journal = MemoryJournal.Create(_time);
        _keys = TerminalKeys.ForAes(
            _bank.TerminalInitialKey(),
            _bank.InitialKeyId,
            new JournalCounter(_journal, JournalCounter.KeyCounter)
        );
        _link = new BankLink(
            new LinkSettings(_bank.TerminalId, SampleBank.OwnBankCode, "MAIN STREET 1"),
            new BankLine(_host, _time, () => _fates()),
            _journal,
            _keys,
            CardVault.TryCreate(new byte[CardVault.MasterKeyLength])!,
            _time
        );
        _loop.Post(() => _ = _link.RunAsync(CancellationToken.None));
        RunUntil(() => _link.State == LinkState.Online);
    }

    [TearDown]
    public void PowerOff()
    {
        _loop.Dispose();
        _keys.Dispose();
        _host.Dispose();
        _secrets.Dispose();
        _journal.Dispose();
    }

    [Test]
    public void A_withdrawal_is_held_posted_and_taken_from_the_account()
    {
        var card = _bank.Cards[0];
        var before = _host.Queries.BalanceOf(card.Track.Pan)!.Available;
        Assert.That(Authorize(card, card.Pin), Is.InstanceOf<AuthorizationOutcome.Approved>());
        Assert.That(_host.Queries.OpenHolds(), Has.Count.EqualTo(1));
        Complete();
        RunUntil(() => _journal.State.Outbox.IsEmpty);
        Assert.That(_host.Queries.OpenHolds(), Is.Empty);
        Assert.That(_host.Queries.PostedSum(_bank.TerminalId, Currency.Uah), Is.EqualTo(_amount));
        Assert.That(_host.Queries.BalanceOf(card.Track.Pan)!.Available, Is.EqualTo(before - _amount));
        Assert.That(_host.Queries.SecurityRecords(), Is.Empty);
    }

    [Test]
    public void A_wrong_PIN_is_told_apart_from_other_refusals()
    {
        var outcome = Authorize(_bank.Cards[0], "9999");
        Assert.That(outcome, Is.InstanceOf<AuthorizationOutcome.Declined>());
        Assert.That(((AuthorizationOutcome.Declined)outcome).Refusal, Is.EqualTo(HostRefusal.WrongPin));
    }

    [Test]
    public void I2_Both_agree_after_random_trouble_on_the_line([Range(1, 15)] int seed)
    {
        var dice = new Random(seed);
        _fates = () => Roll(dice);
        for (var wish = 0; wish < 12; wish++)
        {
            RunUntil(() => _link.State == LinkState.Online);
            if (Authorize(_bank.Cards[0], _bank.Cards[0].Pin) is AuthorizationOutcome.Approved)
                Complete();
            _loop.RunFor(_time, TimeSpan.FromSeconds(dice.Next(60)));
        }
        _fates = () => Fate.Good;
        RunUntil(() => _journal.State.Outbox.IsEmpty);

        var completed = _journal.Read().Select(row => row.Event).OfType<WithdrawalCompleted>().ToList();
        Assert.That(completed, Is.Not.Empty);
        Assert.That(
            _host.Queries.Postings(_bank.TerminalId).Select(posting => posting.Number).Order(),
            Is.EqualTo(completed.Select(e => e.Withdrawal.Value))
        );
        Assert.That(_host.Queries.PostedSum(_bank.TerminalId, Currency.Uah), Is.EqualTo(_amount * completed.Count));
        Assert.That(_host.Queries.OpenHolds(), Is.Empty);
        Assert.That(_host.Queries.CheckLedger(), Is.Empty);
    }

    private static Fate Roll(Random dice) =>
        dice.Next(8) switch
        {
            0 => Fate.QuestionLost,
            1 => Fate.AnswerLost,
            2 => Fate.HostStopsAfterCommit,
            3 => new Fate { Delay = TimeSpan.FromSeconds(dice.Next(1, 50)), Copies = 2 },
            _ => Fate.Good,
        };

    private AuthorizationOutcome Authorize(SampleCard card, string pin)
    {
        byte[] digits = [.. pin.Select(digit => (byte)(digit - '0'))];
        var question = new WithdrawalQuestion(
            _journal.State.NextWithdrawal,
            _amount,
            _fee,
            0,
            card.Track,
            _keys.TryEncrypt(digits, card.Track.Pan)!
        );
        return _loop.RunUntil(_time, () => _link.AuthorizeAsync(question));
    }

    private void Complete()
    {
        var number = _journal.State.Authorizing.Single().Number;
        var notes = NoteCounts.Of("A", 2);
        _journal.Append(
            new WithdrawalRequested(number, _amount, _fee, notes, "A1B2C3", "************0000"),
            new WithdrawalCompleted(number, _amount, _fee, notes, "taken")
        );
    }

    private void RunUntil(Func<bool> holds)
    {
        for (var second = 0; second < 900 && !holds(); second++)
            _loop.RunFor(_time, TimeSpan.FromSeconds(1));
        Assert.That(holds(), Is.True);
    }
}
