using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers;

/// <summary>
/// Keeps the rollups in the format this portal counts in: after an update that counts more, an existing database must not
/// show zeros, so they are counted again before anything reads them.
/// </summary>
[Unscoped("Runs before the portal serves anybody, over all rows.")]
public sealed class RollupUpkeep(Db db, RollupRebuild rebuild, AuditLog audit, TimeProvider clock)
{
    /// <summary>Goes up with every change of what the rollup tables hold.</summary>
    public const int Format = 3;

    /// <returns>Null when the rollups were in this format, or nothing is stored yet.</returns>
    public async Task<RollupRebuildReport?> RunAsync(CancellationToken cancellation)
    {
        const string known = "SELECT MAX(Format) FROM RollupFormat";
        const string rows = "SELECT COUNT(*) FROM Filing WHERE IsCurrent = 1";

        await using var connection = await db.OpenAsync(cancellation);
        if (await connection.ExecuteScalarAsync<int?>(new(known, cancellationToken: cancellation)) >= Format)
        {
            return null;
        }

        var report = await connection.ExecuteScalarAsync<int>(new(rows, cancellationToken: cancellation)) == 0 ? null : await rebuild.RunAsync(cancellation);
        await RecordAsync(report, cancellation);
        return report;
    }

    private async Task RecordAsync(RollupRebuildReport? report, CancellationToken cancellation)
    {
        const string clear = "DELETE FROM RollupFormat WHERE Format = @Format";
        const string insert = "INSERT INTO RollupFormat (Format, CountedAtUtc) VALUES (@Format, @CountedAtUtc)";

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "rollup format", cancellation);
        await connection.ExecuteAsync(new(clear, new { Format }, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new(insert, new { Format, CountedAtUtc = clock.GetUtcNow().UtcDateTime }, transaction, cancellationToken: cancellation));
        if (report is not null)
        {
            await audit.AppendAsync(
                transaction,
                new()
                {
                    Actor = Actor.CommandLine,
                    Action = AuditAction.RollupsRebuilt,
                    ObjectType = "Database",
                    ObjectId = "",
                    Detail = new { report.Months, Differences = report.Differences.Count, Format },
                },
                cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }
}
