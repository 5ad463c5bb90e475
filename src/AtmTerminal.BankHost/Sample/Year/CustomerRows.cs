using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;

namespace AtmTerminal.BankHost;

/// <summary>Who the customers are, their accounts and cards, and what moved the accounts beside withdrawals.</summary>
internal sealed class CustomerRows(YearTables tables, YearWorld world, HostSecrets secrets)
{
    private const int VerificationKeyIndex = 1;
    private const long Expiry = 4912;

    // Above the numbers of the cards in the Lab.
    private const int FirstCardNumber = 1_000;

    // The PIN of every card: nobody loses money by knowing it.
    private static readonly byte[] Pin = [1, 2, 3, 4];

    private readonly PinCheck _pins = new(secrets);
    private int _cards;

    /// <summary>Adds a customer's rows.</summary>
    /// <returns>The customer's cards, with their numbers masked.</returns>
    public IReadOnlyList<(string Token, string Masked)> Add(YearCustomer customer)
    {
        AddPerson(customer);
        AddAccount(customer);
        var cards = customer.Cards.All.ConvertAll(card => AddCard(customer, card));
        for (var line = 0; line < customer.Cards.Events.Count; line++)
            AddEvent(customer, line, cards);
        AddOpening(customer);
        foreach (var movement in customer.Movements)
            AddMovement(customer, movement);
        return cards;
    }

    private void AddPerson(YearCustomer customer)
    {
        var person = customer.Person;
        var bank = customer.Branch.Bank.Code;
        tables.Customer.Add(
            customer.Home,
            bank,
            person.Name,
            person.Name.ToUpperInvariant(),
            person.BornOn.ToColumn(),
            person.Sex.ToString(),
            person.Document,
            customer.Country.Names.DocumentIssuer,
            person.DocumentIssuedOn.ToColumn(),
            person.Address.ToString(),
            person.Phone,
            person.Email,
            person.Employer
        );
        tables.CustomerDocument.Add(bank, person.Document, customer.Home);
    }

    private void AddAccount(YearCustomer customer) =>
        tables.Account.Add(
            customer.Home,
            customer.Account,
            customer.Branch.Bank.Code,
            customer.Person.Name,
            customer.Country.Currency.Code,
            nameof(AccountState.Active),
            customer.Balance,
            customer.Held,
            customer.OpenedOn.ToColumn(),
            customer.Branch.Clerks[1].Code
        );

    private (string Token, string Masked) AddCard(YearCustomer customer, YearCard card)
    {
        var pan = Pan.TryParse(SampleBank.DigitsOf(customer.Branch.Bank.Prefix, FirstCardNumber + _cards++))!;
        var token = secrets.Vault.TokenOf(pan);
        var isSupplementary = card.Kind == CardKind.Supplementary;
        tables.CardHome.Add(token, customer.Home);
        tables.Card.Add(
            customer.Home,
            token,
            customer.Account,
            secrets.Vault.Seal(pan),
            pan.ToString(),
            Expiry,
            card.State.ToString(),
            (long)VerificationKeyIndex,
            card.OpenedOn is null ? "" : _pins.ValueFor(pan, VerificationKeyIndex, Pin),
            card.State == CardState.Retained ? 0L : CardRule.PinTries,
            card.Kind.ToString(),
            card.Holder,
            card.OrderedOn.ToColumn(),
            card.OpenedOn?.ToColumn(),
            card.StateOn.ToColumn(),
            card.CapturedOn?.ToColumn(),
            isSupplementary ? card.CapADay : null,
            isSupplementary ? card.CapAMonth : null
        );
        return (token, pan.ToString());
    }

    private void AddEvent(YearCustomer customer, int line, IReadOnlyList<(string Token, string Masked)> cards)
    {
        var happened = customer.Cards.Events[line];
        tables.CardEvent.Add(
            customer.Home,
            line + 1L,
            cards[happened.Card].Token,
            happened.At.ToColumn(),
            YearClock.DayOf(happened.At).ToColumn(),
            happened.By,
            happened.Step.ToString(),
            ReasonOf(customer, happened)
        );
    }

    private static string ReasonOf(YearCustomer customer, YearCardEvent happened) =>
        happened.Step switch
        {
            CardStep.Retained => $"{happened.Reason} at {customer.KeptBy!.Terminal}",
            CardStep.Captured => $"{happened.Reason} by {customer.KeptBy!.Terminal}: three wrong PINs",
            _ => happened.Reason,
        };

    /// <summary>What an older account had when the year began; what a new one was opened with.</summary>
    private void AddOpening(YearCustomer customer)
    {
        var begins = YearClock.StartOf(
            customer.OpenedOn > world.Year.From ? customer.OpenedOn : world.Year.From.AddDays(-1)
        );
        AddEntries(
            customer,
            LedgerAccounts.Opening,
            1,
            begins,
            customer.Opening,
            customer.Opening,
            LedgerAccounts.Opening
        );
    }

    private void AddMovement(YearCustomer customer, YearMovement movement)
    {
        var bank = customer.Branch.Bank.Code;
        if (movement.Kind is { } kind)
            tables.Charge.Add(
                customer.Home,
                kind.ToString(),
                movement.Number,
                customer.Account,
                customer.Country.Currency.Code,
                movement.Change,
                movement.Reason,
                YearClock.DayOf(movement.At).ToColumn(),
                movement.At.ToColumn()
            );
        AddEntries(
            customer,
            movement.Kind?.ToString() ?? "TRANSFER",
            movement.Number,
            movement.At,
            movement.Change,
            movement.BalanceAfter,
            movement.Kind is null ? LedgerAccounts.TransfersOf(bank) : LedgerAccounts.FeesOf(bank)
        );
    }

    private void AddEntries(
        YearCustomer customer,
        string terminal,
        long number,
        DateTimeOffset at,
        long change,
        long after,
        string otherAccount
    )
    {
        var (currency, day) = (customer.Country.Currency.Code, YearClock.DayOf(at).ToColumn());
        tables.Entry.Add(
            customer.Home,
            terminal,
            number,
            1L,
            customer.Account,
            currency,
            change,
            day,
            at.ToColumn(),
            after
        );
        tables.Entry.Add(
            customer.Home,
            terminal,
            number,
            2L,
            otherAccount,
            currency,
            -change,
            day,
            at.ToColumn(),
            null
        );
    }
}
