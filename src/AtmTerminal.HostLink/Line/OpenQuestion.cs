using AtmTerminal.Iso8583;
using AtmTerminal.Security;

namespace AtmTerminal.HostLink;

/// <summary>A question on the line that has not been answered yet.</summary>
internal sealed class OpenQuestion(LineMessage question, MessageKeys keys)
{
    private readonly TaskCompletionSource<Reply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LineMessage Question { get; } = question;

    public MessageKeys Keys { get; } = keys;

    /// <summary>What was wrong with an answer that came and was ignored; the reason given when no better one comes.</summary>
    public NoAnswerReason? Fault { get; set; }

    public Task<Reply> Reply => _reply.Task;

    public (int AnswerType, int TraceNumber) Key => (AnswerMatch.AnswerTypeOf(Question), Question.Header.TraceNumber);

    /// <summary>False when it has ended before. Any thread.</summary>
    public bool TryEnd(Reply reply) => _reply.TrySetResult(reply);
}
