using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>A customer who was taken on, and the card that was ordered for them.</summary>
internal sealed record NewCustomer(CustomerView Customer, AccountView Account, CardView Card);

/// <summary>Takes on customers and keeps what is known of them. A customer is never removed.</summary>
internal sealed class Customers(CardOrders orders)
{
    /// <summary>Opens the one card account of a new customer of the employee's bank and orders the card to it.</summary>
    public OfficeResult<NewCustomer> Open(Sql sql, Employee who, Moment at, CustomerData given, Currency currency)
    {
        var data = CustomerRule.Tidy(given);
        if (who.Lacks(Rights.Accounts | Rights.Cards) is { } lacking)
            return lacking;
        if (CustomerRule.Problem(data, at.BusinessDay) is { } wrong)
            return new OfficeProblem(Refusal.WrongInput, wrong);
        if (sql.InterestOf(currency) is not { } interest)
            return new OfficeProblem(
                Refusal.WrongInput,
                $"The bank keeps no accounts in {currency}: choose another currency."
            );
        if (sql.PrefixOf(who.Bank) is null)
            return new OfficeProblem(
                Refusal.NotNow,
                "The bank has no range of card numbers yet: have it entered first."
            );
        if (sql.HomeOfDocument(who.Bank, data.Document) is { } known)
            return AlreadyCustomer(sql, known);

        var home = sql.NextHome();
        if (!sql.TryClaimDocument(who.Bank, data.Document, home))
            return AlreadyCustomer(sql, sql.HomeOfDocument(who.Bank, data.Document) ?? home);
        return Write(sql, who, at, data, NewAccount(home, who, at, data, currency, interest));
    }

    /// <summary>Replaces what is known of a customer; what was known before stays in the audit.</summary>
    public static OfficeResult<CustomerView> Change(Sql sql, Employee who, Moment at, long home, CustomerData given)
    {
        var data = CustomerRule.Tidy(given);
        sql.LockHome(home);
        var before = sql.CustomerOf(home);
        if (who.Lacks(Rights.Accounts, before?.Bank, $"customer {home}") is { } lacking)
            return lacking;
        if (CustomerRule.Problem(data, at.BusinessDay) is { } wrong)
            return new OfficeProblem(Refusal.WrongInput, wrong);
        if (before!.Data.Document != data.Document)
        {
            if (!sql.TryClaimDocument(before.Bank, data.Document, home))
                return new OfficeProblem(
                    Refusal.NotNow,
                    "Another customer has an identity document of this number: check the number."
                );
            sql.ReleaseDocument(before.Bank, before.Data.Document);
        }
        sql.SaveCustomer(home, before.Bank, data);
        sql.SetHolder(home, data.Name);
        sql.WriteAudit(who, at.Now, "customer changed", $"customer {home}", $"{before.Data}", $"{data}");
        return before with { Data = data };
    }

    private OfficeResult<NewCustomer> Write(Sql sql, Employee who, Moment at, CustomerData data, AccountView account)
    {
        sql.SaveCustomer(account.Home, account.Bank, data);
        sql.InsertAccount(account);
        // Interest begins with the day of the opening.
        sql.TryAccrue(
            account,
            AccruedInterest.None,
            AccruedInterest.None with
            {
                Through = at.BusinessDay.AddDays(-1),
            }
        );
        sql.WriteAudit(
            who,
            at.Now,
            "account opened",
            $"account {account.Account}",
            null,
            $"{data.Name}, {account.Balance.Currency}"
        );
        var card = orders.Order(sql, who, at, account, CardKind.Primary, data.Name, caps: null, "account opened");
        return new NewCustomer(new(account.Home, account.Bank, account.Account, data), account, card);
    }

    private static AccountView NewAccount(
        long home,
        Employee who,
        Moment at,
        CustomerData data,
        Currency currency,
        InterestRule interest
    ) =>
        new(
            home,
            $"{who.Bank}-{home:D8}",
            who.Bank,
            data.Name,
            AccountState.Active,
            Money.Zero(currency),
            Money.Zero(currency),
            at.BusinessDay,
            who.Code,
            ClosedOn: null,
            interest.OnNewAccounts
        );

    private static OfficeProblem AlreadyCustomer(Sql sql, long home) =>
        new(
            Refusal.NotNow,
            $"This person is a customer already, with account {sql.AccountOf(home)?.Account}: a customer has one account."
        );
}
