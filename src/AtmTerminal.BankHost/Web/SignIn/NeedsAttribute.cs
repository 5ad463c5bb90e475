using Microsoft.AspNetCore.Authorization;

namespace AtmTerminal.BankHost;

/// <summary>Which rights a page or an endpoint demands. The operations behind it demand theirs again.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsAttribute(Rights rights)
    : AuthorizeAttribute,
        IAuthorizationRequirementData,
        IAuthorizationRequirement
{
    public Rights Rights { get; } = rights;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>Asks whether the rights are there.</summary>
internal sealed class RightsHandler : AuthorizationHandler<NeedsAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsAttribute requirement)
    {
        if (context.User.Identity is EmployeeIdentity identity && identity.Employee.May(requirement.Rights))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
