using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>What the machines of a branch of the own bank did, also those that did nothing.</summary>
internal static class BranchMachines
{
    public static ReportKind Kind { get; } =
        new(
            "branch-machines",
            "Machines of a branch",
            "How busy was each machine of a branch, how often did it have to say no, and when was it last used?",
            [ReportParameter.From, ReportParameter.To, ReportParameter.Currency, ReportParameter.Branch],
            Make
        );

    private static OfficeResult<Report> Make(ReportDesk desk)
    {
        var code = desk.Question.Branch ?? desk.Employee.Branch;
        if (desk.Sql.Branch(code) is not { } branch)
            return ReportCatalogue.Refuse(Refusal.NotFound, $"There is no branch '{code}': choose one of the list.");
        if (branch.Bank != desk.Employee.Bank)
            return ReportCatalogue.Refuse(
                Refusal.NotAllowed,
                $"Branch {code} is of another bank: ask for one of your own."
            );

        var currency = desk.Question.Currency;
        var places = desk.Sql.MachinePlaces().Where(place => place.Branch == code).ToList();
        var activity = desk.Sql.ActivityOfBranch(desk.Span, code).ToLookup(machine => machine.Terminal);
        return desk.Report(
            branch.Name,
            [
                new("Machine", ColumnKind.Text),
                new("Address", ColumnKind.Text),
                new("Withdrawals", ColumnKind.Count),
                new("Withdrawn", ColumnKind.Money, currency),
                new("Average", ColumnKind.Money, currency),
                new("Declined", ColumnKind.Count),
                new("Share of declines", ColumnKind.Percent),
                new("Last use", ColumnKind.Day),
            ],
            [.. places.Select(place => Row(place, activity[place.Terminal], currency))],
            Chart(places, activity, currency)
        );
    }

    private static IReadOnlyList<ReportCell> Row(
        MachinePlace place,
        IEnumerable<MachineActivity> activity,
        Currency currency
    )
    {
        var given = activity.FirstOrDefault(machine => !machine.IsDeclined);
        var sum = given?.Sum ?? OperationSum.None(currency);
        var declined = activity.FirstOrDefault(machine => machine.IsDeclined)?.Sum.Operations ?? 0;
        return
        [
            new ReportCell.Text(place.Terminal),
            new ReportCell.Text(place.Address),
            new ReportCell.Count(sum.Operations),
            new ReportCell.Amount(sum.Amount),
            Figures.Average(sum.Amount, sum.Operations),
            new ReportCell.Count(declined),
            Figures.Share(declined, declined + sum.Operations),
            given is null ? new ReportCell.Nothing() : new ReportCell.Day(given.Last),
        ];
    }

    private static ReportChart Chart(
        IReadOnlyList<MachinePlace> places,
        ILookup<string, MachineActivity> activity,
        Currency currency
    ) =>
        new(
            ChartShape.Bars,
            "Machine",
            "Withdrawn",
            ColumnKind.Money,
            currency,
            [.. places.Select(place => place.Terminal)],
            [new("Withdrawn", [.. places.Select(place => GivenBy(activity[place.Terminal]))])]
        );

    private static decimal GivenBy(IEnumerable<MachineActivity> activity) =>
        activity.FirstOrDefault(machine => !machine.IsDeclined)?.Sum.Amount.InMajorUnits() ?? 0;
}
