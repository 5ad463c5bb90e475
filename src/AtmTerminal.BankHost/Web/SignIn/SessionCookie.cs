using Microsoft.AspNetCore.Http;

namespace AtmTerminal.BankHost;

/// <summary>The cookie of a signed-in person. How long the session lasts is the store's business, not the browser's.</summary>
internal static class SessionCookie
{
    /// <summary>The query parameter of the sign-in page that says where to go then.</summary>
    public const string ReturnTo = "to";

    private const string Name = "atm-session";

    public static string? DigestFrom(HttpRequest request) =>
        request.Cookies[Name] is { Length: > 0 } text ? Secret.DigestOf(text) : null;

    public static void Give(HttpResponse response, Secret secret) =>
        response.Cookies.Append(Name, secret.Text, Options(response));

    public static void Take(HttpResponse response) => response.Cookies.Delete(Name, Options(response));

    /// <summary>Where to go after the sign-in: only to a page of this console, whatever the address said.</summary>
    public static string Safe(string? wanted) =>
        wanted is ['/', not ('/' or '\\'), ..] && Uri.IsWellFormedUriString(wanted, UriKind.Relative) ? wanted : "/";

    private static CookieOptions Options(HttpResponse response) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = response.HttpContext.Request.IsHttps,
            Path = "/",
            IsEssential = true,
        };
}
