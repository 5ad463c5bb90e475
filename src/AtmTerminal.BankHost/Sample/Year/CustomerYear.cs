using AtmTerminal.Domain.Amounts;
using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost;

/// <summary>Lives through one customer's year: what was asked at which machine, what the bank said, what the account had after it.</summary>
internal sealed class CustomerYear
{
    private const int TriesForATime = 8;
    private static readonly int[] PayDays = [5, 5, 10, 25, 28];

    private readonly YearWorld _world;
    private readonly YearCustomer _customer;
    private readonly YearDraw _draw;
    private readonly Func<ChargeKind, Currency, long> _fee;
    private readonly WithdrawalLimits _limits;
    private readonly PriorityQueue<(Happening What, int Which), (DateTimeOffset At, int Order)> _queue = new();
    private readonly Dictionary<DateOnly, long> _usedOn = [];
    private readonly Dictionary<(int Card, int DayOrMonth), long> _usedByCard = [];
    private readonly YearOperation[] _operations;
    private int _order;

    private CustomerYear(
        YearWorld world,
        YearCustomer customer,
        int operations,
        Func<ChargeKind, Currency, long> fee,
        YearDraw draw
    )
    {
        (_world, _customer, _fee, _draw) = (world, customer, fee, draw);
        _limits = SampleWriter.LimitsOf(customer.Country.Currency);
        _operations = new YearOperation[operations];
    }

    /// <summary>That somebody comes to a machine.</summary>
    /// <param name="Response">The decline that is certain before anything is asked; <c>null</c> for the ordinary case.</param>
    private readonly record struct Want(DateTimeOffset At, int Card, string? Response, YearMachine Machine);

    private enum Happening
    {
        Movement,
        Attempt,
        End,
    }

    /// <summary>Fills in the customer's operations, movements and balance.</summary>
    /// <param name="operations">How often the customer stood at a machine.</param>
    /// <param name="fee">What the bank takes, in minor units.</param>
    public static void Live(
        YearWorld world,
        YearCustomer customer,
        int operations,
        Func<ChargeKind, Currency, long> fee,
        YearDraw draw
    ) => new CustomerYear(world, customer, operations, fee, draw).Live();

    private void Live()
    {
        var payDay = _draw.One(PayDays);
        PlanAttempts(payDay);
        PlanMovements(payDay);
        while (_queue.TryDequeue(out var next, out _))
            switch (next.What)
            {
                case Happening.Movement:
                    var movement = _customer.Movements[next.Which];
                    movement.BalanceAfter = _customer.Balance += movement.Change;
                    break;
                case Happening.Attempt:
                    Attempt(ref _operations[next.Which], next.Which);
                    break;
                default:
                    End(ref _operations[next.Which]);
                    break;
            }
        _customer.Operations = _operations;
    }

    private void PlanAttempts(int payDay)
    {
        var faithful = 0.55 + 0.35 * _draw.Share();
        var wanted = Array.ConvertAll(_operations, _ => WantAtMachine(payDay, faithful));
        if (_customer.Cards.Capture is { } capture)
            LoseCardAt(capture, wanted);
        Array.Sort(wanted, static (a, b) => a.At.CompareTo(b.At));
        for (var i = 0; i < _operations.Length; i++)
        {
            var machine = wanted[i].Machine;
            _operations[i] = new()
            {
                At = wanted[i].At,
                Card = wanted[i].Card,
                Response = wanted[i].Response,
                Machine = machine.Index,
                IsForeign = machine.Bank.Code != _customer.Branch.Bank.Code,
                Asked = Amount(),
            };
            Enqueue(Happening.Attempt, i, wanted[i].At);
        }
    }

    private Want WantAtMachine(int payDay, double faithful)
    {
        var (at, card, response) = TimeAtMachine(payDay);
        return new(at, card, response, _world.MachineFor(_customer.Branch, faithful, _draw));
    }

    /// <summary>Three wrong PINs at one machine, the third of which cost the card.</summary>
    private void LoseCardAt(YearCapture capture, Want[] wanted)
    {
        string[] responses =
        [
            ResponseCode.WrongPin.Value,
            ResponseCode.WrongPin.Value,
            ResponseCode.PinTriesExceededRetain.Value,
        ];
        _customer.KeptBy = _world.MachineFor(_customer.Branch, faithful: 0.7, _draw);
        for (var tries = 0; tries < Math.Min(responses.Length, wanted.Length); tries++)
            wanted[tries] = new(
                capture.At.AddSeconds(-40 * (responses.Length - 1 - tries)),
                capture.Card,
                responses[tries],
                _customer.KeptBy
            );
    }

