using AtmTerminal.BankHost;
using AtmTerminal.HostLink;
using AtmTerminal.Iso8583;

namespace AtmTerminal.Lab.Demo;

/// <summary>A line to a host in the same process: the same frames as over TCP, with the time they take on the way.</summary>
public sealed class InProcessLine(HostCore host, TimeProvider time, TimeSpan oneWay) : ILineTransport
{
    public async Task<ILineConnection?> ConnectAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(oneWay, time, cancellationToken);
        return new Connection(host, time, oneWay);
    }

    private sealed class Connection(HostCore host, TimeProvider time, TimeSpan oneWay) : ILineConnection
    {
        private readonly Queue<ReadOnlyMemory<byte>> _answers = new();
        private TaskCompletionSource _arrived = new();
        private bool _closed;

        public async Task<bool> SendAsync(ReadOnlyMemory<byte> frame)
        {
            if (_closed)
                return false;
            var sent = frame.ToArray();
            await Task.Delay(oneWay, time);
            var answer = new byte[Frame.MostBytes];
            var length = host.Handle(sent, answer);
            if (length > 0)
                Deliver(answer.AsMemory(0, length));
            return true;
        }

        public async Task<ReadOnlyMemory<byte>?> ReceiveAsync()
        {
            while (_answers.Count == 0 && !_closed)
                await _arrived.Task;
            return _closed ? null : _answers.Dequeue();
        }

        public void Dispose()
        {
            _closed = true;
            _arrived.TrySetResult();
        }

        private async void Deliver(ReadOnlyMemory<byte> frame)
        {
            await Task.Delay(oneWay, time);
            if (!Frame.TryUnwrap(frame.Span, out var message, out _))
                return;
            _answers.Enqueue(message.ToArray());
            // The receiver runs inside the next line and waits anew: for a new signal, not for this one again.
            (var arrived, _arrived) = (_arrived, new());
            arrived.TrySetResult();
        }
    }
}
