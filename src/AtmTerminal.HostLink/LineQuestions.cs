using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink;

/// <summary>The session's questions in the words of the line.</summary>
internal static class LineQuestions
{
    public static AuthorizationRequest Withdrawal(
        WithdrawalQuestion question,
        LinkSettings settings,
        BankLink link,
        LineHeader header
    ) =>
        new(
            header,
            Purpose.Withdrawal,
            question.Withdrawal,
            question.Amount,
            question.Commission,
            question.Track,
            LocalTime(link.Now, link.LocalTimeZone),
            settings.AcquirerId,
            settings.AcceptorId,
            Details.None.With(DetailKeys.Mode, LineModes.AuthorizeFirst),
            question.Pin
        );

    public static AuthorizationRequest Balance(
        BalanceQuestion question,
        LinkSettings settings,
        BankLink link,
        LineHeader header
    ) =>
        new(
            header,
            Purpose.Balance,
            default(WithdrawalNumber),
            Money.Zero(question.Currency),
            Money.Zero(question.Currency),
            question.Track,
            LocalTime(link.Now, link.LocalTimeZone),
            settings.AcquirerId,
            settings.AcceptorId,
            Details.None,
            question.Pin
        );

    public static LineTime LocalTime(DateTimeOffset moment, TimeZoneInfo zone) =>
        LineTime.AsShown(TimeZoneInfo.ConvertTime(moment, zone));
}

/// <summary>Host modes as DE 48 spells them.</summary>
internal static class LineModes
{
    public const string AuthorizeFirst = "AUTHORIZE-FIRST";
    public const string DispenseFirst = "DISPENSE-FIRST";
}
