using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>How the cards of a bank come and go. That is for the people of that bank alone.</summary>
internal static class CardService
{
    // A supplementary card that is opened is in both of the first two.
    private static readonly (string Name, CardStep[] Steps, bool OnlySupplementary)[] Series =
    [
        ("Opened", [CardStep.Collected], false),
        ("Of them supplementary", [CardStep.Collected], true),
        ("Void", [CardStep.Voided], false),
        ("Lost or stolen", [CardStep.ReportedLost, CardStep.ReportedStolen], false),
        ("Kept by machines", [CardStep.Retained, CardStep.Captured], false),
        ("Destroyed", [CardStep.Destroyed], false),
    ];

    public static ReportKind Kind { get; } =
        new(
            "card-service",
            "Development of the card service",
            "How many cards were opened, became void, were lost, kept by machines and destroyed in each month?",
            [ReportParameter.From, ReportParameter.To, ReportParameter.Bank],
            Make
        );

    private static OfficeResult<Report> Make(ReportDesk desk)
    {
        if (!desk.Sql.BankNames().TryGetValue(desk.Bank, out var name))
            return ReportCatalogue.Refuse(Refusal.NotFound, $"There is no bank '{desk.Bank}': choose one of the list.");
        if (desk.Bank != desk.Employee.Bank)
            return ReportCatalogue.Refuse(
                Refusal.NotAllowed,
                $"What becomes of the cards of {name} is for its own people: ask for your own bank."
            );

        var months = Intervals.Split(desk.Question.Days, Interval.Month);
        var steps = desk.Sql.CardSteps(desk.Bank, desk.Question.Days);
        var counts = months.Select(month => Array.ConvertAll(Series, series => Count(steps, month, series))).ToList();
        // The log of the cards is read as it is now.
        return (desk with { Reach = null }).Report(
            name,
            [
                new("From", ColumnKind.Day),
                new("To", ColumnKind.Day),
                .. Series.Select(series => new ReportColumn(series.Name, ColumnKind.Count)),
            ],
            [.. months.Select((month, at) => Row(month, counts[at]))],
            Chart(months, counts)
        );
    }

    /// <summary>Each card once in a month: the machine's own report of a card that it was told to keep is no second one.</summary>
    private static long Count(
        IReadOnlyList<CardStepOnDay> steps,
        Period month,
        (string Name, CardStep[] Steps, bool OnlySupplementary) series
    ) =>
        steps
            .Where(step => step.Day >= month.From && step.Day <= month.To && series.Steps.Contains(step.Step))
            .Where(step => !series.OnlySupplementary || step.Kind == CardKind.Supplementary)
            .Select(step => step.Token)
            .Distinct()
            .LongCount();

    private static IReadOnlyList<ReportCell> Row(Period month, IEnumerable<long> counts) =>
        [
            new ReportCell.Day(month.From),
            new ReportCell.Day(month.To),
            .. counts.Select(count => new ReportCell.Count(count)),
        ];

    private static ReportChart Chart(IReadOnlyList<Period> months, IReadOnlyList<long[]> counts) =>
        new(
            ChartShape.Lines,
            Intervals.Across(Interval.Month),
            "Cards",
            ColumnKind.Count,
            Currency.None,
            [.. months.Select(month => Intervals.Label(month, Interval.Month))],
            [
                .. Series.Select(
                    (series, at) => new ChartSeries(series.Name, [.. counts.Select(month => (decimal)month[at])])
                ),
            ]
        );
}
