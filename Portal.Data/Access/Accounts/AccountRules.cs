namespace Portal.Data.Access.Accounts;

/// <summary>Why a change of an account is refused; the name of a sentence on the screen.</summary>
public enum AccountFault
{
    /// <summary>There is no such account, or it is not the asker's to manage: the same answer for both.</summary>
    NotFound,

    /// <summary>The asker is no administrator any more, or the session has ended.</summary>
    NotAllowed,

    NameMissing,
    NameUnfit,
    NameTaken,
    DisplayNameMissing,
    EmailUnfit,
    EmailTaken,
    NoGrant,
    RoleUnknown,
    ScopeMissing,
    ScopeUnknown,
    ScopeOutside,
    RoleNeedsEnterprise,
    RoleNeedsJurisdiction,
    EverywhereNotForRole,
    GrantHeld,
    GrantMissing,
    LastGrant,
    OwnAdministration,
    OwnAccount,
    LastAdministrator,
}

/// <summary>
/// Who may change which account, and what must stay. An administrator manages the accounts that lie in the own place
/// with all their grants; somebody is left to administer the portal after every change.
/// </summary>
public static class AccountRules
{
    public const int LongestName = 60;
    public const int LongestDisplayName = 60;
    public const int LongestEmail = 200;

    /// <summary>An account with a grant outside, or with none at all, is managed from everywhere only.</summary>
    public static bool Manages(ScopePlace own, IReadOnlyCollection<PlacedGrant> grants) =>
        own.Kind is ScopeKind.Everywhere || (grants.Count > 0 && grants.All(grant => own.Holds(grant.Place)));

    /// <summary>Letters, digits and <c>. - _ @</c>, beginning with a letter or digit.</summary>
    public static AccountFault? CheckName(string name) => name switch
    {
        "" => AccountFault.NameMissing,
        { Length: > LongestName } => AccountFault.NameUnfit,
        _ when !char.IsLetterOrDigit(name[0]) || name.Any(letter => !char.IsLetterOrDigit(letter) && !".-_@".Contains(letter, StringComparison.Ordinal)) =>
            AccountFault.NameUnfit,
        _ => null,
    };

    public static AccountFault? CheckDisplayName(string displayName) =>
        displayName.Length is 0 or > LongestDisplayName ? AccountFault.DisplayNameMissing : null;

    /// <param name="email">In lower case; null for none.</param>
    public static AccountFault? CheckEmail(string? email) => email is null || IsAddress(email) ? null : AccountFault.EmailUnfit;

    /// <summary>An account begins with at least one grant, and with none twice.</summary>
    public static AccountFault? CheckGrants(IReadOnlyCollection<(Role Role, string Scope)> grants) =>
        grants.Count == 0 ? AccountFault.NoGrant
        : grants.Distinct().Count() < grants.Count ? AccountFault.GrantHeld
        : null;

    /// <summary>Whether a role can be held over a scope at all, and whether it is the giver's to give.</summary>
    /// <param name="own">The place from which it is given.</param>
    public static AccountFault? CheckGrant(ScopePlace own, Role role, ScopePlace place) => place switch
    {
        _ when role is Role.Public || !Enum.IsDefined(role) => AccountFault.RoleUnknown,
        { Code: "" } => AccountFault.ScopeMissing,
        { Kind: ScopeKind.Unknown } => AccountFault.ScopeUnknown,
        { Kind: ScopeKind.Everywhere } when role is not (Role.Administrator or Role.Auditor) => AccountFault.EverywhereNotForRole,
        { Kind: not ScopeKind.Enterprise } when IsOfEnterprise(role) => AccountFault.RoleNeedsEnterprise,
        { Kind: ScopeKind.Enterprise } when !IsOfEnterprise(role) => AccountFault.RoleNeedsJurisdiction,
        _ when !own.Holds(place) => AccountFault.ScopeOutside,
        _ => null,
    };

    /// <param name="administrators">Of the whole portal, before the change.</param>
    public static AccountFault? CheckRemoval(
        Manager manager, Subject subject, long grantId, IReadOnlyCollection<ActiveAdministrator> administrators) => subject.Grants switch
        {
            var grants when grants.All(grant => grant.Id != grantId) => AccountFault.GrantMissing,
            [_] => AccountFault.LastGrant,
            var grants when subject.Id == manager.UserId && !grants.Any(grant => grant.Role is Role.Administrator && grant.Id != grantId) =>
                AccountFault.OwnAdministration,
            _ => LeavesAdministrator(administrators, one => one.GrantId == grantId) ? null : AccountFault.LastAdministrator,
        };

    /// <param name="administrators">Of the whole portal, before the change.</param>
    public static AccountFault? CheckDisabling(Manager manager, Subject subject, IReadOnlyCollection<ActiveAdministrator> administrators) =>
        subject.Id == manager.UserId ? AccountFault.OwnAccount
        : LeavesAdministrator(administrators, one => one.UserId == subject.Id) ? null
        : AccountFault.LastAdministrator;

    /// <summary>Password and second factor of the own account are changed on its own page, which asks for the old ones.</summary>
    public static AccountFault? CheckCredentials(Manager manager, Subject subject) =>
        subject.Id == manager.UserId ? AccountFault.OwnAccount : null;

    public static bool IsOfEnterprise(Role role) => role is Role.EnterprisePrincipal or Role.EnterpriseHandler;

    // Where somebody administers everything, somebody must go on to; where nobody does, some administrator is enough.
    private static bool LeavesAdministrator(IReadOnlyCollection<ActiveAdministrator> before, Func<ActiveAdministrator, bool> isTaken)
    {
        var after = before.Where(one => !isTaken(one)).ToList();
        return before.Any(one => one.Scope == Actor.Everywhere)
            ? after.Exists(one => one.Scope == Actor.Everywhere)
            : before.Count == 0 || after.Count > 0;
    }

    private static bool IsAddress(string email) =>
        email.Length <= LongestEmail
        && email.Split('@') is [{ Length: > 0 }, { Length: > 2 } host]
        && host.Contains('.', StringComparison.Ordinal) && host[0] != '.' && host[^1] != '.'
        && !email.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter));
}
