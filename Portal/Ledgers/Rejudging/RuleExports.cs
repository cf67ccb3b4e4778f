using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Ledgers.Rejudging;
using Portal.Data.Ledgers.Workbooks;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Shell;
using Portal.TimeLimits.Rules;

namespace Portal.Ledgers.Rejudging;

/// <summary>The effective table and the result of a what-if as workbooks: the same rows as the pages show.</summary>
internal static class RuleExports
{
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapRuleExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/rules.xlsx", RulesAsync).Needs(Operation.ReadRules);
        routes.MapGet("/api/rules/what-if.xlsx", WhatIfAsync).Needs(Operation.EditRules);
    }

    private static async Task<IResult> RulesAsync(
        string? j, string? s, string? on, HttpContext http, RuleBook book, JurisdictionStore jurisdictions, EnterpriseStore enterprises, RuleTexts words, TimeProvider clock,
        IStringLocalizer<RuleTable> text, CancellationToken cancellation)
    {
        var actor = http.User.ToActor();
        var places = await jurisdictions.ReadAllAsync(cancellation);
        var own = actor.EnterpriseCode is { } code ? (await enterprises.ReadByCodeAsync(code, cancellation))?.JurisdictionCode : actor.JurisdictionCode;
        if ((places.FirstOrDefault(place => place.Code == j) ?? places.FirstOrDefault(place => place.Code == own) ?? (places.Count > 0 ? places[0] : null)) is not { } place)
        {
            return Results.NotFound();
        }

        var day = DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked)
            ? asked
            : DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(8));
        var sector = PageScope.ParseSector(s) ?? Sector.Heat;
        var table = (await book.ReadRulesAsync(place.Code, cancellation)).Table(day, [sector]);
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
                        $"{string.Join(", ", words.Change(decision.Change))} · {decision.JurisdictionCode} · {Show.Day(decision.EffectiveFrom)} · {decision.DecidedBy} · {decision.Reason}")),
                ]);
            }

            workbook.EndSheet();
        }

        file.Position = 0;
        return Results.File(file, Type, $"rules-{place.Code}-{sector}-{Show.Day(day)}.xlsx");
    }

    private static async Task<IResult> WhatIfAsync(
        [AsParameters] WhatIfQuery query, HttpContext http, Suppositions suppositions, WhatIf whatIf, AuditLog audit, RuleTexts words,
        IStringLocalizer<WhatIfPage> text, IStringLocalizer<ComparisonTable> table)
    {
        var cancellation = http.RequestAborted;
        var actor = http.User.ToActor();
        if (await suppositions.ReadAsync(query, actor, cancellation) is not { } supposition)
        {
            return Results.NotFound();
        }

        var result = await whatIf.TryAsync(supposition.ScopeOf(actor), (supposition.Month, supposition.Month), supposition.Suppose, null, null, cancellation);
        var file = new MemoryStream();
        using (var workbook = new WorkbookWriter(file))
        {
            workbook.BeginSheet(new(text["Sheet_Rules"]) { Widths = [14, .. Enumerable.Repeat(14.0, 12)], HasFrozenHeader = true });
            var verdicts = Enum.GetValues<Verdict>();
            object?[] header = [table["Rule"].Value, .. verdicts.SelectMany(verdict => new object?[] { $"{words.Code(verdict)} · {text["Before"].Value}", $"{words.Code(verdict)} · {text["After"].Value}" })];
            workbook.WriteRow(header, [.. header.Select(_ => CellLook.Header)]);
            foreach (var line in result.Verdicts.Lines)
            {
                workbook.WriteRow([line.RuleId, .. verdicts.SelectMany(verdict => new object?[] { line.Before[(int)verdict], line.After[(int)verdict] })]);
            }

            workbook.EndSheet();
            workbook.BeginSheet(new(text["Sheet_Rows"]) { Widths = [20, 20, 20, 60, 60], HasFrozenHeader = true });
            object?[] heads = [text["Case"].Value, text["Enterprise"].Value, text["Received"].Value, text["Before"].Value, text["After"].Value];
            workbook.WriteRow(heads, [.. heads.Select(_ => CellLook.Header)]);
            foreach (var row in result.Changed)
            {
                workbook.WriteRow([row.CaseNo, row.EnterpriseCode, row.ReceivedAt, row.Before, row.After]);
            }

            workbook.EndSheet();
        }

        await audit.AppendAsync(
            new()
            {
                Actor = actor,
                Action = AuditAction.Exported,
                ObjectType = "RuleSet",
                ObjectId = supposition.Name,
                JurisdictionCode = supposition.JurisdictionCode,
                Detail = new { Month = Show.Month(supposition.Month), Rows = result.Changed.Count },
            },
            cancellation);
        file.Position = 0;
        return Results.File(file, Type, $"what-if-{supposition.Name.Replace(' ', '-')}-{Show.Month(supposition.Month)}.xlsx");
    }
}
