using AtmTerminal.Domain.Amounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AtmTerminal.BankHost;

/// <summary>Who is to become a customer, and in which currency.</summary>
internal sealed record ApiNewCustomer(CustomerData Data, Currency Currency);

/// <summary>Why something is done; it goes into the log.</summary>
internal sealed record ApiReason(string Reason);

/// <param name="BasisPoints">Hundredths of a percent a year.</param>
internal sealed record ApiInterest(int BasisPoints, string Reason);

/// <summary>Customers and their accounts.</summary>
internal static class ApiCustomers
{
    private const int UsualDays = 31;

    public static void MapCustomers(this RouteGroupBuilder api)
    {
        api.Look<IEnumerable<CustomerView>>(
            "/customers",
            Rights.Look,
            "FindCustomers",
            "Looks customers up by one of: part of a name, account, identity document, last four digits of a card.",
            Find
        );
        api.Look<CustomerView>("/customers/{home:long}", Rights.Look, "Customer", "One customer.", One);
        api.Look<IEnumerable<AccountView>>(
            "/accounts",
            Rights.Look,
            "Accounts",
            "Accounts in the order of their customers, 500 at a time.",
            Accounts
        );
        api.Look<AccountView>("/customers/{home:long}/account", Rights.Look, "Account", "The account.", Account);
        api.Look<IEnumerable<AccountLogLine>>(
            "/customers/{home:long}/account/activity",
            Rights.Look,
            "Activity",
            "What moved the account on business days; the last month without dates.",
            Activity
        );
        MapChanges(api);
    }

    private static void MapChanges(RouteGroupBuilder api)
    {
        api.Change<NewCustomer>(
            "POST",
            "/customers",
            Rights.Accounts | Rights.Cards,
            "OpenCustomer",
            "Takes on a customer, opens the account and orders the primary card.",
            Open
        );
        api.Change<CustomerView>(
            "PUT",
            "/customers/{home:long}",
            Rights.Accounts,
            "ChangeCustomer",
            "Changes what is known of a customer.",
            Change
        );
        Move(api, "lock", "LockAccount", "Locks the account.", BankHost.Accounts.Lock);
        Move(api, "unlock", "UnlockAccount", "Unlocks the account.", BankHost.Accounts.Unlock);
        Move(api, "close", "CloseAccount", "Closes the account for good, with its cards.", BankHost.Accounts.Close);
        api.Change<AccountView>(
            "PUT",
            "/customers/{home:long}/account/interest",
            Rights.Accounts,
            "SetInterest",
            "Sets the interest of the account.",
            SetInterest
        );
    }

    private static void Move(
        RouteGroupBuilder api,
        string step,
        string name,
        string summary,
        Func<Sql, Employee, Moment, long, string, OfficeResult<AccountView>> move
    ) =>
        api.Change<AccountView>(
            "POST",
            $"/customers/{{home:long}}/account/{step}",
            Rights.Accounts,
            name,
            summary,
            (HttpContext context, ApiChange change, long home, ApiReason body) =>
                change.Run(
                    context,
                    body,
                    (sql, who, at) => move(sql, who, at, home, body.Reason),
                    static account => account
                )
        );

    private static IResult Find(
        HttpContext context,
        Desk desk,
        string? name,
        string? account,
        string? document,
        string? card
    )
    {
        var who = context.Me();
        List<CustomerView> Found(Sql sql) =>
            account is not null ? AtMostOne(sql.CustomerWithAccount(who, account))
            : document is not null ? AtMostOne(sql.CustomerWithDocument(who, document))
            : card is not null ? sql.CustomersWithCard(who, card)
            : sql.CustomersNamed(who, name!);
        return new[] { name, account, document, card }.Count(way => !string.IsNullOrWhiteSpace(way)) == 1
            ? Results.Ok(desk.Read(Found))
            : Problems.Of(StatusCodes.Status400BadRequest, "Look up by one of name, account, document and card.");
    }

    private static List<CustomerView> AtMostOne(CustomerView? customer) => customer is null ? [] : [customer];

    private static IResult One(HttpContext context, Desk desk, long home) =>
        Found(desk.Read(sql => sql.Customer(context.Me(), home)), home);

    private static List<AccountView> Accounts(HttpContext context, Desk desk, long after = 0) =>
        desk.Read(sql => sql.Accounts(context.Me(), after));

    private static IResult Account(HttpContext context, Desk desk, long home) =>
        Found(desk.Read(sql => sql.Account(context.Me(), home)), home);

    private static IResult Activity(HttpContext context, Desk desk, long home, DateOnly? from, DateOnly? to)
    {
        var last = to ?? desk.Today;
        return Found(
            desk.Read(sql =>
                sql.Account(context.Me(), home) is { } account
                    ? sql.Activity(account, from ?? last.AddDays(-UsualDays), last)
                    : null
            ),
            home
        );
    }

    private static IResult Open(HttpContext context, ApiChange change, Desk desk, ApiNewCustomer body) =>
        change.Run(
            context,
            body,
            (sql, who, at) => desk.Office.Customers.Open(sql, who, at, body.Data, body.Currency),
            static opened => opened
        );

    private static IResult Change(HttpContext context, ApiChange change, long home, CustomerData body) =>
        change.Run(
            context,
            body,
            (sql, who, at) => Customers.Change(sql, who, at, home, body),
            static customer => customer
        );

    private static IResult SetInterest(HttpContext context, ApiChange change, long home, ApiInterest body) =>
        change.Run(
            context,
            body,
            (sql, who, at) => BankHost.Accounts.SetInterest(sql, who, at, home, body.BasisPoints, body.Reason),
            static account => account
        );

    private static IResult Found<T>(T? value, long home) =>
        value is null
            ? Problems.Of(StatusCodes.Status404NotFound, $"The bank has no customer {home}.")
            : Results.Ok(value);
}
