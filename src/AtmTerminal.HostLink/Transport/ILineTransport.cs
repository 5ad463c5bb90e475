namespace AtmTerminal.HostLink;

/// <summary>Makes connections to the host. What the world does to a line is a value; only bugs throw.</summary>
public interface ILineTransport
{
    /// <summary>One attempt, with a time limit of its own.</summary>
    /// <returns>The connection, for the caller to dispose; <see langword="null"/> when there is none to be had now.</returns>
    Task<ILineConnection?> ConnectAsync(CancellationToken cancellationToken);
}

/// <summary>
/// One connection. Frames arrive whole or the connection ends: a line that is out of step is closed, never searched for the
/// next frame. Disposing it ends a pending receive.
/// </summary>
public interface ILineConnection : IDisposable
{
    /// <summary>Sends one frame, header and all, in one write, after the ones before it.</summary>
    /// <param name="frame">Must stay unchanged until the task has ended.</param>
    /// <returns>False when the connection is lost. True says nothing about the other side.</returns>
    Task<bool> SendAsync(ReadOnlyMemory<byte> frame);

    /// <summary>The next message without its header; valid until the next call. One call at a time.</summary>
    /// <returns><see langword="null"/> when the connection has ended or has to end.</returns>
    Task<ReadOnlyMemory<byte>?> ReceiveAsync();
}
