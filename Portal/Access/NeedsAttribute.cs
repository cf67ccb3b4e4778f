using Microsoft.AspNetCore.Authorization;
using Portal.Data.Access;

namespace Portal.Access;

/// <summary>The decision of a page or endpoint: which operation it is. Who may do it is in <see cref="Permissions"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Operation operation) : AuthorizeAttribute(PolicyOf(operation))
{
    public Operation Operation { get; } = operation;

    public static string PolicyOf(Operation operation) => operation.ToString();
}

/// <summary>One policy for each operation, answered by the permission table.</summary>
public static class OperationPolicies
{
    public static AuthorizationBuilder AddOperations(this AuthorizationBuilder authorization)
    {
        foreach (var operation in Enum.GetValues<Operation>())
        {
            authorization.AddPolicy(
                NeedsAttribute.PolicyOf(operation),
                policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.ToActor().May(operation)));
        }

        return authorization;
    }

    /// <summary>The operation an endpoint is; a signed-in user who may not do it is told that there is nothing.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Operation operation)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(new NeedsAttribute(operation));
}