    /// <summary>A time at which one of the cards can be used; failing that, a try with a card that cannot.</summary>
    private (DateTimeOffset At, int Card, string? Response) TimeAtMachine(int payDay)
    {
        var rhythm = _world.Rhythms[_customer.Country];
        var at = DateTimeOffset.MinValue;
        for (var tries = 0; tries < TriesForATime; tries++)
        {
            var day = _draw.Happens(0.22) ? AfterPayDay(payDay) : rhythm.Day(_draw);
            at = rhythm.Moment(day, _draw);
            var usable = _customer.Cards.Uses.Where(use => use.From <= at && at <= use.To).ToList();
            if (usable.Count > 0)
                return (at, usable[usable.Count > 1 && _draw.Happens(0.3) ? 1 : 0].Card, null);
        }
        // Into a time with a card, wherever it is; only who had none all year shows one that is not good yet.
        if (_customer.Cards.Uses.Count == 0)
            return (at, 0, ResponseCode.RestrictedCard.Value);
        var use = _draw.One(_customer.Cards.Uses);
        var within = DateOnly.FromDayNumber(
            _draw.Between(YearClock.DayOf(use.From).DayNumber, YearClock.DayOf(use.To).DayNumber)
        );
        return (rhythm.Moment(within, _draw), use.Card, null);
    }

    private DateOnly AfterPayDay(int payDay)
    {
        var (from, length) = (_world.Year.From, _world.Year.To.DayNumber - _world.Year.From.DayNumber + 1);
        var month = from.AddDays(_draw.Below(length));
        var day = new DateOnly(month.Year, month.Month, payDay).AddDays(_draw.Below(3));
        return day < from || day > _world.Year.To ? month : day;
    }

    /// <summary>Round, as people ask for notes, and within what a machine gives at once.</summary>
    private long Amount()
    {
        var isVnd = _customer.Country.Currency == Currency.Vnd;
        var typical = (isVnd ? 1_600_000 : 2_200) * Math.Exp(0.75 * _draw.Bell());
        var step = (isVnd, typical) switch
        {
            (true, < 500_000) => 50_000,
            (true, < 2_000_000) => 100_000,
            (true, _) => 500_000,
            (false, < 500) => 100,
            (false, < 2_000) => 200,
            (false, _) => 500,
        };
        var rounded = Money.FromMajorUnits(Math.Max((long)(typical / step), 1) * step, _customer.Country.Currency);
        return Money.Min(rounded, _limits.MostAtOnce).MinorUnits;
    }

    /// <summary>Money comes each month, about as much as goes out, and fees are taken as they arise.</summary>
    private void PlanMovements(int payDay)
    {
        var year = _world.Year;
        var first = _customer.OpenedOn > year.From ? _customer.OpenedOn : year.From;
        var days = new List<DateOnly>();
        for (var month = new DateOnly(first.Year, first.Month, payDay); month <= year.To; month = month.AddMonths(1))
            if (month >= first)
                days.Add(month);
        var wanted = _operations.Sum(operation => operation.Asked);
        var monthly = Rounded((long)(wanted * (0.96 + 0.16 * _draw.Share()) / Math.Max(days.Count, 1)));
        _customer.Opening = _customer.Balance = Rounded((long)(monthly * (0.5 + 2.5 * _draw.Share())));
        foreach (var day in days)
            Add(new(null, day.Year * 100 + day.Month, Opened(day), monthly, "transfer received"));
        foreach (var (kind, line, at) in _customer.Cards.Fees)
            if (at >= YearClock.StartOf(year.From) && _fee(kind, _customer.Country.Currency) is > 0 and var fee)
                Add(new(kind, line, at, -fee, $"{_customer.Cards.Events[line - 1].Reason}"));
    }

    private DateTimeOffset Opened(DateOnly day) => YearClock.StartOf(day).AddHours(6).AddSeconds(_draw.Below(3_600));

    private long Rounded(long amount)
    {
        var step = _customer.Country.Currency == Currency.Vnd ? 10_000L : 100_00L;
        return Math.Max(amount / step, 1) * step;
    }

    private void Add(YearMovement movement)
    {
        if (movement.Change == 0)
            return;
        _customer.Movements.Add(movement);
        Enqueue(Happening.Movement, _customer.Movements.Count - 1, movement.At);
    }

