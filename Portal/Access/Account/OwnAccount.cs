using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.SignIn;

namespace Portal.Access.Account;

/// <summary>What the owner of an account sees of it, and ending own sessions.</summary>
public sealed class OwnAccount(UserStore users, GrantStore grants, SessionStore sessions, CredentialStore credentials, AuditLog audit)
{
    public async Task<(UserAccount? Account, IReadOnlyList<UserGrant> Grants, IReadOnlyList<UserSession> Sessions, int CodesLeft)> ReadAsync(
        long userId, CancellationToken cancellation) =>
        (await users.ReadByIdAsync(userId, cancellation),
            await grants.ReadAsync(userId, cancellation),
            await sessions.ReadLastingAsync(userId, cancellation),
            await credentials.CountRecoveryCodesAsync(userId, cancellation));

    public async Task EndAsync(Actor actor, UserSession session, CancellationToken cancellation)
    {
        if (session.UserId == actor.UserId && await sessions.EndAsync(session.Id, SessionEnd.EndedByUser, cancellation))
        {
            await audit.AppendAsync(
                new()
                {
                    Actor = actor,
                    Action = AuditAction.SessionEnded,
                    ObjectType = nameof(UserAccount),
                    ObjectId = FormattableString.Invariant($"{actor.UserId}"),
                },
                cancellation);
        }
    }
}
