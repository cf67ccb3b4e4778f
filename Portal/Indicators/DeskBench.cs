using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Indicators;
using Portal.Data.Indicators.Desk;
using Portal.Data.Indicators.Peers;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Indicators;

/// <summary>
/// The part "desk" of <c>bench query</c>: everything a bureau's desk reads before its first paint, beside the plain
/// aggregations of the raw rows that would give the same.
/// </summary>
internal static class DeskBench
{
    // What the desk shows of the rows of a month: enterprises × limits, types, communities, causes.
    private static readonly string[] s_floor =
    [
        """
        SELECT EnterpriseCode, COUNT(*) AS Cases, SUM(CASE WHEN FeedbackState IN (1, 2) THEN 1 ELSE 0 END) AS FedBack, SUM(IsComplete) AS Complete,
            SUM(CASE WHEN Verdicts LIKE '%|S0-36=M%' THEN 1 ELSE 0 END) AS MetA, SUM(CASE WHEN Verdicts LIKE '%|S0-36=L%' THEN 1 ELSE 0 END) AS LateA,
            SUM(CASE WHEN Verdicts LIKE '%|S0-37=M%' THEN 1 ELSE 0 END) AS MetB, SUM(CASE WHEN Verdicts LIKE '%|S0-37=L%' THEN 1 ELSE 0 END) AS LateB,
            SUM(CASE WHEN Verdicts LIKE '%|S0-39=M%' THEN 1 ELSE 0 END) AS MetC, SUM(CASE WHEN Verdicts LIKE '%|S0-39=L%' THEN 1 ELSE 0 END) AS LateC
        FROM LedgerRow WHERE FigureMonth = @Month AND IsCurrent = 1 GROUP BY EnterpriseCode
        """,
        "SELECT ComplaintType, COUNT(*) AS Cases FROM LedgerRow WHERE FigureMonth = @Month AND IsCurrent = 1 GROUP BY ComplaintType",
        """
        SELECT EnterpriseCode, Community, COUNT(*) AS Cases, COUNT(DISTINCT AddressHash) AS Households
        FROM LedgerRow WHERE FigureMonth = @Month AND IsCurrent = 1 GROUP BY EnterpriseCode, Community
        """,
        "SELECT Responsibility, SubType, COUNT(*) AS Cases FROM LedgerRow WHERE FigureMonth = @Month AND IsCurrent = 1 GROUP BY Responsibility, SubType",
    ];

    public static async Task RunAsync(Db db, RuleBook rules, DateOnly month, Measure measure, CancellationToken cancellation)
    {
        var summary = new SummaryDesk(new IndicatorStore(db));
        var reader = new DeskReader(summary, new(db));
        var agenda = new AgendaDesk(new(db), new(db, rules), rules, TimeProvider.System);
        var peers = new PeerDesk(summary, new(db), new(db), new(db));
        var period = MonthSpan.Of(month);
        var all = EnterpriseScope.Everything;
        var enterprise = (await new EnterpriseStore(db).ReadListAsync(cancellation))[0].Code;
        var handler = new Actor("bench", "Bench", Role.EnterpriseHandler, enterprise);

        var floor = await measure("desk: plain aggregations of the month's raw rows", () => FloorAsync(db, month, cancellation));
        var figures = await measure("desk: figures, heat map, Pareto, communities, causes", () => CountAsync(reader.ReadAsync(period, all, SummaryDepth.Screen, cancellation)));
        var today = await measure("desk: agenda of the day", () => CountAsync(agenda.ReadAsync(all, cancellation)));
        await measure("home: figures and peers' quartiles", async () =>
            await CountAsync(reader.ReadAsync(period, EnterpriseScope.Of(handler), SummaryDepth.Screen, cancellation))
            + await CountAsync(peers.ReadAsync(handler, period, cancellation)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"desk, first paint, all that is read (ms): {figures + today:F1}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio of desk to plain aggregations: {(figures + today) / floor:F2}"));
    }

    /// <summary>Prints a name with the median of some runs, and returns it in milliseconds.</summary>
    internal delegate Task<double> Measure(string name, Func<Task<int>> run);

    private static async Task<int> CountAsync<T>(Task<T> read)
        where T : class => await read is not null ? 1 : 0;

    private static async Task<int> FloorAsync(Db db, DateOnly month, CancellationToken cancellation)
    {
        var lines = 0;
        await using var connection = await db.OpenAsync(cancellation);
        foreach (var sql in s_floor)
        {
            lines += (await connection.QueryAsync(new CommandDefinition(sql, new { Month = MonthSpan.Text(month) }, cancellationToken: cancellation))).AsList().Count;
        }

        return lines;
    }
}
