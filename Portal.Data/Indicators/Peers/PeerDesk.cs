using Portal.Data.Access;
using Portal.Data.Registry;

namespace Portal.Data.Indicators.Peers;

/// <summary>
/// Compares an enterprise with its peers (requirements §6: sector × size × jurisdiction level). It reads figures the
/// enterprise may not see, and hands out quartiles of at least <see cref="PeerRules.FewestPeers"/> others alone.
/// </summary>
public sealed class PeerDesk(SummaryDesk desk, EnterpriseStore enterprises, EnterpriseSizeStore sizes, JurisdictionStore jurisdictions)
{
    /// <returns>One comparison for each trade of the actor's enterprise; none for whoever speaks for no enterprise.</returns>
    public async Task<IReadOnlyList<PeerComparison>> ReadAsync(Actor actor, MonthSpan period, CancellationToken cancellation)
    {
        if (actor.EnterpriseCode is not { } code || await enterprises.ReadByCodeAsync(code, cancellation) is not { } enterprise)
        {
            return [];
        }

        var bands = (await sizes.ReadAllInForceAsync(period.To.Year, cancellation))
            .ToDictionary(size => size.EnterpriseCode, size => SummaryTableRules.BandOf(size.Households), StringComparer.Ordinal);
        var chain = await jurisdictions.ReadChainAsync(enterprise.JurisdictionCode, cancellation);
        var areas = chain.Where(link => link.Level is JurisdictionLevel.City or JurisdictionLevel.Province).DefaultIfEmpty(chain[^1]).ToList();
        var comparisons = new List<PeerComparison>();
        foreach (var sector in enterprise.Sectors)
        {
            comparisons.Add(await CompareAsync(code, sector, bands, areas, period, cancellation));
        }

        return comparisons;
    }

    /// <summary>In the nearest area with peers enough; in the widest if there is none.</summary>
    private async Task<PeerComparison> CompareAsync(
        string code, Sector sector, Dictionary<string, SizeBand> bands, List<Jurisdiction> areas, MonthSpan period, CancellationToken cancellation)
    {
        var band = bands.GetValueOrDefault(code);
        PeerComparison? comparison = null;
        foreach (var area in areas)
        {
            var scope = EnterpriseScope.Everything with { JurisdictionCode = area.Code, Sector = sector };
            var report = await desk.ReportAsync(period, scope, SummaryDepth.Screen, cancellation);
            var own = report.Enterprises.First(item => item.Enterprise.Code == code);
            var peers = report.Enterprises.Where(item => item != own && bands.GetValueOrDefault(item.Enterprise.Code) == band).ToList();
            comparison = new(
                sector,
                band,
                area,
                [.. PeerRules.Compared.Select(indicator => PeerRules.Compare(indicator, own.Figures[indicator], peers.Select(peer => peer.Figures[indicator])))]);
            if (comparison.Figures.Any(figure => figure.Quartiles is not null))
            {
                break;
            }
        }

        return comparison!;
    }
}
