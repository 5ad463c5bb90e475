using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AtmTerminal.BankHost;

/// <summary>
/// Knows a person by the cookie that the sign-in gave. The rights are read from the store at each request: a change of them,
/// or the end of the employment, is felt at once.
/// </summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    SignIn signIn
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(
            SessionCookie.DigestFrom(Request) is { } digest && signIn.WhoIs(digest) is { } employee
                ? AuthenticateResult.Success(
                    new(new ClaimsPrincipal(new EmployeeIdentity(employee, Scheme.Name)), Scheme.Name)
                )
                : AuthenticateResult.NoResult()
        );

    /// <summary>To the sign-in, and back to where the person wanted to be, if that was only looking.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var wanted = HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString : "/";
        Response.Redirect($"/sign-in?{SessionCookie.ReturnTo}={Uri.EscapeDataString(wanted)}");
        return Task.CompletedTask;
    }
}
