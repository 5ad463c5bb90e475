using System.Diagnostics.Metrics;
using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost;

/// <summary>
/// What those who watch the host see of its work, as figures only: no card, no account, no amount. Counted beside the store, so a
/// transaction that is run again is counted again.
/// </summary>
internal static class HostMeters
{
    public const string Name = "AtmTerminal.BankHost";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Messages = Meter.CreateCounter<long>(
        "bankhost.messages",
        description: "Questions of terminals, by kind and response code."
    );

    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>(
        "bankhost.message.duration",
        "s",
        "From the question that was understood to its answer, by kind."
    );

    private static readonly Counter<long> Postings = Meter.CreateCounter<long>(
        "bankhost.postings",
        description: "Completions that were posted for the first time."
    );

    private static readonly Counter<long> Repeats = Meter.CreateCounter<long>(
        "bankhost.repeats",
        description: "Questions that came again and got their first answer, by kind."
    );

    private static readonly Counter<long> SecurityRecords = Meter.CreateCounter<long>(
        "bankhost.security_records",
        description: "Messages that should not have been."
    );

    private static readonly Counter<long> StoreRetries = Meter.CreateCounter<long>(
        "bankhost.store.retries",
        description: "Transactions that the store undid and that were run again."
    );

    public static void Answered(LineMessage question, ResponseCode response, TimeSpan took)
    {
        var kind = KeyValuePair.Create<string, object?>("message", question.GetType().Name);
        Messages.Add(1, kind, KeyValuePair.Create<string, object?>("response", response.Value));
        Durations.Record(took.TotalSeconds, kind);
    }

    public static void Posted() => Postings.Add(1);

    public static void Repeated(QuestionKind kind) =>
        Repeats.Add(1, KeyValuePair.Create<string, object?>("kind", $"{kind}"));

    public static void SecurityNoted(long times) => SecurityRecords.Add(times);

    public static void StoreRetried() => StoreRetries.Add(1);
}
