using Portal.Data.Access.Accounts;

namespace Portal.Access.Admin;

/// <summary>The pages on which administrators manage accounts and sessions.</summary>
internal static class AdminFeature
{
    public static IServiceCollection AddAdministration(this IServiceCollection services) => services
        .AddSingleton<AccountStore>().AddSingleton<AccountChanges>().AddSingleton<AccountDesk>().AddSingleton<GrantDesk>()
        .AddSingleton<CredentialDesk>().AddSingleton<SessionDesk>().AddSingleton<AccountGuard>();
}
