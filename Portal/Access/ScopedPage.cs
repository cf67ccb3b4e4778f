using Microsoft.AspNetCore.Components;
using Portal.Data.Access;
using Portal.Shell;

namespace Portal.Access;

/// <summary>
/// A signed-in page about a jurisdiction, a sector and a month, read from the address. A jurisdiction the actor
/// may not see is answered with the actor's own, so whatever reads by <see cref="Scope"/> stays inside.
/// </summary>
public abstract class ScopedPage : ActorPage
{
    [Inject]
    public required ScopeGate Gate { get; init; }

    [SupplyParameterFromQuery(Name = ScopeAddress.Jurisdiction)]
    public string? JurisdictionInAddress { get; set; }

    [SupplyParameterFromQuery(Name = ScopeAddress.Sector)]
    public string? SectorInAddress { get; set; }

    [SupplyParameterFromQuery(Name = ScopeAddress.Period)]
    public string? PeriodInAddress { get; set; }

    protected PageScope Scope { get; private set; } = new(null, null, null);

    /// <summary>The same as a restriction of queries: what the actor may see, narrowed by what was chosen.</summary>
    protected EnterpriseScope Enterprises =>
        EnterpriseScope.Of(Actor) with { JurisdictionCode = Scope.JurisdictionCode, Sector = Scope.Sector };

    protected override async Task PrepareAsync()
    {
        var asked = JurisdictionInAddress;
        var isWithin = RendererInfo.IsInteractive && asked is { Length: > 0 } && asked != Actor.JurisdictionCode
            && await Gate.MaySeeJurisdictionAsync(Actor, asked, CancellationToken.None);
        Scope = new(
            isWithin ? asked : Actor.JurisdictionCode,
            PageScope.ParseSector(SectorInAddress),
            PageScope.ParseMonth(PeriodInAddress));
    }
}
