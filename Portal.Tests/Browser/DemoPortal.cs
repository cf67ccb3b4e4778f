using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Rejudging;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Data.TimeLimits.Versions;
using Portal.Data.Warnings;
using Portal.Tests.Ledgers;

namespace Portal.Tests.Browser;

/// <summary>What the portal under test is filled with: the same for every browser and host test.</summary>
internal static class DemoPortal
{
    public const string League = "152500";
    public const string Banner = "152501";

    /// <summary>Filings by what became of them, in the order they were filed.</summary>
    public const int AcceptedFiling = 1;
    public const int RejectedFiling = 2;
    public const int RefusedFiling = 3;
    public const int CasesFiling = 4;

    /// <summary>Of the households of <see cref="DemoCases"/>, which all complained within hours.</summary>
    public const long Warning = 1;

    /// <summary>A draft of the next version of S0, written by <see cref="DemoUsers.Regulator"/>.</summary>
    public const long DraftVersion = 1;

    /// <summary>A run of judging again, done.</summary>
    public const long Rejudging = 1;

    /// <summary>The account of <see cref="DemoUsers.Regulator"/>, which is added first.</summary>
    public const long RegulatorId = 1;

    public const string EnterpriseCode = "91152501MA0DEMA01L";

    public static Enterprise Enterprise { get; } = new()
    {
        Code = EnterpriseCode,
        Name = "示范供热公司",
        NameEn = "Demonstration Heat",
        JurisdictionCode = Banner,
        Sectors = [Sector.Heat],
    };

    public static async Task SeedAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await services.GetRequiredService<JurisdictionStore>().AppendAsync(
            [
                new() { Code = League, Name = "示范盟", NameEn = "Demonstration League", Level = JurisdictionLevel.City },
                new() { Code = Banner, ParentCode = League, Name = "示范旗", NameEn = "Demonstration Banner", Level = JurisdictionLevel.County },
            ],
            cancellation);
        await services.GetRequiredService<EnterpriseStore>().AppendAsync([Enterprise], cancellation);
        await services.GetRequiredService<DemoUsers>().SeedAsync(League, EnterpriseCode, cancellation);
        await FileAsync(services, "2025-09", Sample.Csv(Sample.RowOf("2025-09", "9001"), Sample.RowOf("2025-09", "9002", (LedgerField.FedBackAt, null))), cancellation);
        await FileAsync(services, "2025-10", Sample.Csv(Sample.RowOf("2025-10", "9003", (LedgerField.Channel, "飞鸽"))), cancellation);
        await FileAsync(services, "2025-10", new("编号,来电时间,事由\n1,2025-10-03,室温偏低\n"u8.ToArray()), cancellation);
        await DemoCases.SeedAsync(services, cancellation);
        await WarnAsync(services, cancellation);
        await RuleAsync(services, cancellation);
        await DemoCampaigns.SeedAsync(services, new(DemoUsers.Regulator, DemoUsers.Regulator, Role.RegulatorOfficer, League), cancellation);
        await DemoTasks.SeedAsync(services, new(DemoUsers.Regulator, DemoUsers.Regulator, Role.RegulatorOfficer, League), cancellation);
        await DemoFindings.SeedAsync(services, cancellation);
    }

    private static async Task RuleAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var officer = new Actor(DemoUsers.Regulator, DemoUsers.Regulator, Role.RegulatorOfficer, League);
        var leader = new Actor(DemoUsers.Leader, DemoUsers.Leader, Role.RegulatorLeader, League);
        await services.GetRequiredService<RuleVersionStore>().CreateAsync(RuleSets.Shipped.Where(set => set.Code == RuleSets.DefaultCode).MaxBy(set => set.Version)!, "S0", League, officer, cancellation);
        var rejudger = services.GetRequiredService<Rejudger>();
        var (_, run) = await rejudger.StartAsync(new(League, new(2025, 8, 1), new(2025, 10, 1), "示范：按现行规则复核"), leader, cancellation);
        await rejudger.RunAsync(run, leader, null, cancellation);
    }

    /// <summary>The leader counts cold rooms as an outage; so the cases of one morning are one.</summary>
    private static async Task WarnAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var outage = WarningRuleFile.Of(WarningRuleCode.SuddenOutage).Defaults;
        var change = new WarningRuleChange
        {
            JurisdictionCode = League,
            RuleCode = WarningRuleCode.SuddenOutage,
            Settings = (outage with { Lists = new Dictionary<string, IReadOnlyList<string>>(outage.Lists) { ["types"] = ["Quality"] } }).ToJson(),
            Reason = "本盟把室温问题集中发生按停供对待",
            ChangedBy = DemoUsers.Leader,
            ChangedAtUtc = new(2025, 8, 1, 0, 0, 0),
        };
        await services.GetRequiredService<WarningRuleStore>().AppendAsync(change, Actor.CommandLine, cancellation);
        var seen = new DateTime(2025, 9, 5, 9, 0, 0);
        var report = await services.GetRequiredService<WarningWatch>().RunAsync(null, seen, seen.AddHours(-8), cancellation);
        Assert.Equal(1, report.Raised);
    }

    private static Task<FilingReport> FileAsync(IServiceProvider services, string month, MemoryStream content, CancellationToken cancellation) =>
        services.GetRequiredService<LedgerIntake>().ReceiveAsync(
            new()
            {
                Content = content,
                FileName = "台账.csv",
                EnterpriseCode = EnterpriseCode,
                Period = DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture),
                SubmittedBy = Sample.By(DemoUsers.Enterprise),
                AsOf = new(2025, 11, 5, 9, 0, 0),
            },
            null,
            cancellation);
}
