using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>The own machines one by one, and for comparison one row for all machines of each other bank.</summary>
internal static class ForeignCards
{
    /// <summary>More bars than this cannot be read.</summary>
    private const int MostBars = 25;

    public static ReportKind Kind { get; } =
        new(
            "foreign-cards",
            "Cards of other banks",
            "How often did each machine serve cards of other banks, and what commission did that bring?",
            [ReportParameter.From, ReportParameter.To, ReportParameter.Currency],
            Make
        );

    private static OfficeResult<Report> Make(ReportDesk desk)
    {
        var currency = desk.Question.Currency;
        var sums = desk.Sql.GivenByMachine(desk.Span);
        var own = OwnMachines(desk.Sql.MachinePlaces(), sums, desk.Employee.Bank, currency);
        var others = OtherBanks(sums, desk.Sql.BankNames(), desk.Employee.Bank, currency);
        return desk.Report(
            about: "",
            [
                new("Machine", ColumnKind.Text),
                new("Address", ColumnKind.Text),
                new("Withdrawals", ColumnKind.Count),
                new("By foreign cards", ColumnKind.Count),
                new("Share of foreign cards", ColumnKind.Percent),
                new("Withdrawn by foreign cards", ColumnKind.Money, currency),
                new("Commission income", ColumnKind.Money, currency),
            ],
            [.. own.Concat(others).Select(Row)],
            Chart([.. own.Where(served => served.All.Operations > 0)])
        );
    }

    /// <summary>Every machine that the bank services now or serviced then, the largest share first.</summary>
    private static List<Served> OwnMachines(
        IReadOnlyList<MachinePlace> places,
        IReadOnlyList<MachineSum> sums,
        string bank,
        Currency currency
    )
    {
        var byMachine = sums.Where(sum => sum.AtmBank == bank).ToLookup(sum => sum.Terminal);
        return
        [
            .. places
                .Where(place => place.Bank == bank || byMachine.Contains(place.Terminal))
                .Select(place => Served.Of(place.Terminal, place.Address, byMachine[place.Terminal], currency))
                .OrderByDescending(served => served.Share.ForChart())
                .ThenBy(served => served.Name, StringComparer.Ordinal),
        ];
    }

    private static List<Served> OtherBanks(
        IReadOnlyList<MachineSum> sums,
        IReadOnlyDictionary<string, string> names,
        string bank,
        Currency currency
    ) =>
        [
            .. sums.Where(sum => sum.AtmBank != bank)
                .GroupBy(sum => sum.AtmBank)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group =>
                    Served.Of($"All of {names.GetValueOrDefault(group.Key, group.Key)}", "", group, currency)
                ),
        ];

    private static IReadOnlyList<ReportCell> Row(Served served) =>
        [
            new ReportCell.Text(served.Name),
            new ReportCell.Text(served.Address),
            new ReportCell.Count(served.All.Operations),
            new ReportCell.Count(served.Foreign.Operations),
            served.Share,
            new ReportCell.Amount(served.Foreign.Amount),
            new ReportCell.Amount(served.All.Commission),
        ];

    private static ReportChart Chart(IReadOnlyList<Served> served) =>
        new(
            ChartShape.Bars,
            served.Count > MostBars ? $"The {MostBars} machines with the largest share" : "Machine",
            "Share of foreign cards",
            ColumnKind.Percent,
            Currency.None,
            [.. served.Take(MostBars).Select(one => one.Name)],
            [new("Share of foreign cards", [.. served.Take(MostBars).Select(one => one.Share.ForChart())])]
        );

    /// <summary>What a machine, or all machines of a bank, gave to whom.</summary>
    private sealed record Served(string Name, string Address, OperationSum All, OperationSum Foreign)
    {
        public ReportCell Share => Figures.Share(Foreign.Operations, All.Operations);

        public static Served Of(string name, string address, IEnumerable<MachineSum> sums, Currency currency)
        {
            var (all, foreign) = (OperationSum.None(currency), OperationSum.None(currency));
            foreach (var sum in sums)
            {
                all += sum.Sum;
                foreign += sum.IsForeign ? sum.Sum : OperationSum.None(currency);
            }
            return new(name, address, all, foreign);
        }
    }
}
