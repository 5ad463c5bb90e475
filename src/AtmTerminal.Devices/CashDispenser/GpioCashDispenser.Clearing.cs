using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Devices.CashDispenser;

/// <summary>
/// Back into a bin, one by one and counted. Each note is separated from the stacker, measured, and rests at the hold position;
/// it is counted in the journal there, and only then dropped. What is found after a restart goes on from the same facts.
/// </summary>
public sealed partial class GpioCashDispenser
{
    // Arrivals at the gauge that belong to notes already counted.
    private int _measured;

    public Task<Completion<ClearResult>> Reject(WithdrawalNumber withdrawal) =>
        Alone(() => Clear(withdrawal, DispenserSettings.RejectBin, ClosePath));

    public Task<Completion<ClearResult>> Retract(WithdrawalNumber withdrawal) =>
        Alone(() => Clear(withdrawal, DispenserSettings.RetractBin, () => PullBack(withdrawal)));

    public async Task<Completion<ClearResult>> Reset(WithdrawalNumber withdrawal)
    {
        var end = await Alone(() => ClearAll(withdrawal));
        if (end is { IsSuccess: true, ErrorCode: null })
            Become(DeviceState.Online);
        return end;
    }

    private async Task<Completion<ClearResult>> ClearAll(WithdrawalNumber withdrawal)
    {
        Passages.ForgetLoss();
        // Notes of a closed withdrawal are nobody's any more; its number is still not served again.
        if (withdrawal == default)
            _record = _record.Begin(_record.Withdrawal) with { Ordered = true };
        else if (withdrawal != _record.Withdrawal)
            _record = _record.Begin(withdrawal);
        if (NothingToClear())
            return new(CompletionCode.Success, new ClearResult(_record.Purged, _record.PurgedUnclassified));
        _motors.Wake();
        if (await SettlePath(withdrawal) is { } fault)
            return fault.End<ClearResult>();
        // What the customer may have reached goes into the retract bin, also when an earlier reset was cut off on the way.
        return IsHigh(_pins.Throat) || _record.Presented || _record.Retracting
            ? await Clear(withdrawal, DispenserSettings.RetractBin, () => PullBack(withdrawal))
            : await Clear(withdrawal, DispenserSettings.RejectBin, HomeAndClose);
    }

    private bool NothingToClear() =>
        !_record.IsOpen && !IsHigh(_pins.Stacker) && PathNotClear(stackerMayHold: true) is null;

    /// <summary>Cams to their rest, and whatever is on the transport to where it was going.</summary>
    private async Task<DispenserFault?> SettlePath(WithdrawalNumber withdrawal)
    {
        // A cam that stood still half way has its clutch engaged and finishes its revolution; the others do not turn.
        _motors.On(_pins.Feed);
        await _watch.Until(static () => false, DispenserTiming.CamLimit);
        _motors.Off(_pins.Feed);
        if (_record is { Diverting: > 0, InDoubt: { } diverted })
            return await FinishDivert(withdrawal, diverted);
        // Two notes were not moved on yet, else their divert had begun. One note may be past the gate, so it goes where the gate
        // at rest sends it.
        if (IsHigh(_pins.Double) && _record.InDoubt is { } picked)
            return await DivertDouble(withdrawal, picked);
        return await SettleTransport(withdrawal);
    }

    private async Task<DispenserFault?> DivertDouble(WithdrawalNumber withdrawal, string unit) =>
        Append(new NoteDivertStarted(withdrawal, unit, 2, DispenserFault.Double))
            ? await FinishDivert(withdrawal, unit)
            : DispenserFault.JournalFailed;

    // The piece is before the reject sensor, or in front of it, or in the bin already: in all three cases it is in the bin when
    // the transport has run with the gate turned and nothing is left to be seen.
    private async Task<DispenserFault?> FinishDivert(WithdrawalNumber withdrawal, string unit)
    {
        _motors.On(_pins.Divert);
        var free = await RunTransport();
        _motors.Off(_pins.Divert);
        if (!free)
            return DispenserFault.JamAt("between the thickness station and the reject bin");
        return Append(new NoteDiverted(withdrawal, unit, _record.Diverting)) ? null : DispenserFault.JournalFailed;
    }

