namespace AtmTerminal.BankHost;

/// <summary>Rights as the words in <c>employee.rights</c>, and as a person reads them.</summary>
internal static class RightsWords
{
    /// <summary>Every single right, the least first.</summary>
    public static IReadOnlyList<Rights> Each { get; } =
    [.. Enum.GetValues<Rights>().Where(right => right != Rights.None)];

    /// <summary>All there are.</summary>
    public static Rights All { get; } = Each.Aggregate((all, right) => all | right);

    public static string ToWords(this Rights rights) =>
        string.Join(' ', Each.Where(right => (rights & right) == right));

    /// <exception cref="ArgumentException">A word is no right: the store was written by a newer program.</exception>
    public static Rights Parse(string words) =>
        words
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(Rights.None, (rights, word) => rights | Enum.Parse<Rights>(word));

    /// <summary>What <paramref name="words"/> say; <c>null</c> when one of them is no right.</summary>
    public static Rights? TryParse(IEnumerable<string> words)
    {
        var rights = Rights.None;
        foreach (var word in words)
        {
            if (!Each.Any(right => right.ToString() == word))
                return null;
            rights |= Enum.Parse<Rights>(word);
        }
        return rights;
    }

    /// <summary>What a right lets its holder do, to end the sentence "This needs the right to …".</summary>
    public static string ToDo(this Rights right) =>
        right switch
        {
            Rights.Look => "look at what the bank keeps",
            Rights.Accounts => "open and lock accounts",
            Rights.Cards => "order, hand out, block and replace cards",
            Rights.Cases => "accept complaints and settle cases",
            Rights.Money => "agree, as the second person, to what moves money",
            Rights.Rules => "change fees, limits, interest and the catalogue of machines",
            Rights.People => "take on employees and set their rights",
            _ => string.Join(" and to ", Each.Where(one => (right & one) == one).Select(ToDo)),
        };
}
