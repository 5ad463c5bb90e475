using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;

namespace AtmTerminal.BankHost;

/// <summary>Something that a machine told the bank's people.</summary>
/// <param name="Number">Of the withdrawal it is about; 0 for none.</param>
/// <param name="Case">What a person has, or had, to settle; <c>null</c> when it was only news.</param>
/// <param name="Kept">The card that the machine kept; <c>null</c> for every other notice.</param>
internal sealed record YearNotice(
    DateTimeOffset At,
    string Kind,
    long Number,
    string Text,
    YearCase? Case = null,
    YearKept? Kept = null
);

/// <param name="Found">In minor units, as <paramref name="Amount"/>; <c>null</c> when nobody counted.</param>
/// <param name="ClosedBy">A person's code and words, or the record that ended it; <c>null</c> while it is open.</param>
internal sealed record YearCase(long Amount, long? Found, DateTimeOffset? ClosedAt, string? ClosedBy);

internal sealed record YearKept(long Home, string Token, string Masked, DateOnly? EndedOn, string? EndedBy);

/// <summary>One machine's year: what it gave, when it was filled, what it reported.</summary>
internal sealed class MachineYear(YearMachine machine, YearBranch branch, Period year, YearDraw draw)
{
    /// <summary>A machine writes about so many rows into its journal for one withdrawal.</summary>
    private const int RowsOfAWithdrawal = 6;
    private const double OutOfServiceADay = 0.018;
    private const double LockedADay = 0.0004;
    private const double DifferenceADay = 0.004;

    private readonly Dictionary<DateOnly, (int Count, long Amount)> _given = [];
    private readonly List<YearNotice> _notices = [];

    /// <summary>Notes what the machine gave on a business day.</summary>
    public void Give(DateOnly day, long amount)
    {
        var (count, sum) = _given.GetValueOrDefault(day);
        _given[day] = (count + 1, sum + amount);
    }

    public void Tell(YearNotice notice) => _notices.Add(notice);

    /// <summary>Makes the rows of the machine's year.</summary>
    /// <param name="times">Of all its operations, the earliest first.</param>
    public void AddTo(YearTables tables, IReadOnlyList<DateTimeOffset> times)
    {
        Happen();
        var row = 0L;
        var operations = 0;
        foreach (var notice in _notices.OrderBy(notice => notice.At))
        {
            while (operations < times.Count && times[operations] <= notice.At)
                operations++;
            row = Math.Max(row + 1, operations * (long)RowsOfAWithdrawal);
            Add(tables, notice, row);
        }
        AddTotals(tables, times.Count);
        AddLoads(tables);
        tables.Taken.Add(machine.Terminal, Math.Max(row + 1, times.Count * (long)RowsOfAWithdrawal));
        tables.Contact.Add(machine.Terminal, YearClock.EndOf(year.To).ToColumn());
    }

    /// <summary>What happens to a machine without any customer.</summary>
    private void Happen()
    {
        for (var day = year.From; day <= year.To; day = day.AddDays(1))
        {
            var at = YearClock.StartOf(day).AddHours(8).AddSeconds(draw.Below(12 * 3_600));
            if (draw.Happens(OutOfServiceADay))
                Tell(new(at, NoticeKinds.OutOfService, 0, draw.One(Troubles)));
            if (draw.Happens(LockedADay))
                Tell(
                    new(at, NoticeKinds.Locked, 0, "the safe was opened without a key", Settled(at, 0, null, "counted"))
                );
            if (draw.Happens(DifferenceADay))
                Differ(at);
        }
    }

    private static readonly string[] Troubles =
    [
        "no notes left in two cassettes",
        "the card reader does not move",
        "notes jammed in the transport",
        "no line for more than an hour",
        "the receipt printer has no paper",
    ];

