using Microsoft.Extensions.Localization;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Findings;
using Portal.Data.SpotChecks.Results;
using Portal.Shell;
using Portal.SpotChecks.Findings;
using Portal.SpotChecks.Tasks;

namespace Portal.SpotChecks.Outcomes;

/// <summary>The tables of results in the reader's language; every number leads to the rows it is made of.</summary>
public sealed class ResultTables(FindingTexts texts, TaskTexts tasks, IStringLocalizer<ResultWords> say)
{
    /// <summary>In the order in which they are read; those with nothing in them are left out.</summary>
    public IReadOnlyList<ReportSection> Of(Campaign campaign, CampaignResults results)
    {
        var all = new Source(campaign, results);
        return [.. new[] { Estimates(all), Temperatures(all), Claims(all), Enterprises(all), Response(all), Facts(all), Findings(all) }.Where(section => section.Rows.Count > 0)];
    }

    /// <summary>Every task, and every contradicted fact with both values.</summary>
    /// <param name="results">Whose tasks.</param>
    /// <param name="facts">By task.</param>
    public ReportSection Tasks(CampaignResults results, ILookup<long, ComparedFact> facts) => new(
        "tasks",
        say["Tasks"],
        null,
        [new(say["Task"]) { IsNumber = true }, new(say["Enterprise"]), new(say["Case"]), new(say["Response"]), new(say["Contradicted"]), new(say["Claimed"]), new(say["Found"])],
        [
            .. from task in results.Tasks
               from fact in facts[task.Id].Where(fact => fact.Outcome is FactOutcome.Contradicted).Cast<ComparedFact?>().DefaultIfEmpty()
               select (IReadOnlyList<ReportCell>)
               [
                   ReportCell.Count(task.DrawOrder), ReportCell.Words(Show.Name(task.EnterpriseName, task.EnterpriseNameEn)), ReportCell.Words(task.CaseNo ?? ""), ReportCell.Words(Outcome(task)),
                   .. fact is null ? Enumerable.Repeat(ReportCell.Words(""), 3) : [ReportCell.Words(texts.Of(fact.Fact)), ReportCell.Words(texts.Value(fact.Fact, fact.Claimed)), ReportCell.Words(texts.Value(fact.Fact, fact.Found))],
               ],
        ])
    {
        IsList = true,
    };

    /// <summary>How a task ended, or how far it is.</summary>
    public string Outcome(ResultTask task) => task.Disposition is { } ended ? tasks.Of(ended, task.RowId is not null) : tasks.Of(task.State);

    private ReportSection Estimates(Source all) => new(
        "estimates",
        say["Estimates"],
        say["EstimatesNote"],
        [
            new(say["Measure"]) { Weight = 3 }, new(say["Share"], say["Share"], say["Low"], say["High"], say["Answers"]) { Weight = 5 }, new(say["YesOfAnswers"], say["Yes"], say["Answers"]) { IsNumber = true },
            new(say["EffectiveSize"]) { IsNumber = true }, new(say["Covered"]) { IsNumber = true },
        ],
        [
            .. from measure in Enum.GetValues<Measure>()
               let estimate = all.Results.Estimate(measure)
               where estimate.Answers > 0
               let rows = all.Select(new() { Measure = measure })
               select (IReadOnlyList<ReportCell>)
               [
                   ReportCell.Words(say["Measure_" + measure]), ReportCell.Of(estimate, say, rows),
                   ReportCell.Ratio((estimate.Yes, all.Select(new() { Measure = measure, IsYes = true })), (estimate.Answers, rows)),
                   new(double.IsFinite(estimate.EffectiveSize!.Value) ? ReportPart.Number(estimate.EffectiveSize.Value, 0) : new("∞")), new(ReportPart.Rate(estimate.Covered!.Value, 0)),
               ],
        ]);

