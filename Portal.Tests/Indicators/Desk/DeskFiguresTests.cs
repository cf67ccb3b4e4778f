using Portal.Data.Access;
using Portal.Data.Indicators;
using Portal.Data.Indicators.Desk;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Tests.Storage;

namespace Portal.Tests.Indicators.Desk;

/// <summary>What the desk shows, against a slow count straight from the text of the files.</summary>
public sealed class DeskFiguresTests
{
    private static readonly int[] s_seeds = [11, 12, 13];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task HeatMap_IsWhatCountingTheRowsGives(Engine engine)
    {
        foreach (var seed in s_seeds)
        {
            await using var ledger = await DeskLedger.FileAsync(engine, seed, 40, Cancellation);
            var grid = (await ReadAsync(ledger.Db, EnterpriseScope.Everything)).Grid;
            var response = grid.Limits.ToList().FindIndex(limit => limit.RuleId == "S0-36");

            foreach (var row in grid.Rows)
            {
                var own = November(ledger).Where(item => item.Enterprise == row.Enterprise.Code).ToList();
                var answered = own.Where(item => item.At(LedgerField.RespondedAt) is not null).ToList();
                var inTime = answered.Count(item => item.At(LedgerField.RespondedAt) <= item.At(LedgerField.ReceivedAt)!.Value.AddMinutes(30));
                var cell = row.Cells[response];

                Assert.Equal(inTime, cell.Timeliness.Numerator);
                Assert.InRange(cell.Timeliness.Denominator!.Value, answered.Count, own.Count);
                Assert.Equal(own.Count, cell.Timeliness.Denominator + cell.Undeterminable);
                Assert.Equal(row.Cells.Sum(one => one.Timeliness.Numerator), row.Kept.Numerator);
            }

            var told = grid.Rows.Where(row => row.Kept is { Value: not null, IsSmallSample: false }).Select(row => row.Kept.Value!.Value).ToList();
            Assert.Equal(told.Order(), told);
            Assert.Equal(DeskLedger.Enterprises.Count, grid.Rows.Count);
        }
    }

    [Theory, EngineData]
    public async Task Pareto_HotCommunitiesAndCauses_AreWhatCountingTheRowsGives(Engine engine)
    {
        foreach (var seed in s_seeds)
        {
            await using var ledger = await DeskLedger.FileAsync(engine, seed, 40, Cancellation);
            var figures = await ReadAsync(ledger.Db, EnterpriseScope.Everything);
            var rows = November(ledger).ToList();

            Assert.Equal(
                rows.GroupBy(row => row[LedgerField.ComplaintType]).Select(same => (long)same.Count()).OrderDescending(),
                figures.Types.Bars.Select(bar => bar.Cases));
            Assert.Equal(rows.Count, figures.Types.Bars[^1].Cumulative);
            Assert.Equal(Count(rows, LedgerField.Responsibility), Listed(figures.Causes.Responsibilities));
            Assert.Equal(Count(rows, LedgerField.SubType), Listed(figures.Causes.SubTypes));

            var hot = rows.Where(row => row[LedgerField.Community] is not null).GroupBy(row => (row.County, row[LedgerField.Community]!))
                .Select(place => (
                    place.Key,
                    Cases: (long)place.Count(),
                    Before: (long)ledger.Rows.Count(row => row.Month == 10 && (row.County, row[LedgerField.Community]!) == place.Key),
                    Households: (long)place.Select(row => row[LedgerField.Address]).Distinct().Count()))
                .OrderByDescending(place => place.Cases).ThenBy(place => place.Key.County, StringComparer.Ordinal).ToList();
            Assert.Equal(
                hot.ToHashSet(),
                figures.Hot.Select(one => ((one.Figures.JurisdictionCode, one.Figures.Community), one.Figures.Cases, one.Figures.Before, one.Households)).ToHashSet());
            Assert.Equal(hot.Select(place => place.Cases), figures.Hot.Select(one => one.Figures.Cases));
        }
    }

