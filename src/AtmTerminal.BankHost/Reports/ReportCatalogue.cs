namespace AtmTerminal.BankHost;

/// <summary>A report that can be asked for.</summary>
/// <param name="Name">Its word in addresses and file names; never changes.</param>
/// <param name="Answers">One sentence: the question that it answers.</param>
/// <param name="Make">Makes it of a question whose parameters are these.</param>
internal sealed record ReportKind(
    string Name,
    string Title,
    string Answers,
    IReadOnlyList<ReportParameter> Parameters,
    Func<ReportDesk, OfficeResult<Report>> Make
);

/// <summary>What a form can offer for the parameters.</summary>
/// <param name="Currencies">Those that a limit is kept for: what machines here pay out.</param>
/// <param name="Branches">Of the employee's bank.</param>
internal sealed record ReportChoices(
    IReadOnlyList<string> Currencies,
    IReadOnlyDictionary<string, string> Banks,
    IReadOnlyList<BranchName> Branches
);

/// <summary>The reports of the bank's people, for pages and for other systems. They change nothing.</summary>
internal static class ReportCatalogue
{
    /// <summary>All reports, in the order in which to offer them.</summary>
    public static IReadOnlyList<ReportKind> All { get; } =
    [WithdrawalsByBank.Kind, ForeignCards.Kind, CustomersElsewhere.Kind, BranchMachines.Kind, CardService.Kind];

    /// <summary>The word of a parameter in addresses and forms.</summary>
    public static string NameOf(ReportParameter parameter) => parameter.ToString().ToLowerInvariant();

    /// <summary>Makes a report.</summary>
    /// <param name="name">As in <see cref="All"/>.</param>
    /// <param name="parameters">By <see cref="NameOf"/>; what the report does not have is not looked at.</param>
    /// <param name="employee">Who asks. Sees the own bank in full, and of others what a comparison of banks shows.</param>
    /// <param name="now">The host's clock.</param>
    public static OfficeResult<Report> Run(
        HostDatabase database,
        string name,
        IReadOnlyDictionary<string, string> parameters,
        Employee employee,
        DateTimeOffset now
    )
    {
        if (!employee.May(Rights.Look))
            return Refuse(Refusal.NotAllowed, "You need the right to look before you can see a report.");
        if (All.FirstOrDefault(kind => kind.Name == name) is not { } wanted)
            return Refuse(Refusal.NotFound, $"There is no report '{name}': choose one of {Names}.");
        return ReportQuestions.Read(wanted.Parameters, parameters) switch
        {
            OfficeResult<ReportQuestion>.Done { Value: var question } => database.Read(sql =>
                wanted.Make(ReportDesk.For(sql, wanted, question, employee, now))
            ),
            OfficeResult<ReportQuestion>.Refused(var why, var sentence) => Refuse(why, sentence),
            _ => throw new InvalidOperationException("A result is done or refused."),
        };
    }

    /// <summary>What to offer an employee in a form.</summary>
    public static ReportChoices Choices(HostDatabase database, Employee employee) =>
        database.Read(sql => new ReportChoices(
            sql.All("SELECT currency FROM withdrawal_limit ORDER BY currency", static row => row.GetString(0)),
            sql.BankNames(),
            sql.Branches(employee.Bank)
        ));

    internal static OfficeResult<Report> Refuse(Refusal why, string sentence) =>
        new OfficeResult<Report>.Refused(why, sentence);

    private static string Names => string.Join(", ", All.Select(kind => kind.Name));
}
