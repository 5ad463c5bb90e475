using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AtmTerminal.BankHost;

/// <summary>
/// A change that another system asks for. It names each change with an <c>Idempotency-Key</c>: the first answer is stored in the
/// transaction of the change itself, and is what every repeat gets, from whichever copy of the host.
/// </summary>
internal sealed class ApiChange(Desk desk)
{
    public const string Header = "Idempotency-Key";

    private const int MostKeyLetters = 255;

    /// <summary>Does the change, or gives the first answer again.</summary>
    /// <param name="asked">Everything that makes this change another one than the next: read from address and body.</param>
    /// <param name="work">The operation. It is called inside the transaction, and not at all for a repeat.</param>
    /// <param name="show">What the operation's value looks like to the caller; holds no secret, since it is stored.</param>
    public IResult Run<TAsked, TValue, TShown>(
        HttpContext context,
        TAsked asked,
        Func<Sql, Employee, Moment, OfficeResult<TValue>> work,
        Func<TValue, TShown> show
    )
    {
        var key = context.Request.Headers[Header].ToString();
        if (key.Length is 0 or > MostKeyLetters)
            return Problems.Of(
                StatusCodes.Status400BadRequest,
                $"A change needs the header {Header}, 1 to {MostKeyLetters} letters that no other change of yours has."
            );
        var who = context.Me();
        var question = new ApiQuestion(who.Code, key, DigestOf(context.Request, asked));
        var answer = desk.Change(
            (sql, at) => sql.FirstAnswer(question, at.Now) ?? First(sql, question, who, at, work, show)
        );
        return answer.QuestionDigest == question.Digest
            ? new StoredResult(answer)
            : Problems.Of(
                StatusCodes.Status422UnprocessableEntity,
                $"This {Header} was used for another change: give this one its own."
            );
    }

    private static ApiAnswer First<TValue, TShown>(
        Sql sql,
        ApiQuestion question,
        Employee who,
        Moment at,
        Func<Sql, Employee, Moment, OfficeResult<TValue>> work,
        Func<TValue, TShown> show
    )
    {
        var answer = work(sql, who, at) switch
        {
            OfficeResult<TValue>.Done done => new ApiAnswer(
                question.Digest,
                StatusCodes.Status200OK,
                JsonSerializer.Serialize(show(done.Value), ApiJson.Options)
            ),
            OfficeResult<TValue>.Refused refused => new ApiAnswer(
                question.Digest,
                Problems.StatusOf(refused.Why),
                refused.Sentence
            ),
            var other => throw new InvalidOperationException($"No answer for {other}."),
        };
        sql.StoreAnswer(question, answer, at.Now);
        return answer;
    }

    private static string DigestOf<TAsked>(HttpRequest request, TAsked asked)
    {
        var text = $"{request.Method} {request.Path}\n{JsonSerializer.Serialize(asked, ApiJson.Options)}";
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

/// <summary>An answer as it was first given: a value as JSON, or a refusal's sentence as a problem.</summary>
internal sealed class StoredResult(ApiAnswer answer) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        (
            answer.Status == StatusCodes.Status200OK
                ? Results.Text(answer.Body, "application/json", Encoding.UTF8)
                : Problems.Of(answer.Status, answer.Body)
        ).ExecuteAsync(httpContext);
}
