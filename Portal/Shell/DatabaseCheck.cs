using Dapper;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Data.Storage;

namespace Portal.Shell;

/// <summary>Ready means: the database answers and has the schema this portal was built for.</summary>
internal sealed class DatabaseCheck(Db db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        const string sql = "SELECT COALESCE(MAX(Number), 0) FROM SchemaVersion";

        try
        {
            await using var connection = await db.OpenAsync(cancellationToken);
            var number = await connection.ExecuteScalarAsync<int>(new(sql, cancellationToken: cancellationToken));
            var wanted = Migrator.Scripts(db.Engine)[^1].Number;
            return number == wanted ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"Schema {number}, wanted {wanted}: run migrate.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", exception);
        }
    }
}