    private void Differ(DateTimeOffset at)
    {
        var note = Money.FromMajorUnits(
            machine.Country.Currency == Currency.Vnd ? 100_000 : 200,
            machine.Country.Currency
        );
        var expected = note.MinorUnits * draw.Between(900, 4_000);
        var difference = note.MinorUnits * draw.Between(1, 4);
        var isShort = draw.Happens(0.65);
        var found = isShort ? expected - difference : expected + difference;
        var kind = isShort ? NoticeKinds.Shortage : NoticeKinds.Over;
        Tell(
            new(
                at,
                kind,
                0,
                "counted by two persons at the filling",
                Settled(at, expected, found, "booked after a second count")
            )
        );
    }

    /// <summary>A case that a person closes within some days, if the year has them.</summary>
    private YearCase Settled(DateTimeOffset at, long amount, long? found, string words)
    {
        var closed = at.AddHours(draw.Between(4, 240));
        return closed <= YearClock.EndOf(year.To)
            ? new(amount, found, closed, $"{branch.Clerks[2].Code}: {words}")
            : new(amount, found, null, null);
    }

    private void Add(YearTables tables, YearNotice notice, long row)
    {
        var at = notice.At.ToColumn();
        tables.Notice.Add(machine.Terminal, row, notice.Kind, notice.Number, notice.Text, 1L, at, at);
        if (notice.Case is { } opened)
            tables.Case.Add(
                machine.Terminal,
                row,
                notice.Kind,
                notice.Number,
                machine.Country.Currency.Code,
                opened.Amount,
                opened.Found,
                notice.Text,
                at,
                opened.ClosedAt?.ToColumn(),
                opened.ClosedBy
            );
        if (notice.Kept is { } kept)
            tables.CapturedCard.Add(
                machine.Terminal,
                row,
                kept.Masked,
                "three wrong PINs",
                at,
                YearClock.DayOf(notice.At).ToColumn(),
                kept.Home,
                kept.Token,
                kept.EndedOn?.ToColumn(),
                kept.EndedBy
            );
    }

    /// <summary>The totals of each day, on which both sides agree.</summary>
    private void AddTotals(YearTables tables, int operations)
    {
        var reported = 0L;
        foreach (var (day, given) in _given.OrderBy(one => one.Key))
        {
            reported += given.Count;
            var row = Math.Min(reported, operations) * RowsOfAWithdrawal;
            tables.DayTotal.Add(
                machine.Terminal,
                day.ToColumn(),
                machine.Country.Currency.Code,
                row,
                (long)given.Count,
                given.Amount,
                (long)given.Count,
                given.Amount,
                YearClock.EndOf(day).AddMinutes(2).ToColumn()
            );
        }
    }

    /// <summary>Cash is brought each Monday for the week: it leaves the bank's vault and is in the machine.</summary>
    private void AddLoads(YearTables tables)
    {
        var weeks = Intervals.Split(year, Interval.Week);
        foreach (var week in weeks)
        {
            var needed = 0L;
            for (var day = week.From; day <= week.To; day = day.AddDays(1))
                needed += _given.GetValueOrDefault(day).Amount;
            if (needed > 0)
                AddLoad(tables, week.From, needed);
        }
    }

    private void AddLoad(YearTables tables, DateOnly day, long amount)
    {
        var (currency, at) = (machine.Country.Currency.Code, YearClock.StartOf(day).AddHours(5).ToColumn());
        var terminal = $"LOAD:{machine.Terminal}";
        (string Account, long Amount)[] lines =
        [
            (LedgerAccounts.VaultOf(machine.Bank.Code), amount),
            (LedgerAccounts.CashOf(machine.Terminal), -amount),
        ];
        for (var line = 0; line < lines.Length; line++)
            tables.Entry.Add(
                WithdrawalKey.Nobody,
                terminal,
                day.ToColumn(),
                line + 1L,
                lines[line].Account,
                currency,
                lines[line].Amount,
                day.ToColumn(),
                at,
                null
            );
    }
}
