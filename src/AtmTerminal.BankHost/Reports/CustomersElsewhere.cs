namespace AtmTerminal.BankHost;

/// <summary>Where a bank's customers go instead of its own machines. That is for the people of that bank alone.</summary>
internal static class CustomersElsewhere
{
    public static ReportKind Kind { get; } =
        new(
            "customers-elsewhere",
            "Own customers at other banks' machines",
            "How much did a bank's customers withdraw at the machines of other banks, and what did they pay for it?",
            [
                ReportParameter.From,
                ReportParameter.To,
                ReportParameter.Currency,
                ReportParameter.Interval,
                ReportParameter.Bank,
            ],
            Make
        );

    private static OfficeResult<Report> Make(ReportDesk desk)
    {
        var names = desk.Sql.BankNames();
        if (!names.TryGetValue(desk.Bank, out var name))
            return ReportCatalogue.Refuse(Refusal.NotFound, $"There is no bank '{desk.Bank}': choose one of the list.");
        if (desk.Bank != desk.Employee.Bank)
            return ReportCatalogue.Refuse(
                Refusal.NotAllowed,
                $"What the customers of {name} do is for its own people: ask for your own bank."
            );

        var currency = desk.Question.Currency;
        var series = new BankSeries(desk.Sql.GivenElsewhere(desk.Span, desk.Bank), desk.Pieces, names, currency);
        return desk.Report(
            name,
            [
                new("From", ColumnKind.Day),
                new("To", ColumnKind.Day),
                new("Bank of the machines", ColumnKind.Text),
                new("Withdrawals", ColumnKind.Count),
                new("Withdrawn", ColumnKind.Money, currency),
                new("Commission paid", ColumnKind.Money, currency),
            ],
            series.Rows(sum =>
                [
                    new ReportCell.Count(sum.Operations),
                    new ReportCell.Amount(sum.Amount),
                    new ReportCell.Amount(sum.Commission),
                ]
            ),
            series.Chart(desk.Question.Interval)
        );
    }
}
