using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AtmTerminal.BankHost;

/// <summary>Knows a system by the token it sends: <c>Authorization: Bearer …</c>.</summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Desk desk
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return Task.FromResult(AuthenticateResult.NoResult());
        var digest = Secret.DigestOf(header[Bearer.Length..]);
        var found = desk.Read(sql => sql.EmployeeOfToken(digest) is { } code ? sql.EmployeeOf(code, desk.Now) : null);
        return Task.FromResult(
            found is { Active: true }
                ? AuthenticateResult.Success(
                    new(new ClaimsPrincipal(new EmployeeIdentity(found.Employee, Scheme.Name)), Scheme.Name)
                )
                : AuthenticateResult.Fail("The token is not in force.")
        );
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems
            .Of(
                StatusCodes.Status401Unauthorized,
                "Send a token that is in force: Authorization: Bearer and the token."
            )
            .ExecuteAsync(Context);
    }
}
