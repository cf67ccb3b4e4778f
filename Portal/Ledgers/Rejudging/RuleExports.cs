using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Ledgers.Workbooks;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Shell;
using Portal.TimeLimits.Rules;

namespace Portal.Ledgers.Rejudging;

/// <summary>The effective table as a workbook: the same rows as the page shows.</summary>
internal static class RuleExports
{
    internal const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapRuleExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/rules.xlsx", RulesAsync).Needs(Operation.ReadRules);
        routes.MapGet("/api/rules/what-if.xlsx", WhatIfExport.AnswerAsync).Needs(Operation.EditRules);
    }

    private static async Task<IResult> RulesAsync(
        string? j, string? s, string? on, HttpContext http, RuleBook book, JurisdictionStore jurisdictions, EnterpriseStore enterprises, RuleTexts words, People people, AuditLog audit,
        TimeProvider clock, IStringLocalizer<RuleTable> text, CancellationToken cancellation)
    {
        if (Fault(s, on) is { } fault)
        {
            return Results.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        }

        var actor = http.User.ToActor();
        var places = await jurisdictions.ReadAllAsync(cancellation);
        var own = actor.EnterpriseCode is { } code ? (await enterprises.ReadByCodeAsync(code, cancellation))?.JurisdictionCode : actor.JurisdictionCode;
        if ((j is { Length: > 0 } ? places.FirstOrDefault(place => place.Code == j) : places.FirstOrDefault(place => place.Code == own) ?? (places.Count > 0 ? places[0] : null)) is not { } place)
        {
            return Results.NotFound();
        }

        var day = AddressValue.DayOf(on) ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(8));
        var sector = PageScope.ParseSector(s) ?? Sector.Heat;
        var table = (await book.ReadRulesAsync(place.Code, cancellation)).Table(day, [sector]);
        var names = places.ToDictionary(one => one.Code, one => Show.Name(one.Name, one.NameEn), StringComparer.Ordinal);
        var persons = await people.ReadAsync(table.SelectMany(line => line.Overrides).Select(decision => decision.DecidedBy), cancellation);
        var file = new MemoryStream();
        using (var workbook = new WorkbookWriter(file))
        {
            workbook.BeginSheet(new(text["Table"]) { Widths = [12, 24, 44, 44, 30, 50, 14, 60], HasFrozenHeader = true });
            object?[] header = [text["Rule"], text["Rule"], text["Limit"], text["For"], text["Written"], text["Quote"], text["From"], text["Override"]];
            workbook.WriteRow([.. header.Select(cell => (object?)cell?.ToString())], [.. header.Select(_ => CellLook.Header)]);
            foreach (var line in table)
            {
                var rule = line.Rule ?? line.Source;
                workbook.WriteRow(
                [
                    rule.Id,
                    rule.Name.In(CultureInfo.CurrentUICulture) + (rule.IsLocalDefault ? $" ({text["LocalDefault"].Value})" : ""),
                    line.Rule is null ? text["Off"].Value : string.Join("; ", words.Terms(rule).Prepend(words.Limit(rule))),
                    string.Join("; ", words.Scope(rule)),
                    $"{rule.Citation.Source} {rule.Citation.Clause}",
                    rule.Citation.Quote,
                    $"{rule.SetCode} v{rule.SetVersion}",
                    string.Join("; ", line.Overrides.Select(decision =>
                        $"{string.Join(", ", words.Change(decision.Change))} · {names.GetValueOrDefault(decision.JurisdictionCode, decision.JurisdictionCode)} · {Show.Day(decision.EffectiveFrom)} · {persons.Of(decision.DecidedBy)} · {decision.Reason}")),
                ]);
            }

            workbook.EndSheet();
        }

        await audit.AppendAsync(
            new()
            {
                Actor = actor,
                Action = AuditAction.Exported,
                ObjectType = nameof(RuleSet),
                ObjectId = "",
                JurisdictionCode = place.Code,
                Detail = new { Sector = sector.ToString(), On = day, Rows = table.Count },
            },
            cancellation);
        file.Position = 0;
        return Results.File(file, Type, $"rules-{place.Code}-{sector}-{Show.Day(day)}.xlsx");
    }

    private static string? Fault(string? sector, string? on) =>
        sector is { Length: > 0 } && PageScope.ParseSector(sector) is null ? $"s: '{sector}' is no sector. Use {string.Join(", ", Enum.GetNames<Sector>())}."
        : on is { Length: > 0 } && AddressValue.DayOf(on) is null ? $"on: '{on}' is no day. Write yyyy-MM-dd."
        : null;
}
