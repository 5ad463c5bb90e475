using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink;

/// <summary>
/// The questions of one terminal that wait for an answer, and the judge over what comes in. An answer that is not good is
/// ignored, whatever is wrong with it: a stranger who can write on the line must not be able to end a question, so the good
/// answer may still come, or the time limit.
/// </summary>
internal sealed class OpenQuestions(string terminalId)
{
    private readonly Dictionary<(int AnswerType, int TraceNumber), OpenQuestion> _open = [];
    private readonly Iso8583Message _arrived = new(Dialect.Line);

    public void Add(OpenQuestion question) => _open.Add(question.Key, question);

    public bool Contains(OpenQuestion question) => _open.ContainsKey(question.Key);

    public void Remove(OpenQuestion question) => _open.Remove(question.Key);

    /// <summary>Ends all of them: no answer can come any more.</summary>
    public void LoseAll()
    {
        foreach (var question in _open.Values.ToArray())
            question.TryEnd(new Reply.Unanswered(NoAnswerReason.LinkLost));
        _open.Clear();
    }

    /// <summary>Takes a message from the line and ends the question that it answers.</summary>
    /// <returns>What a person in charge of security should see; <see langword="null"/> when all was well.</returns>
    public string? Judge(ReadOnlySpan<byte> message)
    {
        if (!_arrived.TryDecode(message, out var error))
            return $"a malformed message was ignored: {error}";
        if (!LineReader.TryReadEnvelope(_arrived, out var envelope, out error))
            return $"a message {_arrived.MessageType:D4} without a readable sender was ignored: {error}";
        var name = $"{envelope.MessageType:D4} with trace number {envelope.TraceNumber:D6}";
        if (envelope.TerminalId != terminalId)
            return $"{name} for another terminal was ignored";
        if (!_open.TryGetValue((envelope.MessageType, envelope.TraceNumber), out var question))
            return $"{name} answers no open question (late, repeated or foreign) and was ignored";
        return JudgeAnswer(question, envelope) is { } wrong ? $"{name} was ignored: {wrong}" : null;
    }

    private string? JudgeAnswer(OpenQuestion question, LineEnvelope envelope)
    {
        if (envelope.KeySerialNumber != question.Question.Header.KeySerialNumber)
        {
            question.Fault = NoAnswerReason.Mismatch;
            return "it is about an earlier sending";
        }
        if (!_arrived.TryGetMac(out var covered, out var mac) || !question.Keys.AnswerMacHolds(covered, mac))
        {
            question.Fault = NoAnswerReason.BadMac;
            return "its MAC is wrong";
        }
        if (!LineReader.TryRead(_arrived, out var answer, out var error))
        {
            question.Fault = NoAnswerReason.Mismatch;
            return $"it is malformed: {error}";
        }
        if (!AnswerMatch.IsAbout(question.Question, answer!))
        {
            question.Fault = NoAnswerReason.Mismatch;
            return "it is not about the question it names";
        }
        Remove(question);
        // Should the time limit have been quicker by a moment, then the question has ended unanswered and this changes nothing.
        question.TryEnd(new Reply.Answered(answer!));
        return null;
    }
}
