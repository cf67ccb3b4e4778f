using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>Makes 汇总报表 of what the rollups say. Pure; every number comes out of <see cref="SummaryColumns"/>.</summary>
public static class SummaryTableRules
{
    private const int MediumFrom = 10_000;
    private const int LargeFrom = 50_000;

    private static readonly Indicator[] s_indicators = [.. SummaryColumns.All.Select(column => column.Indicator)];

    public static SummaryTable Assemble(SummaryTableReading reading, SummaryQuestion question)
    {
        var places = reading.Places.ToDictionary(place => place.Code, StringComparer.Ordinal);
        var rows = reading.Counts.ToLookup(row => row.EnterpriseCode, StringComparer.Ordinal);
        var total = Sums(reading.Counts);
        var subjects = new List<(SummarySubject Subject, PeerGroup Peers, IEnumerable<SummaryEnterprise> Of)>();
        if (question.Group is SummaryGroup.All or SummaryGroup.Authority)
        {
            subjects.AddRange(Authorities(reading, places));
        }

        if (question.Group is SummaryGroup.All or SummaryGroup.Jurisdiction)
        {
            subjects.AddRange(Jurisdictions(reading, places));
        }

        if (question.Group is SummaryGroup.All or SummaryGroup.Enterprise)
        {
            subjects.AddRange(reading.Enterprises.Select(enterprise => (
                new SummarySubject(SubjectKind.Enterprise, enterprise.Code, enterprise.Name, enterprise.NameEn, enterprise.JurisdictionCode, true),
                PeersOf(enterprise, places[enterprise.JurisdictionCode].Level, question.Sector),
                (IEnumerable<SummaryEnterprise>)[enterprise])));
        }

        var sections =
            from item in subjects
            let figures = Figures(Sums(item.Of.SelectMany(enterprise => rows[enterprise.Code])), total.Cases)
            group (item.Subject, Figures: figures) by (item.Subject.Kind, item.Peers) into peers
            orderby Order(peers.Key.Kind), peers.Key.Peers.Sectors, peers.Key.Peers.Level, peers.Key.Peers.Size descending
            select new SummarySection(peers.Key.Kind, peers.Key.Peers, Rank(peers));
        return new(question, [.. sections], Figures(total, total.Cases));
    }

    /// <summary>Equal scores share a place and the next is left out; without a place, by code at the end.</summary>
    public static IReadOnlyList<SummaryLine> Rank(IEnumerable<(SummarySubject Subject, FigureSet Figures)> peers)
    {
        var sorted = peers
            .Select(peer => (peer.Subject, peer.Figures, Score: Scored(peer.Figures[SummaryColumns.Score])))
            .OrderByDescending(peer => peer.Score is not null)
            .ThenByDescending(peer => peer.Score)
            .ThenBy(peer => peer.Subject.Code, StringComparer.Ordinal)
            .ToList();
        var shared = sorted.Where(peer => peer.Score is not null).GroupBy(peer => peer.Score).ToDictionary(score => score.Key!.Value, score => score.Count());
        var lines = new List<SummaryLine>(sorted.Count);
        for (var index = 0; index < sorted.Count; index++)
        {
            var (subject, figures, score) = sorted[index];
            int? place = score is null ? null : index > 0 && sorted[index - 1].Score == score ? lines[^1].Place : index + 1;
            lines.Add(new(place, score is { } value && shared[value] > 1, subject, figures));
        }

        return lines;
    }

    /// <summary>As published: two units whose scores read alike are tied.</summary>
    private static decimal? Scored(Figure score) =>
        score is { Value: { } value, IsSmallSample: false } ? Math.Round((decimal)value, 1, MidpointRounding.AwayFromZero) : null;

    private static FigureSet Figures(FigureSums sums, long casesOfAll) => IndicatorRegistry.Compute(sums with { CasesOfAll = casesOfAll }, s_indicators);

    private static FigureSums Sums(IEnumerable<GradeRow> rows)
    {
        var all = rows.ToList();
        return SummaryRules.Sums(all) with
        {
            Ordinary = Of(CaseGrade.Ordinary) + Of(CaseGrade.Complex),
            Key = Of(CaseGrade.Key),
            Difficult = Of(CaseGrade.Difficult),
        };

        GradeSums Of(CaseGrade grade) => all.Where(row => row.Code % 10 == (int)grade)
            .Aggregate(default(GradeSums), (sum, row) => sum + new GradeSums(row.Cases, row.FedBack, row.FedBackInTime));
    }

    private static IEnumerable<(SummarySubject Subject, PeerGroup Peers, IEnumerable<SummaryEnterprise> Of)> Jurisdictions(
        SummaryTableReading reading, Dictionary<string, SummaryPlace> places)
    {
        var byPlace = reading.Enterprises.ToLookup(enterprise => enterprise.JurisdictionCode, StringComparer.Ordinal);
        return
            from own in byPlace
            let place = places[own.Key]
            let isLeaf = !byPlace.Any(other => other.Key != own.Key && places[other.Key].Path.StartsWith(place.Path, StringComparison.Ordinal))
            select (
                new SummarySubject(SubjectKind.Jurisdiction, place.Code, place.Name, place.NameEn, place.Code, isLeaf),
                new PeerGroup("", null, place.Level),
                (IEnumerable<SummaryEnterprise>)own);
    }

    private static IEnumerable<(SummarySubject Subject, PeerGroup Peers, IEnumerable<SummaryEnterprise> Of)> Authorities(
        SummaryTableReading reading, Dictionary<string, SummaryPlace> places)
    {
        var authorities = reading.Authorities.ToLookup(authority => authority.JurisdictionCode, StringComparer.Ordinal);
        var supervised = reading.Enterprises
            .Select(enterprise => (Enterprise: enterprise, Seat: SeatOf(places[enterprise.JurisdictionCode].Path, authorities)))
            .Where(item => item.Seat is not null)
            .ToLookup(item => item.Seat!, item => item.Enterprise, StringComparer.Ordinal);
        return
            from seat in supervised
            let place = places[seat.Key]
            let isLeaf = !reading.Enterprises.Any(enterprise => places[enterprise.JurisdictionCode].Path.StartsWith(place.Path, StringComparison.Ordinal) && !seat.Contains(enterprise))
            from authority in authorities[seat.Key]
            select (
                new SummarySubject(SubjectKind.Authority, authority.Code, authority.Name, authority.NameEn, place.Code, isLeaf),
                new PeerGroup("", null, place.Level),
                (IEnumerable<SummaryEnterprise>)seat);
    }

    /// <summary>The nearest jurisdiction with an authority on the way to the root.</summary>
    private static string? SeatOf(string path, ILookup<string, Authority> authorities) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(authorities.Contains);

    private static PeerGroup PeersOf(SummaryEnterprise enterprise, JurisdictionLevel level, Sector? sector)
    {
        var sectors = sector is { } chosen
            ? ((int)chosen).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : string.Join(',', enterprise.SectorCodes.Split(',').Order(StringComparer.Ordinal));
        return new(sectors, BandOf(enterprise.Households), level);
    }

    /// <summary>The band of an enterprise by the households it declared; null for none.</summary>
    public static SizeBand BandOf(long? households) => households switch
    {
        null or <= 0 => SizeBand.Unknown,
        < MediumFrom => SizeBand.Small,
        < LargeFrom => SizeBand.Medium,
        _ => SizeBand.Large,
    };

    private static int Order(SubjectKind kind) => kind switch
    {
        SubjectKind.Authority => 0,
        SubjectKind.Jurisdiction => 1,
        _ => 2,
    };
}
