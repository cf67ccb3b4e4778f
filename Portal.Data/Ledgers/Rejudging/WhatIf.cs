using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers.Rejudging;

/// <summary>A row that would come out otherwise.</summary>
/// <param name="Before">As stored; see <see cref="VerdictText"/>.</param>
public sealed record ChangedCase(long Id, string EnterpriseCode, string CaseNo, DateTime ReceivedAt, string Before, string After);

/// <summary>What a change of rules would do to filed rows.</summary>
/// <param name="Changed">By enterprise, then by time of receipt; the first of them when only so many were asked for.</param>
/// <param name="Topics">Topics of the rules, the supposed ones among them.</param>
public sealed record WhatIfResult(VerdictComparison Verdicts, IReadOnlyList<ChangedCase> Changed, IReadOnlyDictionary<string, LimitTopic> Topics);

/// <summary>
/// Tries rules on rows as they were filed, in memory: what is stored on one side, what the supposed rules say on the
/// other. Writes nothing.
/// </summary>
public sealed class WhatIf(Db db, RuleBook rules, EnterpriseStore enterprises, JurisdictionStore jurisdictions)
{
    private const int RowsPerBatch = 2000;

    /// <param name="months">First and last month, by any of their days.</param>
    /// <param name="suppose">What has been decided, and what is supposed to be decided on top of it.</param>
    /// <param name="judgedAt">Ledger wall-clock time; null judges every row at the time at which it was judged last, so that only the rules differ.</param>
    /// <param name="mostChanged">How many changed rows are kept; null for all. Counted are all of them.</param>
    /// <param name="progress">Told how many rows are done.</param>
    public async Task<WhatIfResult> TryAsync(
        EnterpriseScope scope,
        (DateOnly From, DateOnly To) months,
        Func<RuleDecisions, RuleDecisions> suppose,
        DateTime? judgedAt,
        int? mostChanged,
        IProgress<int>? progress,
        CancellationToken cancellation)
    {
        var decisions = suppose(await rules.ReadDecisionsAsync(cancellation));
        var judge = new CaseJudge(
            decisions,
            await enterprises.ReadListAsync(cancellation),
            await jurisdictions.ReadAllAsync(cancellation),
            await rules.ReadCalendarAsync(cancellation));
        var sum = new VerdictComparison();
        var changed = new List<ChangedCase>();
        var gate = new Lock();
        await Parallel.ForEachAsync(ReadAsync(scope, months, judge, cancellation), cancellation, (batch, _) =>
        {
            var counts = new VerdictComparison();
            var otherwise = new List<ChangedCase>();
            foreach (var row in batch)
            {
                var judgement = judge.Judge(row, judgedAt ?? row.JudgedAt);
                var isChanged = judgement != row.Judgement;
                counts.Add(row.Judgement.Verdicts, judgement.Verdicts, isChanged);
                if (isChanged)
                {
                    otherwise.Add(new(row.Id, row.EnterpriseCode, row.CaseNo, row.ReceivedAt, row.Judgement.Verdicts, judgement.Verdicts));
                }
            }

            lock (gate)
            {
                sum.Add(counts);
                changed.AddRange(otherwise);
                if (mostChanged is { } most && changed.Count > 2 * Math.Max(most, RowsPerBatch))
                {
                    Keep(changed, most);
                }

                progress?.Report(sum.Rows);
            }

            return ValueTask.CompletedTask;
        });
        Keep(changed, mostChanged ?? changed.Count);
        return new(sum, changed, decisions.Topics());
    }

    private static void Keep(List<ChangedCase> changed, int most)
    {
        changed.Sort((left, right) => string.CompareOrdinal(left.EnterpriseCode, right.EnterpriseCode) is not 0 and var byCode ? byCode
            : left.ReceivedAt != right.ReceivedAt ? left.ReceivedAt.CompareTo(right.ReceivedAt)
            : left.Id.CompareTo(right.Id));
        changed.RemoveRange(Math.Min(most, changed.Count), Math.Max(0, changed.Count - most));
    }

    /// <summary>How many rows a try would judge.</summary>
    public async Task<int> CountAsync(EnterpriseScope scope, (DateOnly From, DateOnly To) months, CancellationToken cancellation)
    {
        var (where, parameters) = Clauses(scope, months);
        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new($"SELECT COUNT(*) FROM LedgerRow L {where}", parameters, commandTimeout: 600, cancellationToken: cancellation));
    }

    private async IAsyncEnumerable<List<StoredCase>> ReadAsync(
        EnterpriseScope scope, (DateOnly From, DateOnly To) months, CaseJudge judge, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (where, parameters) = Clauses(scope, months);
        var sql = $"""
            SELECT {StoredCaseReader.Columns}
            FROM LedgerRow L
            INNER JOIN Filing F ON F.Id = L.FilingId
            {where}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using DbDataReader reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, parameters, commandTimeout: 600, cancellationToken: cancellation));
        var rows = new StoredCaseReader(reader, judge.SectorsOf);
        var batch = new List<StoredCase>(RowsPerBatch);
        while (await reader.ReadAsync(cancellation))
        {
            batch.Add(rows.Read());
            if (batch.Count == RowsPerBatch)
            {
                yield return batch;
                batch = new(RowsPerBatch);
            }
        }

        yield return batch;
    }

    private static (Where Where, DynamicParameters Parameters) Clauses(EnterpriseScope scope, (DateOnly From, DateOnly To) months)
    {
        var parameters = new DynamicParameters(new { From = Text(months.From), To = Text(months.To) });
        var where = new Where().When(true, "L.IsCurrent = 1").When(true, "L.FigureMonth BETWEEN @From AND @To");
        scope.Restrict(where, parameters, "L.EnterpriseCode");
        return (where, parameters);

        static string Text(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
    }
}
