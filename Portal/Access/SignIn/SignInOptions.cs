using Portal.Data.Access;

namespace Portal.Access.SignIn;

/// <summary>What local sign-ins must show.</summary>
/// <param name="RequireSecondFactor">Roles whose accounts set up a second factor before they do anything else.</param>
public sealed record SignInOptions(IReadOnlySet<Role> RequireSecondFactor)
{
    /// <summary>
    /// From <c>SignIn:RequireSecondFactor</c>, a list of roles or <c>None</c>; administrators when it is left out, except
    /// where the portal is only tried.
    /// </summary>
    /// <exception cref="InvalidOperationException">A name in the list is no role.</exception>
    public static SignInOptions Read(IConfiguration configuration, IHostEnvironment environment)
    {
        const string key = "SignIn:RequireSecondFactor";
        var section = configuration.GetSection(key);
        var names = section.Get<string[]>() ?? section.Value?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names is not { Length: > 0 })
        {
            var isTrial = environment.IsDevelopment() || configuration.GetValue("Portal:Demo", false);
            return new(isTrial ? new HashSet<Role>() : new HashSet<Role> { Role.Administrator });
        }

        return new(names is ["None"] ? new HashSet<Role>() : names.Select(Parse).ToHashSet());

        static Role Parse(string name) => Enum.TryParse<Role>(name, out var role) && Enum.IsDefined(role) && role is not Role.Public
            ? role
            : throw new InvalidOperationException(
                $"{key} names '{name}', which is no role. Roles: {string.Join(", ", Enum.GetNames<Role>().Except([nameof(Role.Public)]))}; or None.");
    }
}
