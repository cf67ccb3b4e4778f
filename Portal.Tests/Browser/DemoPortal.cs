using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Data.Registry;

namespace Portal.Tests.Browser;

/// <summary>What the portal under test is filled with: the same for every browser and host test.</summary>
internal static class DemoPortal
{
    public const string League = "152500";
    public const string Banner = "152501";
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
    }
}
