using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Devices.CashDispenser;

/// <summary>From the cassettes into the stacker, one durable step per note.</summary>
public sealed partial class GpioCashDispenser
{
    // What is known about the note before goes into one append with the start of the next: one sync per note instead of two.
    private JournalEvent? _notYetWritten;

    public Task<Completion<DispenseResult>> Dispense(WithdrawalNumber withdrawal, NoteCounts items) =>
        Alone(() => Order(withdrawal, items));

    private async Task<Completion<DispenseResult>> Order(WithdrawalNumber withdrawal, NoteCounts items)
    {
        if (RefuseOrder(withdrawal, items) is { } refusal)
            return refusal.End<DispenseResult>();
        var continues = withdrawal == _record.Withdrawal && _record.Ordered;
        if (PathNotClear(stackerMayHold: continues) is { } notClear)
            return notClear.End<DispenseResult>();
        if (!continues)
            _record = _record.Begin(withdrawal);
        (_mayOrderMore, _ordered) = (false, items);
        var plan = new PickPlan(items);
        _notYetWritten = null;
        var fault = await PickAll(withdrawal, plan);
        if (fault is null && !AppendStep(new NotesStacked(withdrawal, _record.Stacked.After(_notYetWritten))))
            fault = DispenserFault.JournalFailed;
        if (fault is null && ShutterOpen != false)
            fault = new(
                CompletionCode.HardwareError,
                DispenserFault.ShutterForced,
                "The shutter was moved while notes were stacked."
            );
        if (fault is not null)
        {
            WriteWhatIsKnown();
            return fault.End(new DispenseResult(plan.StackedNotes, plan.Failed));
        }
        _mayOrderMore = plan.Failed.Count > 0;
        return new(CompletionCode.Success, new DispenseResult(plan.StackedNotes, plan.Failed));
    }

    // Nothing has moved for a refused order. The number is never served twice, except that an order which could not bring
    // everything may be followed by one with another mix (failure matrix, B3); the same mix again is the same order (B8).
    private DispenserFault? RefuseOrder(WithdrawalNumber withdrawal, NoteCounts items)
    {
        var order = withdrawal.CompareTo(_record.Withdrawal);
        if (order < 0 || (order == 0 && _record.Ordered && (!_mayOrderMore || items.Equals(_ordered))))
            return DispenserFault.RefusedBecause(
                CompletionCode.SequenceError,
                $"Withdrawal {withdrawal} was ordered before; it is not served twice."
            );
        var already = order == 0 ? _record.Stacked.Total : 0;
        if (items.IsEmpty || already + items.Total > _settings.MaxNotes)
            return DispenserFault.RefusedBecause(
                CompletionCode.InvalidData,
                $"{items.Total} notes and {already} stacked: the stacker takes 1 to {_settings.MaxNotes}."
            );
        return items.FirstOrDefault(i => !_pins.Cassettes.ContainsKey(i.Key)) is { Key: { } unknown }
            ? DispenserFault.RefusedBecause(CompletionCode.InvalidData, $"There is no cassette {unknown}.")
            : null;
    }

    private DispenserFault? PathNotClear(bool stackerMayHold)
    {
        var what =
            Device == DeviceState.HardwareError ? "The dispenser has reported a fault"
            : Passages.Lost ? "Edges were lost, the counts are not sure"
            : ShutterOpen != false ? "The shutter is not closed"
            : IsHigh(_pins.Throat) ? "There is something in the throat"
            : IsHigh(_pins.Station) || IsHigh(_pins.Double) ? "There is something at the thickness station"
            : Passed(_pins.Stacked).Covered || Passed(_pins.Rejected).Covered ? "There is something in the transport"
            : IsHigh(_pins.Hold) || Passed(_pins.Gauge).Covered ? "There is something in the purge path"
            : !stackerMayHold && IsHigh(_pins.Stacker) ? "The stacker is not empty"
            : null;
        return what is null
            ? null
            : new(CompletionCode.DeviceNotReady, DispenserFault.NotClear, $"{what}; reset the dispenser.");
    }

    private async Task<DispenserFault?> PickAll(WithdrawalNumber withdrawal, PickPlan plan)
    {
        _motors.Wake();
        while (plan.Next is { } unit)
        {
            var cassette = _pins.Cassettes[unit];
            if (!IsHigh(cassette.Inserted))
            {
                plan.GiveUp(DispenserFault.Missing);
                continue;
            }
            if (!AppendStep(new NotePickStarted(withdrawal, unit)))
                return DispenserFault.JournalFailed;
            if (await PickOne(withdrawal, cassette, plan) is { } fault)
                return fault;
        }
        return null;
    }

