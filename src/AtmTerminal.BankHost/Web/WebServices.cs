using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AtmTerminal.BankHost;

/// <summary>What the console is made of, and in which order a request goes through it.</summary>
internal static class WebServices
{
    public static void AddConsole(this IServiceCollection services, HostCore core, TimeProvider time)
    {
        services.AddSingleton(new Desk(core, time));
        services.AddSingleton(_ => new SignIn(core.Database, time));
        services.AddRouting();
        services.AddMetrics();
        services.AddRazorComponents();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "atm-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.HttpOnly = true;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddDataProtection();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(
            new ConfigureOptions<KeyManagementOptions>(options =>
                options.XmlRepository = new StoredWebKeys(core.Database)
            )
        );
        services.AddSignIn();
        services.AddSingleton<PasswordGate>();
        services.AddApi();
    }

    public static void UseConsole(this WebApplication app)
    {
        app.UseMiddleware<WebFaults>();
        app.UseMiddleware<WebHeaders>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapAssets();
        app.MapHealth();
        app.MapReportFiles();
        app.MapCaseFiles();
        app.MapApi();
        app.MapRazorComponents<App>();
        app.MapFallback(static () => new RazorPage<NothingHere>(StatusCodes.Status404NotFound));
    }

    private static void AddSignIn(this IServiceCollection services)
    {
        services
            .AddAuthentication(Schemes.ByPath)
            .AddPolicyScheme(
                Schemes.ByPath,
                null,
                options =>
                    options.ForwardDefaultSelector = static context =>
                        context.IsForApi() ? Schemes.Token : Schemes.Session
            )
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(Schemes.Session, null)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(Schemes.Token, null);
        // What says nothing about rights is for the bank's people all the same.
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddSingleton<IAuthorizationHandler, RightsHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalHandler>();
    }
}
