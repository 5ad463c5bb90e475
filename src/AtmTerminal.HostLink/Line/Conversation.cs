using AtmTerminal.Iso8583;
using AtmTerminal.Security;

namespace AtmTerminal.HostLink;

/// <summary>Questions and answers over one connection, until it ends.</summary>
internal sealed class Conversation(
    ILineConnection connection,
    string terminalId,
    SecurityLog security,
    TimeProvider time
)
{
    private readonly OpenQuestions _open = new(terminalId);
    private readonly Stack<LineFrame> _frames = new();
    private bool _ended;

    /// <summary>Takes what comes until the connection ends; after it every open question has ended too.</summary>
    public async Task ListenAsync()
    {
        while (await connection.ReceiveAsync() is { } message)
            if (_open.Judge(message.Span) is { } wrong)
                security.Note(wrong);
        _ended = true;
        _open.LoseAll();
    }

    /// <summary>Closes the connection; <see cref="ListenAsync"/> ends soon after.</summary>
    public void HangUp() => connection.Dispose();

    /// <summary>Sends a question and waits for its answer. Disposes the keys when neither is awaited any more.</summary>
    /// <param name="keys">The keys whose serial number the question's header names.</param>
    public async Task<Reply> AskAsync(LineMessage question, MessageKeys keys, TimeSpan limit)
    {
        using (keys)
        {
            var open = new OpenQuestion(question, keys);
            if (_ended || _open.Contains(open))
                return new Reply.NotSent();
            _open.Add(open);
            if (!await SendAsync(question, keys))
                HangUp();
            return await AwaitAsync(open, limit);
        }
    }

    private async Task<bool> SendAsync(LineMessage question, MessageKeys keys)
    {
        if (!_frames.TryPop(out var frame))
            frame = new LineFrame();
        frame.Write(question);
        keys.MacRequest(frame.Covered, frame.Mac);
        var sent = await connection.SendAsync(frame.Bytes);
        // The frame held a card number and a PIN block.
        frame.Clear();
        _frames.Push(frame);
        return sent;
    }

    /// <remarks>
    /// The timer may fire on another thread. It only ends the question, which is safe from any; everything after that is
    /// on the loop again.
    /// </remarks>
    private async Task<Reply> AwaitAsync(OpenQuestion open, TimeSpan limit)
    {
        var late = new Reply.Unanswered(NoAnswerReason.TimedOut);
        await using var timer = time.CreateTimer(_ => open.TryEnd(late), null, limit, Timeout.InfiniteTimeSpan);
        var reply = await open.Reply;
        _open.Remove(open);
        return reply is Reply.Unanswered unanswered ? new Reply.Unanswered(open.Fault ?? unanswered.Reason) : reply;
    }
}
