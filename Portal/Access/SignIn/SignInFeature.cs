using Portal.Access.Account;
using Portal.Access.FirstRun;
using Portal.Access.OpenId;
using Portal.Data.Access;
using Portal.Data.Access.SignIn;

namespace Portal.Access.SignIn;

/// <summary>Signing in, with a local account or through a provider.</summary>
internal static class SignInFeature
{
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Passwords>().AddSingleton<SignInSession>().AddSingleton<CredentialStore>().AddSingleton<TryStore>()
            .AddSingleton<GrantCheck>().AddSingleton<LocalSignIn>().AddSingleton<PendingSignIns>().AddSingleton<SignInFlow>()
            .AddSingleton<SecondFactors>().AddSingleton<OwnAccount>().AddSingleton<NewAccountStore>().AddSingleton<FirstAdministrator>().AddSingleton<DemoGuard>()
            .AddSingleton(provider => SignInOptions.Read(configuration, provider.GetRequiredService<IHostEnvironment>()));
        return OpenIdOptions.Read(configuration) is { } provider ? services.AddOpenId(provider) : services;
    }
}
