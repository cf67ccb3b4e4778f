using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.TimeLimits;

/// <summary>Which jurisdiction adopted which rule set from when. Adoptions are only added: the past stays explainable.</summary>
public sealed class RuleSetStore(Db db)
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
    public async Task<long?> AppendAdoptionAsync(RuleSetAdoption adoption, CancellationToken cancellation)
    {
        var sql = $"""
            INSERT INTO RuleSetAdoption (JurisdictionCode, SetCode, EffectiveFrom, AdoptedAtUtc, AdoptedBy)
            SELECT Code, @SetCode, @EffectiveFrom, @AdoptedAtUtc, @AdoptedBy
            FROM Jurisdiction
            WHERE Code = @JurisdictionCode
            {db.ReturningId}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<long?>(new(sql, adoption, cancellationToken: cancellation));
    }
}
