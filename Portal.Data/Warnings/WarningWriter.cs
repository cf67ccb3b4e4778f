using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.Warnings;

/// <summary>What an evaluation did.</summary>
public sealed record WarningReport(int Enterprises, int Found, int Raised, int RaisedAgain, int Lapsed, int Muted)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public string Words => FormattableString.Invariant($"{Found} found: {Raised} raised, {RaisedAgain} raised again, {Lapsed} lapsed, {Muted} muted.");

    public static WarningReport operator +(WarningReport one, WarningReport other) => new(
        one.Enterprises + other.Enterprises,
        one.Found + other.Found,
        one.Raised + other.Raised,
        one.RaisedAgain + other.RaisedAgain,
        one.Lapsed + other.Lapsed,
        one.Muted + other.Muted);
}

/// <summary>
/// Puts what the rules found beside what is stored, one transaction for an enterprise: new warnings are raised, known
/// ones brought up to date, those that ceased to hold lapse. Doing it twice changes nothing the second time.
/// </summary>
[Unscoped("Asked by the evaluation, which works through every enterprise.")]
public sealed class WarningWriter(Db db, AuditLog audit)
{
    private static readonly BulkColumn[] s_rowColumns = [new("WarningId", typeof(long)), new("RowId", typeof(long))];

    /// <param name="seesFrom">From when on each rule that is on sees everything; rules that are off are left out.</param>
    /// <param name="now">The moment of the evaluation.</param>
    public async Task<WarningReport> KeepAsync(
        string enterpriseCode, IReadOnlyList<WarningFinding> findings, IReadOnlyDictionary<WarningRuleCode, DateTime> seesFrom, WarningMoment now, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "warnings " + enterpriseCode, cancellation);
        var known = await ReadKnownAsync(transaction, enterpriseCode, cancellation);
        var evidence = await ReadRowsAsync(transaction, enterpriseCode, seesFrom.Count == 0 ? now.AsOf : seesFrom.Values.Min(), cancellation);
        var muted = known.Values.Where(warning => warning.MutedUntil >= now.Today).Select(warning => (warning.RuleCode, warning.Subject)).ToHashSet();
        var (raised, again, lapsed, held, silent) = (new List<long>(), new List<long>(), new List<long>(), new List<long>(), 0);
        foreach (var finding in findings)
        {
            var isMuted = muted.Contains((finding.Rule, finding.Subject));
            if (!known.Remove(finding.Key, out var warning))
            {
                silent += isMuted ? 1 : 0;
                if (!isMuted)
                {
                    raised.Add(await RaiseAsync(transaction, enterpriseCode, finding, now, cancellation));
                }

                continue;
            }

            held.Add(warning.Id);
            var act = WarningLifeRules.OnFound(warning.State, warning.AnsweredAmount, finding.Amount, finding.Detail.Settings.Growth, isMuted);
            await UpdateAsync(transaction, warning, evidence[warning.Id], finding, act, now, cancellation);
            if (act is WarningAct.RaiseAgain)
            {
                again.Add(warning.Id);
            }
        }

        foreach (var warning in known.Values.Where(warning => seesFrom.TryGetValue(warning.RuleCode, out var from) && warning.FirstAt >= from && warning.FirstAt <= now.AsOf))
        {
            if (WarningLifeRules.Next(warning.State, WarningAct.Lapse) is { } state)
            {
                await StepAsync(transaction, warning.Id, state, WarningAct.Lapse, warning.Amount, Actor.Portal, null, now.NowUtc, cancellation);
                lapsed.Add(warning.Id);
            }
        }