    private ReportSection Temperatures(Source all) => new(
        "temperatures",
        say["Temperatures"],
        say["TemperaturesNote", ResultRules.WarmFrom],
        [
            new(say["Enterprise"]) { Weight = 5 }, new(say["Homes"]) { IsNumber = true }, new(say["Rooms"]) { IsNumber = true }, new(say["MeanTemperature"]) { IsNumber = true },
            new(say["LowestTemperature"]) { IsNumber = true }, new(say["ColdRooms", ResultRules.WarmFrom], say["Share"], say["ColdCount"], say["Rooms"]) { IsNumber = true, Weight = 4 },
        ],
        [
            .. all.Results.Measured.Select(own => (IReadOnlyList<ReportCell>)
            [
                ReportCell.Words(Show.Name(own.Name, own.NameEn)), ReportCell.Count(own.Homes, all.Select(new() { Enterprise = own.Code, Measure = Measure.Warm })), ReportCell.Count(own.Rooms),
                new(ReportPart.Number((double)own.Mean, 0)), new(ReportPart.Number((double)own.Lowest, 0)), ReportCell.RateOf((own.Cold, null), (own.Rooms, null)),
            ]),
        ]);

    private ReportSection Claims(Source all)
    {
        var claims = all.Results.Claims;
        return new(
            "claims",
            say["Claims"],
            say["ClaimsNote"],
            [
                new(say["Measure"]) { Weight = 3 }, new(say["InLedger"], say["Share"], say["Yes"], say["Rows"]) { IsNumber = true, Weight = 4 },
                new(say["ByCheck"], say["Share"], say["Low"], say["High"], say["Answers"]) { Weight = 5 }, new(say["Difference"]) { IsNumber = true, Weight = 3 },
            ],
            claims.Count == 0
                ? []
                : [
                    Row(Measure.Satisfied, (claims.Sum(claim => claim.Satisfied), ClaimKind.Satisfied), (claims.Sum(claim => claim.Rated), ClaimKind.Rated)),
                    Row(Measure.Solved, (claims.Sum(claim => claim.Solved), ClaimKind.Solved), (claims.Sum(claim => claim.Closed), ClaimKind.Closed)),
                ]);

        IReadOnlyList<ReportCell> Row(Measure measure, (int Count, ClaimKind Kind) part, (int Count, ClaimKind Kind) whole)
        {
            var estimate = all.Results.Estimate(measure);
            var difference = whole.Count == 0 || estimate.IsSmall ? (double?)null : 100 * (estimate.Share!.Value - ((double)part.Count / whole.Count));
            return
            [
                ReportCell.Words(say["Measure_" + measure]), ReportCell.RateOf((part.Count, all.Claims(part.Kind)), (whole.Count, all.Claims(whole.Kind))),
                ReportCell.Of(estimate, say, all.Select(new() { Measure = measure })), difference is { } points ? new(ReportPart.Number(points, 0)) : ReportCell.Missing,
            ];
        }
    }

    private ReportSection Enterprises(Source all) => new(
        "enterprises",
        say["Enterprises"],
        null,
        [
            new(say["Enterprise"]) { Weight = 5 }, new(say["CompletedOfDrawn"], say["Completed"], say["Drawn"]) { IsNumber = true, Weight = 3 }, new(say["Solved"], say["Share"], say["Low"], say["High"], say["Answers"]) { Weight = 4 },
            new(say["Verified"], say["Share"], say["Low"], say["High"], say["Answers"]) { Weight = 4 }, new(say["SelfReported"], say["Share"], say["SatisfiedCount"], say["Rated"]) { IsNumber = true, Weight = 4 },
            new(say["ConsistencyRate"], say["Share"], say["FactsConfirmed"], say["FactsCompared"]) { IsNumber = true, Weight = 4 }, new(say["Confirmed"]) { IsNumber = true, Weight = 3 },
        ],
        [.. all.Results.Enterprises.Select(own => Enterprise(all, own))]);

