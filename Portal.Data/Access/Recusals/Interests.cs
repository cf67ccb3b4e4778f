using System.Data.Common;
using System.Globalization;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.Access.Recusals;

/// <summary>What came of a declaration.</summary>
public enum DeclarationAnswer
{
    Declared,

    /// <summary>Too few digits for a telephone number.</summary>
    NoTelephone,

    /// <summary>The same interest is in force already.</summary>
    AlreadyDeclared,
}

/// <summary>
/// Users declare and end their interests and step aside from items (回避, S2-43). A telephone number is hashed at once and
/// kept nowhere. Whoever steps aside or declares an interest in an enterprise ceases to watch over it in the same transaction.
/// </summary>
public sealed class Interests(Db db, RecusalStore recusals, RecusalGate gate, AuditLog audit, PersonalData personalData, TimeProvider clock)
{
    /// <summary>Longest note or reason.</summary>
    public const int LongestNote = 200;

    private const int FewestDigits = 7;
    private const int ShortestAddress = 4;

    public Task<DeclarationAnswer> DeclareEnterpriseAsync(Actor actor, string enterpriseCode, string note, CancellationToken cancellation) =>
        DeclareAsync(actor, new() { UserId = actor.UserId, EnterpriseCode = enterpriseCode, Note = Clean(note), DeclaredAtUtc = Now }, cancellation);

    /// <param name="address">Community and address as the ledgers write them; empty when not known.</param>
    /// <param name="note">The user's own words for the person.</param>
    public async Task<DeclarationAnswer> DeclarePersonAsync(Actor actor, string phone, string address, string note, CancellationToken cancellation)
    {
        if (phone.Count(char.IsAsciiDigit) < FewestDigits)
        {
            return DeclarationAnswer.NoTelephone;
        }

        var interest = new Interest
        {
            UserId = actor.UserId,
            PhoneHash = personalData.HashPhone(phone),
            AddressHash = address.Count(char.IsLetterOrDigit) < ShortestAddress ? null : personalData.HashAddress(address),
            Note = Clean(note),
            DeclaredAtUtc = Now,
        };
        return await DeclareAsync(actor, interest, cancellation);
    }

    /// <returns>False when the user has no such interest in force.</returns>
    public async Task<bool> EndAsync(Actor actor, long interestId, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await gate.LockAsync(transaction, actor.UserId, cancellation);
        if (!await RecusalStore.EndInterestAsync(transaction, interestId, actor.UserId, Now, cancellation))
        {
            return false;
        }

        await audit.AppendAsync(transaction, Draft(actor, AuditAction.InterestEnded, interestId, null), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>The user steps aside from an item, with a reason.</summary>
    public async Task RecuseAsync(Actor actor, RecusalItem item, string reason, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var conflict = await gate.FindConflictAsync(transaction, actor.UserId, item, cancellation);
        if (conflict is RecusalGround.OwnRequest)
        {
            return;
        }

        await RecusalStore.AppendAsync(transaction, gate.Record(actor.UserId, item, RecusalGround.OwnRequest, Clean(reason)), cancellation);
        await gate.AuditAsync(transaction, actor, AuditAction.Recused, item, new { Reason = Clean(reason) }, cancellation);
        await StopWatchingAsync(transaction, actor, item, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task<DeclarationAnswer> DeclareAsync(Actor actor, Interest interest, CancellationToken cancellation)
    {
        var inForce = await recusals.ReadInterestsAsync(actor.UserId, cancellation);
        if (inForce.Any(other => other.EndedAtUtc is null && IsSame(other, interest)))
        {
            return DeclarationAnswer.AlreadyDeclared;
        }

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await gate.LockAsync(transaction, actor.UserId, cancellation);
        var id = await recusals.AppendInterestAsync(transaction, interest, cancellation);
        await audit.AppendAsync(transaction, Draft(actor, AuditAction.InterestDeclared, id, interest.EnterpriseCode), cancellation);
        if (interest.EnterpriseCode is { } enterprise)
        {
            await StopWatchingAsync(transaction, actor, RecusalItem.OfEnterprise(enterprise), cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return DeclarationAnswer.Declared;
    }

    private async Task StopWatchingAsync(DbTransaction transaction, Actor actor, RecusalItem item, CancellationToken cancellation)
    {
        var caseId = item.Kind is RecusalItemKind.Enterprise ? null : item.CaseId ?? item.Id;
        foreach (var ended in await SupervisorStore.EndOfUserAsync(transaction, actor, item.EnterpriseCode, caseId, Now, cancellation))
        {
            await gate.AuditAsync(transaction, actor, AuditAction.SupervisorReleased, Supervision.ItemOf(ended), new { ended.UserId }, cancellation);
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static string Clean(string text)
    {
        var masked = PersonalText.Mask(text.Trim());
        return masked.Length <= LongestNote ? masked : masked[..LongestNote];
    }

    private static bool IsSame(Interest one, Interest other) =>
        one.EnterpriseCode == other.EnterpriseCode
        && (one.PhoneHash is null ? other.PhoneHash is null : other.PhoneHash is not null && one.PhoneHash.AsSpan().SequenceEqual(other.PhoneHash));

    private static AuditDraft Draft(Actor actor, AuditAction action, long id, string? enterpriseCode) => new()
    {
        Actor = actor,
        Action = action,
        ObjectType = nameof(Interest),
        ObjectId = id.ToString(CultureInfo.InvariantCulture),
        EnterpriseCode = null,
        Detail = new { Enterprise = enterpriseCode },
    };
}
