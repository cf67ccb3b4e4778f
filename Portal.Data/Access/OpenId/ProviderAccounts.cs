using Portal.Data.Access.Audit;

namespace Portal.Data.Access.OpenId;

/// <summary>What came of an identity that a provider vouches for.</summary>
public abstract record ProviderAnswer
{
    public sealed record Known(UserAccount Account) : ProviderAnswer;

    /// <summary>No account is linked or can be, and none may be created.</summary>
    public sealed record NoAccount : ProviderAnswer;

    /// <summary>Neither claims nor an administrator give the account anything to do.</summary>
    public sealed record NoRole(UserAccount? Account) : ProviderAnswer;

    public sealed record Disabled(UserAccount Account) : ProviderAnswer;
}

/// <summary>
/// Finds the account of an identity: by issuer and subject; at first sight by the verified e-mail address; or creates
/// one where that is allowed. Its grants from claims become those of this sign-in.
/// </summary>
public sealed class ProviderAccounts(IdentityStore identities, GrantStore grants, GrantCheck check, AuditLog audit, TimeProvider clock)
{
    public async Task<ProviderAnswer> ReceiveAsync(
        ProviderIdentity identity, IReadOnlyList<ClaimGrant> mappings, bool mayCreate, string address, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var wanted = new List<(Role Role, string Scope)>();
        foreach (var (role, scope) in ClaimRules.GrantsOf(identity.Claims, mappings))
        {
            // A mapping onto a scope that has left the registry gives nothing, rather than a role over nobody knows what.
            if (await check.FaultOfAsync(role, scope, cancellation) is null)
            {
                wanted.Add((role, scope));
            }
        }

        var account = await FindAsync(identity, address, now, cancellation);
        if (account is null && mayCreate)
        {
            if (wanted.Count == 0)
            {
                return new ProviderAnswer.NoRole(null);
            }

            account = await CreateAsync(identity, address, now, cancellation);
        }

        if (account is null)
        {
            return new ProviderAnswer.NoAccount();
        }

        if (account.IsDisabled)
        {
            return new ProviderAnswer.Disabled(account);
        }

        var (added, removed) = await identities.ReplaceGrantsAsync(account.Id, wanted, identity.Issuer, now, cancellation);
        foreach (var (action, grant) in added.Select(grant => (AuditAction.GrantAdded, grant)).Concat(removed.Select(grant => (AuditAction.GrantRemoved, grant))))
        {
            await RecordAsync(account, address, action, new { Role = grant.Role.ToString(), grant.Scope, identity.Issuer }, cancellation);
        }

        return (await grants.ReadAsync(account.Id, cancellation)).Count > 0
            ? new ProviderAnswer.Known(account)
            : new ProviderAnswer.NoRole(account);
    }

    private async Task<UserAccount?> FindAsync(ProviderIdentity identity, string address, DateTime now, CancellationToken cancellation)
    {
        if (await identities.ReadAccountAsync(identity.Issuer, identity.Subject, cancellation) is { } linked)
        {
            return linked;
        }

        if (identity.VerifiedEmail is { } email
            && await identities.ReadFreeByEmailAsync(identity.Issuer, email, cancellation) is [var only]
            && await identities.LinkAsync(identity.Issuer, identity.Subject, only.Id, now, cancellation))
        {
            await RecordAsync(only, address, AuditAction.ProviderLinked, new { identity.Issuer, identity.Subject }, cancellation);
            return only;
        }

        // Another sign-in of the same person may have been faster: two tabs, or an impatient click.
        return await identities.ReadAccountAsync(identity.Issuer, identity.Subject, cancellation);
    }

    private async Task<UserAccount?> CreateAsync(ProviderIdentity identity, string address, DateTime now, CancellationToken cancellation)
    {
        var account = new UserAccount
        {
            Name = identity.Name,
            DisplayName = identity.DisplayName,
            PasswordHash = "",
            Email = identity.VerifiedEmail,
            CreatedAtUtc = now,
        };
        var isNew = await identities.AppendAsync(account, identity.Issuer, identity.Subject, cancellation);
        var linked = await identities.ReadAccountAsync(identity.Issuer, identity.Subject, cancellation);
        if (isNew)
        {
            await RecordAsync(linked!, address, AuditAction.UserAdded, new { identity.Issuer, identity.Subject }, cancellation);
        }

        return linked;
    }

    private Task<long> RecordAsync(UserAccount account, string address, AuditAction action, object detail, CancellationToken cancellation) => audit.AppendAsync(
        new()
        {
            Actor = account.ToOwner(address),
            Action = action,
            ObjectType = nameof(UserAccount),
            ObjectId = FormattableString.Invariant($"{account.Id}"),
            Detail = detail,
        },
        cancellation);
}
