using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers.Rejudging;

/// <summary>The records of runs that judged rows again: what was asked, how far it is, and what came of it.</summary>
public sealed class RejudgingStore(Db db, AuditLog audit)
{
    private const string Columns = """
        R.Id, R.JurisdictionCode, R.FromMonth, R.ToMonth, R.RulesAsOfUtc, R.JudgedAt, R.Reason, R.StartedBy, R.StartedAtUtc, R.FinishedAtUtc,
        (SELECT COUNT(*) FROM RejudgingPart P WHERE P.RejudgingId = R.Id) AS Parts,
        (SELECT COUNT(*) FROM RejudgingPart P WHERE P.RejudgingId = R.Id AND P.DoneAtUtc IS NOT NULL) AS PartsDone,
        (SELECT COALESCE(SUM(P.RowsJudged), 0) FROM RejudgingPart P WHERE P.RejudgingId = R.Id) AS RowsJudged,
        (SELECT COALESCE(SUM(P.RowsChanged), 0) FROM RejudgingPart P WHERE P.RejudgingId = R.Id) AS RowsChanged
        """;

    /// <summary>Runs over the actor's jurisdiction or one below it, newest first.</summary>
    public async Task<Page<RejudgingRun>> ReadPageAsync(Actor actor, PageRequest page, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT COUNT(*) FROM Rejudging R WHERE {JurisdictionScope.Within(actor, "R.JurisdictionCode")};

            SELECT {Columns} FROM Rejudging R WHERE {JurisdictionScope.Within(actor, "R.JurisdictionCode")}
            ORDER BY R.Id DESC
            {db.PageTail};
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(
            new(sql, new { Own = JurisdictionScope.OwnOf(actor), page.Skip, page.Take }, cancellationToken: cancellation));
        var total = await results.ReadSingleAsync<int>();
        return new((await results.ReadAsync<RejudgingRun>()).AsList(), total);
    }

    /// <returns>Null when there is none of that id over the actor's jurisdiction or one below it.</returns>
    public async Task<RejudgingRun?> ReadAsync(long id, Actor actor, CancellationToken cancellation)
    {
        var sql = $"SELECT {Columns} FROM Rejudging R WHERE R.Id = @Id AND {JurisdictionScope.Within(actor, "R.JurisdictionCode")}";

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<RejudgingRun>(
            new(sql, new { Id = id, Own = JurisdictionScope.OwnOf(actor) }, cancellationToken: cancellation));
    }

    /// <summary>What the run did, month by month and rule by rule; empty when the run is not the actor's to see.</summary>
    public async Task<IReadOnlyList<RejudgedMonth>> ReadMonthsAsync(long id, Actor actor, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Month, SUM(RowsJudged) AS RowsJudged, SUM(RowsChanged) AS RowsChanged
            FROM RejudgingPart
            WHERE RejudgingId = @Id
            GROUP BY Month
            ORDER BY Month;

            SELECT Month, RuleId, SUM(MetBefore) AS MetBefore, SUM(LateBefore) AS LateBefore, SUM(OpenInTimeBefore) AS OpenInTimeBefore,
                SUM(OpenOverdueBefore) AS OpenOverdueBefore, SUM(NotApplicableBefore) AS NotApplicableBefore, SUM(UndeterminableBefore) AS UndeterminableBefore,
                SUM(MetAfter) AS MetAfter, SUM(LateAfter) AS LateAfter, SUM(OpenInTimeAfter) AS OpenInTimeAfter,
                SUM(OpenOverdueAfter) AS OpenOverdueAfter, SUM(NotApplicableAfter) AS NotApplicableAfter, SUM(UndeterminableAfter) AS UndeterminableAfter
            FROM RejudgingCount
            WHERE RejudgingId = @Id
            GROUP BY Month, RuleId
            ORDER BY Month, RuleId;
            """;

        if (await ReadAsync(id, actor, cancellation) is null)
        {
            return [];
        }

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, new { Id = id }, cancellationToken: cancellation));
        var months = (await results.ReadAsync<MonthRow>()).AsList();
        var rules = (await results.ReadAsync<CountRow>()).ToLookup(row => row.Month);
        return [.. months.Select(month => new RejudgedMonth(month.Month, month.RowsJudged, month.RowsChanged, [.. rules[month.Month].Select(row => row.ToComparison())]))];
    }

    /// <summary>Records a run with everything it has to do, before anything is done.</summary>
    /// <returns>Its id; null when no row is filed there.</returns>
    internal async Task<long?> StartAsync(RejudgingRun run, Actor by, CancellationToken cancellation)
    {
        var insert = $"""
            INSERT INTO Rejudging (JurisdictionCode, FromMonth, ToMonth, RulesAsOfUtc, JudgedAt, Reason, StartedBy, StartedAtUtc)
            VALUES (@JurisdictionCode, @FromMonth, @ToMonth, @RulesAsOfUtc, @JudgedAt, @Reason, @StartedBy, @StartedAtUtc)
            {db.ReturningId}
            """;
        const string parts = """
            INSERT INTO RejudgingPart (RejudgingId, Month, EnterpriseCode, RowsJudged, RowsChanged)
            SELECT @Id, M.Month, M.EnterpriseCode, 0, 0
            FROM MonthRollup M
            WHERE M.Month BETWEEN @FromMonth AND @ToMonth AND M.Slice = 0 AND M.Code = 0 AND M.EnterpriseCode IN (
                SELECT E.Code
                FROM Enterprise E
                INNER JOIN Jurisdiction J ON J.Code = E.JurisdictionCode
                INNER JOIN Jurisdiction A ON J.Path LIKE CONCAT(A.Path, '%')
                WHERE A.Code = @JurisdictionCode)
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var id = await connection.ExecuteScalarAsync<long>(new(insert, run, transaction, cancellationToken: cancellation));
        var count = await connection.ExecuteAsync(new(
            parts, new { Id = id, run.FromMonth, run.ToMonth, run.JurisdictionCode }, transaction, commandTimeout: 600, cancellationToken: cancellation));
        if (count == 0)
        {
            return null;
        }

        await RecordAsync(transaction, AuditAction.RejudgingStarted, run with { Id = id }, new { run.FromMonth, run.ToMonth, Parts = count, run.Reason }, by, cancellation);
        await transaction.CommitAsync(cancellation);
        return id;
    }

