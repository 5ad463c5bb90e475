using System.Net;
using System.Net.Sockets;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Time;
using AtmTerminal.Iso8583;
using AtmTerminal.Journal;
using AtmTerminal.Security;

namespace AtmTerminal.HostLink.Tests.Tcp;

/// <summary>The whole link with nothing virtual in it: the terminal loop on its thread, real time, a socket on loopback.</summary>
public class When_a_withdrawal_runs_over_TCP
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task It_is_authorised_completed_and_posted_once()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var line = new TcpLine("127.0.0.1", port, _patience, _patience, TimeProvider.System);
        using var rig = new LinkRig(TimeProvider.System, line);
        using var serving = new CancellationTokenSource();
        var server = ServeAsync(listener, rig, serving.Token);

        using var loop = new LoopThread(rig.Loop);
        await loop.RunAsync(() => UntilAsync(rig, LinkState.Online));
        var number = rig.Journal.State.NextWithdrawal;
        var outcome = await loop.RunAsync(() => rig.BeginAuthorize());
        Assert.That(outcome, Is.InstanceOf<AuthorizationOutcome.Approved>());
        await loop.RunAsync(async () =>
        {
            rig.Complete(number, LinkRig.Amount);
            return await UploadedAsync(rig);
        });

        Assert.That(rig.Host.Postings[number], Is.EqualTo(new[] { LinkRig.Amount }));
        await serving.CancelAsync();
        await server;
    }

    private static async Task<bool> UntilAsync(LinkRig rig, LinkState state)
    {
        var reached = new TaskCompletionSource<bool>();
        rig.Link.StateChanged += now =>
        {
            if (now == state)
                reached.TrySetResult(true);
        };
        return rig.Link.State == state || await reached.Task.WaitAsync(_patience);
    }

    private static async Task<bool> UploadedAsync(LinkRig rig)
    {
        var uploaded = new TaskCompletionSource<bool>();
        rig.Journal.Appended += _ =>
        {
            if (rig.Journal.State.Outbox.IsEmpty)
                uploaded.TrySetResult(true);
        };
        return rig.Journal.State.Outbox.IsEmpty || await uploaded.Task.WaitAsync(_patience);
    }

    private static async Task ServeAsync(TcpListener listener, LinkRig rig, CancellationToken stop)
    {
        try
        {
            using var socket = await listener.AcceptSocketAsync(stop);
            socket.NoDelay = true;
            var frames = new FrameReader();
            while (await socket.ReceiveAsync(frames.Free, stop) is var count and > 0)
            {
                frames.Received(count);
                while (frames.TryTake(out var message, out _) == FrameState.Message)
                    await socket.SendAsync(rig.Line.Seal(rig.Host.Answer(rig.Line.Open(message))), stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    /// <summary>A thread for the terminal loop, as the terminal has one.</summary>
    private sealed class LoopThread : IDisposable
    {
        private readonly TerminalLoop _loop;
        private readonly Thread _thread;

        public LoopThread(TerminalLoop loop)
        {
            _loop = loop;
            _thread = new Thread(loop.Run);
            _thread.Start();
        }

        public Task<T> RunAsync<T>(Func<Task<T>> work)
        {
            var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            _loop.Post(() => _ = CarryAsync(work, done));
            return done.Task.WaitAsync(_patience);
        }

        public void Dispose()
        {
            _loop.Stop();
            _thread.Join();
        }

        private static async Task CarryAsync<T>(Func<Task<T>> work, TaskCompletionSource<T> done)
        {
            try
            {
                done.SetResult(await work());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }
    }
}
