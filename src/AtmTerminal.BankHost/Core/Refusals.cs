using AtmTerminal.Iso8583;
using AtmTerminal.Security;

namespace AtmTerminal.BankHost;

/// <summary>Answers that decide nothing: the message could not be read, or could not be stored.</summary>
internal static class Refusals
{
    // Fields that an answer echoes, as far as the question has them; none of them is card data.
    private static ReadOnlySpan<byte> Echoed => [3, 4, 7, 11, 28, 37];

    /// <summary>A refusal of a message that was read.</summary>
    public static LineMessage? For(LineMessage question, ResponseCode response) =>
        question switch
        {
            AuthorizationRequest ask => new AuthorizationAnswer(
                ask.Header,
                ask.Purpose,
                ask.Withdrawal,
                ask.Amount,
                ask.Commission,
                response,
                ApprovalCode: null,
                Balance: null
            ),
            CompletionAdvice advice => new CompletionAnswer(advice.Header, advice.Withdrawal, advice.Amount, response),
            ReversalAdvice advice => new ReversalAnswer(advice.Header, advice.Withdrawal, advice.Amount, response),
            TotalsAdvice totals => new TotalsAnswer(
                totals.Header,
                totals.Day,
                totals.Count,
                totals.Amount,
                response,
                InBalance: false,
                []
            ),
            Notice notice => new NoticeAnswer(notice.Header, notice.Withdrawal, response),
            NetworkRequest request => new NetworkAnswer(request.Header, request.Function, response),
            _ => null,
        };

    /// <summary>DE 39 of an answer, for the log.</summary>
    public static ResponseCode ResponseOf(LineMessage answer) =>
        answer switch
        {
            AuthorizationAnswer reply => reply.Response,
            CompletionAnswer reply => reply.Response,
            ReversalAnswer reply => reply.Response,
            TotalsAnswer reply => reply.Response,
            NoticeAnswer reply => reply.Response,
            NetworkAnswer reply => reply.Response,
            _ => throw new ArgumentException($"{answer.GetType().Name} is no answer."),
        };

    /// <summary>A refusal, framed and signed, of a message of which only the fields themselves could be read.</summary>
    /// <param name="serial">The number of the key of <paramref name="keys"/>; the question may have brought two.</param>
    /// <returns>Bytes written; 0 when the message type is not that of a question.</returns>
    public static int Write(
        Iso8583Message question,
        ResponseCode response,
        string serial,
        HostMessageKeys keys,
        Span<byte> answer
    )
    {
        if (AnswerTypeOf(question.MessageType) is not { } type)
            return 0;
        var (isNetwork, isTotals) = (question.Has(70), type == MessageTypes.TotalsAnswer);
        var twoBitmaps = isNetwork || isTotals;
        var writer = new Iso8583Writer(Dialect.Line, answer[Frame.HeaderBytes..], type, twoBitmaps);
        foreach (var field in Echoed)
            Echo(ref writer, question, field);
        writer.Text(39, response.Value);
        Echo(ref writer, question, 41);
        if (isTotals)
            Echo(ref writer, question, 48);
        Echo(ref writer, question, 49);
        writer.Text(63, serial);
        if (isTotals)
            WriteOutOfBalance(ref writer, question);
        if (isNetwork)
            Echo(ref writer, question, 70);
        writer.ReserveMac();
        var encoded = writer.Finish();
        var message = answer.Slice(Frame.HeaderBytes, encoded.Length);
        keys.MacAnswer(message[encoded.CoveredRange], message[encoded.MacRange]);
        Frame.WriteHeader(answer, encoded.Length);
        return Frame.HeaderBytes + encoded.Length;
    }

    /// <summary>What was not read was not compared.</summary>
    private static void WriteOutOfBalance(ref Iso8583Writer writer, Iso8583Message question)
    {
        writer.Number(66, 2);
        Echo(ref writer, question, 76);
        Echo(ref writer, question, 88);
    }

    private static void Echo(ref Iso8583Writer writer, Iso8583Message question, int field)
    {
        if (question.Has(field))
            writer.Text(field, question[field]);
    }

    /// <summary>The third digit of a type says what it is: 0 a request, 2 an advice; the answer's is one more.</summary>
    private static int? AnswerTypeOf(int type) => type / 10 % 10 is 0 or 2 ? type / 10 * 10 + 10 : null;
}
