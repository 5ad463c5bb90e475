namespace AtmTerminal.Board;

/// <summary>One change of level of one line, as the kernel (or the simulated board) saw it.</summary>
/// <param name="Line">The line's number, as the <see cref="PinTable"/> names it.</param>
/// <param name="At">Time stamp of the edge itself, on a clock that only goes forward; never the time it was read.</param>
/// <param name="Sequence">Counts the edges of the group from 1; a gap means edges were lost.</param>
public readonly record struct Edge(int Line, bool Rising, TimeSpan At, uint Sequence);

/// <summary>
/// Edges of a group of lines in true order with true time stamps. GPIO callbacks give neither; the magnetic stripe and the
/// measuring of notes need both.
/// </summary>
public interface IEdgeStream : IDisposable
{
    /// <summary>Called on a thread of the driver's choice when edges are waiting. Set once, before the first edge is wanted.</summary>
    event Action? Available;

    /// <summary>Takes what is waiting, oldest first, without waiting for more.</summary>
    /// <returns>How many entries of <paramref name="batch"/> were filled.</returns>
    int Read(Span<Edge> batch);
}

/// <summary>Opens edge streams on the board the <see cref="System.Device.Gpio.GpioController"/> belongs to.</summary>
public interface IEdgeSource
{
    /// <summary>Requests the lines as inputs in one group. They must not be open at the controller.</summary>
    IEdgeStream Open(IReadOnlyList<int> lines);
}
