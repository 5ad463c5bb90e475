using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Cards;

namespace AtmTerminal.Devices.CardReader;

/// <summary>Whether what was read is the card of a customer who may be served today.</summary>
internal static class StripeCheck
{
    public static CardData Check(StripeReading reading, DateOnly today)
    {
        if (reading.Problem is { } unread)
            return new(null, unread);
        if (Track2.TryParse(reading.Text, out var problem) is not { } track2)
            return new(
                null,
                problem switch
                {
                    Track2Problem.NotAPaymentCard => StripeProblem.NotAPaymentCard,
                    Track2Problem.CheckDigit => StripeProblem.CheckDigit,
                    Track2Problem.ExpiryMonth => StripeProblem.ExpiryMonth,
                    _ => throw new InvalidOperationException($"No name for {problem}."),
                }
            );
        if (track2.Expiry.IsOverOn(today))
            return new(null, StripeProblem.Expired);
        return track2.AllowsCash ? new(track2, null) : new(null, StripeProblem.CashNotAllowed);
    }
}