    private async Task<DispenserFault?> SettleTransport(WithdrawalNumber withdrawal)
    {
        var before = Passed(_pins.Stacked).Departures;
        if (!await RunTransport())
            return DispenserFault.JamAt("between the thickness station and the stacker");
        if (_record.InDoubt is { } unit && Passed(_pins.Stacked).Departures > before)
            return Append(new NotePicked(withdrawal, unit)) ? null : DispenserFault.JournalFailed;
        return null;
    }

    /// <returns>Whether nothing is left to be seen on it.</returns>
    private async Task<bool> RunTransport()
    {
        _motors.On(_pins.Transport);
        await _watch.Until(static () => false, DispenserTiming.TransportLimit);
        _motors.Off(_pins.Transport);
        return !IsHigh(_pins.Station) && !Passed(_pins.Stacked).Covered && !Passed(_pins.Rejected).Covered;
    }

    private async Task<Completion<ClearResult>> Clear(
        WithdrawalNumber withdrawal,
        string bin,
        Func<Task<DispenserFault?>> bringIn
    )
    {
        _motors.Wake();
        _mayOrderMore = false;
        var brought = await bringIn();
        if (brought?.Code == DispenserFault.Journal)
            return brought.End<ClearResult>();
        // What has come back is counted in any case: it is evidence, even when something else stays behind.
        if ((await Purge(withdrawal, bin) ?? StillThere()) is { } fault)
            return fault.End<ClearResult>();
        var result = new ClearResult(_record.Purged, _record.PurgedUnclassified);
        // A pick in doubt whose note is nowhere: it never left its cassette.
        var cleared = new CashCleared(withdrawal, bin, result.Total);
        var durable = _record.InDoubt is { } unit
            ? Append(new NotePickMissed(withdrawal, unit, DispenserFault.Interrupted), cleared)
            : Append(cleared);
        if (!durable)
            return DispenserFault.JournalFailed.End<ClearResult>();
        if (brought is null)
            return new(CompletionCode.Success, result);
        // All is counted; only the shutter does not close. The count stands, and the device is out of order.
        Fault(brought.Code, brought.Text);
        return new(CompletionCode.Success, result, brought.Code, brought.Text);
    }

    private async Task<DispenserFault?> HomeAndClose()
    {
        if (IsHigh(_pins.Stacker))
            await RunBack();
        return await ClosePath();
    }

    private async Task<DispenserFault?> ClosePath() =>
        await CloseShutter()
            ? null
            : new(CompletionCode.HardwareError, DispenserFault.ShutterStuck, "The shutter does not close.");

    private async Task<DispenserFault?> PullBack(WithdrawalNumber withdrawal)
    {
        // Without a withdrawal there is nothing that the journal could say about it before the notes are counted.
        if (withdrawal != default && !_record.Retracting && !Append(new RetractStarted(withdrawal)))
            return DispenserFault.JournalFailed;
        await RunBack();
        // A shutter that closes on notes would hurt them and not close: it stays open, and a person has to come.
        if (IsHigh(_pins.Throat))
            return new(CompletionCode.HardwareError, DispenserFault.Throat, "Something stays in the throat.");
        return await ClosePath();
    }

    // No sensor tells the end: the belt slips on notes that lie at the stop.
    private async Task RunBack()
    {
        _motors.On(_pins.Retract);
        await _watch.Until(static () => false, DispenserTiming.ToBackStop);
        _motors.Off(_pins.Retract);
    }

    private DispenserFault? StillThere() =>
        IsHigh(_pins.Stacker)
            ? DispenserFault.Contradiction("The stacker's sensor sees notes that cannot be separated.")
        : IsHigh(_pins.Hold) || Passed(_pins.Gauge).Covered ? DispenserFault.JamAt("in the purge path")
        : IsHigh(_pins.Throat) ? new(CompletionCode.HardwareError, DispenserFault.Throat, "Something is in the throat.")
        : null;

