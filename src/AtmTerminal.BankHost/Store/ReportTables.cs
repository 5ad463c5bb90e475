using System.Data.Common;

namespace AtmTerminal.BankHost;

/// <summary>Statements over the sums that reports read. No money decision reads them.</summary>
internal static class ReportTables
{
    private const string OnlyPass = "operations";

    /// <summary>How far the sums go: the last business day in them, and when they were last looked after; <c>null</c> before the first time.</summary>
    public static SumsReach? SumsReach(this Sql sql) =>
        sql.First(
            "SELECT through, passed_at FROM report_pass WHERE pass = @pass",
            static row => new SumsReach(row.Day(0), row.Moment(1)),
            ("@pass", OnlyPass)
        );

    /// <summary>
    /// The days up to <paramref name="last"/> whose sums are lacking, or to which something was posted since they were summed;
    /// the earliest first. One seek per day, however many postings it has.
    /// </summary>
    /// <param name="margin">What was posted so short a time before the last summing may have been committed after it.</param>
    public static List<DateOnly> DaysToSum(this Sql sql, DateOnly last, TimeSpan margin)
    {
        var summed = sql.All(
                "SELECT business_day, summed_at FROM report_day",
                static row => (Day: row.Day(0), At: row.Moment(1))
            )
            .ToDictionary(day => day.Day, day => day.At);
        var late = DaysOfPostings(sql)
            .Where(day => !summed.TryGetValue(day.Day, out var at) || day.LastPostedAt >= at - margin)
            .Select(day => day.Day);
        var declining = DaysOfDeclines(sql, sql.SumsReach()?.Through ?? DateOnly.MinValue);
        return
        [
            .. late.Concat(declining.Where(day => !summed.ContainsKey(day)))
                .Where(day => day <= last)
                .Distinct()
                .Order(),
        ];
    }

    /// <summary>Sums one day anew. The same day summed twice, or by two hosts at once, gives the same rows.</summary>
    public static void SumDay(this Sql sql, DateOnly day, DateTimeOffset now)
    {
        // First the day's own row: a second host that sums the same day waits here.
        sql.Execute(
            """
            INSERT INTO report_day (business_day, summed_at) VALUES (@day, @at)
            ON CONFLICT (business_day) DO UPDATE SET summed_at = excluded.summed_at
            """,
            ("@day", day.ToColumn()),
            ("@at", now.ToColumn())
        );
        sql.Execute("DELETE FROM operation_day WHERE business_day = @day", ("@day", day.ToColumn()));
        sql.Execute(
            $"""
            INSERT INTO operation_day (business_day, terminal, currency, atm_bank, card_bank, kind, operations, amount,
                commission)
            {OperationSums.OfPosted}
            WHERE posted.business_day = @day AND posted.amount > 0
            GROUP BY posted.business_day, posted.terminal, posted.currency, posted.atm_bank, posted.card_bank
            """,
            ("@day", day.ToColumn())
        );
        sql.Execute(
            $"""
            INSERT INTO operation_day (business_day, terminal, currency, atm_bank, card_bank, kind, operations, amount,
                commission)
            {OperationSums.OfDeclined}
            WHERE answer.declined_on = @day
            GROUP BY answer.declined_on, answer.terminal, hold.currency
            """,
            ("@day", day.ToColumn())
        );
    }

    /// <summary>Says that everything up to <paramref name="through"/> is in the sums. It never goes back.</summary>
    public static int ReachThrough(this Sql sql, DateOnly through, DateTimeOffset now) =>
        sql.Execute(
            """
            INSERT INTO report_pass (pass, through, passed_at) VALUES (@pass, @through, @at)
            ON CONFLICT (pass) DO UPDATE SET passed_at = excluded.passed_at,
                through = CASE WHEN report_pass.through < excluded.through
                    THEN excluded.through ELSE report_pass.through END
            """,
            ("@pass", OnlyPass),
            ("@through", through.ToColumn()),
            ("@at", now.ToColumn())
        );

