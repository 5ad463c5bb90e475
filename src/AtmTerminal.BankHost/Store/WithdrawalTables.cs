using AtmTerminal.Domain.Amounts;
using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost;

/// <summary>Statements over holds, postings, the ledger and stored answers.</summary>
internal static class WithdrawalTables
{
    /// <summary>
    /// The home under which a number is already known; the lowest, so that what came first without a customer is found
    /// first.
    /// </summary>
    public static long? HomeOfNumber(this Sql sql, string terminal, long number) =>
        sql.First(
            "SELECT home FROM hold WHERE terminal = @terminal AND number = @number ORDER BY home LIMIT 1",
            static row => (long?)row.GetInt64(0),
            ("@terminal", terminal),
            ("@number", number)
        );

    public static HoldRow? Hold(this Sql sql, WithdrawalKey key) =>
        sql.First(
            """
            SELECT state, token, account, amount, commission, basis_points, currency FROM hold
            WHERE home = @home AND terminal = @terminal AND number = @number
            """,
            row => new HoldRow(
                key,
                row.Word<HoldState>(0),
                row.TextOrNull(1),
                row.TextOrNull(2),
                row.Amount(3, 6),
                row.Amount(4, 6),
                new((int)row.GetInt64(5))
            ),
            ("@home", key.Home),
            ("@terminal", key.Terminal),
            ("@number", key.Number)
        );

    /// <summary>Takes a number for a withdrawal. The primary key lets only the first succeed, whoever asks at the same time.</summary>
    public static bool TryClaim(this Sql sql, HoldRow hold, Moment at, TimeSpan holdTime) =>
        sql.Execute(
            """
            INSERT INTO hold (home, terminal, number, state, token, account, currency, amount, commission,
                basis_points, business_day, placed_at, expires_at)
            VALUES (@home, @terminal, @number, @state, @token, @account, @currency, @amount, @commission,
                @basis_points, @day, @at, @expires_at)
            ON CONFLICT DO NOTHING
            """,
            ("@home", hold.Key.Home),
            ("@terminal", hold.Key.Terminal),
            ("@number", hold.Key.Number),
            ("@state", hold.State.ToString()),
            ("@token", hold.Token),
            ("@account", hold.Account),
            ("@currency", hold.Promised.Currency.Code),
            ("@amount", hold.Promised.MinorUnits),
            ("@commission", hold.Commission.MinorUnits),
            ("@basis_points", hold.Tariff.BasisPoints),
            ("@day", at.BusinessDay.ToColumn()),
            ("@at", at.Now.ToColumn()),
            ("@expires_at", (at.Now + holdTime).ToColumn())
        ) == 1;

    public static void SetHold(this Sql sql, WithdrawalKey key, HoldState state) =>
        sql.Execute(
            "UPDATE hold SET state = @state WHERE home = @home AND terminal = @terminal AND number = @number",
            ("@state", state.ToString()),
            ("@home", key.Home),
            ("@terminal", key.Terminal),
            ("@number", key.Number)
        );

    /// <summary>Ends a hold that is still open, and gives the account its money back. Anything else is left as it is.</summary>
    public static void CloseHold(this Sql sql, HoldRow hold, HoldState state)
    {
        if (hold is { State: HoldState.Held, Account: { } account })
            sql.Release(hold.Key.Home, account, hold.Promised + hold.Commission);
        sql.SetHold(hold.Key, state);
    }

    /// <summary>Holds whose time is over. That of a withdrawal with an open case is the end of the case, not a moment.</summary>
    public static List<WithdrawalKey> OverdueHolds(this Sql sql, DateTimeOffset now) =>
        sql.All(
            """
            SELECT home, terminal, number FROM hold
            WHERE state = 'Held' AND expires_at <= @now AND NOT EXISTS (
                SELECT 1 FROM bank_case WHERE bank_case.terminal = hold.terminal
                    AND bank_case.number = hold.number AND bank_case.kind IN ('SUSPECT', 'SET-ASIDE')
                    AND bank_case.closed_at IS NULL)
            ORDER BY expires_at
            """,
            static row => new WithdrawalKey(row.GetInt64(0), row.GetString(1), row.GetInt64(2)),
            ("@now", now.ToColumn())
        );

