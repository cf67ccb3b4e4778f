using System.Globalization;
using Portal.Data.Access;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Registry;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;
using Portal.Ledgers.Cases;

namespace Portal.SpotChecks.Campaigns;

/// <summary>A plan while it is being written: what the fields of the form hold.</summary>
public sealed class PlanDraft
{
    private readonly Campaign _campaign;

    public PlanDraft(Campaign campaign, IReadOnlyList<ListedCase> list)
    {
        var plan = campaign.ReadPlan();
        var sample = plan.Sample;
        _campaign = campaign;
        (Name, Matter, FirstDay, LastDay) = (campaign.Name, campaign.Matter, campaign.FirstDay, campaign.LastDay);
        Questionnaire = NameOf(campaign.QuestionnaireCode, campaign.QuestionnaireVersion);
        (Cases, Enterprise, Sector, IsList, Size) = (plan.Query.Cases, plan.Query.EnterpriseCode ?? "", plan.Query.Sector, plan.Query.IsList, plan.Query.Size);
        List = string.Join('\n', list.Select(listed => listed.EnterpriseCode is { } code ? $"{listed.CaseNo},{code}" : listed.CaseNo));
        Keys = [.. plan.StratifyBy];
        (Method, Allocation, Basis) = (sample.Method, sample.Allocation, sample.Basis);
        (Margin, Confidence, Expected) = (sample.MarginTenths / 10m, sample.Confidence, sample.ExpectedPercent);
        (Percent, Count, Minimum) = (sample.PercentTenths / 10m, sample.Count, sample.MinimumPerStratum);
        Inspectors = sample.InspectorsPerObject;
        (HasOffHours, OffHours) = (sample.OffHoursPercent is not null, sample.OffHoursPercent ?? DefaultOffHours);
    }

    public const int DefaultOffHours = 50;

    /// <summary>Officers who inspect are two at least (行政处罚法 art. 42, and the practice of double-random checks).</summary>
    public const int DefaultInspectors = 2;

    public CampaignKind Kind => _campaign.Kind;

    public string Name { get; set; }

    public string Matter { get; set; }

    public DateOnly FirstDay { get; set; }

    public DateOnly LastDay { get; set; }

    /// <summary>Code and version with a space between.</summary>
    public string Questionnaire { get; set; }

    /// <summary>All filters, those without a field of their own too: they come from an address of the explorer.</summary>
    public CaseFilter Cases { get; set; }

    /// <summary>Empty for all.</summary>
    public string Enterprise { get; set; }

    public Sector? Sector { get; set; }

    public string FromMonth
    {
        get => Month(Cases.FromMonth);
        set => Cases = Cases with { FromMonth = MonthOf(value) };
    }

    public string ToMonth
    {
        get => Month(Cases.ToMonth);
        set => Cases = Cases with { ToMonth = MonthOf(value) };
    }

    public bool IsList { get; set; }

    /// <summary>A case number per line, with the code of the enterprise after a comma where the number alone is not clear.</summary>
    public string List { get; set; }

    public SizeMeasure Size { get; set; }

    public HashSet<StratumKey> Keys { get; }

    public DrawMethod Method { get; set; }

    public Allocation Allocation { get; set; }

    public SampleBasis Basis { get; set; }

    /// <summary>Percentage points.</summary>
    public decimal Margin { get; set; }

    public int Confidence { get; set; }

    public int Expected { get; set; }

    public decimal Percent { get; set; }

    public int Count { get; set; }

    public int Minimum { get; set; }

    public bool HasOffHours { get; set; }

    public int OffHours { get; set; }

    /// <summary>For each object of a double-random check.</summary>
    public int Inspectors { get; set; }

    public static string NameOf(string code, int version) => string.Create(CultureInfo.InvariantCulture, $"{code} {version}");

    /// <summary>Takes the filters of an address of the explorer, its enterprise and sector too.</summary>
    /// <returns>False when the text holds no question.</returns>
    public bool TakeExplorer(string address)
    {
        if (!address.Contains('?', StringComparison.Ordinal))
        {
            return false;
        }

        var query = CaseQuery.Read(address);
        var asked = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address[address.IndexOf('?', StringComparison.Ordinal)..].Split('#')[0]);
        Cases = query.ToFilter(EnterpriseScope.Of(Actor.Nobody), Access.PageScope.ParseMonth(asked.TryGetValue("p", out var period) ? period.ToString() : null));
        Enterprise = query.Enterprise ?? "";
        Sector = Access.PageScope.ParseSector(asked.TryGetValue("s", out var sector) ? sector.ToString() : null);
        return true;
    }

    public CampaignDraft ToDraft() => new()
    {
        JurisdictionCode = _campaign.JurisdictionCode,
        Kind = Kind,
        Name = Name,
        Matter = Matter,
        QuestionnaireCode = Questionnaire.Split(' ')[0],
        QuestionnaireVersion = int.TryParse(Questionnaire.Split(' ')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0,
        FirstDay = FirstDay,
        LastDay = LastDay,
        Plan = new()
        {
            Query = new() { EnterpriseCode = Enterprise.Length == 0 ? null : Enterprise, Sector = Sector, Cases = Cases, IsList = IsList, Size = Size },
            StratifyBy = [.. Keys],
            Sample = new()
            {
                Method = Method,
                Allocation = Allocation,
                Basis = Basis,
                MarginTenths = Tenths(Margin),
                Confidence = Confidence,
                ExpectedPercent = Expected,
                PercentTenths = Tenths(Percent),
                Count = Count,
                MinimumPerStratum = Minimum,
                OffHoursPercent = HasOffHours ? OffHours : null,
                InspectorsPerObject = Inspectors,
            },
        },
        Cases = [.. ReadList(List)],
    };

    /// <summary>Lines of a pasted or uploaded list; empty ones are left out.</summary>
    public static IEnumerable<ListedCase> ReadList(string text) =>
        from line in text.Split('\n')
        let parts = line.Split([',', '\t', '，', ';'], 2, StringSplitOptions.TrimEntries)
        where parts[0].Length > 0
        select new ListedCase(parts[0], parts.Length > 1 && parts[1].Length > 0 ? parts[1] : null);

    private static int Tenths(decimal value) => (int)decimal.Round(Math.Clamp(value, -100_000, 100_000) * 10, MidpointRounding.AwayFromZero);

    private static string Month(DateOnly? month) => month?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? "";

    private static DateOnly? MonthOf(string text) => Access.PageScope.ParseMonth(text);
}
