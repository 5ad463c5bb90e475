using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AtmTerminal.BankHost;

/// <summary>Answers for what went wrong below: a store that does not answer, or a bug. Nothing of it is shown but a sentence.</summary>
internal sealed class WebFaults(RequestDelegate next, ILogger<WebFaults> log)
{
    private const string StoreSentence = "The store did not answer, and nothing was changed. Try again in a moment.";
    private const string DoubtSentence =
        "The store went away in the middle of the change, and nobody knows yet whether it was kept. Look before you do it again.";
    private const string BugSentence =
        "The program could not do this. It is in the log of the host; tell the people who run it what you did.";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (DbException problem) when (!context.Response.HasStarted)
        {
            log.LogError(problem, "The store failed at {Method} {Path}", context.Request.Method, context.Request.Path);
            var sentence = problem is CommitInDoubtException ? DoubtSentence : StoreSentence;
            await SayAsync(context, StatusCodes.Status503ServiceUnavailable, sentence);
        }
        catch (BadHttpRequestException problem) when (!context.Response.HasStarted)
        {
            await SayAsync(context, problem.StatusCode, "The request cannot be read: send it as the documents say.");
        }
        catch (Exception problem) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            log.LogError(problem, "A bug at {Method} {Path}", context.Request.Method, context.Request.Path);
            await SayAsync(context, StatusCodes.Status500InternalServerError, BugSentence);
        }
    }

    private static Task SayAsync(HttpContext context, int status, string sentence)
    {
        IResult answer = context.IsForApi()
            ? Problems.Of(status, sentence)
            : new RazorPage<Trouble>(status, new() { [nameof(Trouble.Sentence)] = sentence });
        return answer.ExecuteAsync(context);
    }
}