    /// <summary>Ends one overdue hold as <see cref="OverdueHolds"/> found it, if it still is one.</summary>
    public static bool TryExpire(this Sql sql, WithdrawalKey key, DateTimeOffset now) =>
        sql.Execute(
            """
            UPDATE hold SET state = 'Expired'
            WHERE home = @home AND terminal = @terminal AND number = @number AND state = 'Held' AND expires_at <= @now
            """,
            ("@home", key.Home),
            ("@terminal", key.Terminal),
            ("@number", key.Number),
            ("@now", now.ToColumn())
        ) == 1;

    /// <summary>
    /// What an account has had, or been promised, in one currency, in withdrawals authorised on a day. A completion that is uploaded a day
    /// later still counts for the day the customer stood at the machine.
    /// </summary>
    public static Money UsedOn(this Sql sql, long home, string account, DateOnly day, Currency currency) =>
        Money.FromMinorUnits(
            sql.Number(
                """
                SELECT CAST(SUM(CASE WHEN hold.state = 'Held' THEN hold.amount
                    ELSE COALESCE(posted.amount, 0) END) AS BIGINT)
                FROM hold LEFT JOIN posted ON posted.home = hold.home AND posted.terminal = hold.terminal
                    AND posted.number = hold.number AND posted.currency = @currency
                WHERE hold.home = @home AND hold.account = @account AND hold.business_day = @day
                    AND hold.currency = @currency
                """,
                ("@home", home),
                ("@account", account),
                ("@day", day.ToColumn()),
                ("@currency", currency.Code)
            ),
            currency
        );

    /// <summary>The same for one card, on the day and in its month, in minor units.</summary>
    public static (long Today, long ThisMonth) UsedByCard(
        this Sql sql,
        CardRow card,
        DateOnly day,
        Currency currency
    ) =>
        sql.First(
            """
            SELECT CAST(SUM(CASE WHEN hold.business_day < @day THEN 0
                    WHEN hold.state = 'Held' THEN hold.amount ELSE COALESCE(posted.amount, 0) END) AS BIGINT),
                CAST(SUM(CASE WHEN hold.state = 'Held' THEN hold.amount ELSE COALESCE(posted.amount, 0) END) AS BIGINT)
            FROM hold LEFT JOIN posted ON posted.home = hold.home AND posted.terminal = hold.terminal
                AND posted.number = hold.number AND posted.currency = @currency
            WHERE hold.home = @home AND hold.account = @account AND hold.token = @token
                AND hold.business_day BETWEEN @first AND @day AND hold.currency = @currency
            """,
            static row => row.IsDBNull(0) ? default : (row.GetInt64(0), row.GetInt64(1)),
            ("@home", card.Home),
            ("@account", card.Account),
            ("@token", card.Token),
            ("@first", new DateOnly(day.Year, day.Month, 1).ToColumn()),
            ("@day", day.ToColumn()),
            ("@currency", currency.Code)
        );

    /// <summary>Writes a posting under its key.</summary>
    /// <param name="cardBank">Code of the bank of the customer; empty when nobody knows the customer.</param>
    /// <param name="atmBank">Code of the bank that services the machine today.</param>
    /// <returns>False: the number was posted before, and nothing was written.</returns>
    public static bool TryPost(
        this Sql sql,
        WithdrawalKey key,
        string account,
        string cardBank,
        string atmBank,
        Money given,
        Money commission,
        Moment at
    ) =>
        sql.Execute(
            """
            INSERT INTO posted (home, terminal, number, account, card_bank, atm_bank, currency, amount, commission,
                business_day, posted_at)
            VALUES (@home, @terminal, @number, @account, @card_bank, @atm_bank, @currency, @amount, @commission, @day, @at)
            ON CONFLICT DO NOTHING
            """,
            ("@home", key.Home),
            ("@terminal", key.Terminal),
            ("@number", key.Number),
            ("@account", account),
            ("@card_bank", cardBank),
            ("@atm_bank", atmBank),
            ("@currency", given.Currency.Code),
            ("@amount", given.MinorUnits),
            ("@commission", commission.MinorUnits),
            ("@day", at.BusinessDay.ToColumn()),
            ("@at", at.Now.ToColumn())
        ) == 1;

    /// <summary>Whether money was taken for this number; a completion of zero takes none.</summary>
    public static bool HasPosting(this Sql sql, WithdrawalKey key) =>
        sql.Number(
            """
            SELECT COUNT(*) FROM posted
            WHERE home = @home AND terminal = @terminal AND number = @number AND amount > 0
            """,
            ("@home", key.Home),
            ("@terminal", key.Terminal),
            ("@number", key.Number)
        ) == 1;

