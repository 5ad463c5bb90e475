using System.Net.Sockets;
using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink;

/// <summary>TCP to the host. <c>NoDelay</c>: a frame is one write, and waiting to fill a packet costs 40 ms an answer.</summary>
/// <param name="host">Name or address.</param>
/// <param name="port">1 to 65535.</param>
/// <param name="connectLimit">How long one attempt may take.</param>
/// <param name="frameLimit">The longest silence inside a frame, and the longest sending of one; between frames there is no limit.</param>
/// <param name="time">The clock of both limits.</param>
public sealed class TcpLine(string host, int port, TimeSpan connectLimit, TimeSpan frameLimit, TimeProvider time)
    : ILineTransport
{
    /// <inheritdoc/>
    public async Task<ILineConnection?> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(connectLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(host, port, either.Token);
            return new TcpConnection(socket, frameLimit, time);
        }
        catch (Exception lost) when (lost is SocketException or OperationCanceledException)
        {
            // Refused, unreachable, unknown name, too slow: for the terminal all of these are "no line now".
            socket.Dispose();
            return null;
        }
    }
}

/// <summary>One TCP connection, cut into frames.</summary>
internal sealed class TcpConnection(Socket socket, TimeSpan frameLimit, TimeProvider time) : ILineConnection
{
    private readonly FrameReader _frames = new();
    private readonly byte[] _message = new byte[Iso8583Message.MostBytes];

    // Two frames written at once could be mixed when one of them goes out in parts.
    private readonly SemaphoreSlim _sending = new(1);

    public async Task<bool> SendAsync(ReadOnlyMemory<byte> frame)
    {
        await _sending.WaitAsync();
        // A host that does not read must not hold a customer: the answer's limit only begins when the question is out.
        using var limit = new CancellationTokenSource(frameLimit, time);
        try
        {
            for (var sent = 0; sent < frame.Length; )
                sent += await socket.SendAsync(frame[sent..], limit.Token);
            return true;
        }
        catch (Exception lost) when (IsLost(lost))
        {
            return false;
        }
        finally
        {
            _sending.Release();
        }
    }

    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync()
    {
        while (true)
        {
            var state = _frames.TryTake(out var message, out _);
            if (state == FrameState.Message)
            {
                message.CopyTo(_message);
                return _message.AsMemory(0, message.Length);
            }
            if (state == FrameState.NeedsMore && await TryReceiveMoreAsync())
                continue;
            _frames.Reset();
            Array.Clear(_message);
            return null;
        }
    }

    /// <summary>Any thread. The buffers are cleared by the receive that ends because of it.</summary>
    public void Dispose() => socket.Dispose();

    private async Task<bool> TryReceiveMoreAsync()
    {
        var silence = _frames.IsInsideFrame ? frameLimit : Timeout.InfiniteTimeSpan;
        using var limit = new CancellationTokenSource(silence, time);
        try
        {
            var count = await socket.ReceiveAsync(_frames.Free, limit.Token);
            _frames.Received(count);
            return count > 0;
        }
        catch (Exception lost) when (IsLost(lost))
        {
            return false;
        }
    }

    private static bool IsLost(Exception exception) =>
        exception is SocketException or ObjectDisposedException or OperationCanceledException;
}
