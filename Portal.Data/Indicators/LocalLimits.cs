using System.Data.Common;
using Dapper;
using Portal.Data.TimeLimits;
using Portal.Data.TimeLimits.Versions;

namespace Portal.Data.Indicators;

/// <summary>Limits that jurisdictions have made for themselves: their names and topics stand in the versions they published.</summary>
internal static class LocalLimits
{
    /// <param name="ruleIds">Those with verdicts.</param>
    /// <returns>By id; the newest version that has the rule tells of it. Nothing is read where all are shipped.</returns>
    public static async Task<IReadOnlyDictionary<string, LimitIndicator>> ReadAsync(DbConnection connection, IEnumerable<string> ruleIds, CancellationToken cancellation)
    {
        const string sql = "SELECT Json FROM RuleSetVersion WHERE State = @Published ORDER BY PublishedAtUtc, Id";

        var known = new Dictionary<string, LimitIndicator>(StringComparer.Ordinal);
        var unknown = ruleIds.Where(id => !IndicatorRegistry.IsShipped(id)).ToHashSet(StringComparer.Ordinal);
        if (unknown.Count == 0)
        {
            return known;
        }

        var versions = await connection.QueryAsync<string>(new(sql, new { VersionState.Published }, cancellationToken: cancellation));
        foreach (var rule in versions.SelectMany(json => RuleSetFile.Read(json).Set?.Rules ?? []).Where(rule => unknown.Contains(rule.Id)))
        {
            known[rule.Id] = IndicatorRegistry.Timeliness(rule);
        }

        return known;
    }
}
