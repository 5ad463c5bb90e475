using Microsoft.AspNetCore.Http;

namespace AtmTerminal.BankHost;

/// <summary>What went wrong, as RFC 9457 says it: <c>application/problem+json</c> with our sentence as its detail.</summary>
internal static class Problems
{
    public static IResult Of(int status, string sentence) => Results.Problem(detail: sentence, statusCode: status);

    public static int StatusOf(Refusal why) =>
        why switch
        {
            Refusal.WrongInput => StatusCodes.Status422UnprocessableEntity,
            Refusal.NotAllowed => StatusCodes.Status403Forbidden,
            Refusal.NotFound => StatusCodes.Status404NotFound,
            Refusal.NotNow => StatusCodes.Status409Conflict,
            _ => throw new InvalidOperationException($"No status for a refusal {why}."),
        };
}
