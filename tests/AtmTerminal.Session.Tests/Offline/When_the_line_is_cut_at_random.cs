using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal;
using AtmTerminal.Session.Decisions;

namespace AtmTerminal.Session.Tests.Offline;

/// <summary>
/// Cutting the line never raises what a card can get: whatever is given without the bank, the bank would have given too at that
/// moment, had it been asked and had it known everything given so far. Two cards, days that pass, uploads that lag behind, answers
/// that do not come, parts that are given; the state is the fold of the journal and of nothing else.
/// </summary>
public class When_the_line_is_cut_at_random
{
    private const int Steps = 80;

    [Test]
    public void Nothing_is_given_that_the_bank_would_have_refused([Range(1, 20)] int block)
    {
        var given = 0;
        for (var seed = block * 100; seed < block * 100 + 100; seed++)
        {
            var world = new World(seed);
            for (var step = 0; step < Steps; step++)
                world.Step($"seed {seed}, step {step}");
            given += world.GivenOffline;
        }
        Assert.That(given, Is.GreaterThan(100), "the runs do give cash without the bank");
    }

    /// <summary>The bank as it is with everything posted that was ever given: what it would say if the line were up.</summary>
    private sealed class Bank
    {
        public long Balance { get; set; }

        public long UsedToday { get; set; }

        /// <summary>What the real bank knows less of: given without a line and not uploaded yet.</summary>
        public List<(long Number, long Amount)> NotUploaded { get; } = [];

        public long Owed => NotUploaded.Sum(o => o.Amount);
    }

    private sealed class World(int seed)
    {
        private const long MostADay = 1_500;
        private static readonly string[] Cards = ["card a", "card b"];
        private static readonly Pan Number = Pan.TryParse("4111111111111111")!;

        private static readonly OfflineLimits Limits = new(
            Uah(800),
            Uah(1_200),
            5,
            Uah(2_500),
            TimeSpan.FromHours(6),
            TimeSpan.FromSeconds(30),
            []
        );

        private readonly Random _random = new(seed);
        private readonly Dictionary<string, Bank> _banks = Cards.ToDictionary(
            c => c,
            c => new Bank { Balance = 300 + (seed * 7919 + c[^1] * 31) % 2_000 }
        );
        private TerminalState _state = TerminalState.Empty;
        private DateTimeOffset _now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
        private bool _lineIsUp = true;

        public int GivenOffline { get; private set; }

        public void Step(string where)
        {
            Pass(TimeSpan.FromMinutes(_random.Next(1, 40)));
            var card = Cards[_random.Next(Cards.Length)];
            switch (_random.Next(10))
            {
                case 0 or 1:
                    _lineIsUp = !_lineIsUp;
                    break;
                case 2:
                    Upload();
                    break;
                case 3 when _lineIsUp:
                    Remember(card);
                    break;
                case 4 when _random.Next(6) == 0:
                    Append(new CardForgotten(card, "55", Stop: false));
                    break;
                default:
                    Withdraw(card, 50 * _random.Next(1, 18), where);
                    break;
            }
        }

        private void Withdraw(string card, long amount, string where)
        {
            if (_lineIsUp && _state.OwesHostFor(card))
                return;
            var answered = _lineIsUp && _random.Next(8) > 0;
            if (answered && !WouldApprove(card, amount))
                Append(new CardForgotten(card, "51", Stop: false));
            else if (answered)
                GiveOnline(card, amount);
            else
                GiveOfflineIfAllowed(card, amount, where);
            Assert.That(_banks[card].Balance, Is.Not.Negative, $"{where}: online and offline together");
            Assert.That(_banks[card].UsedToday, Is.LessThanOrEqualTo(MostADay), $"{where}: the day, both together");
        }

        // The bank that answers knows less than everything: it can hold only against what was uploaded.
        private bool WouldApprove(string card, long amount)
        {
            var bank = _banks[card];
            return amount <= bank.Balance + bank.Owed && bank.UsedToday - bank.Owed + amount <= MostADay;
        }

        private void GiveOnline(string card, long amount)
        {
            var bank = _banks[card];
            (bank.Balance, bank.UsedToday) = (bank.Balance - amount, bank.UsedToday + amount);
            Remember(card);
        }

        private void GiveOfflineIfAllowed(string card, long amount, string where)
        {
            var facts = new OfflineFacts(
                Limits,
                _state.Cards,
                card,
                _state.Offline,
                _state.Clock,
                _now,
                TimeZoneInfo.Utc
            );
            if (OfflineRule.Judge(facts, Number, Uah(amount), Uah(0)) is not null)
                return;
            var bank = _banks[card];
            Assert.That(amount, Is.LessThanOrEqualTo(bank.Balance), $"{where}: the balance");
            Assert.That(bank.UsedToday + amount, Is.LessThanOrEqualTo(MostADay), $"{where}: the day's limit");
            if (_state.Offline is null)
                Append(new OfflinePeriodBegan("the line is down"));
            var number = _state.NextWithdrawal;
            var given = _random.Next(4) == 0 ? 50 * _random.Next(0, (int)(amount / 50)) : amount;
            Append(
                new WithdrawalRequested(
                    number,
                    Uah(amount),
                    Uah(0),
                    NoteCounts.Empty,
                    "",
                    "",
                    Mode: WithdrawalModes.DispenseFirst,
                    Card: card
                )
            );
            Append(new WithdrawalCompleted(number, Uah(given), Uah(0), NoteCounts.Empty, "taken"));
            (bank.Balance, bank.UsedToday) = (bank.Balance - given, bank.UsedToday + given);
            if (given > 0)
                bank.NotUploaded.Add((number.Value, given));
            GivenOffline += given > 0 ? 1 : 0;
        }

        private void Remember(string card)
        {
            var bank = _banks[card];
            Append(
                new CardRemembered(
                    card,
                    Uah(bank.Balance + bank.Owed),
                    Uah(MostADay - (bank.UsedToday - bank.Owed)),
                    DateOnly.FromDateTime(_now.UtcDateTime),
                    TimeSpan.Zero
                )
            );
        }

        // Some answers to uploads are lost: then the bank has posted and the journal does not know.
        private void Upload()
        {
            while (_lineIsUp && !_state.Outbox.IsEmpty && _random.Next(4) > 0)
            {
                var record = _state.Outbox[0];
                _banks[record.Card!].NotUploaded.RemoveAll(o => o.Number == record.Withdrawal.Value);
                if (_random.Next(4) == 0)
                    return;
                Append(new UploadAcknowledged(record.Withdrawal, record.Seq, "00"));
            }
            if (_lineIsUp && _state is { Outbox.IsEmpty: true, Offline: not null })
                Append(new OfflinePeriodEnded("the line is back"));
        }

        private void Pass(TimeSpan span)
        {
            var day = _now.UtcDateTime.Date;
            _now += span;
            if (_now.UtcDateTime.Date == day)
                return;
            // What was given on the day before and is not uploaded yet will count on the day it is uploaded: never less than that.
            foreach (var bank in _banks.Values)
                bank.UsedToday = bank.Owed;
        }

        private void Append(JournalEvent e) => _state = _state.Apply(new(_state.HeadSeq + 1, _now, e, _state.HeadHash));

        private static Money Uah(long hryvnias) => Money.FromMajorUnits(hryvnias, Currency.Uah);
    }
}
