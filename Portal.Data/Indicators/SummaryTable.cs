using Portal.Data.Access;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>Whose lines 汇总报表 has.</summary>
public enum SummaryGroup
{
    /// <summary>Authorities, jurisdictions and enterprises, one after the other.</summary>
    All,

    /// <summary>主管部门: an enterprise counts with the authority of its own jurisdiction, or the nearest above.</summary>
    Authority,

    /// <summary>乡镇(辖区): the jurisdiction in which an enterprise is registered.</summary>
    Jurisdiction,

    /// <summary>供热单位 and the enterprises of other sectors.</summary>
    Enterprise,
}

/// <summary>How many households an enterprise serves, in bands. A local default (requirements §6).</summary>
public enum SizeBand
{
    /// <summary>Nothing was declared.</summary>
    Unknown,

    /// <summary>Below 10,000.</summary>
    Small,

    /// <summary>10,000 to 49,999.</summary>
    Medium,

    /// <summary>50,000 and more.</summary>
    Large,
}

/// <summary>What is asked of 汇总报表.</summary>
/// <param name="Channel">Only the cases that came this way; null for all.</param>
public sealed record SummaryQuestion(MonthSpan Period, EnterpriseScope Scope, SummaryGroup Group, Channel? Channel, Sector? Sector);

/// <summary>Only those alike are ranked against each other (requirements §6): sector, size band and level of jurisdiction.</summary>
/// <param name="Sectors">Empty for authorities and jurisdictions.</param>
/// <param name="Size">Null for authorities and jurisdictions.</param>
public sealed record PeerGroup(string Sectors, SizeBand? Size, JurisdictionLevel Level)
{
    public IReadOnlyList<Sector> SectorList =>
        [.. Sectors.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(code => (Sector)int.Parse(code, System.Globalization.CultureInfo.InvariantCulture))];
}

/// <summary>受理单位.</summary>
/// <param name="Code">Of the enterprise, the authority or the jurisdiction.</param>
/// <param name="JurisdictionCode">Where it is.</param>
/// <param name="IsLeaf">Whether no other subject lies below it, so that its jurisdiction finds its rows and no others.</param>
public sealed record SummarySubject(SubjectKind Kind, string Code, string Name, string NameEn, string JurisdictionCode, bool IsLeaf);

/// <param name="Place">名次 by 综评分 among the peers, from 1; null without a score and for a small sample.</param>
/// <param name="IsTied">Another line of the section shares the place.</param>
/// <param name="Figures">Those of <see cref="SummaryColumns"/>.</param>
public sealed record SummaryLine(int? Place, bool IsTied, SummarySubject Subject, FigureSet Figures);

/// <summary>The lines of one peer group, best first.</summary>
public sealed record SummarySection(SubjectKind Kind, PeerGroup Peers, IReadOnlyList<SummaryLine> Lines);

/// <summary>汇总报表 of the 8890 regime: what page, workbook and API all show.</summary>
/// <param name="Total">Of all enterprises of the scope, each once, whatever the group.</param>
public sealed record SummaryTable(SummaryQuestion Question, IReadOnlyList<SummarySection> Sections, FigureSet Total)
{
    public int LineCount => Sections.Sum(section => section.Lines.Count);
}
