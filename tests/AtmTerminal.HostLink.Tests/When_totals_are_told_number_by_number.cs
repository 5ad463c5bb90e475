using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink.Tests;

/// <summary>Pages of totals: each number in one of them, and no number of the host between two.</summary>
public class When_totals_are_told_number_by_number
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(TotalsPage.MostNumbers)]
    [TestCase(TotalsPage.MostNumbers + 1)]
    [TestCase(5 * TotalsPage.MostNumbers)]
    public void The_pages_cover_every_number_there_can_be(int withdrawals)
    {
        var given = Enumerable.Range(1, withdrawals).Select(n => new GivenAmount(new(3 * n), 100 * n)).ToList();

        var pages = TotalsDifference.Pages(given);

        Assert.That(pages.SelectMany(page => page.Given), Is.EqualTo(given));
        Assert.That(pages.Select(page => page.Given.Count), Has.All.LessThanOrEqualTo(TotalsPage.MostNumbers));
        Assert.That(pages[0].After.Value, Is.Zero);
        Assert.That(pages[^1].UpTo.Value, Is.EqualTo(999_999_999_999));
        Assert.That(pages.Skip(1).Select(page => page.After), Is.EqualTo(pages.SkipLast(1).Select(page => page.UpTo)));
        foreach (var page in pages)
            Assert.That(page.Given, Has.All.Matches<GivenAmount>(g => g.Withdrawal.CompareTo(page.After) > 0));
    }
}
