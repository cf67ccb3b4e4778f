using Portal.Data.Access;

namespace Portal.Access;

/// <summary>Keeps the public passwords of the demonstration away from real ledgers: a start in Production with them is refused.</summary>
public sealed class DemoGuard(UserStore users, IConfiguration configuration, IHostEnvironment environment)
{
    /// <exception cref="InvalidOperationException">This start would open real ledgers to everybody who knows the demonstration.</exception>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        if (!environment.IsProduction())
        {
            return;
        }

        if (configuration.GetValue("Portal:Demo", false))
        {
            throw new InvalidOperationException(
                "Portal:Demo is on in Production. The passwords of the demonstration accounts are public: switch it off, or run the demonstration with ASPNETCORE_ENVIRONMENT=Development.");
        }

        foreach (var (name, displayName, _) in DemoUsers.All)
        {
            var account = await users.ReadAsync(name, cancellation);
            if (account is { IsDisabled: false } && (account.DisplayName == displayName || Passwords.Fits(account, name, DemoUsers.Password)))
            {
                throw new InvalidOperationException(
                    $"The database holds the demonstration account '{name}', whose password is public. Start over with an empty database, or close the account: user disable {name}");
            }
        }
    }
}
