using Dapper;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Ledgers.Rejudging;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Tests.Ledgers.Cases;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledgers.Rejudging;

/// <summary>
/// Filed rows keep the verdicts of the rules known when they were filed, whatever is decided later and back-dated, until
/// somebody judges them again on purpose; and then receipts, figures and the night's review go with them.
/// </summary>
public sealed class RejudgingTests
{
    private static readonly Actor s_leader = new("leader", "Leader", Role.RegulatorLeader, RandomLedger.League);
    private static readonly (DateOnly From, DateOnly To) s_months = (new(2025, 10, 1), new(2025, 11, 1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ABackDatedDecision_ChangesNoFiledVerdict_AndReceiptsGoOnAgreeing(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 4, 40, Cancellation);
        var before = await VerdictsAsync(filed.Db);

        await OffAsync(filed.Db, "S0-36");

        Assert.Equal(before, await VerdictsAsync(filed.Db));
        await AssertReceiptsAgreeAsync(filed.Db);
        await ReviewAsync(filed.Db);
        Assert.All((await VerdictsAsync(filed.Db)).Values, verdicts => Assert.Contains("|S0-36=", verdicts, StringComparison.Ordinal));
        await AssertReceiptsAgreeAsync(filed.Db);
        await AssertFiguresAsync(filed.Db);
    }

    [Theory, EngineData]
    public async Task WhatIsFiledAfterwards_IsJudgedByTheDecision(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 5, 5, Cancellation);
        await OffAsync(filed.Db, "S0-36");
        var later = new LaterClock();

        var request = Sample.Request(Sample.Csv(Sample.RowOf("2025-12", "9900")), new DateOnly(2025, 12, 1)) with { EnterpriseCode = RandomLedger.Heat, AsOf = new(2026, 1, 5, 9, 0, 0) };
        var report = await Sample.Intake(filed.Db, later).ReceiveAsync(request, null, Cancellation);

        Assert.Equal(FilingStatus.Accepted, report.Filing.Status);
        Assert.DoesNotContain("S0-36", report.Limits.Keys);
        await AssertReceiptsAgreeAsync(filed.Db);
    }

    [Theory, EngineData]
    public async Task WhatIf_SaysWhatJudgingAgainThenDoes_AndWritesNothing(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 6, 40, Cancellation);
        await OffAsync(filed.Db, "S0-36");
        var before = await VerdictsAsync(filed.Db);

        var tried = await WhatIf(filed.Db).TryAsync(EnterpriseScope.Of(s_leader), s_months, decisions => decisions, null, null, null, Cancellation);

