using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Devices.CashDispenser;

/// <summary>To the customer, and the shutter.</summary>
public sealed partial class GpioCashDispenser
{
    // After a presentation that nobody answered the shutter stays open until the notes are pulled back.
    private bool _shutterLeftOpen;

    public Task<Completion<PresentResult>> Present(WithdrawalNumber withdrawal, TimeSpan takeLimit) =>
        Alone(() => PresentStacked(withdrawal, takeLimit));

    private async Task<Completion<PresentResult>> PresentStacked(WithdrawalNumber withdrawal, TimeSpan takeLimit)
    {
        if (withdrawal != _record.Withdrawal || _record.Outstanding.IsEmpty || _record.Presented)
            return DispenserFault
                .RefusedBecause(CompletionCode.SequenceError, $"Withdrawal {withdrawal} has nothing to present.")
                .End<PresentResult>();
        if (PathNotClear(stackerMayHold: true) is { } notClear)
            return notClear.End<PresentResult>();
        _mayOrderMore = false;
        if (!Append(new PresentStarted(withdrawal, _record.Outstanding)))
            return DispenserFault.JournalFailed.End<PresentResult>();
        _motors.Wake();
        _shutterLeftOpen = true;
        if (!await MoveShutter(_pins.ShutterOpen, _pins.ShutterOpened))
            return await NotPresented();
        if (!await BringToExit())
            return Unclear(withdrawal, "The notes did not come to the throat sensor and the shutter is open");
        if (!Append(new NotesPresented(withdrawal)))
            return DispenserFault.JournalFailed.End<PresentResult>();
        return await AwaitTaking(withdrawal, takeLimit);
    }

    // The belt has not moved: the notes lie in the stacker, out of reach, whatever gap the shutter may have left.
    private async Task<Completion<PresentResult>> NotPresented()
    {
        await CloseShutter();
        return new(
            CompletionCode.Success,
            new PresentResult(PresentOutcome.NotPresented),
            DispenserFault.ShutterStuck,
            "The shutter did not open; the notes are in the stacker."
        );
    }

    private async Task<bool> BringToExit()
    {
        _motors.On(_pins.Present);
        if (!await _watch.Until(() => IsHigh(_pins.Throat), DispenserTiming.PresentLimit))
        {
            _motors.Off(_pins.Present);
            return false;
        }
        return true;
    }

    private async Task<Completion<PresentResult>> AwaitTaking(WithdrawalNumber withdrawal, TimeSpan takeLimit)
    {
        var began = _time.GetTimestamp();
        await _watch.Until(() => !IsHigh(_pins.Throat), DispenserTiming.ToFrontStop);
        _motors.Off(_pins.Present);
        while (takeLimit - _time.GetElapsedTime(began) is var left && left > TimeSpan.Zero)
        {
            if (!await _watch.Until(() => !IsHigh(_pins.Throat), left))
                break;
            if (!await _watch.Until(() => IsHigh(_pins.Throat), DispenserTiming.TakenFor))
                return await Taken(withdrawal);
        }
        return ShutterOpen == true
            ? new(CompletionCode.Success, new PresentResult(PresentOutcome.NotTaken))
            : Unclear(withdrawal, "The shutter moved by itself while notes were presented");
    }

    private async Task<Completion<PresentResult>> Taken(WithdrawalNumber withdrawal)
    {
        if (ShutterOpen != true)
            return Unclear(withdrawal, "The throat became free while the shutter's switches disagree");
        // Something stayed behind on the belt: not all was taken, so it is pulled back and counted.
        if (IsHigh(_pins.Stacker))
            return new(CompletionCode.Success, new PresentResult(PresentOutcome.NotTaken));
        if (!Append(new NotesTaken(withdrawal)))
            return DispenserFault.JournalFailed.End<PresentResult>();
        if (!await CloseShutter())
            Fault(DispenserFault.ShutterStuck, "The shutter did not close after the notes were taken.");
        return new(CompletionCode.Success, new PresentResult(PresentOutcome.Taken));
    }

    private Completion<PresentResult> Unclear(WithdrawalNumber withdrawal, string evidence)
    {
        if (!Append(new CustomerAccessDoubted(withdrawal, evidence)))
            return DispenserFault.JournalFailed.End<PresentResult>();
        Fault(DispenserFault.ShutterForced, $"{evidence}.");
        return new(CompletionCode.Success, new PresentResult(PresentOutcome.AccessUnclear));
    }

    private async Task<bool> CloseShutter()
    {
        if (ShutterOpen != false && !await MoveShutter(_pins.ShutterClose, _pins.ShutterClosed))
            return false;
        _shutterLeftOpen = false;
        return true;
    }

    private async Task<bool> MoveShutter(Board.Pin motor, Board.Pin limitSwitch)
    {
        _motors.On(motor);
        var reached = await _watch.Until(() => IsHigh(limitSwitch), DispenserTiming.ShutterLimit);
        _motors.Off(motor);
        return reached && (ShutterOpen is not null);
    }
}
