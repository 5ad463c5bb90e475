using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace AtmTerminal.BankHost;

/// <summary>Says which right is missing, and keeps in the audit that somebody wanted what is not theirs.</summary>
internal sealed class RefusalHandler(Desk desk) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _otherwise = new();

    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (!authorizeResult.Forbidden)
            return _otherwise.HandleAsync(next, context, policy, authorizeResult);
        var missing = policy
            .Requirements.OfType<NeedsAttribute>()
            .Aggregate(Rights.None, (rights, needs) => rights | needs.Rights);
        Keep(context, missing);
        var sentence =
            $"This needs the right to {missing.ToDo()}: ask a colleague who has it, or one who may set rights.";
        IResult answer = context.IsForApi()
            ? Problems.Of(StatusCodes.Status403Forbidden, sentence)
            : new RazorPage<NotAllowed>(
                StatusCodes.Status403Forbidden,
                new() { [nameof(NotAllowed.Sentence)] = sentence, [nameof(NotAllowed.Right)] = missing.ToWords() }
            );
        return answer.ExecuteAsync(context);
    }

    private void Keep(HttpContext context, Rights missing) =>
        desk.Change(
            (sql, at) =>
            {
                var what = $"{context.Request.Method} {context.Request.Path}";
                sql.WriteAudit(context.Me(), at.Now, "right refused", what, null, missing.ToWords());
                return true;
            }
        );
}
