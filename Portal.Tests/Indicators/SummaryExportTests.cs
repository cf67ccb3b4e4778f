using ExcelDataReader;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Indicators;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Indicators;
using Portal.Shell;
using Portal.Tests.Storage;

namespace Portal.Tests.Indicators;

/// <summary>An export holds what its reader may see, whatever the address asks for.</summary>
public sealed class SummaryExportTests
{
    private const string League = "152500";
    private const string North = "152501";
    private const string South = "152502";
    private const string NorthHeat = "91152501MA0DEMA01L";
    private const string SouthGas = "91152502MA0DEMA026";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Role.RegulatorOfficer, League, null, null, new[] { NorthHeat, SouthGas })]
    [InlineData(Role.RegulatorOfficer, League, South, null, new[] { SouthGas })]
    [InlineData(Role.RegulatorOfficer, League, null, "Heat", new[] { NorthHeat })]
    [InlineData(Role.RegulatorOfficer, North, League, null, new[] { NorthHeat })]
    [InlineData(Role.Inspector, North, South, null, new[] { NorthHeat })]
    [InlineData(Role.EnterpriseHandler, NorthHeat, null, null, new[] { NorthHeat })]
    [InlineData(Role.EnterprisePrincipal, NorthHeat, South, null, new[] { NorthHeat })]
    [InlineData(Role.RegulatorOfficer, "", League, null, new string[0])]
    public async Task Export_StaysInsideTheActorsScope(Role role, string own, string? jurisdiction, string? sector, string[] expected)
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        var jurisdictions = new JurisdictionStore(database.Db);
        var enterprises = new EnterpriseStore(database.Db);
        await jurisdictions.AppendAsync([Node(League, null), Node(North, League), Node(South, League)], Cancellation);
        await enterprises.AppendAsync([Enterprise(NorthHeat, North, Sector.Heat), Enterprise(SouthGas, South, Sector.Gas)], Cancellation);
        await using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var export = new SummaryExport(
            new SummaryDesk(new IndicatorStore(database.Db)), new FiledMonthStore(database.Db), new DeskPeriods(new(database.Db, Ledgers.Sample.Audit(database.Db))), new ScopeGate(enterprises, jurisdictions), TimeProvider.System,
            services.GetRequiredService<IStringLocalizer<FigureWords>>(), services.GetRequiredService<IStringLocalizer<Words>>());
        var user = new Actor("somebody", "Somebody", role, own).ToPrincipal();

        var answer = await export.AnswerAsync(user, new(jurisdiction, sector, "2026-04", null, null, null, null), Cancellation);

        Assert.Equal(expected, Codes(Assert.IsType<FileStreamHttpResult>(answer).FileStream));
    }

    private static List<string> Codes(Stream workbook)
    {
        using var reader = ExcelReaderFactory.CreateReader(workbook);
        var codes = new List<string>();
        for (reader.Read(); reader.Read();)
        {
            if (reader.GetValue(2) is string code)
            {
                codes.Add(code);
            }
        }

        return codes;
    }

    private static Jurisdiction Node(string code, string? parent) =>
        new() { Code = code, ParentCode = parent, Name = code, NameEn = code, Level = parent is null ? JurisdictionLevel.City : JurisdictionLevel.County };

    private static Enterprise Enterprise(string code, string jurisdiction, Sector sector) =>
        new() { Code = code, Name = code, NameEn = code, JurisdictionCode = jurisdiction, Sectors = [sector] };
}
