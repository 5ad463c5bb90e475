using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Journal.Store;

/// <summary>
/// The JSON of events and projections, generated at build time. The shape is a promise: rows live for years. A new event or a
/// new optional member may come; none is renamed or removed.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    Converters = [
        typeof(MoneyConverter),
        typeof(DenominationConverter),
        typeof(NoteCountsConverter),
        typeof(WithdrawalNumberConverter),
    ]
)]
[JsonSerializable(typeof(TerminalStarted))]
[JsonSerializable(typeof(SessionStarted))]
[JsonSerializable(typeof(SessionEnded))]
[JsonSerializable(typeof(CardRetained))]
[JsonSerializable(typeof(DeviceFaulted))]
[JsonSerializable(typeof(SecurityNoted))]
[JsonSerializable(typeof(OperatorActed))]
[JsonSerializable(typeof(ServiceStateChanged))]
[JsonSerializable(typeof(TerminalLocked))]
[JsonSerializable(typeof(TerminalUnlocked))]
[JsonSerializable(typeof(CounterReserved))]
[JsonSerializable(typeof(CashUnitsSet))]
[JsonSerializable(typeof(CashExchangeBegun))]
[JsonSerializable(typeof(CashExchangeCanceled))]
[JsonSerializable(typeof(CashCounted))]
[JsonSerializable(typeof(TestPickStarted))]
[JsonSerializable(typeof(TestPicked))]
[JsonSerializable(typeof(AuthorizationSent))]
[JsonSerializable(typeof(AuthorizationDeclined))]
[JsonSerializable(typeof(ReversalQueued))]
[JsonSerializable(typeof(WithdrawalRequested))]
[JsonSerializable(typeof(NotePickStarted))]
[JsonSerializable(typeof(NotePicked))]
[JsonSerializable(typeof(NotePickMissed))]
[JsonSerializable(typeof(NoteDivertStarted))]
[JsonSerializable(typeof(NoteDiverted))]
[JsonSerializable(typeof(NotesStacked))]
[JsonSerializable(typeof(PresentStarted))]
[JsonSerializable(typeof(NotesPresented))]
[JsonSerializable(typeof(CustomerAccessDoubted))]
[JsonSerializable(typeof(NotesTaken))]
[JsonSerializable(typeof(RetractStarted))]
[JsonSerializable(typeof(NotePurged))]
[JsonSerializable(typeof(NoteDropped))]
[JsonSerializable(typeof(CashCleared))]
[JsonSerializable(typeof(WithdrawalCompleted))]
[JsonSerializable(typeof(WithdrawalSuspected))]
[JsonSerializable(typeof(ReconciliationDecided))]
[JsonSerializable(typeof(UploadAcknowledged))]
[JsonSerializable(typeof(UploadSetAside))]
[JsonSerializable(typeof(CardRemembered))]
[JsonSerializable(typeof(CardForgotten))]
[JsonSerializable(typeof(AllCardsForgotten))]
[JsonSerializable(typeof(OfflinePeriodBegan))]
[JsonSerializable(typeof(OfflinePeriodEnded))]
[JsonSerializable(typeof(RememberedCard))]
[JsonSerializable(typeof(OfflinePeriod))]
[JsonSerializable(typeof(OfflineClock))]
[JsonSerializable(typeof(HostFellBack))]
[JsonSerializable(typeof(UploadRepeated))]
[JsonSerializable(typeof(BusinessDayBegan))]
[JsonSerializable(typeof(TotalsDiffered))]
[JsonSerializable(typeof(HostPosition))]
[JsonSerializable(typeof(Anchor))]
[JsonSerializable(typeof(Withdrawal))]
[JsonSerializable(typeof(CashPosition))]
[JsonSerializable(typeof(OutboxRecord))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, long>))]
internal sealed partial class JournalJson : JsonSerializerContext;

/// <summary>The last row that changed the stored state: the state is the fold up to it, and it must be there.</summary>
internal sealed record Anchor(long Seq, byte[] Hash, WithdrawalNumber NextWithdrawal);
