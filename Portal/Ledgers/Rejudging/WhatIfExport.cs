using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Ledgers.Rejudging;
using Portal.Data.Ledgers.Workbooks;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Shell;
using Portal.TimeLimits;
using Portal.TimeLimits.Rules;

namespace Portal.Ledgers.Rejudging;

/// <summary>The result of a what-if as a workbook: the same counts and rows as the page shows, in words.</summary>
internal static class WhatIfExport
{
    public static async Task<IResult> AnswerAsync(
        [AsParameters] WhatIfQuery query, HttpContext http, Suppositions suppositions, WhatIf whatIf, EnterpriseStore enterprises, AuditLog audit,
        RuleTexts words, LimitTexts limits, IStringLocalizer<WhatIfPage> text, IStringLocalizer<ComparisonTable> table)
    {
        if (WhatIfQuery.Fault(query, http.Request.Query.Keys) is { } fault)
        {
            return Results.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        }

        var cancellation = http.RequestAborted;
        var actor = http.User.ToActor();
        if (await suppositions.ReadAsync(query, actor, cancellation) is not { } supposition)
        {
            return Results.NotFound();
        }

        var result = await whatIf.TryAsync(supposition.ScopeOf(actor), (supposition.Month, supposition.Month), supposition.Suppose, null, null, null, cancellation);
        var names = (await enterprises.ReadListAsync(cancellation)).ToDictionary(enterprise => enterprise.Code, enterprise => Show.Name(enterprise.Name, enterprise.NameEn));
        var topics = TopicComparison.Of(result.Verdicts.Lines, result.Topics);
        var verdicts = Enum.GetValues<Verdict>();
        string[] sides = [.. verdicts.SelectMany(verdict => new[] { $"{words.Code(verdict)} · {text["Before"].Value}", $"{words.Code(verdict)} · {text["After"].Value}" })];
        var file = new MemoryStream();
        using (var workbook = new WorkbookWriter(file))
        {
            Begin(workbook, text["Sheet_Topics"], [24, .. Enumerable.Repeat(14.0, 12)], [text["Topic"].Value, .. sides]);
            foreach (var topic in topics)
            {
                workbook.WriteRow(
                [
                    NameOf(topic.Topic),
                    .. verdicts.SelectMany(verdict => verdict is Verdict.NotApplicable
                        ? new object?[] { null, null }
                        : [topic.Sum.Before[(int)verdict], topic.Sum.After[(int)verdict]]),
                ]);
            }

            workbook.EndSheet();
            Begin(workbook, text["Sheet_Rules"], [14, 24, .. Enumerable.Repeat(14.0, 12)], [table["Rule"].Value, text["Topic"].Value, .. sides]);
            foreach (var (topic, line) in topics.SelectMany(topic => topic.Rules, (topic, line) => (topic.Topic, line)))
            {
                workbook.WriteRow([line.RuleId, NameOf(topic), .. verdicts.SelectMany(verdict => new object?[] { line.Before[(int)verdict], line.After[(int)verdict] })]);
            }

            workbook.EndSheet();
            Begin(
                workbook,
                text["Sheet_Rows"],
                [20, 32, 22, 20, 60, 60],
                [text["Case"].Value, text["Enterprise"].Value, text["EnterpriseCode"].Value, text["Received"].Value, text["Before"].Value, text["After"].Value]);
            foreach (var row in result.Changed)
            {
                workbook.WriteRow(
                [
                    row.CaseNo,
                    names.GetValueOrDefault(row.EnterpriseCode, ""),
                    row.EnterpriseCode,
                    row.ReceivedAt,
                    Say(Differences.Of(row.Before, row.After)),
                    Say(Differences.Of(row.After, row.Before)),
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
                ObjectId = supposition.Name,
                JurisdictionCode = supposition.JurisdictionCode,
                Detail = new { Month = Show.Month(supposition.Month), Rows = result.Changed.Count },
            },
            cancellation);
        file.Position = 0;
        return Results.File(file, RuleExports.Type, $"what-if-{supposition.Name.Replace(' ', '-')}-{Show.Month(supposition.Month)}.xlsx");

        string NameOf(LimitTopic? topic) => topic is { } known ? limits.Topic(known) : "";

        string Say(IEnumerable<(string RuleId, Verdict Verdict)> differences) => string.Join(
            text["Comma"], differences.Select(one => $"{(result.Topics.TryGetValue(one.RuleId, out var topic) ? limits.Topic(topic) : "")} {one.RuleId} {words.Code(one.Verdict)}".Trim()));
    }

    private static void Begin(WorkbookWriter workbook, string name, double[] widths, string[] header)
    {
        workbook.BeginSheet(new(name) { Widths = widths, HasFrozenHeader = true });
        workbook.WriteRow([.. header], [.. header.Select(_ => CellLook.Header)]);
    }
}
