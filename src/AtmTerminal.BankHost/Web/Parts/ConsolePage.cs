using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace AtmTerminal.BankHost;

/// <summary>
/// What every page has: the request, the store, and what to say about the last thing that was asked. A page is made anew for
/// each request, reads, may have one operation done, and is sent as plain HTML.
/// </summary>
public abstract class ConsolePage : ComponentBase
{
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    [Inject]
    private protected Desk Desk { get; set; } = null!;

    [Inject]
    private protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>Who looks at the page.</summary>
    private protected Employee Me => Http.Me();

    /// <summary>Why the last operation was refused; <c>null</c> when none was.</summary>
    private protected string? Refused { get; private set; }

    /// <summary>
    /// After a change: back to a page that only looks, so that a reload does nothing again, with a word about what was done. A
    /// refusal stays on the page with everything that was typed.
    /// </summary>
    private protected void After<T>(OfficeResult<T> result, string address, Func<T, string> say)
    {
        if (TryTake(result, out var value))
        {
            WordCookie.Give(Http.Response, say(value));
            Navigation.NavigateTo(address);
        }
    }

    /// <summary>For what is shown once and must not travel in an address or a cookie.</summary>
    private protected bool TryTake<T>(OfficeResult<T> result, out T value)
    {
        switch (result)
        {
            case OfficeResult<T>.Done done:
                value = done.Value;
                return true;
            case OfficeResult<T>.Refused refused:
                Refuse(refused.Why, refused.Sentence);
                value = default!;
                return false;
            default:
                throw new InvalidOperationException($"No way to show {result}.");
        }
    }

    private protected void Refuse(Refusal why, string sentence)
    {
        Refused = sentence;
        Http.Response.StatusCode = Problems.StatusOf(why);
    }

    /// <summary>For an address that names nothing.</summary>
    private protected void Missing() => Http.Response.StatusCode = StatusCodes.Status404NotFound;
}
