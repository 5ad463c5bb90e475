namespace AtmTerminal.Iso8583.Tests.Line;

public sealed class When_the_line_leaves_out_the_year
{
    [TestCase("0314083015", "2026-03-14T08:30:20Z", "2026-03-14T08:30:15Z")]
    [TestCase("1231235959", "2027-01-01T00:00:05Z", "2026-12-31T23:59:59Z")]
    [TestCase("0101000005", "2026-12-31T23:59:59Z", "2027-01-01T00:00:05Z")]
    [TestCase("0229120000", "2027-12-01T00:00:00Z", "2028-02-29T12:00:00Z")]
    public void The_nearest_moment_is_meant(string digits, string now, string expected)
    {
        var time = LineTime.TryParse(digits);

        Assert.That(time!.Value.Nearest(DateTimeOffset.Parse(now)), Is.EqualTo(DateTimeOffset.Parse(expected)));
    }

    [TestCase("0231000000")]
    [TestCase("1301000000")]
    [TestCase("0101240000")]
    [TestCase("010100000")]
    [TestCase("01010000 0")]
    public void What_no_clock_shows_is_refused(string digits) => Assert.That(LineTime.TryParse(digits), Is.Null);
}
