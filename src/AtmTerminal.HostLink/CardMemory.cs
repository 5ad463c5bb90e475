using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Events;
using AtmTerminal.Iso8583;
using AtmTerminal.Journal;
using AtmTerminal.Security;

namespace AtmTerminal.HostLink;

/// <summary>
/// Turns the host's answers into what a terminal may go by when the line is down (failure matrix, rule O1). Writes nothing
/// itself: the facts go into the journal together with what else the answer means.
/// </summary>
internal sealed class CardMemory(
    BankLink link,
    LinkSettings settings,
    IJournal journal,
    CardVault vault,
    TimeZoneInfo zone
)
{
    /// <summary>What an answer says of its card; empty when nothing is remembered here, or nothing changes.</summary>
    /// <param name="currency">What the terminal pays: a figure in another one says nothing about that.</param>
    public JournalEvent[] FactsOf(Pan pan, Currency currency, AuthorizationAnswer answer)
    {
        if (!settings.RemembersCards)
            return [];
        var card = vault.TokenOf(pan);
        if (answer is { Response.IsApproved: true, Balance: { } balance } && balance.Currency == currency)
            return
            [
                new CardRemembered(
                    card,
                    balance,
                    answer.LeftToday,
                    BusinessDay.Of(link.Now, zone),
                    link.HostClockOffset ?? TimeSpan.Zero
                ),
            ];
        var known = journal.State.Remembered(card);
        return answer.Response.IsRetain || known?.Available is not null
            ? [new CardForgotten(card, answer.Response.Value, answer.Response.IsRetain)]
            : [];
    }

    /// <summary>The journal is an older copy, so its figures are too high.</summary>
    public void ForgetAll()
    {
        if (settings.RemembersCards && journal.State.Cards.Any(c => c.Available is not null))
            journal.Append(new AllCardsForgotten("the host knows more withdrawals than this journal"));
    }
}
