using Portal.Data.Access;
using Portal.Data.Access.OpenId;

namespace Portal.Access.OpenId;

/// <summary>The OpenID provider people may sign in with. Registered only where one is configured.</summary>
public sealed record OpenIdOptions
{
    private const string Section = "OpenId";

    /// <summary>The issuer, without a slash at the end.</summary>
    public required string Authority { get; init; }

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>What the button calls it; null for the portal's own word.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The claim that says the e-mail address is verified: <c>email_verified</c>, at Entra ID <c>xms_edov</c>.</summary>
    public required string VerifiedEmailClaim { get; init; }

    /// <summary>The claim that becomes the name of a created account.</summary>
    public required string NameClaim { get; init; }

    /// <summary>Whether somebody with a role from claims, but without an account, is given one.</summary>
    public bool CreateAccounts { get; init; }

    public required IReadOnlyList<ClaimGrant> Grants { get; init; }

    public string MetadataAddress => Authority + "/.well-known/openid-configuration";

    public bool IsEncrypted => Authority.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <returns>Null when no provider is configured.</returns>
    /// <exception cref="InvalidOperationException">A setting is missing or makes no sense; the message says which.</exception>
    public static OpenIdOptions? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section["Authority"] is not { Length: > 0 } authority)
        {
            return null;
        }

        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
        {
            throw new InvalidOperationException($"OpenId:Authority is '{authority}'. It must be an address that begins with https://.");
        }

        var scopes = section.GetSection("Scopes").Get<string[]>()
            ?? section["Scopes"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            ?? ["openid", "profile", "email"];
        return new()
        {
            Authority = authority.TrimEnd('/'),
            ClientId = Required(section, "ClientId"),
            ClientSecret = Required(section, "ClientSecret"),
            Scopes = [.. scopes.Prepend("openid").Distinct()],
            DisplayName = section["DisplayName"] is { Length: > 0 } name ? name : null,
            VerifiedEmailClaim = section["VerifiedEmailClaim"] is { Length: > 0 } claim ? claim : "email_verified",
            NameClaim = section["NameClaim"] is { Length: > 0 } nameClaim ? nameClaim : "preferred_username",
            CreateAccounts = section.GetValue("CreateAccounts", false),
            Grants = [.. section.GetSection("Grants").GetChildren().Select(ReadGrant)],
        };
    }

    private static ClaimGrant ReadGrant(IConfigurationSection section)
    {
        var role = Required(section, "Role");
        var scope = Required(section, "Scope");
        if (!Enum.TryParse<Role>(role, out var known) || !Enum.IsDefined(known) || known is Role.Public)
        {
            var roles = string.Join(", ", Enum.GetNames<Role>().Except([nameof(Role.Public)]));
            throw new InvalidOperationException($"{section.Path}:Role is '{role}', which is no role. Roles: {roles}.");
        }

        if (scope == Actor.Everywhere && known is not (Role.Administrator or Role.Auditor))
        {
            throw new InvalidOperationException($"{section.Path}:Scope is '*', which only Administrator and Auditor may have.");
        }

        return new() { Claim = Required(section, "Claim"), Value = Required(section, "Value"), Role = known, Scope = scope };
    }

    private static string Required(IConfigurationSection section, string key) => section[key] is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{section.Path}:{key} is empty. See docs/sign-in.md.");
}
