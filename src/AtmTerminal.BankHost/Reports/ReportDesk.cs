namespace AtmTerminal.BankHost;

/// <summary>Everything a report is made with: the question, who asks, and the store as of one moment.</summary>
internal sealed record ReportDesk(
    Sql Sql,
    ReportKind Kind,
    ReportQuestion Question,
    Employee Employee,
    SumsReach? Reach,
    DateTimeOffset Now
)
{
    public static ReportDesk For(
        Sql sql,
        ReportKind kind,
        ReportQuestion question,
        Employee employee,
        DateTimeOffset now
    ) => new(sql, kind, question, employee, sql.SumsReach(), now);

    /// <summary>The bank that was asked about.</summary>
    public string Bank => Question.Bank ?? Employee.Bank;

    public OperationSums.Span Span =>
        new(Question.Days.From, Question.Days.To, Question.Currency, Reach?.Through ?? DateOnly.MinValue);

    public IReadOnlyList<Period> Pieces => Intervals.Split(Question.Days, Question.Interval);

    /// <summary>The finished report, with the heading that every report of this kind has.</summary>
    /// <param name="about">Whom or what it is about, beside days and currency; empty when its kind says it all.</param>
    public OfficeResult<Report> Report(
        string about,
        IReadOnlyList<ReportColumn> columns,
        IReadOnlyList<IReadOnlyList<ReportCell>> rows,
        ReportChart chart
    ) => new OfficeResult<Report>.Done(new(Kind.Name, Title(about), Kind.Answers, AsOf, columns, rows, chart));

    // Days in the sums are as old as the last look at them; days that are not are read as they are now.
    private DateTimeOffset AsOf => Reach is { } reach && Question.Days.From <= reach.Through ? reach.At : Now;

    private string Title(string about)
    {
        var days = $"{Question.Days.From:yyyy-MM-dd} to {Question.Days.To:yyyy-MM-dd}";
        string[] parts = [Kind.Title, about, days, Question.Currency.Code];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }
}
