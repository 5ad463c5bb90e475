using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>Sums by day and bank, put together by piece of time and bank, with a zero wherever a bank had nothing.</summary>
internal sealed class BankSeries
{
    private readonly Dictionary<(int Piece, string Bank), OperationSum> _sums = [];
    private readonly IReadOnlyDictionary<string, string> _names;
    private readonly Currency _currency;

    /// <param name="names">Of the banks by code; a bank without a name is called by its code.</param>
    public BankSeries(
        IReadOnlyList<BankDaySum> days,
        IReadOnlyList<Period> pieces,
        IReadOnlyDictionary<string, string> names,
        Currency currency
    )
    {
        (Pieces, _names, _currency) = (pieces, names, currency);
        var pieceOf = new Dictionary<DateOnly, int>();
        for (var piece = 0; piece < pieces.Count; piece++)
        for (var day = pieces[piece].From; day <= pieces[piece].To; day = day.AddDays(1))
            pieceOf.Add(day, piece);
        foreach (var day in days)
        {
            var key = (pieceOf[day.Day], day.AtmBank);
            _sums[key] = _sums.GetValueOrDefault(key, OperationSum.None(currency)) + day.Sum;
        }
        Banks = [.. days.Select(day => day.AtmBank).Distinct().Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<Period> Pieces { get; }

    /// <summary>Codes of the banks that had anything at all, in their order.</summary>
    public IReadOnlyList<string> Banks { get; }

    public string NameOf(string bank) => _names.GetValueOrDefault(bank, bank);

    public OperationSum Sum(int piece, string bank) =>
        _sums.GetValueOrDefault((piece, bank), OperationSum.None(_currency));

    /// <summary>A row for each piece of time and bank: first and last day, the bank's name, and what the report makes of the sum.</summary>
    public IReadOnlyList<IReadOnlyList<ReportCell>> Rows(Func<OperationSum, IEnumerable<ReportCell>> cells) =>
        [
            .. Enumerable
                .Range(0, Pieces.Count)
                .SelectMany(
                    piece => Banks,
                    IReadOnlyList<ReportCell> (piece, bank) =>
                        [
                            new ReportCell.Day(Pieces[piece].From),
                            new ReportCell.Day(Pieces[piece].To),
                            new ReportCell.Text(NameOf(bank)),
                            .. cells(Sum(piece, bank)),
                        ]
                ),
        ];

    /// <summary>The amounts given, a line for each bank.</summary>
    public ReportChart Chart(Interval interval) =>
        new(
            ChartShape.Lines,
            Intervals.Across(interval),
            "Withdrawn",
            ColumnKind.Money,
            _currency,
            [.. Pieces.Select(piece => Intervals.Label(piece, interval))],
            [.. Banks.Select(bank => new ChartSeries(NameOf(bank), Line(bank)))]
        );

    private List<decimal> Line(string bank) =>
        [.. Enumerable.Range(0, Pieces.Count).Select(piece => Sum(piece, bank).Amount.InMajorUnits())];
}
