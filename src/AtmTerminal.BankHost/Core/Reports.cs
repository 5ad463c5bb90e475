using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost;

/// <summary>0620 and 0520: what a terminal tells the people of the bank, and the totals of a day. No money moves by them.</summary>
internal sealed class Reports
{
    public static NoticeAnswer Keep(Sql sql, Atm atm, Notice notice, Moment at)
    {
        if (sql.StoreNotice(atm.Terminal, notice, at))
            Act(sql, atm, notice, at);
        return new(notice.Header, notice.Withdrawal, ResponseCode.Approved);
    }

    /// <summary>Compares; a case is opened only when the terminal, told of the difference, gives its numbers one by one.</summary>
    public static TotalsAnswer Compare(Sql sql, Atm atm, TotalsAdvice advice, Moment at)
    {
        var own = sql.PostedOn(atm.Terminal, advice.Day, advice.Amount.Currency);
        var inBalance = own == new DayTotal(advice.Count, advice.Amount);
        sql.StoreTotals(atm.Terminal, advice, own, at);
        var differing = advice.Page is { } page && !inBalance ? Differ(sql, atm, advice, page, own, at) : [];
        return new(
            advice.Header,
            advice.Day,
            own.Given,
            own.Amount,
            ResponseCode.Approved,
            inBalance,
            [.. differing.Take(TotalsPage.MostNumbers).Select(difference => difference.Withdrawal)]
        );
    }

    private static IReadOnlyList<AmountDifference> Differ(
        Sql sql,
        Atm atm,
        TotalsAdvice advice,
        TotalsPage page,
        DayTotal own,
        Moment at
    )
    {
        var differing = TotalsRule.Differences(page.Given, sql.PostedOn(atm.Terminal, advice, page));
        var key = new CaseKey(atm.Terminal, advice.Row, CaseRule.Totals, 0);
        var text = $"day {advice.Day:yyyy-MM-dd}: terminal {advice.Count}, host {own.Given} withdrawals";
        sql.OpenCase(key, advice.Amount, own.Amount, text, at);
        foreach (var difference in differing)
            sql.StoreDifference(atm.Terminal, advice.Row, difference);
        return differing;
    }

    private static void Act(Sql sql, Atm atm, Notice notice, Moment at)
    {
        var number = notice.Withdrawal?.Value ?? 0;
        var key = new CaseKey(atm.Terminal, notice.Row, notice.Kind, number);
        if (CaseRule.Opens(notice.Kind))
            sql.OpenCase(key, notice.Amount ?? Money.Zero(Currency.None), notice.Found, notice.Text, at);
        if (notice.Kind == NoticeKinds.CardRetained)
            CapturedCards.Keep(sql, atm, notice, at);
        if (notice.Kind == NoticeKinds.Suspect)
            HoldAgain(sql, atm, number);
        if (notice.Kind == NoticeKinds.SuspectClosed)
            sql.CloseCasesOf(atm.Terminal, number, notice.Kind, at);
        foreach (var kind in CaseRule.Ends(notice.Kind))
            sql.CloseCasesOfKind(atm.Terminal, kind, notice.Kind, at);
    }

    /// <summary>A suspect that was reported after its hold had run out is held again, as far as the account still allows it.</summary>
    private static void HoldAgain(Sql sql, Atm atm, long number)
    {
        if (sql.HomeOfNumber(atm.Terminal, number) is not { } home)
            return;
        sql.LockHome(home);
        if (
            sql.Hold(new(home, atm.Terminal, number)) is { State: HoldState.Expired, Account: { } account } hold
            && sql.TryHold(home, account, hold.Promised + hold.Commission)
        )
            sql.SetHold(hold.Key, HoldState.Held);
    }
}