    /// <summary>The months of enterprises that are still to do, in the order in which they are done.</summary>
    internal async Task<IReadOnlyList<RejudgingPart>> ReadOpenPartsAsync(long id, CancellationToken cancellation)
    {
        const string sql = """
            SELECT P.Month, P.EnterpriseCode, COALESCE(M.Cases, 0) AS Cases
            FROM RejudgingPart P
            LEFT JOIN MonthRollup M ON M.EnterpriseCode = P.EnterpriseCode AND M.Month = P.Month AND M.Slice = 0 AND M.Code = 0
            WHERE P.RejudgingId = @Id AND P.DoneAtUtc IS NULL
            ORDER BY P.Month, P.EnterpriseCode
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<RejudgingPart>(new(sql, new { Id = id }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Marks the run as done; only the first to ask does so.</summary>
    internal async Task FinishAsync(RejudgingRun run, Actor by, DateTime atUtc, CancellationToken cancellation)
    {
        const string sql = "UPDATE Rejudging SET FinishedAtUtc = @AtUtc WHERE Id = @Id AND FinishedAtUtc IS NULL";

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ExecuteAsync(new(sql, new { run.Id, AtUtc = atUtc }, transaction, cancellationToken: cancellation)) > 0)
        {
            await RecordAsync(transaction, AuditAction.RejudgingFinished, run, new { Rows = run.RowsJudged, Changed = run.RowsChanged }, by, cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    private Task<long> RecordAsync(
        DbTransaction transaction, AuditAction action, RejudgingRun run, object detail, Actor by, CancellationToken cancellation) => audit.AppendAsync(
        transaction,
        new()
        {
            Actor = by,
            Action = action,
            ObjectType = nameof(Rejudging),
            ObjectId = run.Id.ToString(CultureInfo.InvariantCulture),
            JurisdictionCode = run.JurisdictionCode,
            Detail = detail,
        },
        cancellation);

    private sealed record MonthRow
    {
        public required string Month { get; init; }

        public required int RowsJudged { get; init; }

        public required int RowsChanged { get; init; }
    }

    private sealed record CountRow
    {
        public required string Month { get; init; }

        public required string RuleId { get; init; }

        public required int MetBefore { get; init; }

        public required int LateBefore { get; init; }

        public required int OpenInTimeBefore { get; init; }

        public required int OpenOverdueBefore { get; init; }

        public required int NotApplicableBefore { get; init; }

        public required int UndeterminableBefore { get; init; }

        public required int MetAfter { get; init; }

        public required int LateAfter { get; init; }

        public required int OpenInTimeAfter { get; init; }

        public required int OpenOverdueAfter { get; init; }

        public required int NotApplicableAfter { get; init; }

        public required int UndeterminableAfter { get; init; }

        public RuleComparison ToComparison() => new(
            RuleId,
            [MetBefore, LateBefore, OpenInTimeBefore, OpenOverdueBefore, NotApplicableBefore, UndeterminableBefore],
            [MetAfter, LateAfter, OpenInTimeAfter, OpenOverdueAfter, NotApplicableAfter, UndeterminableAfter]);
    }
}

/// <summary>A month of an enterprise that a run has to do.</summary>
internal sealed record RejudgingPart
{
    public required string Month { get; init; }

    public required string EnterpriseCode { get; init; }

    /// <summary>About how many rows it has.</summary>
    public required int Cases { get; init; }
}
