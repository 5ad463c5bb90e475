using AtmTerminal.Domain.Time;
using AtmTerminal.HostLink;

namespace AtmTerminal.Process.Worker;

/// <summary>A real line under a virtual clock: the clock waits while a connection or an answer is on its way.</summary>
internal sealed class OutsideLine(ILineTransport line, TerminalLoop loop) : ILineTransport
{
    public async Task<ILineConnection?> ConnectAsync(CancellationToken cancellationToken)
    {
        using (loop.AwaitOutside())
        {
            var connection = await line.ConnectAsync(cancellationToken);
            return connection is null ? null : new Connection(connection, loop);
        }
    }

    private sealed class Connection(ILineConnection inner, TerminalLoop loop) : ILineConnection
    {
        private readonly Queue<IDisposable> _awaited = new();

        public async Task<bool> SendAsync(ReadOnlyMemory<byte> frame)
        {
            // Every question is answered: from its sending to its answer the clock stands still.
            _awaited.Enqueue(loop.AwaitOutside());
            return await inner.SendAsync(frame);
        }

        public async Task<ReadOnlyMemory<byte>?> ReceiveAsync()
        {
            var message = await inner.ReceiveAsync();
            if (_awaited.TryDequeue(out var answered))
                answered.Dispose();
            return message;
        }

        public void Dispose()
        {
            while (_awaited.TryDequeue(out var awaited))
                awaited.Dispose();
            inner.Dispose();
        }
    }
}
