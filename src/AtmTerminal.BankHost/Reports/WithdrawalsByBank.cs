namespace AtmTerminal.BankHost;

/// <summary>Compares the banks, so everybody sees all of them: a row says nothing of any one machine or customer.</summary>
internal static class WithdrawalsByBank
{
    public static ReportKind Kind { get; } =
        new(
            "withdrawals-by-bank",
            "Withdrawals by bank",
            "How many withdrawals did the machines of each bank give, and how much?",
            [ReportParameter.From, ReportParameter.To, ReportParameter.Currency, ReportParameter.Interval],
            Make
        );

    private static OfficeResult<Report> Make(ReportDesk desk)
    {
        var currency = desk.Question.Currency;
        var series = new BankSeries(desk.Sql.GivenByBank(desk.Span), desk.Pieces, desk.Sql.BankNames(), currency);
        return desk.Report(
            about: "",
            [
                new("From", ColumnKind.Day),
                new("To", ColumnKind.Day),
                new("Bank of the machines", ColumnKind.Text),
                new("Withdrawals", ColumnKind.Count),
                new("Withdrawn", ColumnKind.Money, currency),
                new("Average", ColumnKind.Money, currency),
            ],
            series.Rows(sum =>
                [
                    new ReportCell.Count(sum.Operations),
                    new ReportCell.Amount(sum.Amount),
                    Figures.Average(sum.Amount, sum.Operations),
                ]
            ),
            series.Chart(desk.Question.Interval)
        );
    }
}