    /// <summary>What happened on days of a period to the cards of a bank.</summary>
    public static List<CardStepOnDay> CardSteps(this Sql sql, string bank, Period days) =>
        sql.All(
            """
            SELECT card_event.token, card.kind, card_event.what, card_event.business_day
            FROM card_event JOIN card ON card.home = card_event.home AND card.token = card_event.token
                JOIN account ON account.home = card.home AND account.account = card.account
            WHERE card_event.business_day BETWEEN @from AND @to AND account.bank = @bank
            """,
            static row => new CardStepOnDay(row.GetString(0), row.Word<CardKind>(1), row.Word<CardStep>(2), row.Day(3)),
            ("@from", days.From.ToColumn()),
            ("@to", days.To.ToColumn()),
            ("@bank", bank)
        );

    /// <summary>Name and code of every bank, by code.</summary>
    public static Dictionary<string, string> BankNames(this Sql sql) =>
        Names(sql, "SELECT code, name FROM bank ORDER BY code");

    /// <summary>A branch; <c>null</c> when there is none of this code.</summary>
    public static BranchName? Branch(this Sql sql, string code) =>
        sql.First(
            "SELECT name, bank FROM branch WHERE code = @code",
            row => new BranchName(code, row.GetString(0), row.GetString(1)),
            ("@code", code)
        );

    /// <summary>The branches of a bank, by code.</summary>
    public static List<BranchName> Branches(this Sql sql, string bank) =>
        sql.All(
            "SELECT code, name FROM branch WHERE bank = @bank ORDER BY code",
            row => new BranchName(row.GetString(0), row.GetString(1), bank),
            ("@bank", bank)
        );

    /// <summary>Where machines stand: all of them, with the bank that services each.</summary>
    public static List<MachinePlace> MachinePlaces(this Sql sql) =>
        sql.All(
            "SELECT terminal, bank, branch, address FROM atm ORDER BY terminal",
            static row => new MachinePlace(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3))
        );

    // From day to day through the index: a statement that finds all days at once would read all postings, or need a recursion that
    // no cluster runs.
    private static IEnumerable<(DateOnly Day, DateTimeOffset LastPostedAt)> DaysOfPostings(Sql sql)
    {
        (DateOnly Day, DateTimeOffset LastPostedAt)? found = (DateOnly.MinValue, default);
        while ((found = NextDayOfPostings(sql, found.Value.Day)) is { } next)
            yield return next;
    }

    private static (DateOnly Day, DateTimeOffset LastPostedAt)? NextDayOfPostings(Sql sql, DateOnly after) =>
        sql.First(
            """
            SELECT business_day, posted_at FROM posted
            WHERE business_day = (SELECT MIN(business_day) FROM posted WHERE business_day > @after)
            ORDER BY posted_at DESC LIMIT 1
            """,
            static row => ((DateOnly, DateTimeOffset)?)(row.Day(0), row.Moment(1)),
            ("@after", after.ToColumn())
        );

    /// <summary>A decline belongs to the day on which it is given, so there are none for days that were summed before.</summary>
    private static IEnumerable<DateOnly> DaysOfDeclines(Sql sql, DateOnly after)
    {
        DateOnly? day = after;
        while ((day = NextDayOfDeclines(sql, day.Value)) is { } next)
            yield return next;
    }

    private static DateOnly? NextDayOfDeclines(Sql sql, DateOnly after) =>
        sql.First(
            "SELECT MIN(declined_on) FROM answer WHERE declined_on > @after",
            static row => row.IsDBNull(0) ? (DateOnly?)null : row.Day(0),
            ("@after", after.ToColumn())
        );

    private static Dictionary<string, string> Names(Sql sql, string statement) =>
        sql.All(statement, static (DbDataReader row) => (row.GetString(0), row.GetString(1))).ToDictionary();
}

/// <summary>How far the sums of reports go.</summary>
/// <param name="Through">The last business day that is in them.</param>
/// <param name="At">When they were last looked after: what came later for a day in them may be lacking.</param>
internal sealed record SumsReach(DateOnly Through, DateTimeOffset At);

internal sealed record BranchName(string Code, string Name, string Bank);

internal sealed record MachinePlace(string Terminal, string Bank, string Branch, string Address);

/// <summary>A step in the life of a card.</summary>
internal sealed record CardStepOnDay(string Token, CardKind Kind, CardStep Step, DateOnly Day);
