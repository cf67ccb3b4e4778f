using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Rejudging;
using Portal.Data.Registry;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Evidence;
using Portal.Data.SpotChecks.Findings;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.TimeLimits;
using Portal.Data.TimeLimits.Versions;
using Portal.Data.Warnings;
using Portal.Tests.Access.Decisions;
using Portal.Tests.Browser;
using Portal.Tests.Ledgers;

[assembly: AssemblyFixture(typeof(TwoCounties))]

namespace Portal.Tests.Access.Decisions;

/// <summary>
/// A league with two banners and an enterprise in each, both with a ledger; and an account for every role over every
/// scope it can have. Whatever belongs to the second banner carries <see cref="Secret"/> in its text.
/// </summary>
public sealed class TwoCounties : IAsyncDisposable
{
    public const string League = DemoPortal.League;
    public const string North = DemoPortal.Banner;
    public const string South = "152502";
    public const string NorthHeat = DemoPortal.EnterpriseCode;
    public const string SouthHeat = "91152502MA0DEMA026";
    public const string Secret = "南旗秘辛";
    public const string SecretPhone = "19912345678";

    private readonly Lazy<Task<RunningPortal>> _started = new(() => RunningPortal.StartAsync(SeedAsync));
    private readonly Dictionary<string, SignedIn> _clients = [];
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Filing and case of each enterprise; the second version and the tenth row, so that no two ids are alike.</summary>
    public static long NorthFiling { get; } = 1;

    public static long SouthFiling { get; } = 2;

    /// <summary>Of the household that complains of the same thing in every row; found by jurisdiction.</summary>
    public static long NorthWarning { get; } = 1;

    public static long SouthWarning { get; } = 2;

    /// <summary>A version of a rule set, and a run of judging again, of each county.</summary>
    public static long NorthRules { get; } = 1;

    public static long SouthRules { get; } = 2;

    /// <summary>A drawn campaign of each county.</summary>
    public static long NorthCampaign { get; } = 1;

    public static long SouthCampaign { get; } = 2;

    /// <summary>A task of each campaign, in the hands of the county's inspector, and a sheet sent for it.</summary>
    public static long NorthTask { get; } = 1;

    public static long SouthTask { get; } = 7;

    public static long NorthEvidence { get; } = 1;

    public static long SouthEvidence { get; } = 2;

    /// <summary>A finding of each county, of which the enterprise has been told.</summary>
    public static long NorthFinding { get; } = 1;

    public static long SouthFinding { get; } = 2;

    /// <summary>What the north has besides: the tasks of its campaign, and the campaign of its finding with the six tasks drawn in it.</summary>
    public static bool IsOfNorth(string template, long id) => template.Split('/')[1] switch
    {
        "spot-checks" => id is 3,
        "tasks" => id < SouthTask || id is >= 13 and <= 18,
        _ => false,
    };

    public static long NorthCase { get; } = LedgerStore.RowId(NorthFiling, 1);

    public static long SouthCase { get; } = LedgerStore.RowId(SouthFiling, 1);

    public static IReadOnlyList<(Role Role, string Scope)> Accounts { get; } =
    [
        .. from role in Enum.GetValues<Role>()
           where role is not Role.Public
           from scope in ScopesOf(role)
           select (role, scope),
    ];

    /// <summary>Accounts of an enterprise's handler, in each county.</summary>
    public static long NorthUser => UserOf(NorthHeat);

    public static long SouthUser => UserOf(SouthHeat);

    public static string NameOf(Role role, string scope) => $"{role}.{scope}";

    /// <summary>Accounts are numbered in the order in which they are added.</summary>
    public static long AccountOf(Role role, string scope) => Accounts.ToList().IndexOf((role, scope)) + 1;

    public Task<RunningPortal> StartAsync() => _started.Value;

