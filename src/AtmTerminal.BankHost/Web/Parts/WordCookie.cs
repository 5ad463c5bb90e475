using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AtmTerminal.BankHost;

/// <summary>One sentence that outlives the redirect after a change, and is shown once.</summary>
internal static class WordCookie
{
    private const string Name = "atm-word";

    public static void Give(HttpResponse response, string sentence) =>
        response.Cookies.Append(Name, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(sentence)), Options(response));

    /// <summary>The sentence, which is then gone; <c>null</c> when there is none.</summary>
    public static string? Take(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } text || !Base64Url.IsValid(text))
            return null;
        context.Response.Cookies.Delete(Name, Options(context.Response));
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
    }

    private static CookieOptions Options(HttpResponse response) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = response.HttpContext.Request.IsHttps,
            Path = "/",
        };
}
