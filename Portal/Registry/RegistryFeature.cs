using Portal.Data.Registry;

namespace Portal.Registry;

/// <summary>Who is regulated and who regulates.</summary>
public static class RegistryFeature
{
    public static IServiceCollection AddRegistry(this IServiceCollection services) => services
        .AddSingleton<JurisdictionStore>()
        .AddSingleton<AuthorityStore>()
        .AddSingleton<EnterpriseStore>()
        .AddSingleton<EnterpriseSizeStore>()
        .AddSingleton<ChannelStore>()
        .AddSingleton<ContactStore>()
        .AddSingleton<RegistryStore>();
}