    private async Task<DispenserFault?> Purge(WithdrawalNumber withdrawal, string bin)
    {
        if (await FinishHeld(withdrawal, bin) is { } held)
            return held;
        while (MayHoldNotes())
        {
            var before = Passed(_pins.Gauge).Arrivals;
            if (!await Separate(before))
                return Passed(_pins.Gauge) is { } gauge && (gauge.Covered || gauge.Arrivals > before)
                    ? DispenserFault.JamAt("in the purge path")
                    : null;
            if (await CountAndDrop(withdrawal, bin) is { } fault)
                return fault;
        }
        return null;
    }

    // The sensor, and as well the books: with a blind sensor the notes would stay. After a presentation notes that are not
    // there are no wonder.
    private bool MayHoldNotes() =>
        IsHigh(_pins.Stacker)
        || (!_record.Presented && _record.PurgedTotal < _record.Stacked.Total + (_record.InDoubt is null ? 0 : 1));

    // A note that lies at the hold position is counted if its count is the last thing we know, and then it only has to drop;
    // else it is counted now. When it is not there any more, it has dropped.
    private async Task<DispenserFault?> FinishHeld(WithdrawalNumber withdrawal, string bin)
    {
        if (_record.CountedFor is { } counted)
            return IsHigh(_pins.Hold) ? await Drop(withdrawal, counted)
                : Append(new NoteDropped(withdrawal, counted)) ? null
                : DispenserFault.JournalFailed;
        return IsHigh(_pins.Hold) ? await CountAndDrop(withdrawal, bin) : null;
    }

    /// <returns>Whether a note came to the hold position.</returns>
    private async Task<bool> Separate(int arrivalsBefore)
    {
        _motors.On(_pins.Feed);
        _motors.On(_pins.Purge);
        var came = await _watch.Until(
            () => Passed(_pins.Gauge) is { Covered: false } p && p.Arrivals > arrivalsBefore && IsHigh(_pins.Hold),
            DispenserTiming.CamLimit
        );
        _motors.Off(_pins.Purge);
        return came || IsHigh(_pins.Hold);
    }

    private async Task<DispenserFault?> CountAndDrop(WithdrawalNumber withdrawal, string bin)
    {
        // A note that had begun to pass before this process was not measured, and the last pass is that of another note.
        var gauge = Passed(_pins.Gauge);
        var pass = gauge.Arrivals > _measured ? gauge.LastPass : null;
        _measured = gauge.Arrivals;
        var unit = _gauge.UnitOf(pass, OutstandingWithDoubt());
        var purged = new NotePurged(withdrawal, bin, unit);
        // One more than were stacked: then the note in doubt had left its cassette.
        var durable =
            _record.InDoubt is { } doubt && _record.PurgedTotal >= _record.Stacked.Total
                ? Append(new NotePicked(withdrawal, doubt), purged)
                : Append(purged);
        return durable ? await Drop(withdrawal, bin) : DispenserFault.JournalFailed;
    }

    private Domain.Cash.NoteCounts OutstandingWithDoubt() =>
        _record.InDoubt is { } unit ? _record.Outstanding.Plus(unit, 1) : _record.Outstanding;

    private async Task<DispenserFault?> Drop(WithdrawalNumber withdrawal, string bin)
    {
        if (bin == DispenserSettings.RetractBin)
            _motors.On(_pins.Bin);
        _motors.On(_pins.Drop);
        var fell = await _watch.Until(() => !IsHigh(_pins.Hold), DispenserTiming.DropLimit);
        _motors.Off(_pins.Drop);
        _motors.Off(_pins.Bin);
        if (!fell)
            return DispenserFault.JamAt("at the hold position");
        return Append(new NoteDropped(withdrawal, bin)) ? null : DispenserFault.JournalFailed;
    }
}
