using System.Device.Gpio;
using AtmTerminal.Board;

namespace AtmTerminal.Devices.Pins;

/// <summary>What has passed one sensor since it is watched.</summary>
public sealed class Passage
{
    private TimeSpan? _coveredAt;

    internal Passage(bool covered) => Covered = covered;

    /// <summary>Whether something is in front of the sensor.</summary>
    public bool Covered { get; private set; }

    /// <summary>How often something came in front of it.</summary>
    public int Arrivals { get; private set; }

    /// <summary>How often something left it.</summary>
    public int Departures { get; private set; }

    /// <summary>
    /// How long the last thing that left had covered the sensor; <c>null</c> when it had been in front of it before the watching began.
    /// </summary>
    public TimeSpan? LastPass { get; private set; }

    internal void See(Edge edge)
    {
        Covered = edge.Rising;
        if (edge.Rising)
        {
            Arrivals++;
            _coveredAt = edge.At;
            return;
        }
        Departures++;
        LastPass = edge.At - _coveredAt;
        _coveredAt = null;
    }
}

/// <summary>
/// Counts what passes a group of sensors, from an edge stream: complete and in order however late the loop is, and with the time
/// each edge really happened at, so that lengths can be measured. Terminal loop only.
/// </summary>
public sealed class PassCounter : IDisposable
{
    private readonly Edge[] _batch = new Edge[64];
    private readonly Dictionary<int, Passage> _passages = [];
    private readonly IEdgeStream _stream;
    private uint _lastSequence;

    /// <summary>Begins to watch. Nothing may move while this runs: levels are read first and the stream opened after.</summary>
    /// <param name="edgesWaiting">Called on any thread when <see cref="Read"/> has something to read.</param>
    public PassCounter(GpioController pins, IEdgeSource edges, IReadOnlyList<Pin> sensors, Action edgesWaiting)
    {
        foreach (var sensor in sensors)
        {
            pins.OpenPin(sensor.Line, InputWatch.ModeOf(sensor.Use));
            _passages[sensor.Line] = new Passage(pins.Read(sensor.Line) == PinValue.High);
            pins.ClosePin(sensor.Line);
        }
        _stream = edges.Open([.. sensors.Select(s => s.Line)]);
        _stream.Available += edgesWaiting;
    }

    /// <summary>Edges were lost: what was counted since is less than what passed.</summary>
    public bool Lost { get; private set; }

    /// <summary>Begins to trust the counts again: the path was looked at and the levels are known.</summary>
    public void ForgetLoss() => Lost = false;

    public Passage this[Pin sensor] => _passages[sensor.Line];

    /// <summary>Takes in what has happened since the last call.</summary>
    public void Read()
    {
        for (int read; (read = _stream.Read(_batch)) > 0; )
        {
            foreach (var edge in _batch.AsSpan(0, read))
            {
                Lost |= unchecked(edge.Sequence - _lastSequence) != 1;
                _lastSequence = edge.Sequence;
                _passages[edge.Line].See(edge);
            }
        }
    }

    public void Dispose() => _stream.Dispose();
}
