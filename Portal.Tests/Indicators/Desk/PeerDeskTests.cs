using Portal.Data.Indicators;
using Portal.Data.Indicators.Peers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Indicators.Desk;

/// <summary>An enterprise beside its peers: quartiles of enough others, and never one of them.</summary>
public sealed class PeerDeskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task Quartiles_AreThoseOfTheOthersOfTheSameSize(Engine engine)
    {
        await using var ledger = await DeskLedger.FileAsync(engine, 21, 60, Cancellation);
        var own = DeskLedger.Enterprises[0];

        var comparison = Assert.Single(await Desk(ledger.Db).ReadAsync(DeskLedger.Handler(own), MonthSpan.Of(DeskLedger.November), Cancellation));

        // All but the last, of which no households are known; itself is no peer of its own.
        var shares = DeskLedger.Enterprises.Skip(1).SkipLast(1).Select(code => ledger.Rows.Where(row => row.Enterprise == code && row.Month == 11).ToList())
            .Select(rows => (Done: rows.Count(row => row.At(LedgerField.FedBackAt) is not null), All: rows.Count))
            .ToList();
        var figure = comparison.Figures.Single(item => item.Indicator == IndicatorRegistry.LedgerCompletenessRate);
        Assert.Equal((Sector.Heat, SizeBand.Medium, DeskLedger.League), (comparison.Sector, comparison.Band, comparison.Area.Code));
        Assert.Equal(shares.Count(share => share.All >= Figure.SmallestSample), figure.Peers);
        Assert.Equal(figure.Peers >= PeerRules.FewestPeers, figure.Quartiles is not null);

        // Nothing is open in time when judged, so every case is below the line.
        var feedback = comparison.Figures.Single(item => item.Indicator == IndicatorRegistry.FeedbackRate);
        var rising = shares.Where(share => share.All >= Figure.SmallestSample).Select(share => (double)share.Done / share.All).Order().ToList();
        Assert.Equal(rising.Count, feedback.Peers);
        if (feedback.Quartiles is { } quartiles)
        {
            Assert.Equal(Median(rising), quartiles.Median, 9);
            Assert.InRange(quartiles.Lower, rising[0], quartiles.Median);
            Assert.InRange(quartiles.Upper, quartiles.Median, rising[^1]);
        }
    }

    [Theory, EngineData]
    public async Task NothingIsTold_OfFewPeers_OrToSomebodyWhoIsNoEnterprise(Engine engine)
    {
        await using var ledger = await DeskLedger.FileAsync(engine, 22, 30, Cancellation);

        var alone = Assert.Single(await Desk(ledger.Db).ReadAsync(DeskLedger.Handler(DeskLedger.Enterprises[^1]), MonthSpan.Of(DeskLedger.November), Cancellation));
        var officer = await Desk(ledger.Db).ReadAsync(DeskLedger.Officer(DeskLedger.League), MonthSpan.Of(DeskLedger.November), Cancellation);

        Assert.Equal(SizeBand.Unknown, alone.Band);
        Assert.All(alone.Figures, figure => Assert.Equal((0, null, null), (figure.Peers, figure.Quartiles, figure.Standing)));
        Assert.Empty(officer);
    }

    private static double Median(List<double> rising) => rising.Count % 2 == 1
        ? rising[rising.Count / 2]
        : (rising[(rising.Count / 2) - 1] + rising[rising.Count / 2]) / 2;

    private static PeerDesk Desk(Db db) => new(new(new IndicatorStore(db)), new(db), new(db), new(db));
}
