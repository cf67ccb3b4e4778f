using System.CommandLine;
using System.Text.Json;
using Portal.Data.Registry;
using Portal.Shell;

namespace Portal.Registry;

/// <summary>Verb <c>enterprises</c>.</summary>
internal static class RegistryCommands
{
    public static void AddTo(RootCommand root, Verb verb)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        root.Add(verb.Action(new("enterprises", "Lists the registry's enterprises") { json }, async (services, parsed, cancellation) =>
        {
            var enterprises = await services.GetRequiredService<EnterpriseStore>().ReadListAsync(cancellation);
            if (parsed.GetValue(json))
            {
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(
                    enterprises.Select(enterprise => new
                    {
                        enterprise.Code,
                        enterprise.Name,
                        Sectors = enterprise.Sectors.Select(sector => sector.ToString()),
                        Jurisdiction = enterprise.JurisdictionCode,
                    }),
                    Verb.Json));
                return 0;
            }

            foreach (var enterprise in enterprises)
            {
                await Console.Out.WriteLineAsync($"{enterprise.Code}  {enterprise.JurisdictionCode}  {string.Join(',', enterprise.Sectors)}  {enterprise.Name}");
            }

            return 0;
        }));
    }
}
