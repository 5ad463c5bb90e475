namespace AtmTerminal.BankHost;

/// <summary>The host's clock at one message, read once, so that everything the message writes carries the same time.</summary>
internal readonly record struct Moment(DateTimeOffset Now, DateOnly BusinessDay);
