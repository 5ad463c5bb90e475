using AtmTerminal.Board;

namespace AtmTerminal.SimulatedBoard.Pins;

/// <summary>Edges of a group of lines with the exact time at which they happened in the machine.</summary>
/// <remarks>Holds 1,024 edges, as the Linux driver asks of the kernel; what does not fit is lost and shows as a gap.</remarks>
internal sealed class EdgeRecorder(SimulatedBoardDriver driver, IReadOnlyList<int> lines) : IEdgeStream
{
    private const int Capacity = 1024;

    private readonly Queue<Edge> _edges = new();
    private readonly Lock _lock = new();
    private uint _sequence;
    private bool _told;

    public event Action? Available;

    public IReadOnlyList<int> Lines => lines;

    /// <returns>Whether the reader has to be told that edges are waiting.</returns>
    public bool Add(int line, bool rising, TimeSpan at)
    {
        lock (_lock)
        {
            _sequence++;
            if (_edges.Count == Capacity)
                _edges.Dequeue();
            _edges.Enqueue(new Edge(line, rising, at, _sequence));
            var tell = !_told;
            _told = true;
            return tell;
        }
    }

    public void Tell() => Available?.Invoke();

    public int Read(Span<Edge> batch)
    {
        lock (_lock)
        {
            _told = false;
            var read = 0;
            while (read < batch.Length && _edges.TryDequeue(out var edge))
                batch[read++] = edge;
            return read;
        }
    }

    public void Dispose() => driver.Close(this);
}
