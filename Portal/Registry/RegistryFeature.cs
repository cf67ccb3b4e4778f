using Portal.Data.Registry;

namespace Portal.Registry;

/// <summary>The registry of jurisdictions, authorities and enterprises.</summary>
public static class RegistryFeature
{
    public static IServiceCollection AddRegistry(this IServiceCollection services) => services
        .AddSingleton<RegistryStore>()
        .AddSingleton<JurisdictionStore>()
        .AddSingleton<AuthorityStore>()
        .AddSingleton<EnterpriseStore>()
        .AddSingleton<EnterpriseSizeStore>()
        .AddSingleton<ChannelStore>()
        .AddSingleton<ContactStore>();
}
