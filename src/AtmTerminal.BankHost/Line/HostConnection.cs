using System.Net.Sockets;
using AtmTerminal.Iso8583;
using Serilog;

namespace AtmTerminal.BankHost;

/// <summary>One connection, in memory of fixed size. What comes on it is believed only where its MAC is right.</summary>
/// <remarks>
/// A wrong MAC gets no answer but does not close the line: the terminal's time limit handles it, and closing would let one
/// altered byte throw away the questions behind it. A frame that cannot be a frame closes the line, as nothing after it can
/// be found.
/// </remarks>
internal sealed class HostConnection(Socket socket, HostCore core, BankHostOptions options, ILogger log)
{
    private readonly FrameReader _reader = new();
    private readonly byte[] _answer = new byte[Frame.MostBytes];

    /// <summary>Serves until the other side closes, is silent too long, or the host stops. Never throws.</summary>
    public async Task ServeAsync(CancellationToken stopping)
    {
        using (socket)
        {
            try
            {
                socket.NoDelay = true;
                while (await ReceiveAsync(stopping) && await AnswerAllAsync(stopping)) { }
            }
            catch (OperationCanceledException)
            {
                log.Debug("A connection was closed: the host stops or nothing came in time");
            }
            catch (SocketException problem)
            {
                log.Debug("A connection broke: {Reason}", problem.SocketErrorCode);
            }
            catch (Exception problem)
            {
                // A bug in one message must not end the line for all other terminals; the store has rolled it back.
                log.Error(problem, "A connection was closed because of an error in the host");
            }
            finally
            {
                _reader.Reset();
            }
        }
    }

    private async Task<bool> ReceiveAsync(CancellationToken stopping)
    {
        var limit = _reader.IsInsideFrame ? options.FrameLimit : options.IdleLimit;
        using var silence = new CancellationTokenSource(limit, options.LineTime);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, stopping);
        var count = await socket.ReceiveAsync(_reader.Free, either.Token);
        _reader.Received(count);
        return count > 0;
    }

    private async Task<bool> AnswerAllAsync(CancellationToken stopping)
    {
        while (true)
        {
            var (state, length) = AnswerNext();
            if (state != FrameState.Message)
                return state == FrameState.NeedsMore;
            await SendAsync(length, stopping);
        }
    }

    /// <summary>A side that does not read its answers is given up, or it would keep this task for ever.</summary>
    private async Task SendAsync(int length, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(options.FrameLimit, options.LineTime);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        for (var sent = 0; sent < length; )
            sent += await socket.SendAsync(_answer.AsMemory(sent, length - sent), either.Token);
    }

    private (FrameState State, int Length) AnswerNext()
    {
        var state = _reader.TryTake(out var message, out var error);
        if (state == FrameState.Broken)
            core.NoteSecurity("", $"unreadable frame: {error.Reason}");
        return (state, state == FrameState.Message ? core.HandleMessage(message, _answer) : 0);
    }
}
