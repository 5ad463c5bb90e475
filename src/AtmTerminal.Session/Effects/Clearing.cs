using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal;
using AtmTerminal.Session.Decisions;

namespace AtmTerminal.Session.Effects;

/// <summary>How a clearing and its judgement ended.</summary>
internal abstract record ClearingEnd
{
    private ClearingEnd() { }

    /// <summary>Decided and journaled.</summary>
    /// <param name="Closed">How the open request was closed; <c>null</c> when there was none or it is a case for a person.</param>
    public sealed record Judged(WithdrawalCompleted? Closed) : ClearingEnd;

    /// <summary>The dispenser did not end the clearing. Nothing is decided yet.</summary>
    public sealed record NotDone : ClearingEnd;

    public sealed record JournalFailed : ClearingEnd;
}

/// <summary>
/// Clears notes into a bin and lets <see cref="Reconciliation"/> judge the evidence. A start, a fault and a customer who did
/// not take the notes are all judged here, so the same evidence never gets two answers.
/// </summary>
internal sealed class Clearing(EffectTools tools)
{
    /// <param name="clear">Moves the notes of the open request, or of none.</param>
    /// <param name="reversalReason">DE 39 when nothing was given.</param>
    /// <param name="judgeUnfinished">A clearing that fails is judged too: there is no better one to come.</param>
    public async Task<ClearingEnd> Run(
        Func<ICashDispenser, WithdrawalNumber, Task<Completion<ClearResult>>> clear,
        string reversalReason,
        bool judgeUnfinished = false
    )
    {
        var (dispenser, journal) = (tools.Parts.Dispenser, tools.Parts.Journal);
        var open = journal.State.Open.FirstOrDefault();
        // The sensors before anything is moved are evidence of their own.
        var before = dispenser.GetStatus();
        var done = await clear(dispenser, open?.Number ?? default);
        if (!done.IsSuccess && !tools.Faulted("dispenser", done))
            return new ClearingEnd.JournalFailed();
        if (!done.IsSuccess && !judgeUnfinished)
            return new ClearingEnd.NotDone();
        var decision = Reconciliation.Decide(
            journal.State,
            EvidenceOf(before, done),
            reversalReason,
            tools.Settings.ToleratedShortage
        );
        if (decision.Events.Count > 0 && !tools.Durable([.. decision.Events]))
            return new ClearingEnd.JournalFailed();
        if (decision.StayOutOfService)
            tools.Held = done.IsSuccess ? OutOfServiceReason.CashDiffers : OutOfServiceReason.CashCannotBeCounted;
        return new ClearingEnd.Judged(decision.Events.OfType<WithdrawalCompleted>().FirstOrDefault());
    }

    private static DispenserEvidence EvidenceOf(DispenserStatus before, Completion<ClearResult> done) =>
        new(
            before.IntermediateStacker switch
            {
                StackerState.Empty => false,
                StackerState.NotEmpty => true,
                _ => null,
            },
            before.ItemsAtExit,
            before.ShutterOpen,
            done.IsSuccess ? new ClearingEvidence(done.Payload!.Counted, done.Payload.Unclassified) : null
        );
}
