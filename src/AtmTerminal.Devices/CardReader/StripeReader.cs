using AtmTerminal.Board;
using AtmTerminal.Devices.Contracts;

namespace AtmTerminal.Devices.CardReader;

/// <summary>
/// Collects what the head sees during one pass and reads it. A head with a decoder has the lines clock and data; one without has
/// the line flux; the pin table says which.
/// </summary>
internal sealed class StripeReader : IDisposable
{
    // Three edges a bit and 252 bits make 756. More than five times that is noise, and is not collected for ever.
    private const int MostEdges = 4096;

    private readonly Edge[] _batch = new Edge[256];
    private readonly int _clockLine;
    private readonly int _dataLine;
    private readonly List<Edge> _edges = new(1024);
    private readonly bool _hasDecoder;
    private readonly IEdgeStream _stream;
    private uint _lastSequence;
    private bool _lost;

    /// <param name="edgesWaiting">Called on any thread when <see cref="Take"/> has something to take.</param>
    public StripeReader(PinTable pins, IEdgeSource edges, Action edgesWaiting)
    {
        _hasDecoder = !pins.Names("cardReader.flux");
        if (_hasDecoder)
            (_clockLine, _dataLine) = (pins["cardReader.clock"].Line, pins["cardReader.data"].Line);
        _stream = edges.Open(_hasDecoder ? [_clockLine, _dataLine] : [pins["cardReader.flux"].Line]);
        _stream.Available += edgesWaiting;
    }

    /// <summary>A pass begins: what the head saw before is not part of it.</summary>
    public void Begin()
    {
        Take();
        _edges.Clear();
        _lost = false;
    }

    /// <summary>Takes in what is waiting. Called as often as edges come, so that the board's buffer never fills.</summary>
    public void Take()
    {
        for (int read; (read = _stream.Read(_batch)) > 0; )
            foreach (var edge in _batch.AsSpan(0, read))
                Take(edge);
    }

    /// <summary>The pass is over.</summary>
    public StripeReading End()
    {
        Take();
        // A lost edge shifts every bit after it. Parity would find most of that; nothing has to be left to "most".
        var reading = _lost ? new([], StripeProblem.EdgesLost) : StripeBits.Decode([.. Bits()]);
        _edges.Clear();
        return reading;
    }

    public void Dispose() => _stream.Dispose();

    private void Take(Edge edge)
    {
        _lost |= unchecked(edge.Sequence - _lastSequence) != 1 || _edges.Count == MostEdges;
        _lastSequence = edge.Sequence;
        if (!_lost)
            _edges.Add(edge);
    }

    private List<bool> Bits()
    {
        var edges = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_edges);
        if (_hasDecoder)
            return ClockedBits.Read(edges, _clockLine, _dataLine);
        var intervals = new long[Math.Max(0, edges.Length - 1)];
        for (var i = 0; i < intervals.Length; i++)
            intervals[i] = (edges[i + 1].At - edges[i].At).Ticks;
        return FluxBits.Read(intervals);
    }
}
