namespace AtmTerminal.BankHost;

/// <summary>Who a customer is.</summary>
internal sealed record YearPerson(
    string Name,
    Sex Sex,
    DateOnly BornOn,
    string Document,
    DateOnly DocumentIssuedOn,
    YearAddress Address,
    string Phone,
    string Email,
    string Employer
)
{
    public static YearPerson Drawn(YearCountry country, YearCity city, long home, DateOnly before, YearDraw draw)
    {
        var woman = draw.Happens(0.52);
        var name = country.Names.Full(draw, woman);
        var bornOn = before.AddDays(-draw.Between(19 * 365, 78 * 365));
        var grownUp = bornOn.AddYears(16).DayNumber;
        return new(
            name,
            woman ? Sex.Female : Sex.Male,
            bornOn,
            // Numbered by the customer, so that no two people of the sample have the same paper.
            country == YearPlaces.Ukraine
                ? $"{home:D9}"
                : $"0{home:D11}",
            DateOnly.FromDayNumber(draw.Between(Math.Max(grownUp, before.DayNumber - 9 * 365), before.DayNumber - 1)),
            country.Address(city, draw),
            $"{country.PhonePrefix}000{home:D6}",
            $"customer{home}@sample.invalid",
            draw.One(country.Names.Employers)
        );
    }
}

/// <summary>A card, as it stands at the end of the year.</summary>
internal sealed class YearCard
{
    public required CardKind Kind { get; init; }

    public required string Holder { get; init; }

    public required DateOnly OrderedOn { get; init; }

    /// <summary>When it was handed out; <c>null</c> when it never was.</summary>
    public DateOnly? OpenedOn { get; set; }

    public CardState State { get; set; } = CardState.Ordered;

    public DateOnly StateOn { get; set; }

    /// <summary>Since when a machine has it.</summary>
    public DateOnly? CapturedOn { get; set; }

    /// <summary>In minor units, of a supplementary card; 0 for a primary one.</summary>
    public long CapADay { get; init; }

    public long CapAMonth { get; init; }
}

/// <summary>A line of the log of a customer's cards.</summary>
/// <param name="Card">Which card, from 0.</param>
/// <param name="By">Code of an employee, or the host's own word.</param>
internal sealed record YearCardEvent(int Card, CardStep Step, DateTimeOffset At, string By, string Reason);

/// <summary>A time in which a card could be used.</summary>
internal readonly record struct YearCardUse(int Card, DateTimeOffset From, DateTimeOffset To);

/// <summary>Something other than a withdrawal that moves the account.</summary>
/// <param name="Kind">A kind of charge; <c>null</c> for money that was transferred to the account.</param>
/// <param name="Number">Of the charge, or the year and month of the transfer.</param>
/// <param name="Change">In minor units; a fee is negative.</param>
/// <param name="Reason">Words for the account's log.</param>
internal sealed record YearMovement(ChargeKind? Kind, long Number, DateTimeOffset At, long Change, string Reason)
{
    public long BalanceAfter { get; set; }
}

/// <summary>How an operation at a machine ended.</summary>
internal enum YearEnd
{
    Given,
    Declined,
    Reversed,

    /// <summary>Nobody can say yet what the machine gave.</summary>
    Suspect,
}

/// <summary>One operation at a machine, amounts in minor units.</summary>
internal struct YearOperation
{
    public int Machine;

    /// <summary>The machine's own count, from 1; known once all operations of the machine are.</summary>
    public int Number;
    public int Card;
    public DateTimeOffset At;
    public long Asked;
    public bool IsForeign;

    public YearEnd End;

    /// <summary>Why it was declined, in the code of the line; <c>null</c> when it was not.</summary>
    public string? Response;

    /// <summary>The machine had no line and gave the cash first.</summary>
    public bool Offline;

    /// <summary>The machine asked for a person, who decided at <see cref="EndedAt"/>.</summary>
    public bool WasSuspect;

    /// <summary>When it was posted or released.</summary>
    public DateTimeOffset EndedAt;
    public long Given;
    public long BalanceAfter;
}

/// <summary>A customer's year, ready to be written.</summary>
internal sealed class YearCustomer
{
    public required long Home { get; init; }

    public required YearBranch Branch { get; init; }

    public required YearPerson Person { get; init; }

    public required DateOnly OpenedOn { get; init; }

    public required YearCards Cards { get; init; }

    /// <summary>How often this customer goes to a machine, beside others.</summary>
    public required double Habit { get; init; }

    /// <summary>The machine that kept a card, if one did.</summary>
    public YearMachine? KeptBy { get; set; }

    public YearCountry Country => YearWorld.CountryOf(Branch.City);

    public string Account => $"{Branch.Bank.Code}-{Home:D8}";

    /// <summary>What the account begins the year, or its life, with.</summary>
    public long Opening { get; set; }

    public List<YearMovement> Movements { get; } = [];

    /// <summary>In the order of their time.</summary>
    public YearOperation[] Operations { get; set; } = [];

    public long Balance { get; set; }

    public long Held { get; set; }
}