    [Theory, EngineData]
    public async Task AFigureOfTheDesk_OpensAsManyRows(Engine engine)
    {
        await using var ledger = await DeskLedger.FileAsync(engine, 14, 60, Cancellation);
        var figures = await ReadAsync(ledger.Db, EnterpriseScope.Everything);
        var cases = new CaseStore(ledger.Db, Ledgers.Sample.Keys);
        var month = new CaseFilter { Scope = EnterpriseScope.Everything, FromMonth = DeskLedger.November, ToMonth = DeskLedger.November };

        foreach (var row in figures.Grid.Rows)
        {
            for (var index = 0; index < row.Cells.Count; index++)
            {
                var filter = month with { Scope = EnterpriseScope.Everything with { EnterpriseCode = row.Enterprise.Code } };
                var (limit, timeliness) = (figures.Grid.Limits[index].RuleId, row.Cells[index].Timeliness);
                Assert.Equal(timeliness.Denominator - timeliness.Numerator, await cases.CountAsync(filter with { MissedRule = limit }, Cancellation));
                Assert.Equal(
                    row.Cells[index].Undeterminable, await cases.CountAsync(filter with { Verdict = new(limit, Verdict.Undeterminable) }, Cancellation));
            }
        }

        foreach (var bar in figures.Causes.Responsibilities.Bars)
        {
            Assert.Equal(bar.Cases, await cases.CountAsync(month with { Responsibility = bar.Key }, Cancellation));
        }

        foreach (var bar in figures.Causes.SubTypes.Bars)
        {
            Assert.Equal(bar.Cases, await cases.CountAsync(month with { SubType = bar.Key }, Cancellation));
        }

        foreach (var one in figures.Hot)
        {
            var filter = month with { Scope = EnterpriseScope.Everything with { JurisdictionCode = one.Figures.JurisdictionCode }, Community = one.Figures.Community };
            Assert.Equal(one.Figures.Cases, await cases.CountAsync(filter, Cancellation));
        }

        // Below the last enterprise no households are declared: its cases are in the filter's classes and not in the figure.
        var households = month with { RequestClasses = IndicatorRegistry.CountedClasses, HasHouseholds = true };
        Assert.Equal(
            figures.Report.Total[IndicatorRegistry.ComplaintsPer10kHouseholds].Numerator, await cases.CountAsync(households, Cancellation));
        Assert.NotEqual(
            await cases.CountAsync(households, Cancellation), await cases.CountAsync(households with { HasHouseholds = false }, Cancellation));
    }

    [Theory, EngineData]
    public async Task ACounty_NeverSeesFiguresOfAnother(Engine engine)
    {
        await using var ledger = await DeskLedger.FileAsync(engine, 15, 30, Cancellation);
        var south = EnterpriseScope.Of(DeskLedger.Officer(DeskLedger.South));
        var own = November(ledger).Where(row => row.County == DeskLedger.South).ToList();

        var figures = await ReadAsync(ledger.Db, south);
        var asked = await ReadAsync(ledger.Db, south with { JurisdictionCode = DeskLedger.North });

        Assert.Equal(DeskLedger.Enterprises.Skip(7), figures.Grid.Rows.Select(row => row.Enterprise.Code).Order());
        Assert.Equal(own.Count, figures.Types.Total);
        Assert.Equal(own.Count, figures.Causes.Responsibilities.Total);
        Assert.All(figures.Hot, one => Assert.Equal(DeskLedger.South, one.Figures.JurisdictionCode));
        Assert.Equal(
            own.Where(row => row[LedgerField.Community] == figures.Hot[0].Figures.Community).Select(row => row[LedgerField.Address]).Distinct().Count(),
            figures.Hot[0].Households);
        Assert.Empty(asked.Grid.Rows);
        Assert.Empty(asked.Hot);
        Assert.Equal((0, 0), (asked.Types.Total, asked.Causes.SubTypes.Total));
    }

    private static IEnumerable<DeskRow> November(DeskLedger ledger) => ledger.Rows.Where(row => row.Month == 11);

    private static Dictionary<string, long> Count(IEnumerable<DeskRow> rows, LedgerField field) =>
        rows.GroupBy(row => row[field] ?? "").ToDictionary(same => same.Key, same => (long)same.Count());

    private static Dictionary<string, long> Listed(Pareto<string> causes) => causes.Bars.ToDictionary(bar => bar.Key, bar => bar.Cases);

    private static Task<DeskFigures> ReadAsync(Db db, EnterpriseScope scope) =>
        new DeskReader(new(new IndicatorStore(db)), new(db)).ReadAsync(MonthSpan.Of(DeskLedger.November), scope, SummaryDepth.Screen, Cancellation);
}
