using System.Device.Gpio;
using AtmTerminal.Board;
using AtmTerminal.Devices.Contracts;

namespace AtmTerminal.Devices.CardReader;

/// <summary>The motions of the card. Each starts and ends with the motor off.</summary>
public sealed partial class GpioCardReader
{
    private enum Drawn
    {
        In,
        PulledOut,
        Stuck,
    }

    /// <summary>From the entry sensor to the rear one, the shutter closed behind the card, the stripe read on the way.</summary>
    private async Task<Drawn> DrawIn()
    {
        Stripe.Begin();
        var wasInside = false;
        await RunUntil(
            Forward,
            () =>
            {
                Stripe.Take();
                if (!_sensors.Entry && _sensors.Transport)
                {
                    wasInside = true;
                    SetShutter(open: false);
                }
                return _sensors.Rear || _sensors.NoCard;
            },
            MotionLimit
        );
        if (_sensors.Rear)
            return Drawn.In;
        // No hand reaches a card that is behind the entry sensor: one that vanishes there is inside, and a sensor is blind.
        return _sensors.NoCard && !wasInside ? Drawn.PulledOut : Drawn.Stuck;
    }

    /// <summary>
    /// The pass inwards is over. A stripe that was not read in it gets one more chance on the way back, behind the closed
    /// shutter; then the card is brought to rest again.
    /// </summary>
    /// <returns><c>null</c>: the card is stuck.</returns>
    private async Task<StripeReading?> ReadBothWays()
    {
        var inwards = Stripe.End();
        if (inwards.Problem is null)
            return inwards;
        Stripe.Begin();
        if (!await RunUntil(Reverse, () => CollectedAnd(!_sensors.Transport), MotionLimit))
            return null;
        var back = Stripe.End();
        if (!await RunUntil(Forward, () => _sensors.Rear, MotionLimit))
            return null;
        return back.Problem is null ? back : inwards;
    }

    private bool CollectedAnd(bool arrived)
    {
        Stripe.Take();
        return arrived;
    }

    private async Task<Completion> Eject(TimeSpan timeout)
    {
        SetShutter(open: true);
        // How far a card stands in the slot that was there before, e.g. at a restart, is not known. Brought to the transport
        // sensor first, it ends where every ejected card ends, still held by the first roller. One that the roller does not
        // hold yet stays where the customer's hand left it.
        if (_sensors.OnlyInSlot)
            await RunUntil(Forward, () => _sensors.Transport || _sensors.NoCard, FromSlotToTransport);
        if (!await RunUntil(Reverse, () => !_sensors.Transport && !_sensors.Rear, Shorter(timeout, MotionLimit)))
            return Stuck();
        await RunUntil(Reverse, () => _sensors.NoCard, EjectOvertravel);
        return Works();
    }

    private async Task<Completion> Retain(TimeSpan timeout)
    {
        var wasBehindRear = false;
        var arrived = await RunUntil(
            Forward,
            () =>
            {
                Bin.Read();
                wasBehindRear |= _sensors.Rear;
                if (!_sensors.Entry)
                    SetShutter(open: false);
                return _sensors.NoCard && (!wasBehindRear || CardFellIntoBin);
            },
            Shorter(timeout, MotionLimit)
        );
        if (!_sensors.NoCard)
            return Stuck();
        if (!wasBehindRear)
            return new(CompletionCode.UserError, "cardReader.pulledOut", "The customer was quicker and has the card.");
        if (!arrived)
            return Fails("cardReader.binUnseen", "The card left the path, but the bin's sensor did not see it fall.");
        RetainCount = Bin[_pins["cardReader.retainBin"]].Arrivals;
        return Works();
    }

    private async Task<Completion> UntilTaken(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_sensors.Media == MediaState.Present)
            return new(CompletionCode.SequenceError, "cardReader.notInSlot", "The card is inside, not in the slot.");
        using var wakeUp = cancellationToken.Register(_watch.Poke);
        await _watch.Until(() => _sensors.NoCard || cancellationToken.IsCancellationRequested, timeout);
        if (!_sensors.NoCard)
            return new(cancellationToken.IsCancellationRequested ? CompletionCode.Canceled : CompletionCode.TimeOut);
        SetShutter(open: false);
        return Completion.Success;
    }

    /// <summary>The only place where a motor turns.</summary>
    private async Task<bool> RunUntil(Pin motor, Func<bool> arrived, TimeSpan limit)
    {
        _motors.Need();
        _gpio.Write(motor.Line, PinValue.High);
        try
        {
            return await _watch.Until(arrived, limit);
        }
        finally
        {
            _gpio.Write(motor.Line, PinValue.Low);
            _motors.Release();
        }
    }

    private void SetShutter(bool open) => _gpio.Write(_pins["cardReader.shutter"].Line, open);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
