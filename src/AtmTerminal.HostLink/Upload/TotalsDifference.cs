using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;
using AtmTerminal.Journal;

namespace AtmTerminal.HostLink;

/// <summary>
/// Finds the withdrawals that make the totals of a day differ (failure matrix, E17): the terminal tells what it gave number by
/// number, the host says where it has something else. Neither changes anything.
/// </summary>
internal sealed class TotalsDifference(IJournal journal, RecordSender sender)
{
    private static readonly WithdrawalNumber _highest = new(999_999_999_999);

    /// <returns>What to write down; <c>null</c> when the host could not be asked to the end.</returns>
    public async Task<TotalsDiffered?> FindAsync(OutboxRecord totals, TotalsAnswer answer)
    {
        var day = totals.Day!.Value;
        var records = await LostRecords.ReadAllAsync(journal);
        var given = records
            .Where(r => r.Kind == OutboxKind.Completion && r.Day == day)
            .Where(r => r.Amount.Currency == totals.Amount.Currency)
            .OrderBy(r => r.Withdrawal.Value)
            .Select(r => new GivenAmount(r.Withdrawal, r.Amount.MinorUnits))
            .ToList();
        var differing = new List<WithdrawalNumber>();
        foreach (var page in Pages(given))
        {
            var reply = await sender.SendAsync(totals, isRepeat: true, page);
            if (reply is not Reply.Answered answered)
                return null;
            var about = (TotalsAnswer)answered.Answer;
            if (!about.Response.IsAcknowledgement)
                return null;
            differing.AddRange(about.Differing);
        }
        return new(day, totals.Count, totals.Amount, answer.Count, answer.Amount, differing);
    }

    /// <summary>Cuts the whole range of numbers into pages, so that what only the host has falls into one of them too.</summary>
    internal static IReadOnlyList<TotalsPage> Pages(IReadOnlyList<GivenAmount> given)
    {
        var pages = new List<TotalsPage>();
        var after = default(WithdrawalNumber);
        foreach (var numbers in given.Chunk(TotalsPage.MostNumbers))
        {
            var upTo = numbers[^1] == given[^1] ? _highest : numbers[^1].Withdrawal;
            pages.Add(new(after, upTo, numbers));
            after = upTo;
        }
        return given.Count == 0 ? [new(after, _highest, [])] : pages;
    }
}
