using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.Permits;
using Portal.Data.Access.Recusals;
using Portal.Data.Access.Views;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Ledgers.Cases;
using Portal.Tests.House;
using Portal.Tests.Storage;
using Portal.TimeLimits;

namespace Portal.Tests.Ledgers.Cases;

/// <summary>The explorer over a real database: rows, order, filters, and only what the actor may see.</summary>
public sealed class CasesPageTests : BunitContext, IAsyncLifetime
{
    private TestDatabase? _database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await Sample.AddEnterpriseAsync(_database.Db, Cancellation);
        using var file = Sample.Csv(
            Sample.Row("1"),
            Sample.Row("2", (LedgerField.RespondedAt, "2025-11-03 09:30:00"), (LedgerField.ReceivedAt, "2025-11-03 07:00:00")),
            Sample.Row("3", (LedgerField.ReceivedAt, "2025-11-03 08:01:00"), (LedgerField.Content, "<b>水压</b>不足")));
        await Sample.Intake(_database.Db).ReceiveAsync(Sample.Request(file), null, Cancellation);

        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddSingleton(_database.Db).AddSingleton(TimeProvider.System)
            .AddSingleton(PersonalData.Open(Path.Combine(Path.GetTempPath(), "regulator-test-keys", "personal-data.json")))
            .AddSingleton<JurisdictionStore>().AddSingleton<EnterpriseStore>().AddSingleton<ScopeGate>()
            .AddSingleton<CaseStore>().AddSingleton<CaseSearch>().AddSingleton<CaseTexts>().AddSingleton<CaseChips>().AddSingleton<LimitTexts>()
            .AddSingleton<AuditLog>().AddSingleton<SavedViewStore>().AddSingleton<PermitStore>().AddSingleton<PermitDesk>().AddSingleton<RecusalStore>().AddSingleton<PersonalExport>();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [Fact, UseCulture("en")]
    public void TheTable_HoldsTheCasesNewestFirst_WithTheirVerdicts()
    {
        var page = Show("159900", "RegulatorOfficer", "/cases");

        page.WaitForAssertion(() => Assert.Equal(["3", "1", "2"], page.FindAll("tr.case th a").Select(link => link.TextContent)));
        Assert.Equal("4", page.Find("table").GetAttribute("aria-rowcount"));
        Assert.Equal("descending", page.Find("th.case-received").GetAttribute("aria-sort"));
        Assert.Equal("<b>水压</b>不足", page.FindAll("td.case-content")[0].TextContent);
        Assert.Equal("Respond Late", page.FindAll("td.case-limits")[2].QuerySelector(".verdict-late")!.TextContent);
        Assert.Equal(8, page.FindAll("thead th").Count);
    }

    [Fact, UseCulture("zh-CN")]
    public void AFilter_StandsAsAChipThatTakesItOff()
    {
        var page = Show("159900", "RegulatorOfficer", "/cases?limit=S0-36&verdict=Late&p=2025-11");

        page.WaitForAssertion(() => Assert.Equal("2", page.Find("tr.case th a").TextContent));
        var chip = page.Find("a.chip");
        Assert.Equal("时限: 响应 (S0-36) 超时", chip.TextContent);
        Assert.EndsWith("/cases?p=2025-11", chip.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory, UseCulture("en")]
    [InlineData("150000", "RegulatorOfficer")]
    [InlineData("91159900000000029X", "EnterpriseHandler")]
    [InlineData("", "Inspector")]
    public void Somebody_WithAnotherScope_SeesNoCase(string scope, string role)
    {
        var page = Show(scope, role, "/cases");

        page.WaitForAssertion(() => Assert.Equal("No case matches", page.Find(".empty-title").TextContent));
        Assert.Empty(page.FindAll("tr.case"));
    }

    private IRenderedComponent<IComponent> Show(string scope, string role, string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var user = new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.Name, "somebody"), new(ClaimTypes.Role, role), new("scope", scope)], "test"));
        return Render(builder =>
        {
            builder.OpenComponent<CascadingValue<Task<AuthenticationState>>>(0);
            builder.AddComponentParameter(1, "Value", Task.FromResult(new AuthenticationState(user)));
            builder.AddComponentParameter(2, "ChildContent", (RenderFragment)(content =>
            {
                content.OpenComponent<CasesPage>(0);
                content.CloseComponent();
            }));
            builder.CloseComponent();
        });
    }
}
