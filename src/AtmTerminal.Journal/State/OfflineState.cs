using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.Journal;

/// <summary>What is known of one card for serving it without a line.</summary>
/// <param name="Card">The vault's token of its number.</param>
/// <param name="Day">The business day of the host's last word on it; its figures are good for that day alone.</param>
/// <param name="Available">
/// What the host last said, less everything given since and everything given before that the host had not taken then;
/// <c>null</c> when the host's last word was no figure.
/// </param>
/// <param name="LeftToday">The same of the day's limit; <c>null</c> when the host did not say.</param>
/// <param name="GivenOffline">Given without a line on <paramref name="Day"/>; <c>null</c> for nothing.</param>
/// <param name="StoppedBy">DE 39 of the answer that put it on the stop list; <c>null</c> when it is not there.</param>
public sealed record RememberedCard(
    string Card,
    DateOnly Day,
    Money? Available = null,
    Money? LeftToday = null,
    Money? GivenOffline = null,
    string? StoppedBy = null
);

/// <summary>What was given since the line went down.</summary>
/// <param name="Since">When the first cash could have been given without a line, by this machine's clock.</param>
/// <param name="Withdrawals">How many were requested; one that ended with nothing given counts too.</param>
/// <param name="Given">Without commissions; <c>null</c> for nothing.</param>
public sealed record OfflinePeriod(DateTimeOffset Since, int Withdrawals = 0, Money? Given = null);

/// <summary>How time stood when it was last looked at for serving without a line.</summary>
/// <param name="HostOffset">The host's clock less this machine's.</param>
/// <param name="LastAt">The latest time of this machine that the journal names here: an earlier now means a lost clock.</param>
public sealed record OfflineClock(TimeSpan HostOffset, DateTimeOffset LastAt);