    private IReadOnlyList<ReportCell> Enterprise(Source all, EnterpriseResult own)
    {
        var mine = new ResultSelection { Enterprise = own.Code };
        var claim = own.Claim;
        return
        [
            ReportCell.Words(Show.Name(own.Name, own.NameEn), all.Select(mine)),
            ReportCell.Ratio((own.Completion.Completed, all.Select(mine with { Set = TaskSet.Done })), (own.Completion.Drawn, all.Select(mine))),
            ReportCell.Of(own.Solved, say, all.Select(mine with { Measure = Measure.Solved })),
            ReportCell.Of(own.Satisfied, say, all.Select(mine with { Measure = Measure.Satisfied })),
            claim is null ? ReportCell.Missing : ReportCell.RateOf((claim.Satisfied, all.Claims(ClaimKind.Satisfied, own.Code)), (claim.Rated, all.Claims(ClaimKind.Rated, own.Code))),
            ReportCell.RateOf(
                (own.Consistency.Confirmed, all.Select(mine with { HasFacts = true, Outcome = FactOutcome.Confirmed })), (own.Consistency.Compared, all.Select(mine with { HasFacts = true }))),
            ReportCell.Count(own.Findings, all.Findings(null, FindingState.Confirmed, own.Code)),
        ];
    }

    private ReportSection Response(Source all)
    {
        var completion = all.Results.Completion;
        var hasRows = CampaignRules.HasRows(all.Campaign.Kind);
        return new(
            "response",
            say["Response"],
            null,
            [new(say["Response"]) { Weight = 5 }, new(say["Tasks"]) { IsNumber = true }, new(say["ShareOfDrawn"]) { IsNumber = true }],
            [
                .. completion.ByDisposition.OrderBy(one => one.Key).Select(one => Row(tasks.Of(one.Key, hasRows), one.Value, new() { Disposition = one.Key })),
                Row(say["Pending"], completion.Pending, new() { Set = TaskSet.Pending }),
                Row(say["Undone"], completion.Undone, new() { Set = TaskSet.Undone }),
                Row(say["Drawn"], completion.Drawn, new()),
            ]);

        IReadOnlyList<ReportCell> Row(string name, int count, ResultSelection rows) =>
            [ReportCell.Words(name), ReportCell.Count(count, all.Select(rows)), ReportCell.Rate(count, completion.Drawn)];
    }

    private ReportSection Facts(Source all) => new(
        "facts",
        say["Facts"],
        say["FactsNote"],
        [new(say["Fact"]) { Weight = 4 }, new(say["FactsConfirmed"]) { IsNumber = true }, new(say["FactsContradicted"]) { IsNumber = true }, new(say["FactsCompared"]) { IsNumber = true }, new(say["ConsistencyRate"]) { IsNumber = true }],
        [
            .. from one in all.Results.Consistency
               let rows = new ResultSelection { HasFacts = true, Fact = one.Fact }
               select (IReadOnlyList<ReportCell>)
               [
                   ReportCell.Words(texts.Of(one.Fact)), ReportCell.Count(one.Confirmed, all.Select(rows with { Outcome = FactOutcome.Confirmed })),
                   ReportCell.Count(one.Compared - one.Confirmed, all.Select(rows with { Outcome = FactOutcome.Contradicted })), ReportCell.Count(one.Compared, all.Select(rows)), ReportCell.Rate(one.Confirmed, one.Compared),
               ],
        ]);

    private ReportSection Findings(Source all)
    {
        var states = Enum.GetValues<FindingState>();
        return new(
            "findings",
            say["FindingsByType"],
            null,
            [new(say["FindingType"]) { Weight = 4 }, .. states.Select(state => new ReportColumn(texts.Of(state)) { IsNumber = true })],
            [
                .. from type in all.Results.Findings.GroupBy(count => count.Type)
                   orderby type.Key
                   select (IReadOnlyList<ReportCell>)
                   [
                       ReportCell.Words(texts.Of(type.Key)),
                       .. states.Select(state => ReportCell.Count(type.Where(count => count.State == state).Sum(count => count.Findings), all.Findings(type.Key, state))),
                   ],
            ]);
    }

    /// <summary>What is shown, and where its rows are listed.</summary>
    private sealed record Source(Campaign Campaign, CampaignResults Results)
    {
        private long Id => Campaign.Id;

        public string Select(ResultSelection rows) => rows.Href(Id);

        public string Claims(ClaimKind kind, string? enterprise = null) => ClaimsPage.Address(Id, kind, enterprise);

        public string Findings(FindingType? type, FindingState state, string? enterprise = null) =>
            FormattableString.Invariant($"/findings?campaign={Id}&state={state}") + (type is null ? "" : "&type=" + type) + (enterprise is null ? "" : "&enterprise=" + enterprise);
    }
}
