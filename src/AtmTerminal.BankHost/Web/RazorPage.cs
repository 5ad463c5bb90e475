using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AtmTerminal.BankHost;

/// <summary>A page that is not reached by its own address: what a refusal or a fault shows.</summary>
internal sealed class RazorPage<TPage>(int status, Dictionary<string, object?>? parameters = null) : IResult
    where TPage : IComponent
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        new RazorComponentResult<TPage>(parameters ?? []) { StatusCode = status }.ExecuteAsync(httpContext);
}
