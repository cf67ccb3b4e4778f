using System.Data.Common;
using Dapper;
using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>
/// The days on which rules began to hold: adoptions of rule sets, overrides, and versions written in the portal. A trend
/// that runs across such a day says so (requirements §6).
/// </summary>
internal static class MethodChanges
{
    private enum Kind
    {
        Adoption = 1,
        Override = 2,
        Version = 3,
    }

    /// <summary>Within the trend, and not on its first day, from which all of it is made alike.</summary>
    public static async Task<IReadOnlyList<Line>> ReadAsync(DbConnection connection, MonthSpan trend, CancellationToken cancellation)
    {
        const string sql = """
            SELECT 1 AS KindCode, A.JurisdictionCode, A.SetCode AS Code, 0 AS Version, A.EffectiveFrom AS OnDay
            FROM RuleSetAdoption A
            WHERE A.EffectiveFrom > @From AND A.EffectiveFrom < @Before
            UNION
            SELECT 2 AS KindCode, O.JurisdictionCode, O.RuleId AS Code, 0 AS Version, O.EffectiveFrom AS OnDay
            FROM RuleOverride O
            WHERE O.EffectiveFrom > @From AND O.EffectiveFrom < @Before
            UNION
            SELECT 3 AS KindCode, V.JurisdictionCode, V.SetCode AS Code, V.Version, V.EffectiveFrom AS OnDay
            FROM RuleSetVersion V
            WHERE V.PublishedAtUtc IS NOT NULL AND V.EffectiveFrom > @From AND V.EffectiveFrom < @Before
            """;

        var days = new { trend.From, Before = trend.To.AddMonths(1) };
        return (await connection.QueryAsync<Line>(new(sql, days, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Those that hold for an enterprise of the report: decided in its jurisdiction or in one above.</summary>
    public static async Task<IReadOnlyList<MethodChange>> ConcerningAsync(
        DbConnection connection, IReadOnlyList<Line> lines, IReadOnlyList<SubjectEnterprise> enterprises, CancellationToken cancellation)
    {
        const string sql = "SELECT J.Code, J.Path FROM Jurisdiction J";

        if (lines.Count == 0)
        {
            return [];
        }

        var paths = (await connection.QueryAsync<(string Code, string Path)>(new(sql, cancellationToken: cancellation)))
            .ToDictionary(item => item.Code, item => item.Path, StringComparer.Ordinal);
        var own = enterprises.Select(enterprise => enterprise.JurisdictionCode).Distinct().Where(paths.ContainsKey).Select(code => paths[code]).ToList();
        return
        [
            .. lines.Where(line => own.Any(path => path.StartsWith(paths[line.JurisdictionCode], StringComparison.Ordinal)))
                .Select(line => new MethodChange(line.OnDay, Words(line)))
                .Distinct(),
        ];
    }

    private static LimitText Words(Line line) => (Kind)line.KindCode switch
    {
        Kind.Adoption => new($"规则集 {line.Code} 起用", $"rule set {line.Code} adopted"),
        Kind.Override => new($"时限 {line.Code} 调整", $"limit {line.Code} overridden"),
        _ => new($"规则集 {line.Code} v{line.Version} 施行", $"rule set {line.Code} v{line.Version} takes effect"),
    };

    internal sealed record Line
    {
        public required int KindCode { get; init; }

        public required string JurisdictionCode { get; init; }

        public required string Code { get; init; }

        public required int Version { get; init; }

        public required DateOnly OnDay { get; init; }
    }
}
