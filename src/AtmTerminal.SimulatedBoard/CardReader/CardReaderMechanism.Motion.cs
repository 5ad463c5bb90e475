namespace AtmTerminal.SimulatedBoard.CardReader;

/// <summary>Who moves the card, how far, and what the sensors see of it.</summary>
public sealed partial class CardReaderMechanism
{
    private bool SticksOut => _card is not null && CardPath.CardLength - _innerEdge >= CardPath.LeastGrip;

    protected internal override void AdvanceTo(TimeSpan now)
    {
        if (_binClears <= now)
        {
            _binClears = null;
            _bin.Set(false);
        }
        if (_speed == 0)
        {
            _since = now;
            return;
        }
        var from = _innerEdge;
        _innerEdge += _speed * (now - _since).Ticks;
        BeginPassIfAtHead(from);
        _head.Pass(_passing, from, _innerEdge, _speed, _since);
        _since = now;
        StickIfJamIsPassed(from);
        if (_innerEdge < CardPath.Front)
            LeaveToHand();
        else if (_innerEdge >= CardPath.Drop)
            FallIntoBin(now);
        ShowSensors();
        Decide();
    }

    private void Change(TimeSpan now, Action change)
    {
        AdvanceTo(now);
        change();
        Decide();
    }

    private void HandDoes(Hand hand, TimeSpan now) => Change(now, () => _hand = hand);

    /// <summary>Who is the strongest now gives the card its speed.</summary>
    private void Decide()
    {
        var motor = (_motorForward, _motorReverse) switch
        {
            (true, false) => CardPath.MotorSpeed,
            (false, true) => -CardPath.MotorSpeed,
            // Both at once short the motor: it brakes.
            _ => 0,
        };
        if (_jam == Jam.Loose && motor != 0 && Math.Sign(motor) != _jamDirection)
            _jam = Jam.None;
        if (_hand == Hand.Pushing && (_innerEdge >= CardPath.HandReach || IsShutIntoTheFace()))
            LetGo();
        _speed =
            _card is null || _jam != Jam.None ? 0
            : _hand == Hand.Pulling ? -CardPath.HandPullSpeed
            : motor != 0 && _innerEdge >= CardPath.FirstRoller ? motor
            : _hand == Hand.Pushing ? CardPath.HandPushSpeed
            : 0;
    }

    private bool IsShutIntoTheFace() => !_shutterOpen && _innerEdge < CardPath.Shutter;

    private void LetGo()
    {
        _hand = Hand.Off;
        if (_innerEdge < CardPath.Shutter)
            _card = null;
    }

    private void LeaveToHand() => (_card, _hand, _innerEdge) = (null, Hand.Off, CardPath.Front);

    private void FallIntoBin(TimeSpan now)
    {
        _retained.Add(_card!);
        LeaveToHand();
        _bin.Set(true);
        _binClears = now + CardPath.FallPastBinSensor;
    }

    private void ShowSensors()
    {
        _entry.Set(_card is not null && CardPath.Sees(CardPath.EntrySensor, _innerEdge));
        _transport.Set(_card is not null && CardPath.Sees(CardPath.TransportSensor, _innerEdge));
        _rear.Set(_card is not null && CardPath.Sees(CardPath.RearSensor, _innerEdge));
    }

    // Damage is a property of the pass: dirt under the head goes and comes.
    private void BeginPassIfAtHead(long from)
    {
        var begins =
            _speed > 0
                ? from < CardPath.Head && _innerEdge >= CardPath.Head
                : from >= CardPath.Head + CardPath.CardLength && _innerEdge < CardPath.Head + CardPath.CardLength;
        if (!begins)
            return;
        var cells = _rack[_card!].Cells;
        if (Faults.Find(UnreadableFault) is not { } fault)
        {
            _passing = cells;
            return;
        }
        Faults.Happened(fault);
        _passing = [.. cells];
        _passing[DamagedCell] ^= true;
    }

    private long? JamMark() => Faults.Find(JamFault) is { } fault ? fault.Whole("at") * 1_000_000L : null;

    private void StickIfJamIsPassed(long from)
    {
        if (JamMark() is not { } mark || _jam != Jam.None)
            return;
        if (Math.Min(from, _innerEdge) >= mark || Math.Max(from, _innerEdge) < mark)
            return;
        var fault = Faults.Find(JamFault)!;
        Faults.Happened(fault);
        _jam = fault.Once ? Jam.Loose : Jam.Firm;
        _jamDirection = Math.Sign(_speed);
        _hand = Hand.Off;
    }
}
