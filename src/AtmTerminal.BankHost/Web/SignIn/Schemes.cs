using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace AtmTerminal.BankHost;

/// <summary>The two ways to be somebody here. Neither is heard where the other belongs.</summary>
internal static class Schemes
{
    /// <summary>One of the two below, by the address that is asked for.</summary>
    public const string ByPath = "by-path";

    /// <summary>A person in a browser: the session's secret in a cookie.</summary>
    public const string Session = "session";

    /// <summary>A system: a token in the Authorization header. No cookie, so no other page can make a browser send it.</summary>
    public const string Token = "token";

    public static bool IsForApi(this HttpContext context) => context.Request.Path.StartsWithSegments("/api");

    /// <summary>Who asks; only where somebody must be signed in.</summary>
    public static Employee Me(this HttpContext context) => ((EmployeeIdentity)context.User.Identity!).Employee;
}

/// <summary>An employee as the web server's own parts know people.</summary>
internal sealed class EmployeeIdentity(Employee employee, string scheme)
    : ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, employee.Code)], scheme)
{
    public Employee Employee { get; } = employee;
}
