using AtmTerminal.BankHost;
using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink.Tests;

/// <summary>A line on virtual time to the bank host itself, without its sockets. Its fates are chosen by the test.</summary>
internal sealed class BankLine(HostCore host, TimeProvider time, Func<Fate> fates) : ILineTransport
{
    public Task<ILineConnection?> ConnectAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ILineConnection?>(new MemoryConnection(CarryAsync));

    private async Task CarryAsync(MemoryConnection connection, byte[] frame)
    {
        var fate = fates();
        await Task.Delay(fate.Delay / 2, time);
        var answer = new byte[Frame.MostBytes];
        var length = fate.HostHears ? host.Handle(frame, answer) : 0;
        await Task.Delay(fate.Delay / 2, time);
        if (fate.Hangup)
            connection.End();
        for (var copy = 0; copy < fate.Copies && length > 0; copy++)
            connection.Arrive(answer[..length]);
    }
}