    /// <summary>Signed in once for all tests.</summary>
    public async Task<SignedInProgram> AsAsync(Role role, string scope, CancellationToken cancellation)
    {
        var portal = await StartAsync();
        await _gate.WaitAsync(cancellation);
        try
        {
            var name = NameOf(role, scope);
            if (!_clients.TryGetValue(name, out var client))
            {
                _clients[name] = client = await SignedIn.AsAsync(name, portal.Address, cancellation);
            }

            return new(client.Client, client.TokenAsync);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        _gate.Dispose();
        if (_started.IsValueCreated)
        {
            await (await _started.Value).DisposeAsync();
        }
    }

    /// <summary>Whether the actor's scope holds the enterprise.</summary>
    public static bool Holds(string scope, string enterprise) => scope switch
    {
        League or Actor.Everywhere => true,
        North => enterprise == NorthHeat,
        South => enterprise == SouthHeat,
        _ => enterprise == scope,
    };

    // Seeded in this order into an empty table.
    private static long UserOf(string enterprise) => Accounts.ToList().IndexOf((Role.EnterpriseHandler, enterprise)) + 1;

    private static string[] ScopesOf(Role role) => role switch
    {
        Role.EnterprisePrincipal or Role.EnterpriseHandler => [NorthHeat, SouthHeat],
        Role.Administrator or Role.Auditor => [League, North, South, Actor.Everywhere],
        _ => [League, North, South],
    };

    private static async Task SeedAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await services.GetRequiredService<JurisdictionStore>().AppendAsync(
            [
                new() { Code = League, Name = "示范盟", NameEn = "Demonstration League", Level = JurisdictionLevel.City },
                new() { Code = North, ParentCode = League, Name = "北旗", NameEn = "North Banner", Level = JurisdictionLevel.County },
                new() { Code = South, ParentCode = League, Name = "南旗", NameEn = "South Banner", Level = JurisdictionLevel.County },
            ],
            cancellation);
        await services.GetRequiredService<EnterpriseStore>().AppendAsync(
            [
                DemoPortal.Enterprise,
                new() { Code = SouthHeat, Name = "南旗供热公司", NameEn = "South Heat", JurisdictionCode = South, Sectors = [Sector.Heat] },
            ],
            cancellation);
        await FileAsync(services, NorthHeat, "北旗", "13900000001", cancellation);
        await FileAsync(services, SouthHeat, Secret, SecretPhone, cancellation);
        foreach (var (jurisdiction, name) in new[] { (North, "北旗"), (South, Secret) })
        {
            var leader = new Actor("seed", "seed", Role.RegulatorLeader, jurisdiction);
            var set = RuleSets.Shipped[0] with { Name = new(name, name) };
            await services.GetRequiredService<RuleVersionStore>().CreateAsync(set, null, jurisdiction, leader, cancellation);
            await DemoCampaigns.AddAsync(services, leader, CampaignKind.LedgerCallback, name + "回访", CampaignState.Drawn, cancellation);
            await services.GetRequiredService<Rejudger>().StartAsync(new(jurisdiction, new(2025, 1, 1), new(2026, 12, 1), name + "重新判定"), leader, cancellation);
        }

        var seen = new DateTime(2025, 10, 5, 9, 0, 0);
        Assert.Equal(2, (await services.GetRequiredService<WarningWatch>().RunAsync(null, seen, seen.AddHours(-8), cancellation)).Raised);
        var passwords = services.GetRequiredService<Passwords>();
        foreach (var (role, scope) in Accounts)
        {
            await passwords.SetAsync(NameOf(role, scope), role.ToString(), role, scope, DemoUsers.Password, cancellation);
        }

        await CheckAsync(services, North, NorthCampaign, "北旗", cancellation);
        await CheckAsync(services, South, SouthCampaign, Secret, cancellation);
        Assert.Equal(NorthFinding, await FindAsync(services, North, "北旗", cancellation));
        Assert.Equal(SouthFinding, await FindAsync(services, South, Secret, cancellation));
    }

