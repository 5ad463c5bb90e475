using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AtmTerminal.Domain.Events;

namespace AtmTerminal.Journal.Store;

/// <summary>Turns events into the type name and JSON body of a row, and back.</summary>
internal static class EventCodec
{
    // Every concrete event must be in JournalJson; a test walks all of them.
    private static readonly Dictionary<string, JsonTypeInfo> TypesByName = Types()
        .ToDictionary(type => type.Type.Name, StringComparer.Ordinal);

    public static byte[] Encode(JournalEvent e) => JsonSerializer.SerializeToUtf8Bytes(e, TypesByName[TypeName(e)]);

    public static string TypeName(JournalEvent e) => e.GetType().Name;

    /// <summary>The event, or <c>null</c> when the row cannot be read as one.</summary>
    /// <param name="problem">Why not; to be looked at only then.</param>
    public static JournalEvent? Decode(StoredRow row, out string problem)
    {
        problem = $"The body of {row.Type} cannot be read.";
        if (!TypesByName.TryGetValue(row.Type, out var type))
        {
            problem = $"'{row.Type}' is no event this version knows.";
            return null;
        }
        try
        {
            return (JournalEvent?)JsonSerializer.Deserialize(row.Body, type);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    public static long Withdrawal(JournalEvent e) => e is WithdrawalEvent of ? of.Withdrawal.Value : 0;

    private static IEnumerable<JsonTypeInfo> Types()
    {
        JsonTypeInfo[] all =
        [
            JournalJson.Default.TerminalStarted,
            JournalJson.Default.SessionStarted,
            JournalJson.Default.SessionEnded,
            JournalJson.Default.CardRetained,
            JournalJson.Default.DeviceFaulted,
            JournalJson.Default.SecurityNoted,
            JournalJson.Default.OperatorActed,
            JournalJson.Default.ServiceStateChanged,
            JournalJson.Default.TerminalLocked,
            JournalJson.Default.TerminalUnlocked,
            JournalJson.Default.CounterReserved,
            JournalJson.Default.CashUnitsSet,
            JournalJson.Default.CashExchangeBegun,
            JournalJson.Default.CashExchangeCanceled,
            JournalJson.Default.CashCounted,
            JournalJson.Default.TestPickStarted,
            JournalJson.Default.TestPicked,
            JournalJson.Default.AuthorizationSent,
            JournalJson.Default.AuthorizationDeclined,
            JournalJson.Default.ReversalQueued,
            JournalJson.Default.WithdrawalRequested,
            JournalJson.Default.NotePickStarted,
            JournalJson.Default.NotePicked,
            JournalJson.Default.NotePickMissed,
            JournalJson.Default.NoteDivertStarted,
            JournalJson.Default.NoteDiverted,
            JournalJson.Default.NotesStacked,
            JournalJson.Default.PresentStarted,
            JournalJson.Default.NotesPresented,
            JournalJson.Default.CustomerAccessDoubted,
            JournalJson.Default.NotesTaken,
            JournalJson.Default.RetractStarted,
            JournalJson.Default.NotePurged,
            JournalJson.Default.NoteDropped,
            JournalJson.Default.CashCleared,
            JournalJson.Default.WithdrawalCompleted,
            JournalJson.Default.WithdrawalSuspected,
            JournalJson.Default.ReconciliationDecided,
            JournalJson.Default.UploadAcknowledged,
            JournalJson.Default.UploadSetAside,
            JournalJson.Default.CardRemembered,
            JournalJson.Default.CardForgotten,
            JournalJson.Default.AllCardsForgotten,
            JournalJson.Default.OfflinePeriodBegan,
            JournalJson.Default.OfflinePeriodEnded,
            JournalJson.Default.HostFellBack,
            JournalJson.Default.UploadRepeated,
            JournalJson.Default.BusinessDayBegan,
            JournalJson.Default.TotalsDiffered,
        ];
        return all;
    }
}