    private void Attempt(ref YearOperation operation, int which)
    {
        var day = YearClock.DayOf(operation.At);
        operation.Response ??= Judge(operation, day);
        if (operation.Response is not null)
        {
            operation.End = YearEnd.Declined;
            return;
        }
        Promise(ref operation, which, day);
    }

    /// <summary>The code of a decline, or <c>null</c> for a yes. The order is the host's own.</summary>
    private string? Judge(in YearOperation operation, DateOnly day)
    {
        var card = _customer.Cards.All[operation.Card];
        var used = _usedOn.GetValueOrDefault(day);
        if (_draw.Happens(0.011))
            return ResponseCode.WrongPin.Value;
        if (used + operation.Asked > _limits.MostADay.MinorUnits)
            return ResponseCode.AmountLimit.Value;
        if (card.Kind == CardKind.Supplementary && IsOverCap(operation, card, day))
            return ResponseCode.AmountLimit.Value;
        return operation.Asked + Commission(operation, operation.Asked) > _customer.Balance - _customer.Held
            ? ResponseCode.NotEnoughFunds.Value
            : null;
    }

    private bool IsOverCap(in YearOperation operation, YearCard card, DateOnly day)
    {
        var caps = new CardCaps(card.CapADay, card.CapAMonth);
        var usedToday = _usedByCard.GetValueOrDefault((operation.Card, day.DayNumber));
        var usedThisMonth = _usedByCard.GetValueOrDefault((operation.Card, MonthOf(day)));
        return operation.Asked > caps.LeftAfter(usedToday, usedThisMonth);
    }

    // Below zero, where no day is.
    private static int MonthOf(DateOnly day) => -(day.Year * 12 + day.Month);

    private void Promise(ref YearOperation operation, int which, DateOnly day)
    {
        var isLate = operation.At > YearClock.EndOf(_world.Year.To).AddHours(-40);
        var after = TimeSpan.FromSeconds(_draw.Between(24, 75));
        operation.Given = operation.Asked;
        switch (_draw.Share())
        {
            case < 0.006:
                (operation.End, operation.Given) = (YearEnd.Reversed, 0);
                break;
            case < 0.0095:
                operation.Given = PartOf(operation.Asked);
                break;
            case < 0.0125 when !isLate:
                // The line went down before the completion could be sent.
                after = TimeSpan.FromMinutes(_draw.Between(20, 30 * 60));
                break;
            case < 0.014 when !isLate:
                operation.Offline = true;
                after = TimeSpan.FromMinutes(_draw.Between(5, 600));
                break;
            case < 0.01413:
                operation.WasSuspect = true;
                after = TimeSpan.FromHours(_draw.Between(3, 60));
                if (_draw.Happens(0.4))
                    (operation.End, operation.Given) = (YearEnd.Reversed, 0);
                break;
        }
        if (!operation.Offline)
        {
            _usedOn[day] = _usedOn.GetValueOrDefault(day) + operation.Asked;
            foreach (var span in (int[])[day.DayNumber, MonthOf(day)])
                _usedByCard[(operation.Card, span)] =
                    _usedByCard.GetValueOrDefault((operation.Card, span)) + operation.Asked;
            _customer.Held += operation.Asked + Commission(operation, operation.Asked);
        }
        operation.EndedAt = operation.At + after;
        if (operation.WasSuspect && operation.EndedAt > YearClock.EndOf(_world.Year.To))
            (operation.End, operation.Given) = (YearEnd.Suspect, 0);
        else
            Enqueue(Happening.End, which, operation.EndedAt);
    }

    private long PartOf(long asked)
    {
        var least = _limits.Least.MinorUnits;
        var parts = asked / least;
        return parts < 2 ? asked : least * (1 + _draw.Below((int)parts - 1));
    }

    private void End(ref YearOperation operation)
    {
        if (!operation.Offline)
            _customer.Held -= operation.Asked + Commission(operation, operation.Asked);
        _customer.Balance -= operation.Given + Commission(operation, operation.Given);
        operation.BalanceAfter = _customer.Balance;
    }

    private void Enqueue(Happening what, int which, DateTimeOffset at) => _queue.Enqueue((what, which), (at, _order++));

    /// <summary>The commission on an amount, by the rule that the host charges by.</summary>
    public static long CommissionOn(bool isForeign, long amount, Currency currency) =>
        isForeign ? SampleBank.ForeignCommission.On(Money.FromMinorUnits(amount, currency)).MinorUnits : 0;

    private long Commission(in YearOperation operation, long amount) =>
        CommissionOn(operation.IsForeign, amount, _customer.Country.Currency);
}
