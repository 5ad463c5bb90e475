using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink.Tests;

/// <summary>A connection in memory: what the terminal sends is carried by the test, which lets answers arrive on it.</summary>
internal sealed class MemoryConnection(Func<MemoryConnection, byte[], Task> carry) : ILineConnection
{
    private readonly Queue<byte[]> _arrived = new();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _ended;

    public Task<bool> SendAsync(ReadOnlyMemory<byte> frame)
    {
        if (_ended)
            return Task.FromResult(false);
        _ = carry(this, frame.ToArray());
        return Task.FromResult(true);
    }

    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync()
    {
        while (true)
        {
            if (_ended)
                return null;
            if (_arrived.TryDequeue(out var frame))
                return Frame.TryUnwrap(frame, out var message, out _) ? message.ToArray() : null;
            await _more.Task;
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Arrive(byte[] frame)
    {
        _arrived.Enqueue(frame);
        _more.TrySetResult();
    }

    public void End()
    {
        _ended = true;
        _more.TrySetResult();
    }

    public void Dispose() => End();
}
