using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using AtmTerminal.Domain.Amounts;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>As CSV, as JSON and as a picture. Nothing here touches a store.</summary>
public class When_a_report_is_written_down
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 8, 30, 0, TimeSpan.Zero);

    [Test]
    public void The_table_has_a_header_with_units_plain_numbers_and_lines_that_end_as_RFC_4180_says() =>
        Assert.That(
            ReportCsv.Text(Table("Kyiv", new ReportCell.Amount(Kopiykas(123_456_05)), new ReportCell.Percent(3_333))),
            Is.EqualTo("Place,Withdrawn (UAH),Share (%),Last use,Times\r\nKyiv,123456.05,33.33,2026-05-31,12000\r\n")
        );

    [TestCase("Kyiv, Khreshchatyk 1", "\"Kyiv, Khreshchatyk 1\"")]
    [TestCase("The \"Old\" town", "\"The \"\"Old\"\" town\"")]
    [TestCase("two\nlines", "\"two\nlines\"")]
    [TestCase("Hà Nội, Đống Đa", "\"Hà Nội, Đống Đa\"")]
    public void Commas_quotes_and_line_ends_are_quoted(string place, string field) =>
        Assert.That(ReportCsv.Text(Table(place)), Does.Contain($"\r\n{field},"));

    [TestCase("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [TestCase("+1", "'+1")]
    [TestCase("-1", "'-1")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("\t=1", "'\t=1")]
    public void A_word_that_begins_like_a_formula_is_no_formula_any_more(string place, string field) =>
        Assert.That(ReportCsv.Text(Table(place)), Does.Contain($"\r\n{field},"));

    [Test]
    public void A_negative_amount_stays_a_number() =>
        Assert.That(
            ReportCsv.Text(Table("x", new ReportCell.Amount(Kopiykas(-50)))),
            Does.Contain("x,-0.50,"),
            "an apostrophe would make it text"
        );

    [Test]
    public void No_value_is_an_empty_field_and_null() =>
        Assert.Multiple(() =>
        {
            var report = Table("x", new ReportCell.Nothing(), new ReportCell.Nothing());
            Assert.That(ReportCsv.Text(report), Does.Contain("x,,,2026-05-31"));
            Assert.That(Json(report).GetProperty("rows")[0][1].ValueKind, Is.EqualTo(JsonValueKind.Null));
        });

    [Test]
    public void The_file_is_UTF_8_and_says_so() =>
        Assert.That(
            ReportCsv.Bytes(Table("Đà Nẵng")),
            Is.EqualTo(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(ReportCsv.Text(Table("Đà Nẵng")))))
        );

    [Test]
    public void Other_systems_get_amounts_with_all_decimals_and_the_kinds_of_the_columns()
    {
        var json = Json(Table("Kyiv", new ReportCell.Amount(Kopiykas(9_007_199_254_740_993))));

        Assert.That(json.GetProperty("as_of").GetDateTimeOffset(), Is.EqualTo(Now));
        Assert.That(json.GetProperty("rows")[0][1].GetString(), Is.EqualTo("90071992547409.93"));
        Assert.That(json.GetProperty("rows")[0][4].GetInt64(), Is.EqualTo(12_000));
        Assert.That(
            json.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("kind").GetString()),
            Is.EqualTo(new[] { "text", "money", "percent", "day", "count" })
        );
        Assert.That(json.GetProperty("columns")[1].GetProperty("currency").GetString(), Is.EqualTo("UAH"));
        Assert.That(json.GetProperty("chart").GetProperty("shape").GetString(), Is.EqualTo("lines"));
    }

    [Test]
    public void The_picture_says_in_words_what_it_shows_and_runs_nothing()
    {
        var svg = XElement.Parse(SvgChart.Draw(Table("<script>alert(1)</script> & co")));
        XNamespace ns = "http://www.w3.org/2000/svg";

        Assert.That(svg.Attribute("role")!.Value, Is.EqualTo("img"));
        var named = svg.Attribute("aria-labelledby")!.Value.Split(' ');
        Assert.That(named, Is.EqualTo(svg.Elements().Take(2).Select(element => element.Attribute("id")!.Value)));
        Assert.That(svg.Element(ns + "title")!.Value, Is.EqualTo("Places"));
        Assert.That(
            svg.Element(ns + "desc")!.Value,
            Does.StartWith("Where?").And.Contain("<script>alert(1)</script> & co")
        );
        Assert.That(svg.Descendants(ns + "script"), Is.Empty);
        Assert.That(svg.Element(ns + "style")!.Value, Does.Contain("prefers-color-scheme:dark"));
    }

    [Test]
    public void Eight_series_differ_in_more_than_their_colour() =>
        Assert.That(
            Enumerable
                .Range(0, 8)
                .Select(series => (ChartFrame.DashesOf(series), ChartFrame.ShapeOf(series) % 4))
                .Distinct()
                .Count(),
            Is.EqualTo(8)
        );

    [Test]
    public void There_is_a_legend_when_there_is_more_than_one_series()
    {
        var one = Chart(ChartShape.Bars, "Only");

        Assert.That(SvgChart.Draw(one), Does.Not.Contain(">Only</text>"));
        Assert.That(
            SvgChart.Draw(Chart(ChartShape.Bars, "First", "Second")),
            Does.Contain(">First</text>").And.Contain(">Second</text>")
        );
        Assert.That(
            SvgChart.Draw(Chart(ChartShape.Lines, "First", "Second")),
            Does.Contain(">First</text>").And.Contain(">Second</text>")
        );
    }

    [TestCase(0, nameof(ColumnKind.Count), 1, 1, "")]
    [TestCase(3, nameof(ColumnKind.Count), 1, 3, "")]
    [TestCase(7, nameof(ColumnKind.Count), 2, 4, "")]
    [TestCase(100, nameof(ColumnKind.Percent), 20, 5, "")]
    [TestCase(0.4, nameof(ColumnKind.Percent), 0.1, 4, "")]
    [TestCase(10_000, nameof(ColumnKind.Money), 2_000, 5, "thousand")]
    [TestCase(123_456, nameof(ColumnKind.Money), 50_000, 3, "thousand")]
    [TestCase(26_000_000, nameof(ColumnKind.Money), 10_000_000, 3, "million")]
    [TestCase(4_100_000_000.0, nameof(ColumnKind.Money), 1_000_000_000, 5, "billion")]
    public void The_axis_goes_in_round_steps_to_just_above_the_largest_value(
        decimal largest,
        string kind,
        decimal step,
        int steps,
        string divisor
    )
    {
        var axis = Axis.For(largest, Enum.Parse<ColumnKind>(kind));

        Assert.That((axis.Step, axis.Steps, axis.DivisorName), Is.EqualTo((step, steps, divisor)));
    }

    [Test]
    public void The_numbers_on_the_axis_are_short_and_their_unit_stands_above_them()
    {
        var axis = Axis.For(26_000_000, ColumnKind.Money);

        Assert.That(Enumerable.Range(0, 4).Select(axis.Label), Is.EqualTo(new[] { "0", "10", "20", "30" }));
        Assert.That(axis.Caption("Withdrawn", ColumnKind.Money, Currency.Vnd), Is.EqualTo("Withdrawn, million VND"));
        Assert.That(
            Axis.For(40, ColumnKind.Percent).Caption("Share", ColumnKind.Percent, default),
            Is.EqualTo("Share, %")
        );
        Assert.That(Axis.For(40, ColumnKind.Count).Caption("Times", ColumnKind.Count, default), Is.EqualTo("Times"));
    }

    [TestCase(1, 3, 3_333)]
    [TestCase(2, 3, 6_667)]
    [TestCase(1, 1, 10_000)]
    [TestCase(1, 20_000, 1)]
    [TestCase(1, 20_001, 0)]
    public void Shares_are_rounded_half_up_to_a_hundredth_of_a_percent(long part, long whole, int basisPoints) =>
        Assert.That(Figures.Share(part, whole), Is.EqualTo(new ReportCell.Percent(basisPoints)));

    private static JsonElement Json(Report report) => JsonDocument.Parse(ReportJson.Bytes(report)).RootElement;

    private static Report Table(string place, ReportCell? amount = null, ReportCell? share = null) =>
        Chart(ChartShape.Lines, place, "Other") with
        {
            Columns =
            [
                new("Place", ColumnKind.Text),
                new("Withdrawn", ColumnKind.Money, Currency.Uah),
                new("Share", ColumnKind.Percent),
                new("Last use", ColumnKind.Day),
                new("Times", ColumnKind.Count),
            ],
            Rows =
            [
                [
                    new ReportCell.Text(place),
                    amount ?? new ReportCell.Amount(Uah(1)),
                    share ?? new ReportCell.Percent(1),
                    new ReportCell.Day(new(2026, 5, 31)),
                    new ReportCell.Count(12_000),
                ],
            ],
        };

    private static Report Chart(ChartShape shape, params string[] series) =>
        new(
            "places",
            "Places",
            "Where?",
            Now,
            [],
            [],
            new(
                shape,
                "Month",
                "Times",
                ColumnKind.Count,
                Currency.None,
                ["May", "June"],
                [.. series.Select(name => new ChartSeries(name, [3, 4]))]
            )
        );
}