    /// <summary>Writes the lines of a transaction, which sum to zero, the customer's own line first.</summary>
    /// <param name="balanceAfter">What the account of the first line has after it; <c>null</c> when it has no balance of its own.
    /// It is kept, since the order in which postings of one day came cannot be told from their numbers.</param>
    public static void WriteEntries(
        this Sql sql,
        WithdrawalKey key,
        IReadOnlyList<LedgerLine> lines,
        Moment at,
        Money? balanceAfter = null
    )
    {
        for (var line = 0; line < lines.Count; line++)
            sql.Execute(
                """
                INSERT INTO entry (home, terminal, number, line, account, currency, amount, business_day, posted_at,
                    balance_after)
                VALUES (@home, @terminal, @number, @line, @account, @currency, @amount, @day, @at, @after)
                """,
                ("@home", key.Home),
                ("@terminal", key.Terminal),
                ("@number", key.Number),
                ("@line", line + 1),
                ("@account", lines[line].Account),
                ("@currency", lines[line].Amount.Currency.Code),
                ("@amount", lines[line].Amount.MinorUnits),
                ("@day", at.BusinessDay.ToColumn()),
                ("@at", at.Now.ToColumn()),
                ("@after", line == 0 ? balanceAfter?.MinorUnits : null)
            );
    }

    public static AnswerRow? Answer(this Sql sql, WithdrawalKey key, QuestionKind kind) =>
        sql.First(
            """
            SELECT question, response_code, approval_code, available_balance, balance_currency, left_today FROM answer
            WHERE home = @home AND terminal = @terminal AND number = @number AND kind = @kind
            """,
            static row => new AnswerRow(
                row.GetString(0),
                new ResponseCode(row.GetString(1)),
                row.TextOrNull(2),
                row.AmountOrNull(3, 4),
                row.AmountOrNull(5, 4)
            ),
            ("@home", key.Home),
            ("@terminal", key.Terminal),
            ("@number", key.Number),
            ("@kind", kind.ToString())
        );

    /// <param name="declinedOn">The business day of an authorisation that was declined; <c>null</c> for every other answer.</param>
    public static void StoreAnswer(
        this Sql sql,
        WithdrawalKey key,
        QuestionKind kind,
        AnswerRow answer,
        DateOnly? declinedOn = null
    ) =>
        sql.Execute(
            """
            INSERT INTO answer (home, terminal, number, kind, question, response_code, approval_code,
                available_balance, balance_currency, left_today, declined_on)
            VALUES (@home, @terminal, @number, @kind, @question, @response, @approval, @available, @currency, @left,
                @declined_on)
            """,
            ("@home", key.Home),
            ("@terminal", key.Terminal),
            ("@number", key.Number),
            ("@kind", kind.ToString()),
            ("@question", answer.Question),
            ("@response", answer.Response.Value),
            ("@approval", answer.ApprovalCode),
            ("@available", answer.Available?.MinorUnits),
            ("@currency", answer.Available?.Currency.Code),
            ("@left", answer.LeftToday?.MinorUnits),
            ("@declined_on", declinedOn?.ToColumn())
        );

    /// <summary>Marks a withdrawal for a person's eyes; the same reason once.</summary>
    public static void FollowUp(this Sql sql, WithdrawalKey key, string reason, DateTimeOffset now) =>
        sql.Execute(
            """
            INSERT INTO follow_up (home, terminal, number, reason, noted_at)
            VALUES (@home, @terminal, @number, @reason, @at) ON CONFLICT DO NOTHING
            """,
            ("@home", key.Home),
            ("@terminal", key.Terminal),
            ("@number", key.Number),
            ("@reason", reason),
            ("@at", now.ToColumn())
        );

    /// <summary>Why a person should look at a withdrawal.</summary>
    public static List<string> FollowUpsOf(this Sql sql, WithdrawalKey key) =>
        sql.All(
            """
            SELECT reason FROM follow_up
            WHERE home = @home AND terminal = @terminal AND number = @number ORDER BY reason
            """,
            static row => row.GetString(0),
            ("@home", key.Home),
            ("@terminal", key.Terminal),
            ("@number", key.Number)
        );
}
