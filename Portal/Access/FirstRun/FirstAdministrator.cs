using System.Security.Cryptography;
using System.Text;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.SignIn;

namespace Portal.Access.FirstRun;

/// <summary>
/// Where nobody has an account yet and no demonstration is wanted, the first visitor creates the administrator; with a
/// setup code that the portal prints where only whoever runs it reads it, so that no stranger comes first. The code is
/// asked for from this machine too: behind a proxy, every visitor seems to come from it.
/// </summary>
public sealed class FirstAdministrator(NewAccountStore accounts, UserStore users, PersonalData keys, AuditLog audit, IConfiguration configuration, TimeProvider clock)
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private volatile bool _isOver;

    /// <summary>The same in every replica and after a restart, since it is worked out from the key ring; of no use once there is an account.</summary>
    public string SetupCode { get; } = string.Join('-', keys.DeriveKey("first administrator").Take(16).Select(value => Alphabet[value % Alphabet.Length])
        .Chunk(4).Select(part => new string(part)));

    public async Task<bool> IsWantedAsync(CancellationToken cancellation)
    {
        if (_isOver || configuration.GetValue("Portal:Demo", false))
        {
            return false;
        }

        // Accounts are disabled, never deleted: once there is one, this is over for good.
        _isOver = await accounts.HasAccountsAsync(cancellation);
        return !_isOver;
    }

    public bool IsSetupCode(string? typed) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes((typed ?? "").Trim().ToLowerInvariant()), Encoding.UTF8.GetBytes(SetupCode));

    /// <returns>The account; null when somebody else was first.</returns>
    public async Task<UserAccount?> CreateAsync(string name, string displayName, string password, string address, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var account = new UserAccount
        {
            Name = name,
            DisplayName = displayName,
            PasswordHash = Passwords.Hash(name, password),
            PasswordChangedAtUtc = now,
            CreatedAtUtc = now,
        };
        var grant = new UserGrant { Role = Role.Administrator, Scope = Actor.Everywhere, GrantedBy = "first-run", GrantedAtUtc = now };
        if (await accounts.AppendFirstAsync(account, grant, cancellation) is not { } id)
        {
            return null;
        }

        await audit.AppendAsync(
            new()
            {
                Actor = account.ToOwner(address) with { UserId = id },
                Action = AuditAction.FirstAdministrator,
                ObjectType = nameof(UserAccount),
                ObjectId = FormattableString.Invariant($"{id}"),
            },
            cancellation);
        return await users.ReadByIdAsync(id, cancellation);
    }
}
