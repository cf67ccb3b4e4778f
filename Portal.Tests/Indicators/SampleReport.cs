using Portal.Data.Indicators;
using Portal.Data.Ledgers;
using Portal.Data.SpotChecks.Results;

namespace Portal.Tests.Indicators;

/// <summary>A month of three enterprises: two of heat, of which one is small, and one of water.</summary>
internal static class SampleReport
{
    public const string Good = "GOOD";
    public const string Small = "SMALL";
    public const string Water = "WATER";

    public static readonly DateOnly April = new(2026, 4, 1);

    public static SummaryReport April2026 { get; } = SummaryRules.Assemble(Reading(), MonthSpan.Ending(April, 12));

    private static RollupReading Reading() => new()
    {
        Period = MonthSpan.Of(April),
        Depth = SummaryDepth.Full,
        Enterprises =
        [
            new() { Code = Good, Name = "良好热力", NameEn = "Good Heat", JurisdictionCode = "152501", SectorCodes = "1" },
            new() { Code = Small, Name = "小型热力", NameEn = "Small Heat", JurisdictionCode = "152501", SectorCodes = "1" },
            new() { Code = Water, Name = "清泉供水", NameEn = "Clear Water", JurisdictionCode = "152502", SectorCodes = "3" },
        ],
        Counts = [Counts(Good, 200, 180), Counts(Small, 4, 4), Counts(Water, 100, 70)],
        Handling = [Days(Good, 5, 120), Days(Good, 20, 80), Days(Small, 5, 4), Days(Water, 31, 100)],
        Limits = [Limit(Good, 180, 15, 5), Limit(Small, 4, 0, 0), Limit(Water, 70, 20, 10)],
        Slices = [],
        PreviousCounts = [Counts(Good, 250, 200)],
        PreviousHandling = [Days(null, 8, 250)],
        PreviousLimits = [Limit(null, 200, 50, 0)],
        Checks = [Check(Good, 18, 20), Check(Good, 6, 10), Check(Small, 3, 3) with { Tests = [new(0, 1, 3), new(18, 4, 4)] }],
        Months =
        [
            new() { Month = "2026-03", Cases = 250, CompleteCases = 250, FedBack = 250, FedBackInTime = 200, Rated = 5, Satisfied = 4 },
            new() { Month = "2026-04", Cases = 304, CompleteCases = 300, FedBack = 304, FedBackInTime = 254, Rated = 150, Satisfied = 120 },
        ],
        Filings =
        [
            new() { Id = 7, EnterpriseCode = Good, Version = 1, Status = FilingStatus.Accepted, IsCurrent = true, ReceivedAtUtc = new(2026, 5, 3, 1, 0, 0) },
            new() { Id = 8, EnterpriseCode = Small, Version = 1, Status = FilingStatus.Accepted, IsCurrent = true, ReceivedAtUtc = new(2026, 5, 12, 1, 0, 0) },
        ],
    };

    private static CountsRow Counts(string enterprise, long cases, long inTime) => new()
    {
        EnterpriseCode = enterprise,
        Cases = cases,
        CompleteCases = cases - 1,
        FedBack = cases,
        FedBackInTime = inTime,
        Closed = cases,
        Handled = cases,
        HandlingMinutes = cases * 2000,
        Rated = cases / 2,
        Satisfied = cases / 3,
        CountedCases = cases / 2,
        Households = 30_000,
    };

    private static CheckCount Check(string enterprise, long confirmed, long compared) => new()
    {
        CampaignId = 1,
        CampaignName = "四月回访",
        LastDay = new(2026, 4, 14),
        EnterpriseCode = enterprise,
        EnterpriseName = enterprise,
        EnterpriseNameEn = enterprise,
        FactsConfirmed = confirmed,
        FactsCompared = compared,
    };

    private static HandlingRow Days(string? enterprise, int tenths, long cases) => new() { EnterpriseCode = enterprise, DayTenths = tenths, Cases = cases };

    private static LimitRow Limit(string? enterprise, long met, long late, long unknown) =>
        new() { EnterpriseCode = enterprise, RuleId = "S0-36", Met = met, Late = late, Undeterminable = unknown, NotApplicable = 3 };
}