        Assert.Equal(before, await VerdictsAsync(filed.Db));
        Assert.Equal((120, 120), (tried.Verdicts.Rows, tried.Verdicts.Changed));
        var run = await RunAsync(filed.Db);
        Assert.Equal((120, 120), (run.RowsJudged, run.RowsChanged));
        var after = await VerdictsAsync(filed.Db);
        Assert.All(tried.Changed, row => Assert.Equal(row.After, after[row.Id]));
        Assert.All(after.Values, verdicts => Assert.DoesNotContain("S0-36", verdicts, StringComparison.Ordinal));
        var months = await Runs(filed.Db).ReadMonthsAsync(run.Id, s_leader, Cancellation);
        Assert.Equal(["2025-10", "2025-11"], months.Select(month => month.Month));
        Assert.Equal(
            tried.Verdicts.Lines.Select(line => (line.RuleId, string.Join(' ', line.Before), string.Join(' ', line.After))),
            months.SelectMany(month => month.Rules).GroupBy(rule => rule.RuleId).OrderBy(same => same.Key, StringComparer.Ordinal)
                .Select(same => (same.Key, Sum(same, rule => rule.Before), Sum(same, rule => rule.After))));
    }

    [Theory, EngineData]
    public async Task JudgedAgain_ReceiptsAndFiguresAgree_AndTheNightReviewKeepsIt(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 7, 40, Cancellation);
        await OffAsync(filed.Db, "S0-36");

        await RunAsync(filed.Db);

        await AssertReceiptsAgreeAsync(filed.Db);
        await AssertFiguresAsync(filed.Db);
        await ReviewAsync(filed.Db);
        Assert.All((await VerdictsAsync(filed.Db)).Values, verdicts => Assert.DoesNotContain("S0-36", verdicts, StringComparison.Ordinal));
        await AssertReceiptsAgreeAsync(filed.Db);
    }

    [Theory, EngineData]
    public async Task ARunThatStops_HasDoneWholeMonths_AndGoesOnWhereItStopped(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 8, 20, Cancellation);
        await OffAsync(filed.Db, "S0-36");
        var rejudger = Rejudger(filed.Db);
        var (_, id) = await rejudger.StartAsync(new(RandomLedger.League, s_months.From, s_months.To, "规则调整后复核"), s_leader, Cancellation);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<Exception>(() => rejudger.RunAsync(id, s_leader, new Stopper(stop), stop.Token));

        var half = (await Runs(filed.Db).ReadAsync(id, s_leader, Cancellation))!;
        Assert.InRange(half.PartsDone, 1, 2);
        Assert.Null(half.FinishedAtUtc);
        await AssertReceiptsAgreeAsync(filed.Db);
        await AssertFiguresAsync(filed.Db);
        var done = (await rejudger.RunAsync(id, s_leader, null, Cancellation))!;
        Assert.Equal((3, 60, 60), (done.PartsDone, done.RowsJudged, done.RowsChanged));
        Assert.NotNull(done.FinishedAtUtc);
        Assert.Equal(done, await rejudger.RunAsync(id, s_leader, null, Cancellation));
    }

    [Theory, EngineData]
    public async Task OnlyALeader_OfTheJurisdiction_WithAReason_Starts(Engine engine)
    {
        await using var filed = await RandomLedger.FileAsync(engine, 9, 3, Cancellation);
        var rejudger = Rejudger(filed.Db);
        async Task<RejudgingFault> Start(Actor actor, string place, string reason, DateOnly from) =>
            (await rejudger.StartAsync(new(place, from, s_months.To, reason), actor, Cancellation)).Fault;

        Assert.Equal(RejudgingFault.NotAllowed, await Start(RandomLedger.Regulator(RandomLedger.League), RandomLedger.League, "规则调整", s_months.From));
        Assert.Equal(RejudgingFault.OutOfScope, await Start(s_leader with { Scope = RandomLedger.HeatCounty }, RandomLedger.League, "规则调整", s_months.From));
        Assert.Equal(RejudgingFault.Reason, await Start(s_leader, RandomLedger.League, " ", s_months.From));
        Assert.Equal(RejudgingFault.Months, await Start(s_leader, RandomLedger.League, "规则调整", new(2026, 1, 1)));
        Assert.Equal(0, (await Runs(filed.Db).ReadPageAsync(s_leader, new(0, 10), Cancellation)).Total);
    }

    /// <summary>From a fixed seed, so not from the clock: a rule that is gone shows in every verdict text.</summary>
    private static async Task OffAsync(Db db, string rule) => await new RuleOverrideStore(db, Sample.Audit(db)).AppendAsync(
        new()
        {
            JurisdictionCode = RandomLedger.League,
            SetCode = "S0",
            RuleId = rule,
            EffectiveFrom = new(2025, 1, 1),
            Change = new() { IsOff = true },
            Reason = "倒签",
            DecidedBy = "leader",
            DecidedAtUtc = DecisionTime.Now(new LaterClock()),
        },
        s_leader,
        Cancellation);

    private static async Task<RejudgingRun> RunAsync(Db db)
    {
        var rejudger = Rejudger(db);
        var (fault, id) = await rejudger.StartAsync(new(RandomLedger.League, s_months.From, s_months.To, "规则调整后复核"), s_leader, Cancellation);
        Assert.Equal(RejudgingFault.None, fault);
        return (await rejudger.RunAsync(id, s_leader, null, Cancellation))!;
    }

    private static Rejudger Rejudger(Db db) => new(
        db, Runs(db), Sample.Rules(db), new EnterpriseStore(db), new JurisdictionStore(db), new ScopeGate(new EnterpriseStore(db), new JurisdictionStore(db)), new LaterClock());

    private static RejudgingStore Runs(Db db) => new(db, Sample.Audit(db));

    private static WhatIf WhatIf(Db db) => new(db, Sample.Rules(db), new EnterpriseStore(db), new JurisdictionStore(db));

    private static Task<OpenCaseReport> ReviewAsync(Db db) =>
        new OpenCaseReview(new OpenCaseStore(db), new EnterpriseStore(db), Sample.Rules(db)).RunAsync(new DateTime(2027, 6, 1, 3, 0, 0), Cancellation);

    private static async Task<Dictionary<long, string>> VerdictsAsync(Db db)
    {
        await using var connection = await db.OpenAsync(Cancellation);
        return (await connection.QueryAsync<(long Id, string Verdicts)>("SELECT Id, Verdicts FROM LedgerRow WHERE IsCurrent = 1")).ToDictionary(row => row.Id, row => row.Verdicts);
    }

    private static async Task AssertFiguresAsync(Db db) => Assert.Empty((await new RollupRebuild(db).RunAsync(Cancellation)).Differences);

    private static async Task AssertReceiptsAgreeAsync(Db db)
    {
        var book = Sample.Rules(db);
        var calendar = await book.ReadCalendarAsync(Cancellation);
        var enterprises = new EnterpriseStore(db);
        var cases = new CaseStore(db, RandomLedger.PersonalData);
        foreach (var id in (await VerdictsAsync(db)).Keys)
        {
            var row = (await cases.ReadAsync(id, EnterpriseScope.Everything, Cancellation))!;
            var enterprise = (await enterprises.ReadByCodeAsync(row.EnterpriseCode, Cancellation))!;
            var history = await book.ReadHistoryAsync(enterprise.JurisdictionCode, Cancellation);
            Assert.True(CaseReceipts.Agree(row, CaseReceipts.Of(row, enterprise.Sectors, history, calendar)), row.CaseNo);
        }
    }

    private static string Sum(IEnumerable<RuleComparison> rules, Func<RuleComparison, IReadOnlyList<int>> side) =>
        string.Join(' ', Enumerable.Range(0, 6).Select(verdict => rules.Sum(rule => side(rule)[verdict])));

    /// <summary>A minute after everything that was filed under the system's clock.</summary>
    private sealed class LaterClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddMinutes(1);
    }

    /// <summary>Pulls the plug after the first month of an enterprise.</summary>
    private sealed class Stopper(CancellationTokenSource stop) : IProgress<(int Done, int Parts)>
    {
        public void Report((int Done, int Parts) value) => stop.Cancel();
    }
}
