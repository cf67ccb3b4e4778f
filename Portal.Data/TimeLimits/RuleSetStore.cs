using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.TimeLimits;

/// <summary>Which jurisdiction adopted which rule set from when. Adoptions are only added: the past stays explainable.</summary>
[Unscoped("Which rules are in force where is public; adoptions are written by the command line.")]
public sealed class RuleSetStore(Db db, AuditLog audit)
{
    public async Task<IReadOnlyList<RuleSetAdoption>> ReadAdoptionsAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, JurisdictionCode, SetCode, EffectiveFrom, AdoptedAtUtc, AdoptedBy
            FROM RuleSetAdoption
            ORDER BY Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<RuleSetAdoption>(new(sql, cancellationToken: cancellation))).AsList();
    }

    /// <returns>The new id, or null when there is no such jurisdiction.</returns>
    public async Task<long?> AppendAdoptionAsync(RuleSetAdoption adoption, Actor by, CancellationToken cancellation)
    {
        var sql = $"""
            INSERT INTO RuleSetAdoption (JurisdictionCode, SetCode, EffectiveFrom, AdoptedAtUtc, AdoptedBy)
            SELECT Code, @SetCode, @EffectiveFrom, @AdoptedAtUtc, @AdoptedBy
            FROM Jurisdiction
            WHERE Code = @JurisdictionCode
            {db.ReturningId}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var id = await connection.ExecuteScalarAsync<long?>(new(sql, adoption, transaction, cancellationToken: cancellation));
        if (id is not null)
        {
            await audit.AppendAsync(
                transaction,
                new()
                {
                    Actor = by,
                    Action = AuditAction.RuleSetAdopted,
                    ObjectType = nameof(RuleSet),
                    ObjectId = adoption.SetCode,
                    JurisdictionCode = adoption.JurisdictionCode,
                    Detail = new { From = adoption.EffectiveFrom },
                },
                cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return id;
    }
}
