using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>
/// The days on which rules began to hold: adoptions of rule sets, overrides, and versions written in the portal; and the
/// months that were judged again by later rules. A trend that runs across such a day or month says so (requirements §6).
/// </summary>
internal static class MethodChanges
{
    private enum Kind
    {
        Adoption = 1,
        Override = 2,
        Version = 3,
        Rejudging = 4,
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

        // Of runs over the same months the last one made the figures. One that took in the whole trend leaves no break in it.
        const string runs = """
            SELECT MAX(R.Id) AS RejudgingId, R.JurisdictionCode, R.FromMonth, R.ToMonth
            FROM Rejudging R
            WHERE R.FromMonth <= @Last AND R.ToMonth >= @First AND (R.FromMonth > @First OR R.ToMonth < @Last)
                AND EXISTS (SELECT 1 FROM RejudgingPart P WHERE P.RejudgingId = R.Id AND P.RowsChanged > 0)
            GROUP BY R.JurisdictionCode, R.FromMonth, R.ToMonth
            """;

        var days = new { trend.From, Before = trend.To.AddMonths(1) };
        var months = new { First = Text(trend.From), Last = Text(trend.To) };
        return
        [
            .. await connection.QueryAsync<Line>(new(sql, days, cancellationToken: cancellation)),
            .. (await connection.QueryAsync<Run>(new(runs, months, cancellationToken: cancellation))).Select(run => run.ToLine(trend)),
        ];
    }

    /// <summary>Those that hold for an enterprise of the report: decided in its jurisdiction or in one above.</summary>
    /// <param name="jurisdiction">That of the report: runs over it or within it are named to its readers; null for an enterprise's own.</param>
    public static async Task<IReadOnlyList<MethodChange>> ConcerningAsync(
        DbConnection connection, IReadOnlyList<Line> lines, IReadOnlyList<SubjectEnterprise> enterprises, string? jurisdiction, CancellationToken cancellation)
    {
        const string sql = "SELECT J.Code, J.Path FROM Jurisdiction J";

        if (lines.Count == 0)
        {
            return [];
        }

        var paths = (await connection.QueryAsync<(string Code, string Path)>(new(sql, cancellationToken: cancellation)))
            .ToDictionary(item => item.Code, item => item.Path, StringComparer.Ordinal);
        var concerned = enterprises.Select(enterprise => enterprise.JurisdictionCode).Distinct().Where(paths.ContainsKey).Select(code => paths[code]).ToList();
        return
        [
            .. lines.Where(line => concerned.Any(path => path.StartsWith(paths[line.JurisdictionCode], StringComparison.Ordinal)))
                .Select(line => new MethodChange(line.OnDay, Words(line))
                {
                    LastMonth = line.LastMonth,
                    RejudgingId = IsWithin(line.JurisdictionCode) ? line.RejudgingId : null,
                })
                .Distinct(),
        ];

        bool IsWithin(string code) =>
            jurisdiction is not null && paths.TryGetValue(jurisdiction, out var own) && paths[code].StartsWith(own, StringComparison.Ordinal);
    }

    private static string Text(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static LimitText Words(Line line) => (Kind)line.KindCode switch
    {
        Kind.Adoption => new($"规则集 {line.Code} 起用", $"rule set {line.Code} adopted"),
        Kind.Override => new($"时限 {line.Code} 调整", $"limit {line.Code} overridden"),
        Kind.Rejudging => new("重新判定", "judged again"),
        _ => new($"规则集 {line.Code} v{line.Version} 施行", $"rule set {line.Code} v{line.Version} takes effect"),
    };

    internal sealed record Line
    {
        public required int KindCode { get; init; }

        public required string JurisdictionCode { get; init; }

        public required string Code { get; init; }

        public required int Version { get; init; }

        public required DateOnly OnDay { get; init; }

        public DateOnly? LastMonth { get; init; }

        public long? RejudgingId { get; init; }
    }

    private sealed record Run
    {
        public required long RejudgingId { get; init; }

        public required string JurisdictionCode { get; init; }

        public required string FromMonth { get; init; }

        public required string ToMonth { get; init; }

        /// <summary>What of the run lies in the trend.</summary>
        public Line ToLine(MonthSpan trend)
        {
            var (from, to) = (Month(FromMonth), Month(ToMonth));
            return new()
            {
                KindCode = (int)Kind.Rejudging,
                JurisdictionCode = JurisdictionCode,
                Code = "",
                Version = 0,
                OnDay = from < trend.From ? trend.From : from,
                LastMonth = to > trend.To ? trend.To : to,
                RejudgingId = RejudgingId,
            };
        }

        private static DateOnly Month(string text) => DateOnly.ParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture);
    }
}
