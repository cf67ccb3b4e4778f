using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Warnings;

/// <summary>
/// Lets go of households when their ledgers are no longer kept (S2-42): a warning knows a household by the keyed hash
/// that the rows had. Once the rows have lost it, so does the warning.
/// </summary>
[Unscoped("Asked by the nightly job, which works through every enterprise.")]
public sealed class WarningRetention(Db db)
{
    /// <returns>How many warnings have forgotten whom they were about.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Warning
            SET Subject = CONCAT('forgotten ', Id), MutedUntil = NULL
            WHERE RuleCode = @Rule AND Subject NOT LIKE 'forgotten %' AND EXISTS (
                SELECT 1
                FROM WarningRow X
                INNER JOIN LedgerRow L ON L.Id = X.RowId
                INNER JOIN Filing F ON F.Id = L.FilingId
                WHERE X.WarningId = Warning.Id AND F.AnonymisedAtUtc IS NOT NULL)
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteAsync(new(sql, new { Rule = WarningRuleCode.RepeatedComplaint }, commandTimeout: 300, cancellationToken: cancellation));
    }
}
