using System.Text;
using AtmTerminal.HostLink;

namespace AtmTerminal.Testing;

/// <summary>The line as the terminal sees it, with a stop point before every call and send, and after every receive.</summary>
internal sealed class StoppingLine(ILineTransport line, StopPoints stops) : ILineTransport
{
    private const int FrameHeader = 2;

    public async Task<ILineConnection?> ConnectAsync(CancellationToken cancellationToken)
    {
        if (!stops.Cross("line.connect"))
            return null;
        return await line.ConnectAsync(cancellationToken) is { } connection ? new Connection(connection, stops) : null;
    }

    private sealed class Connection(ILineConnection inner, StopPoints stops) : ILineConnection
    {
        public async Task<bool> SendAsync(ReadOnlyMemory<byte> frame)
        {
            if (stops.Cross($"line.send {TypeOf(frame[FrameHeader..])}"))
                return await inner.SendAsync(frame);
            inner.Dispose();
            return false;
        }

        public async Task<ReadOnlyMemory<byte>?> ReceiveAsync()
        {
            if (await inner.ReceiveAsync() is not { } message)
                return null;
            return stops.Cross($"line.receive {TypeOf(message)}") ? message : null;
        }

        public void Dispose() => inner.Dispose();
    }

    private static string TypeOf(ReadOnlyMemory<byte> message) => Encoding.ASCII.GetString(message.Span[..4]);
}
