using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.TimeLimits;

/// <summary>Writes overrides of single rules and their ends; both are only added.</summary>
[Unscoped("Which rules hold where is public; who may override for a jurisdiction is asked by RuleDesk.")]
public sealed class RuleOverrideStore(Db db, AuditLog audit)
{
    /// <returns>The new id, or null when there is no such jurisdiction.</returns>
    public async Task<long?> AppendAsync(RuleOverride decision, Actor by, CancellationToken cancellation)
    {
        var sql = $"""
            INSERT INTO RuleOverride (JurisdictionCode, SetCode, RuleId, EffectiveFrom, EffectiveTo, Change, Reason, DecidedBy, DecidedAtUtc)
            SELECT Code, @SetCode, @RuleId, @EffectiveFrom, @EffectiveTo, @Change, @Reason, @DecidedBy, @DecidedAtUtc
            FROM Jurisdiction
            WHERE Code = @JurisdictionCode
            {db.ReturningId}
            """;
        var values = new
        {
            decision.JurisdictionCode,
            decision.SetCode,
            decision.RuleId,
            decision.EffectiveFrom,
            decision.EffectiveTo,
            Change = decision.Change.Write(),
            decision.Reason,
            decision.DecidedBy,
            decision.DecidedAtUtc,
        };

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var id = await connection.ExecuteScalarAsync<long?>(new(sql, values, transaction, cancellationToken: cancellation));
        if (id is not null)
        {
            await audit.AppendAsync(
                transaction,
                new()
                {
                    Actor = by,
                    Action = AuditAction.RuleOverridden,
                    ObjectType = nameof(RuleOverride),
                    ObjectId = decision.RuleId,
                    JurisdictionCode = decision.JurisdictionCode,
                    Detail = new { Set = decision.SetCode, From = decision.EffectiveFrom, To = decision.EffectiveTo, values.Change, decision.Reason },
                },
                cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return id;
    }

    /// <returns>False when there is no such override of that jurisdiction, or it has been ended already.</returns>
    public async Task<bool> EndAsync(long id, string jurisdictionCode, RuleOverrideEnd end, Actor by, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO RuleOverrideEnd (OverrideId, LastDay, Reason, EndedBy, EndedAtUtc)
            SELECT O.Id, @LastDay, @Reason, @EndedBy, @EndedAtUtc
            FROM RuleOverride O
            WHERE O.Id = @Id AND O.JurisdictionCode = @JurisdictionCode
                AND NOT EXISTS (SELECT 1 FROM RuleOverrideEnd E WHERE E.OverrideId = O.Id)
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var values = new { Id = id, JurisdictionCode = jurisdictionCode, end.LastDay, end.Reason, end.EndedBy, end.EndedAtUtc };
        if (await connection.ExecuteAsync(new(sql, values, transaction, cancellationToken: cancellation)) == 0)
        {
            return false;
        }

        await audit.AppendAsync(
            transaction,
            new()
            {
                Actor = by,
                Action = AuditAction.RuleOverrideEnded,
                ObjectType = nameof(RuleOverride),
                ObjectId = id.ToString(CultureInfo.InvariantCulture),
                JurisdictionCode = jurisdictionCode,
                Detail = new { To = end.LastDay, end.Reason },
            },
            cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
