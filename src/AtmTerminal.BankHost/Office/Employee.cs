namespace AtmTerminal.BankHost;

/// <summary>What an employee may do. The names are the words in <c>employee.rights</c>, separated by blanks.</summary>
[Flags]
internal enum Rights
{
    None = 0,

    /// <summary>Look at everything but card numbers, which nobody sees whole.</summary>
    Look = 1,

    /// <summary>Open and lock customers' accounts.</summary>
    Accounts = 2,

    /// <summary>Order, hand out, block, replace and destroy cards.</summary>
    Cards = 4,

    /// <summary>Accept complaints; settle cases.</summary>
    Cases = 8,

    /// <summary>Agree, as the second person, to what moves money.</summary>
    Money = 16,

    /// <summary>Change fees, limits, interest and the catalogue of machines.</summary>
    Rules = 32,

    /// <summary>Take on employees and set their rights.</summary>
    People = 64,
}

/// <summary>One of the bank's people, as signed in.</summary>
/// <param name="Code">The own number, unique over all banks.</param>
/// <param name="Bank">Code of the bank of the employee's branch. Customers of other banks are none of this employee's.</param>
internal sealed record Employee(string Code, string Name, string Position, string Branch, string Bank, Rights Rights)
{
    /// <summary>Whether all of <paramref name="rights"/> are this employee's.</summary>
    public bool May(Rights rights) => (Rights & rights) == rights;
}