    /// <summary>The county's inspector has the tasks of its campaign, and has sent a sheet for the first.</summary>
    private static async Task CheckAsync(IServiceProvider services, string county, long campaign, string words, CancellationToken cancellation)
    {
        var leader = new Actor("seed", "seed", Role.RegulatorLeader, county);
        await services.GetRequiredService<TaskDealing>().DealAsync(leader, campaign, cancellation);
        var task = (await services.GetRequiredService<TaskStore>().ReadPageAsync(leader, new() { CampaignId = campaign }, new(0, 1), cancellation)).Items[0];
        var inspector = new Actor(NameOf(Role.Inspector, county), words, Role.Inspector, county) { UserId = AccountOf(Role.Inspector, county) };
        var sheet = Encoding.UTF8.GetBytes($"房间,温度,{words}\n客厅,18.5,\n");
        var sent = await services.GetRequiredService<EvidenceIntake>().ReceiveAsync(inspector, task.Id, new(Guid.NewGuid(), null, words + ".csv", sheet), cancellation);
        Assert.Equal((county == North ? NorthTask : SouthTask, county == North ? NorthEvidence : SouthEvidence), (task.Id, sent.Id));
    }

    /// <summary>Of a campaign of its own, whose field work is over.</summary>
    private static async Task<long> FindAsync(IServiceProvider services, string county, string words, CancellationToken cancellation)
    {
        var leader = new Actor("seed", "seed", Role.RegulatorLeader, county) { UserId = AccountOf(Role.RegulatorLeader, county) };
        var inspector = new Actor(NameOf(Role.Inspector, county), words, Role.Inspector, county) { UserId = AccountOf(Role.Inspector, county) };
        var campaign = await DemoCampaigns.AddAsync(services, leader, CampaignKind.LedgerCallback, words + "复核", CampaignState.Drawn, cancellation);
        await services.GetRequiredService<TaskDealing>().DealAsync(leader, campaign, cancellation);
        var task = (await services.GetRequiredService<TaskStore>().ReadPageAsync(leader, new() { CampaignId = campaign }, new(0, 1), cancellation)).Items[0];
        await services.GetRequiredService<TaskIntake>().ReceiveAsync(inspector, task.Id, new(Guid.NewGuid(), TimeProvider.System.GetUtcNow().UtcDateTime, Disposition.DeniesComplaint, null, []), cancellation);
        await services.GetRequiredService<FieldWork>().CloseAsync(leader, campaign, "到期收尾", cancellation);
        var desk = services.GetRequiredService<FindingDesk>();
        var (_, id) = await desk.ProposeAsync(leader, task.Id, FindingType.FalselyClosed, words + "用户称未投诉", [], cancellation);
        Assert.Equal(FindingFault.None, await desk.MoveAsync(leader, id, FindingAct.Notify, 1, null, cancellation));
        return id;
    }

    private static async Task FileAsync(IServiceProvider services, string enterprise, string words, string phone, CancellationToken cancellation)
    {
        var rows = Enumerable.Range(1, 12).Select(number => Sample.RowOf(
            "2025-09",
            string.Create(CultureInfo.InvariantCulture, $"{words}-{number:000}"),
            [
                (LedgerField.Content, words + "室温偏低"),
                (LedgerField.ComplainantName, words),
                (LedgerField.ComplainantPhone, phone),
                (LedgerField.Address, words + "小区1号楼"),
            ]));
        var request = Sample.Request(Sample.Csv([.. rows]), new(2025, 9, 1), new(2025, 10, 5, 9, 0, 0)) with
        {
            EnterpriseCode = enterprise,
            SubmittedBy = Sample.By(DemoUsers.Enterprise),
            FileName = words + ".csv",
        };
        var report = await services.GetRequiredService<LedgerIntake>().ReceiveAsync(request, null, cancellation);
        Assert.Equal(FilingStatus.Accepted, report.Filing.Status);
    }
}

/// <param name="TokenAsync">The antiforgery token of a page's form.</param>
public sealed record SignedInProgram(HttpClient Client, Func<string, CancellationToken, Task<string>> TokenAsync);