        await CheckedAsync(transaction, held, now.NowUtc, cancellation);
        if (raised.Count + again.Count + lapsed.Count > 0)
        {
            await audit.AppendAsync(transaction, Draft(enterpriseCode, raised, again, lapsed), cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return new(1, findings.Count, raised.Count, again.Count, lapsed.Count, silent);
    }

    /// <summary>A step of its life: the new state, and the line in its history.</summary>
    internal static async Task StepAsync(
        DbTransaction transaction, long id, WarningState state, WarningAct act, int amount, Actor by, string? note, DateTime nowUtc, CancellationToken cancellation)
    {
        const string move = "UPDATE Warning SET State = @State WHERE Id = @Id";

        await transaction.Connection!.ExecuteAsync(new(move, new { Id = id, State = state }, transaction, cancellationToken: cancellation));
        await AppendAsync(transaction, id, act, amount, by, note, nowUtc, cancellation);
    }

    private static Task<int> AppendAsync(
        DbTransaction transaction, long id, WarningAct act, int amount, Actor by, string? note, DateTime nowUtc, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO WarningEvent (WarningId, Kind, AtUtc, UserName, DisplayName, Amount, Note)
            VALUES (@Id, @Act, @NowUtc, @Name, @DisplayName, @Amount, @Note)
            """;

        var values = new { Id = id, Act = act, NowUtc = nowUtc, by.Name, by.DisplayName, Amount = amount, Note = note };
        return transaction.Connection!.ExecuteAsync(new(sql, values, transaction, cancellationToken: cancellation));
    }

    private static async Task<Dictionary<(WarningRuleCode, string, string), Known>> ReadKnownAsync(
        DbTransaction transaction, string enterpriseCode, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, RuleCode, Subject, Occurrence, Severity, State, Amount, Threshold, Detail, FirstAt, LastAt, AnsweredAmount, MutedUntil
            FROM Warning
            WHERE EnterpriseCode = @EnterpriseCode
            """;

        var rows = await transaction.Connection!.QueryAsync<Known>(new(sql, new { EnterpriseCode = enterpriseCode }, transaction, cancellationToken: cancellation));
        return rows.ToDictionary(row => (row.RuleCode, row.Subject, row.Occurrence));
    }

    /// <summary>The rows of warnings that begin no earlier, by warning: what is looked for now is not older.</summary>
    private static async Task<ILookup<long, long>> ReadRowsAsync(
        DbTransaction transaction, string enterpriseCode, DateTime from, CancellationToken cancellation)
    {
        const string sql = """
            SELECT X.WarningId, X.RowId
            FROM WarningRow X
            INNER JOIN Warning W ON W.Id = X.WarningId
            WHERE W.EnterpriseCode = @EnterpriseCode AND W.FirstAt >= @From
            ORDER BY X.WarningId, X.RowId
            """;

        var rows = await transaction.Connection!.QueryAsync<(long WarningId, long RowId)>(
            new(sql, new { EnterpriseCode = enterpriseCode, From = from }, transaction, cancellationToken: cancellation));
        return rows.ToLookup(row => row.WarningId, row => row.RowId);
    }

    private async Task<long> RaiseAsync(DbTransaction transaction, string enterpriseCode, WarningFinding finding, WarningMoment now, CancellationToken cancellation)
    {
        var sql = $"""
            INSERT INTO Warning (
                EnterpriseCode, RuleCode, Subject, Occurrence, SubjectText, Severity, State, Amount, Threshold, CaseCount, Detail,
                FirstAt, LastAt, RaisedAtUtc, CheckedAtUtc, RaiseCount, AnsweredAmount, MutedUntil)
            VALUES (
                @EnterpriseCode, @Rule, @Subject, @Occurrence, @SubjectText, @Severity, @State, @Amount, @Threshold, @CaseCount, @Detail,
                @FirstAt, @LastAt, @NowUtc, @NowUtc, 1, NULL, NULL)
            {db.ReturningId}
            """;

        var values = new
        {
            EnterpriseCode = enterpriseCode,
            finding.Rule,
            finding.Subject,
            finding.Occurrence,
            finding.SubjectText,
            finding.Severity,
            State = WarningState.Open,
            finding.Amount,
            finding.Threshold,
            CaseCount = finding.Rows.Count,
            Detail = JsonSerializer.Serialize(finding.Detail, WarningJson.Options),
            finding.FirstAt,
            finding.LastAt,
            now.NowUtc,
        };
        var id = await transaction.Connection!.ExecuteScalarAsync<long>(new(sql, values, transaction, cancellationToken: cancellation));
        await WriteRowsAsync(transaction, id, finding.Rows, cancellation);
        await AppendAsync(transaction, id, WarningAct.Raise, finding.Amount, Actor.Portal, null, now.NowUtc, cancellation);
        await TellAsync(transaction, id, finding.Severity, now, cancellation);
        return id;
    }

    private static async Task UpdateAsync(
        DbTransaction transaction, Known warning, IEnumerable<long> evidence, WarningFinding finding, WarningAct? act, WarningMoment now, CancellationToken cancellation)
    {
        const string update = """
            UPDATE Warning
            SET Amount = @Amount, Threshold = @Threshold, Severity = @Severity, CaseCount = @CaseCount, Detail = @Detail, FirstAt = @FirstAt, LastAt = @LastAt
            WHERE Id = @Id
            """;
        const string again = "UPDATE Warning SET RaisedAtUtc = @NowUtc, RaiseCount = RaiseCount + 1, AnsweredAmount = NULL WHERE Id = @Id";
        const string clear = "DELETE FROM WarningRow WHERE WarningId = @Id";

        var connection = transaction.Connection!;
        var values = new
        {
            warning.Id,
            finding.Amount,
            finding.Threshold,
            finding.Severity,
            CaseCount = finding.Rows.Count,
            Detail = JsonSerializer.Serialize(finding.Detail, WarningJson.Options),
            finding.FirstAt,
            finding.LastAt,
            now.NowUtc,
        };
        var isSame = evidence.SequenceEqual(finding.Rows.Order());
        if (!isSame || !warning.Says(finding, values.Detail))
        {
            await connection.ExecuteAsync(new(update, values, transaction, cancellationToken: cancellation));
        }

        if (!isSame)
        {
            await connection.ExecuteAsync(new(clear, values, transaction, cancellationToken: cancellation));
            await WriteRowsAsync(transaction, warning.Id, finding.Rows, cancellation);
        }

        if (act is WarningAct.RaiseAgain)
        {
            await connection.ExecuteAsync(new(again, values, transaction, cancellationToken: cancellation));
            await StepAsync(transaction, warning.Id, WarningState.Open, WarningAct.RaiseAgain, finding.Amount, Actor.Portal, null, now.NowUtc, cancellation);
            await TellAsync(transaction, warning.Id, finding.Severity, now, cancellation);
        }
    }

    private static async Task WriteRowsAsync(DbTransaction transaction, long id, IReadOnlyList<long> rows, CancellationToken cancellation)
    {
        using var bulk = new BulkInsert(transaction, "WarningRow", s_rowColumns);
        await bulk.WriteAsync(rows.Distinct().Select(row => new object?[] { id, row }), cancellation);
    }

    private static Task<int> TellAsync(DbTransaction transaction, long id, WarningSeverity severity, WarningMoment now, CancellationToken cancellation)
    {
        const string sql = "INSERT INTO WarningMessage (WarningId, NotBeforeUtc) VALUES (@Id, @NotBeforeUtc)";

        var values = new { Id = id, NotBeforeUtc = now.Quiet.NotBefore(now.NowUtc, severity) };
        return transaction.Connection!.ExecuteAsync(new(sql, values, transaction, cancellationToken: cancellation));
    }

    private static async Task CheckedAsync(DbTransaction transaction, List<long> ids, DateTime nowUtc, CancellationToken cancellation)
    {
        const string sql = "UPDATE Warning SET CheckedAtUtc = @NowUtc WHERE Id IN @Ids";

        // Servers take some two thousand parameters at once.
        foreach (var some in ids.Chunk(1000))
        {
            await transaction.Connection!.ExecuteAsync(new(sql, new { Ids = some, NowUtc = nowUtc }, transaction, cancellationToken: cancellation));
        }
    }

    private static AuditDraft Draft(string enterpriseCode, List<long> raised, List<long> again, List<long> lapsed) => new()
    {
        Actor = Actor.Portal,
        Action = AuditAction.WarningsRaised,
        ObjectType = nameof(Warning),
        ObjectId = raised.Concat(again).Concat(lapsed).First().ToString(CultureInfo.InvariantCulture),
        EnterpriseCode = enterpriseCode,
        Detail = new { Raised = raised, RaisedAgain = again, Lapsed = lapsed },
    };

    private sealed record Known
    {
        public required long Id { get; init; }

        public required WarningRuleCode RuleCode { get; init; }

        public required string Subject { get; init; }

        public required string Occurrence { get; init; }

        public required WarningState State { get; init; }

        public required WarningSeverity Severity { get; init; }

        public required int Amount { get; init; }

        public required int Threshold { get; init; }

        public required string Detail { get; init; }

        public required DateTime FirstAt { get; init; }

        public required DateTime LastAt { get; init; }

        public int? AnsweredAmount { get; init; }

        public DateOnly? MutedUntil { get; init; }

        /// <summary>Whether what is stored is what was found, the rows aside.</summary>
        public bool Says(WarningFinding finding, string detail) =>
            (Severity, Amount, Threshold, FirstAt, LastAt, Detail) == (finding.Severity, finding.Amount, finding.Threshold, finding.FirstAt, finding.LastAt, detail);
    }
}

/// <summary>When an evaluation takes place.</summary>
/// <param name="NowUtc">What is stamped.</param>
/// <param name="AsOf">Ledger wall-clock time up to which it looks.</param>
/// <param name="Quiet">When messages wait.</param>
public sealed record WarningMoment(DateTime NowUtc, DateTime AsOf, QuietHours Quiet)
{
    public DateOnly Today => DateOnly.FromDateTime(AsOf);
}
