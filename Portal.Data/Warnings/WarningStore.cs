using Dapper;
using Portal.Data.Access;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Storage;

namespace Portal.Data.Warnings;

/// <summary>Reads warnings, the rows that show them and what was done with them.</summary>
public sealed class WarningStore(Db db)
{
    private const string Columns = """
        W.Id, W.EnterpriseCode, E.Name AS EnterpriseName, E.NameEn AS EnterpriseNameEn, W.RuleCode, W.Subject, W.Occurrence, W.SubjectText,
        W.Severity, W.State, W.Amount, W.Threshold, W.CaseCount, W.FirstAt, W.LastAt, W.RaisedAtUtc, W.CheckedAtUtc, W.RaiseCount,
        W.AnsweredAmount, W.MutedUntil
        """;

    private const string Unread = """
        CASE WHEN EXISTS (
            SELECT 1 FROM WarningMessage M
            WHERE M.WarningId = W.Id AND M.NotBeforeUtc <= @NowUtc
                AND NOT EXISTS (SELECT 1 FROM WarningRead R WHERE R.MessageId = M.Id AND R.UserId = @UserId)) THEN 1 ELSE 0 END AS IsUnread
        """;

    /// <param name="reader">Whose unread messages are marked.</param>
    public async Task<Page<Warning>> ReadPageAsync(
        WarningFilter filter, Actor reader, DateTime nowUtc, WarningSort sort, bool descending, PageRequest page, CancellationToken cancellation)
    {
        var (where, parameters) = Clauses(filter);
        parameters.AddDynamicParams(new { NowUtc = nowUtc, reader.UserId, page.Skip, page.Take });
        var sql = $"""
            SELECT COUNT(*) FROM Warning W {where};

            SELECT {Columns}, {Unread}
            FROM Warning W
            INNER JOIN Enterprise E ON E.Code = W.EnterpriseCode
            {where}
            ORDER BY {OrderBy(sort, descending)}
            {db.PageTail};
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, parameters, cancellationToken: cancellation));
        var total = await results.ReadSingleAsync<int>();
        return new([.. await results.ReadAsync<Warning>()], total);
    }

    /// <summary>With its detail; null when there is none within the scope.</summary>
    public async Task<Warning?> ReadAsync(long id, EnterpriseScope scope, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { Id = id });
        var where = new Where().When(true, "W.Id = @Id");
        scope.Restrict(where, parameters, "W.EnterpriseCode");
        var sql = $"""
            SELECT {Columns}, W.Detail
            FROM Warning W
            INNER JOIN Enterprise E ON E.Code = W.EnterpriseCode
            {where}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Warning>(new(sql, parameters, cancellationToken: cancellation));
    }

    /// <summary>How many warnings there are in each state and severity.</summary>
    public async Task<IReadOnlyList<WarningCount>> ReadCountsAsync(EnterpriseScope scope, CancellationToken cancellation)
    {
        var (where, parameters) = Clauses(new(scope));
        var sql = $"""
            SELECT W.State, W.Severity, COUNT(*) AS Warnings
            FROM Warning W
            {where}
            GROUP BY W.State, W.Severity
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<WarningCount>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The rows that show a warning, as the explorer lists them, oldest first.</summary>
    public async Task<Page<CaseLine>> ReadRowsAsync(long id, EnterpriseScope scope, PageRequest page, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { Id = id, page.Skip, page.Take });
        var where = new Where().When(true, "X.WarningId = @Id");
        scope.Restrict(where, parameters, "L.EnterpriseCode");
        var sql = $"""
            SELECT COUNT(*) FROM WarningRow X INNER JOIN LedgerRow L ON L.Id = X.RowId {where};

            SELECT L.Id, L.EnterpriseCode, E.Name AS EnterpriseName, E.NameEn AS EnterpriseNameEn, L.CaseNo, L.Channel, L.RequestClass,
                L.ComplaintType, L.Urgency, L.Grade, L.Community, L.Content, L.ReceivedAt, L.FedBackAt, L.ClosedAt, L.Outcome, L.Rating,
                L.Verdicts, L.FeedbackState, L.HandlingMinutes, L.IsComplete
            FROM WarningRow X
            INNER JOIN LedgerRow L ON L.Id = X.RowId
            INNER JOIN Enterprise E ON E.Code = L.EnterpriseCode
            {where}
            ORDER BY L.ReceivedAt, L.Id
            {db.PageTail};
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, parameters, cancellationToken: cancellation));
        var total = await results.ReadSingleAsync<int>();
        return new([.. await results.ReadAsync<CaseLine>()], total);
    }

    /// <summary>What was done with a warning, newest first.</summary>
    public async Task<IReadOnlyList<WarningStep>> ReadStepsAsync(long id, EnterpriseScope scope, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { Id = id });
        var where = new Where().When(true, "V.WarningId = @Id");
        scope.Restrict(where, parameters, "W.EnterpriseCode");
        var sql = $"""
            SELECT V.Kind, V.AtUtc, V.UserName, V.DisplayName, V.Amount, V.Note
            FROM WarningEvent V
            INNER JOIN Warning W ON W.Id = V.WarningId
            {where}
            ORDER BY V.Id DESC
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<WarningStep>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    private static (Where Where, DynamicParameters Parameters) Clauses(WarningFilter filter)
    {
        var from = filter.Month?.ToDateTime(default).AddHours(-8);
        var parameters = new DynamicParameters(new { filter.Rule, filter.States, filter.Severity, RaisedFrom = from, RaisedTo = filter.Month?.AddMonths(1).ToDateTime(default).AddHours(-8) });
        var where = new Where()
            .When(filter.Rule is not null, "W.RuleCode = @Rule")
            .When(filter.States.Count > 0, "W.State IN @States")
            .When(filter.Severity is not null, "W.Severity = @Severity")
            .When(filter.Month is not null, "W.RaisedAtUtc >= @RaisedFrom AND W.RaisedAtUtc < @RaisedTo");
        filter.Scope.Restrict(where, parameters, "W.EnterpriseCode");
        return (where, parameters);
    }

    // The id breaks ties, so that no warning stands on two pages.
    private static string OrderBy(WarningSort sort, bool descending) => (sort, descending) switch
    {
        (WarningSort.Severity, true) => "W.Severity DESC, W.RaisedAtUtc DESC, W.Id DESC",
        (WarningSort.Severity, false) => "W.Severity, W.RaisedAtUtc DESC, W.Id DESC",
        (WarningSort.RaisedAt, true) => "W.RaisedAtUtc DESC, W.Id DESC",
        (WarningSort.RaisedAt, false) => "W.RaisedAtUtc, W.Id",
        (WarningSort.Amount, true) => "W.Amount DESC, W.Id DESC",
        (WarningSort.Amount, false) => "W.Amount, W.Id",
        (WarningSort.Enterprise, true) => "E.Name DESC, W.Id DESC",
        (WarningSort.Enterprise, false) => "E.Name, W.Id",
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, null),
    };
}

/// <summary>How many warnings.</summary>
public sealed record WarningCount
{
    public required WarningState State { get; init; }

    public required WarningSeverity Severity { get; init; }

    public required int Warnings { get; init; }
}
