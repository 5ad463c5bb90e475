using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

internal enum Sex
{
    Unknown,
    Female,
    Male,
}

/// <summary>What a customer says about themselves, and shows.</summary>
/// <param name="BirthDate">Before today.</param>
/// <param name="Document">Number of the identity document, as printed on it; compared without blanks and in capitals.</param>
internal sealed record CustomerData(
    string Name,
    DateOnly BirthDate,
    Sex Sex,
    string Document,
    string DocumentIssuer,
    DateOnly DocumentIssuedOn,
    string Address,
    string Phone,
    string Email,
    string Employer
);

/// <summary>A customer of a bank.</summary>
/// <param name="Home">The customer's own number, given once, over all banks.</param>
internal sealed record CustomerView(long Home, string Bank, string Account, CustomerData Data);

/// <summary>The card account of a customer.</summary>
/// <param name="OpenedOn"><c>null</c> when it is older than these records.</param>
/// <param name="OpenedBy">Code of the employee; empty when nobody knows.</param>
/// <param name="InterestBasisPoints">A year, on what the account has: 250 is 2.5 %.</param>
internal sealed record AccountView(
    long Home,
    string Account,
    string Bank,
    string Holder,
    AccountState State,
    Money Balance,
    Money Held,
    DateOnly? OpenedOn,
    string OpenedBy,
    DateOnly? ClosedOn,
    int InterestBasisPoints
)
{
    /// <summary>What may still be promised to someone.</summary>
    public Money Available => Balance - Held;
}

/// <summary>A card as people may see it.</summary>
/// <param name="Token">What the host calls it; says nothing about the number.</param>
/// <param name="Number">Masked but for the last four digits.</param>
/// <param name="StateOn">The business day on which it came into its state.</param>
/// <param name="OrderedOn"><c>null</c> when it is older than these records.</param>
/// <param name="OpenedOn">The day on which its holder collected it.</param>
/// <param name="CapturedOn">The day on which a machine kept it; <c>null</c> while none does.</param>
/// <param name="CapADay">Of a supplementary card; <c>null</c> for a primary one. So is <paramref name="CapAMonth"/>.</param>
internal sealed record CardView(
    long Home,
    string Token,
    string Account,
    string Bank,
    string Holder,
    string Number,
    CardKind Kind,
    CardState State,
    DateOnly StateOn,
    DateOnly? OrderedOn,
    DateOnly? OpenedOn,
    DateOnly? CapturedOn,
    int TriesLeft,
    Money? CapADay,
    Money? CapAMonth
)
{
    /// <summary>For the audit and for sentences: the last four digits and the begin of the token, since four digits are not unique.</summary>
    public string Subject => $"card {Token[..8]} {Number[^4..]}";
}

/// <summary>A step in a card's life.</summary>
/// <param name="By">Code of the employee; <see cref="CardTables.Host"/> for what the host did by itself.</param>
internal sealed record CardEventView(
    long Number,
    string Token,
    DateTimeOffset At,
    DateOnly BusinessDay,
    string By,
    CardStep Step,
    string Reason
);

/// <summary>What moved an account.</summary>
/// <param name="Transaction">The machine, or the kind of charge, and a number under it.</param>
/// <param name="At"><c>null</c> for what was posted before moments were kept.</param>
/// <param name="Type">A code of <c>transaction_type</c>, <c>OPENING</c>, or the word another posting was made under.</param>
/// <param name="Amount">Negative when it left the account; commission included.</param>
/// <param name="Commission">Included in <paramref name="Amount"/>; zero for none.</param>
/// <param name="Destination">The account on the other side.</param>
/// <param name="BalanceAfter"><c>null</c> for what was posted before balances were kept.</param>
internal sealed record AccountLogLine(
    string Transaction,
    DateOnly BusinessDay,
    DateTimeOffset? At,
    string Type,
    string Text,
    Money Amount,
    Money Commission,
    string Destination,
    Money? BalanceAfter
);
