using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>What customers did at machines, as the host would have kept it.</summary>
internal sealed class OperationRows(YearTables tables, YearWorld world)
{
    /// <param name="token">Of the card that was used.</param>
    public void Add(YearCustomer customer, in YearOperation operation, string token)
    {
        AddHold(customer, operation, token);
        if (operation.End == YearEnd.Declined)
            tables.Answer.Add(
                customer.Home,
                TerminalOf(operation),
                (long)operation.Number,
                nameof(QuestionKind.Authorization),
                "",
                operation.Response,
                YearClock.DayOf(operation.At).ToColumn()
            );
        if (operation.End != YearEnd.Given)
            return;
        AddPosting(customer, operation);
        AddEntries(customer, operation);
        if (operation.Offline)
            AddFollowUp(customer, operation, FollowUps.PaidOffline);
        if (operation.BalanceAfter < 0)
            AddFollowUp(customer, operation, FollowUps.BelowZero);
    }

    private void AddHold(YearCustomer customer, in YearOperation operation, string token)
    {
        var currency = customer.Country.Currency;
        // What was paid without a line is heard of only when it is reported.
        var (amount, at) = operation.Offline ? (operation.Given, operation.EndedAt) : (operation.Asked, operation.At);
        var state = operation.End switch
        {
            YearEnd.Given => HoldState.Completed,
            YearEnd.Declined => HoldState.Declined,
            YearEnd.Reversed => HoldState.Reversed,
            _ => HoldState.Held,
        };
        tables.Hold.Add(
            customer.Home,
            TerminalOf(operation),
            (long)operation.Number,
            state.ToString(),
            token,
            customer.Account,
            currency.Code,
            amount,
            CustomerYear.CommissionOn(operation.IsForeign, amount, currency),
            operation.IsForeign ? (long)SampleBank.ForeignCommission.BasisPoints : 0L,
            YearClock.DayOf(operation.At).ToColumn(),
            at.ToColumn(),
            (at + SampleWriter.HoldTime).ToColumn()
        );
    }

    private void AddPosting(YearCustomer customer, in YearOperation operation) =>
        tables.Posted.Add(
            customer.Home,
            TerminalOf(operation),
            (long)operation.Number,
            customer.Account,
            customer.Branch.Bank.Code,
            world.Machines[operation.Machine].Bank.Code,
            customer.Country.Currency.Code,
            operation.Given,
            CommissionOf(customer, operation),
            YearClock.DayOf(operation.At).ToColumn(),
            operation.EndedAt.ToColumn()
        );

    private void AddEntries(YearCustomer customer, in YearOperation operation)
    {
        var machine = world.Machines[operation.Machine];
        var commission = CommissionOf(customer, operation);
        AddEntry(customer, operation, 1, customer.Account, -(operation.Given + commission), operation.BalanceAfter);
        AddEntry(customer, operation, 2, LedgerAccounts.CashOf(machine.Terminal), operation.Given, null);
        if (commission > 0)
            AddEntry(customer, operation, 3, LedgerAccounts.CommissionsOf(machine.Bank.Code), commission, null);
    }

    private void AddEntry(
        YearCustomer customer,
        in YearOperation operation,
        long line,
        string account,
        long amount,
        long? balanceAfter
    ) =>
        tables.Entry.Add(
            customer.Home,
            TerminalOf(operation),
            (long)operation.Number,
            line,
            account,
            customer.Country.Currency.Code,
            amount,
            YearClock.DayOf(operation.At).ToColumn(),
            operation.EndedAt.ToColumn(),
            balanceAfter
        );

    private void AddFollowUp(YearCustomer customer, in YearOperation operation, string reason) =>
        tables.FollowUp.Add(
            customer.Home,
            TerminalOf(operation),
            (long)operation.Number,
            reason,
            operation.EndedAt.ToColumn()
        );

    private string TerminalOf(in YearOperation operation) => world.Machines[operation.Machine].Terminal;

    private static long CommissionOf(YearCustomer customer, in YearOperation operation) =>
        CustomerYear.CommissionOn(operation.IsForeign, operation.Given, customer.Country.Currency);
}
