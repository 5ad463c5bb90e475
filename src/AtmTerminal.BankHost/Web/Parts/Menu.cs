namespace AtmTerminal.BankHost;

/// <summary>A page that is reached from everywhere.</summary>
/// <param name="Needs">As the page itself demands; who lacks it is not shown the way.</param>
internal sealed record MenuEntry(string Address, string Title, Rights Needs);

/// <summary>The ways through the console, in the order of a day's work.</summary>
internal static class Menu
{
    public static IReadOnlyList<MenuEntry> Entries { get; } =
    [
        new("/", "Overview", Rights.Look),
        new("/machines", "Machines", Rights.Look),
        new("/customers", "Customers", Rights.Look),
        new("/cards", "Cards", Rights.Look),
        new("/captured", "Captured cards", Rights.Look),
        new("/cases", "Cases", Rights.Look),
        new("/reports", "Reports", Rights.Look),
        new("/rules", "Fees and limits", Rights.Look),
        new("/employees", "Employees", Rights.People),
        new("/audit", "Audit", Rights.People),
    ];

    public static IEnumerable<MenuEntry> For(Employee employee) => Entries.Where(entry => employee.May(entry.Needs));

    /// <summary>Whether a page belongs to an entry: it is the page itself or lies below it.</summary>
    public static bool Leads(MenuEntry entry, string path) =>
        entry.Address == path
        || (entry.Address != "/" && path.StartsWith(entry.Address + "/", StringComparison.Ordinal));
}
