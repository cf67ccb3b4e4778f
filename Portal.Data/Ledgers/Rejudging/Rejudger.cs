using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers.Rejudging;

/// <summary>
/// Judges filed rows again on purpose: some enterprises of a month per transaction with their figures and comparison, so
/// that a run that stops anywhere is never half and goes on where it stopped. The only thing that moves a row to
/// rules decided after it was filed.
/// </summary>
public sealed class Rejudger(
    Db db, RejudgingStore runs, RuleBook rules, EnterpriseStore enterprises, JurisdictionStore jurisdictions, ScopeGate gate, TimeProvider clock)
{
    public const int MostMonths = 36;

    private const int ServerWriters = 4;

    // Rows of one month lie side by side in the indices, whoever filed them: judged together, a page is written once. More of
    // them at a time would keep a filing waiting for longer than a moment.
    private const int RowsAtATime = 20_000;
    private const int EnterprisesAtATime = 300;

    private static readonly BulkColumn[] s_counts =
    [
        new("RejudgingId", typeof(long)), new("Month", typeof(string)), new("EnterpriseCode", typeof(string)), new("RuleId", typeof(string)),
        new("MetBefore", typeof(int)), new("LateBefore", typeof(int)), new("OpenInTimeBefore", typeof(int)),
        new("OpenOverdueBefore", typeof(int)), new("NotApplicableBefore", typeof(int)), new("UndeterminableBefore", typeof(int)),
        new("MetAfter", typeof(int)), new("LateAfter", typeof(int)), new("OpenInTimeAfter", typeof(int)),
        new("OpenOverdueAfter", typeof(int)), new("NotApplicableAfter", typeof(int)), new("UndeterminableAfter", typeof(int)),
    ];

    /// <summary>Records what is to be judged again; nothing is judged yet.</summary>
    public async Task<(RejudgingFault Fault, long Id)> StartAsync(RejudgingRequest request, Actor by, CancellationToken cancellation)
    {
        if (!by.May(Operation.RejudgeCases) && by != Actor.CommandLine)
        {
            return (RejudgingFault.NotAllowed, 0);
        }

        if (!await gate.MaySeeJurisdictionAsync(by, request.JurisdictionCode, cancellation))
        {
            return (RejudgingFault.OutOfScope, 0);
        }

        var months = ((request.To.Year - request.From.Year) * 12) + request.To.Month - request.From.Month + 1;
        if (months is < 1 or > MostMonths)
        {
            return (RejudgingFault.Months, 0);
        }

        if (request.Reason.Trim().Length is < RuleDesk.ShortestReason or > RuleDesk.LongestReason)
        {
            return (RejudgingFault.Reason, 0);
        }

        var run = new RejudgingRun
        {
            Id = 0,
            JurisdictionCode = request.JurisdictionCode,
            FromMonth = request.From.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            ToMonth = request.To.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            RulesAsOfUtc = DecisionTime.Now(clock),
            JudgedAt = LedgerIntake.LedgerNow(clock),
            Reason = request.Reason.Trim(),
            StartedBy = by.Name,
            StartedAtUtc = DecisionTime.Now(clock),
            Parts = 0,
            PartsDone = 0,
            RowsJudged = 0,
            RowsChanged = 0,
        };
        return await runs.StartAsync(run, by, cancellation) is { } id ? (RejudgingFault.None, id) : (RejudgingFault.NoRows, 0);
    }

    /// <summary>Does what is left of a run. Cancelled or killed, it has done whole months of enterprises and nothing else.</summary>
    /// <param name="progress">Told how many months of enterprises are done, and how many there are.</param>
    /// <returns>The run as it stands afterwards; null when it is not the actor's.</returns>
    public async Task<RejudgingRun?> RunAsync(long id, Actor by, IProgress<(int Done, int Parts)>? progress, CancellationToken cancellation)
    {
        if (await runs.ReadAsync(id, by, cancellation) is not { } run)
        {
            return null;
        }

        var decisions = (await rules.ReadDecisionsAsync(cancellation)).AsOf(run.RulesAsOfUtc);
        var judge = new CaseJudge(
            decisions,
            await enterprises.ReadListAsync(cancellation),
            await jurisdictions.ReadAllAsync(cancellation),
            await rules.ReadCalendarAsync(cancellation));
        DateTime[] moments = [.. decisions.Moments];
        var parts = await runs.ReadOpenPartsAsync(id, cancellation);
        var done = run.Parts - parts.Count;

        // SQLite has one writer; a server takes several, each behind the locks of its own enterprises.
        var queue = new ConcurrentQueue<RollupBlock>(Blocks(parts));
        await Parallel.ForEachAsync(Enumerable.Range(0, db.Engine is Engine.SqlServer ? ServerWriters : 1), cancellation, async (_, stop) =>
        {
            await using var connection = await db.OpenForRunAsync(stop);
            while (queue.TryDequeue(out var block))
            {
                await JudgeAsync(connection, run, block, judge, moments, stop);
                progress?.Report((Interlocked.Add(ref done, block.EnterpriseCodes.Count), run.Parts));
            }
        });

        run = await runs.ReadAsync(id, by, cancellation);
        await runs.FinishAsync(run!, by, DecisionTime.Now(clock), cancellation);
        return await runs.ReadAsync(id, by, cancellation);
    }

    /// <summary>In the order of the parts: enterprises of one month, each block as large as it may be.</summary>
    private static IEnumerable<RollupBlock> Blocks(IReadOnlyList<RejudgingPart> parts)
    {
        var (block, rows) = (new List<string>(), 0);
        foreach (var (part, next) in parts.Zip(parts.Skip(1).Append(null)))
        {
            block.Add(part.EnterpriseCode);
            rows += part.Cases;
            if (next?.Month != part.Month || rows + next.Cases > RowsAtATime || block.Count == EnterprisesAtATime)
            {
                yield return new(block, [part.Month]);
                (block, rows) = ([], 0);
            }
        }
    }

    private async Task JudgeAsync(
        DbConnection connection, RejudgingRun run, RollupBlock block, CaseJudge judge, DateTime[] moments, CancellationToken cancellation)
    {
        const string areDone = """
            SELECT EnterpriseCode FROM RejudgingPart
            WHERE RejudgingId = @Id AND Month = @Month AND EnterpriseCode IN @EnterpriseCodes AND DoneAtUtc IS NOT NULL
            """;
        const string stamp = """
            UPDATE LedgerRow
            SET RulesAsOfUtc = @RulesAsOfUtc, JudgedAt = @JudgedAt
            WHERE EnterpriseCode IN @EnterpriseCodes AND IsCurrent IN (0, 1) AND FigureMonth = @Month
                AND (RulesAsOfUtc IS NULL OR RulesAsOfUtc < @RulesAsOfUtc)
                AND FilingId IN (SELECT F.Id FROM Filing F WHERE F.EnterpriseCode IN @EnterpriseCodes AND F.IsCurrent = 1 AND F.ReceivedAtUtc <= @RulesAsOfUtc)
            """;
        const string finish = """
            UPDATE RejudgingPart
            SET RowsJudged = @Rows, RowsChanged = @Changed, DoneAtUtc = @DoneAtUtc
            WHERE RejudgingId = @Id AND Month = @Month AND EnterpriseCode = @EnterpriseCode
            """;

        var month = block.Months.Single();
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var code in block.EnterpriseCodes.Order(StringComparer.Ordinal))
        {
            await db.LockAsync(transaction, "filing " + code, cancellation);
        }

        var asked = new { run.Id, Month = month, block.EnterpriseCodes };
        var ready = await connection.QueryAsync<string>(new(areDone, asked, transaction, cancellationToken: cancellation));
        block = block with { EnterpriseCodes = [.. block.EnterpriseCodes.Except(ready)] };
        var rows = await ReadAsync(transaction, block, judge, cancellation);

        // What was filed, or judged again, after this run began knows more than the run does.
        rows.RemoveAll(row => row.RulesAsOfUtc > run.RulesAsOfUtc);
        var judgements = new CaseJudgement[rows.Count];
        Parallel.For(0, rows.Count, index => judgements[index] = judge.Judge(rows[index], run.JudgedAt));

        var comparisons = block.EnterpriseCodes.ToDictionary(code => code, _ => new VerdictComparison(), StringComparer.Ordinal);
        var changed = new List<(long Id, CaseJudgement Judgement)>();
        var outdated = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < rows.Count; index++)
        {
            var row = rows[index];
            var isChanged = judgements[index] != row.Judgement;
            if (isChanged)
            {
                changed.Add((row.Id, judgements[index]));
            }
            else if (Array.Exists(moments, moment => moment > row.RulesAsOfUtc))
            {
                outdated.Add(row.EnterpriseCode);
            }

            if (row.IsCurrent)
            {
                comparisons[row.EnterpriseCode].Add(row.Judgement.Verdicts, judgements[index].Verdicts, isChanged);
            }
        }

        await new JudgementWriter(transaction).WriteAsync(changed, run.JudgedAt, run.RulesAsOfUtc, cancellation);
        if (outdated.Count > 0)
        {
            // Rows whose verdicts stay the same are moved too: the reckoning on their page must be by the rules of this run.
            var values = new { run.RulesAsOfUtc, run.JudgedAt, EnterpriseCodes = outdated, Month = month };
            await connection.ExecuteAsync(new(stamp, values, transaction, commandTimeout: 600, cancellationToken: cancellation));
        }

        await new RollupWriter(connection, transaction).RecountAsync(
            block with { EnterpriseCodes = [.. comparisons.Where(item => item.Value.Changed > 0).Select(item => item.Key)] }, cancellation);
        using (var insert = new BulkInsert(transaction, "RejudgingCount", s_counts))
        {
            await insert.WriteAsync(
                from item in comparisons
                from line in item.Value.Lines
                select (object?[])[run.Id, month, item.Key, line.RuleId, .. line.Before.Select(count => (object)count), .. line.After.Select(count => (object)count)],
                cancellation);
        }

        foreach (var (code, comparison) in comparisons)
        {
            var result = new { run.Id, Month = month, EnterpriseCode = code, comparison.Rows, comparison.Changed, DoneAtUtc = DecisionTime.Now(clock) };
            await connection.ExecuteAsync(new(finish, result, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The rows of current filings; also those that a later month's filing reports again, for they may count once more.</summary>
    private static async Task<List<StoredCase>> ReadAsync(
        DbTransaction transaction, RollupBlock block, CaseJudge judge, CancellationToken cancellation)
    {
        const string sql = $"""
            SELECT {StoredCaseReader.Columns}
            FROM LedgerRow L
            INNER JOIN Filing F ON F.Id = L.FilingId
            WHERE L.EnterpriseCode IN @EnterpriseCodes AND L.IsCurrent IN (0, 1) AND L.FigureMonth IN @Months AND F.IsCurrent = 1
            """;

        await using DbDataReader reader = await transaction.Connection!.ExecuteReaderAsync(new CommandDefinition(
            sql, block, transaction, commandTimeout: 600, cancellationToken: cancellation));
        var stored = new StoredCaseReader(reader, judge.SectorsOf);
        var rows = new List<StoredCase>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(stored.Read());
        }

        return rows;
    }
}
