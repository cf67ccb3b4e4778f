using System.CommandLine;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Ledgers.Rejudging;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Ledgers.Rejudging;

/// <summary>
/// Verb <c>bench rejudge</c>: files a year of a province and judges it again under one changed limit, and again with one
/// limit gone, which rewrites every row; beside it, in the same run, what reading the same rows and rewriting their
/// verdict texts by plain SQL takes.
/// </summary>
internal static class RejudgeBench
{
    private const int Months = 12;

    public static Command Build() =>
        BenchProvince.Measure("rejudge", "A year of a province judged again, against plain SQL over the same rows", 1_200_000, Months, RunAsync);

    private static async Task RunAsync(BenchProvince province, CancellationToken cancellation)
    {
        var overrides = new RuleOverrideStore(province.Db, province.Audit);
        await OverrideAsync(overrides, "S0-36", new() { Limit = new(20, LimitUnit.Minute) }, cancellation);
        await RejudgeAsync("judged again, S0-36 of 20 minutes", province, cancellation);
        await OverrideAsync(overrides, "S0-36", new() { IsOff = true }, cancellation);
        var all = await RejudgeAsync("judged again, S0-36 off", province, cancellation);
        var (_, floor) = await BenchProvince.TimeAsync("plain SQL, same rows read and every verdict text rewritten", () => FloorAsync(province, cancellation));
        BenchProvince.Say($"ratio to plain SQL: {all / floor:F2}");

        // A province that is kept must not keep the measured nonsense.
        await using var connection = await province.Db.OpenAsync(cancellation);
        await connection.ExecuteAsync(new(
            "UPDATE LedgerRow SET Verdicts = REPLACE(Verdicts, '|S9-37=', '|S0-37=') WHERE Verdicts LIKE '%|S9-37=%'", commandTimeout: 600, cancellationToken: cancellation));
    }

    private static DateOnly FirstMonth(BenchProvince province) =>
        province.LastMonth.AddMonths(1 - Months) is var month && month > province.FirstMonth ? month : province.FirstMonth;

    private static async Task<double> RejudgeAsync(string name, BenchProvince province, CancellationToken cancellation)
    {
        var (db, audit) = (province.Db, province.Audit);
        var enterprises = new EnterpriseStore(db);
        var jurisdictions = new JurisdictionStore(db);
        var rejudger = new Rejudger(
            db, new RejudgingStore(db, audit), province.Rules, enterprises, jurisdictions, new ScopeGate(enterprises, jurisdictions), TimeProvider.System);
        var request = new RejudgingRequest(BenchProvince.Code, FirstMonth(province), province.LastMonth, "bench rejudge");
        var (run, seconds) = await BenchProvince.TimeAsync(name, async () =>
        {
            var (_, id) = await rejudger.StartAsync(request, Actor.CommandLine, cancellation);
            return await rejudger.RunAsync(id, Actor.CommandLine, null, cancellation);
        });
        BenchProvince.Say($"{name}: {run!.RowsJudged} rows judged, {run.RowsChanged} rewritten");
        return seconds;
    }

    /// <summary>Month by month: every column that judging needs, and one statement that rewrites the text of every row.</summary>
    private static async Task<int> FloorAsync(BenchProvince province, CancellationToken cancellation)
    {
        const string read = """
            SELECT * FROM LedgerRow WHERE IsCurrent = 1 AND FigureMonth = @Month
            """;
        const string write = "UPDATE LedgerRow SET Verdicts = REPLACE(Verdicts, '|S0-37=', '|S9-37=') WHERE IsCurrent = 1 AND FigureMonth = @Month";

        var written = 0;
        for (var first = FirstMonth(province); first <= province.LastMonth; first = first.AddMonths(1))
        {
            var month = new { Month = first.ToString("yyyy-MM", CultureInfo.InvariantCulture) };
            await using var connection = await province.Db.OpenAsync(cancellation);
            await using (var reader = await connection.ExecuteReaderAsync(new CommandDefinition(read, month, cancellationToken: cancellation)))
            {
                var values = new object[reader.FieldCount];
                while (await reader.ReadAsync(cancellation))
                {
                    reader.GetValues(values);
                }
            }

            written += await connection.ExecuteAsync(new(write, month, commandTimeout: 600, cancellationToken: cancellation));
        }

        return written;
    }

    private static Task<long?> OverrideAsync(RuleOverrideStore overrides, string rule, RuleChange change, CancellationToken cancellation) => overrides.AppendAsync(
        new()
        {
            JurisdictionCode = BenchProvince.Code,
            SetCode = "S0",
            RuleId = rule,
            EffectiveFrom = new(2000, 1, 1),
            Change = change,
            Reason = "bench rejudge",
            DecidedBy = Actor.CommandLine.Name,
            DecidedAtUtc = DecisionTime.Now(TimeProvider.System),
        },
        Actor.CommandLine,
        cancellation);
}