    private async Task<DispenserFault?> PickOne(WithdrawalNumber withdrawal, CassettePins cassette, PickPlan plan)
    {
        var unit = cassette.Settings.Unit;
        var before = Passed(cassette.Picked).Arrivals;
        if (!await Feed(cassette, before))
            return NothingAtStation(withdrawal, cassette, before, plan);
        var picked = Passed(cassette.Picked);
        var fitness = _gauge.Judge(cassette.Settings, picked.Arrivals > before ? picked.LastPass : null);
        var decision = StationDecision.Of(IsHigh(_pins.Double), fitness);
        if (decision.Divert)
            return await Divert(withdrawal, unit, decision, plan);
        if (!await MoveOn(_pins.Stacked))
            return DispenserFault.JamAt("between the thickness station and the stacker");
        _notYetWritten = new NotePicked(withdrawal, unit);
        plan.Stacked();
        return null;
    }

    /// <returns>Whether a note came to the station, whole past its cassette's sensor.</returns>
    private async Task<bool> Feed(CassettePins cassette, int arrivalsBefore)
    {
        // The feed motor goes on turning until the order ends: the cam has to finish its revolution behind the note.
        _motors.On(_pins.Feed);
        _motors.On(cassette.Pick);
        var came = await _watch.Until(
            () =>
                Passed(cassette.Picked) is { Covered: false } p && p.Arrivals > arrivalsBefore && IsHigh(_pins.Station),
            DispenserTiming.CamLimit
        );
        _motors.Off(cassette.Pick);
        return came || IsHigh(_pins.Station);
    }

    private DispenserFault? NothingAtStation(
        WithdrawalNumber withdrawal,
        CassettePins cassette,
        int arrivalsBefore,
        PickPlan plan
    )
    {
        var picked = Passed(cassette.Picked);
        if (picked.Covered || picked.Arrivals > arrivalsBefore)
            return DispenserFault.JamAt($"between cassette {cassette.Settings.Unit} and the thickness station");
        var why = IsHigh(cassette.Low) ? DispenserFault.Empty : DispenserFault.Misfeed;
        _notYetWritten = new NotePickMissed(withdrawal, cassette.Settings.Unit, why);
        plan.GiveUp(why);
        return null;
    }

    private async Task<DispenserFault?> Divert(
        WithdrawalNumber withdrawal,
        string unit,
        StationDecision decision,
        PickPlan plan
    )
    {
        if (!AppendStep(new NoteDivertStarted(withdrawal, unit, decision.Notes, decision.Why)))
            return DispenserFault.JournalFailed;
        if (!await MoveIntoReject())
            return DispenserFault.JamAt("between the thickness station and the reject bin");
        _notYetWritten = new NoteDiverted(withdrawal, unit, decision.Notes);
        plan.Diverted(decision.Why);
        if (decision.EndsCassette && plan.Next == unit)
            plan.GiveUp(decision.Why);
        return null;
    }

    private async Task<bool> MoveIntoReject()
    {
        // The gate first: it has to stand before the note comes to it.
        _motors.On(_pins.Divert);
        var arrived = await MoveOn(_pins.Rejected);
        _motors.Off(_pins.Divert);
        return arrived;
    }

    /// <summary>Moves the note at the station on until it has passed the sensor at its end.</summary>
    private async Task<bool> MoveOn(Board.Pin sensor)
    {
        var before = Passed(sensor).Departures;
        _motors.On(_pins.Transport);
        var passed = await _watch.Until(
            () => Passed(sensor).Departures > before && !IsHigh(_pins.Station),
            DispenserTiming.TransportLimit
        );
        _motors.Off(_pins.Transport);
        return passed;
    }

    private bool AppendStep(JournalEvent step)
    {
        var before = _notYetWritten;
        _notYetWritten = null;
        return before is null ? Append(step) : Append(before, step);
    }

    private void WriteWhatIsKnown()
    {
        if (_notYetWritten is { } known && !_journalFailed)
            Append(known);
        _notYetWritten = null;
    }
}

internal static class StackedCounts
{
    /// <summary>The notes in the stacker when this step, which is not written yet, is counted too.</summary>
    public static NoteCounts After(this NoteCounts stacked, JournalEvent? step) =>
        step is NotePicked picked ? stacked.Plus(picked.Unit, 1) : stacked;
}
