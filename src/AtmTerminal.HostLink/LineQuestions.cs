using AtmTerminal.Domain.Amounts;
using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink;

/// <summary>The session's questions in the words of the line.</summary>
internal sealed class LineQuestions(LinkSettings settings)
{
    public AuthorizationRequest Withdrawal(WithdrawalQuestion question, LineHeader header, LineTime localTime) =>
        new(
            header,
            Purpose.Withdrawal,
            question.Withdrawal,
            question.Amount,
            question.Commission,
            question.Track,
            localTime,
            settings.AcquirerId,
            settings.AcceptorId,
            Details.None.With(DetailKeys.Mode, LineModes.AuthorizeFirst),
            question.Pin
        );

    public AuthorizationRequest Balance(BalanceQuestion question, LineHeader header, LineTime localTime) =>
        new(
            header,
            Purpose.Balance,
            default,
            Money.Zero(question.Currency),
            Money.Zero(question.Currency),
            question.Track,
            localTime,
            settings.AcquirerId,
            settings.AcceptorId,
            Details.None,
            question.Pin
        );

    public static LineTime LocalTime(DateTimeOffset moment, TimeZoneInfo zone) =>
        LineTime.AsShown(TimeZoneInfo.ConvertTime(moment, zone));
}
