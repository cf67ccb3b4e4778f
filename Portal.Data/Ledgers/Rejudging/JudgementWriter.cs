using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers.Rejudging;

/// <summary>
/// Puts new judgements in the place of stored ones inside an open transaction: a prepared statement on SQLite, one update
/// joined to all of them on SQL Server. A call per row would take longer than judging it.
/// </summary>
internal sealed class JudgementWriter(DbTransaction transaction)
{
    private const string Prepared = """
        UPDATE LedgerRow
        SET Verdicts = ?, FeedbackState = ?, ClosingState = ?, HandlingMinutes = ?, IsComplete = ?, IsOpen = ?, DispatchState = ?, JudgedAt = ?, RulesAsOfUtc = ?
        WHERE Id = ?
        """;

    public async Task WriteAsync(
        IReadOnlyList<(long Id, CaseJudgement Judgement)> rows, DateTime judgedAt, DateTime rulesAsOfUtc, CancellationToken cancellation)
    {
        if (rows.Count == 0)
        {
            return;
        }

        if (transaction is SqliteTransaction sqlite)
        {
            using var update = new SqliteInsert(sqlite.Connection!, Prepared);
            var values = new object?[10];
            foreach (var (id, judgement) in rows)
            {
                values[0] = judgement.Verdicts;
                values[1] = (int)judgement.Feedback;
                values[2] = (int)judgement.Closing;
                values[3] = judgement.HandlingMinutes;
                values[4] = judgement.IsComplete;
                values[5] = judgement.IsOpen;
                values[6] = (int?)judgement.Dispatch;
                values[7] = judgedAt;
                values[8] = rulesAsOfUtc;
                values[9] = id;
                update.Write(values);
            }

            return;
        }

        await JoinAsync(transaction, rows, judgedAt, rulesAsOfUtc, cancellation);
    }

    private static async Task JoinAsync(
        DbTransaction transaction, IReadOnlyList<(long Id, CaseJudgement Judgement)> rows, DateTime judgedAt, DateTime rulesAsOfUtc, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE L
            SET L.Verdicts = N.Verdicts, L.FeedbackState = N.Feedback, L.ClosingState = N.Closing, L.HandlingMinutes = N.HandlingMinutes,
                L.IsComplete = N.IsComplete, L.IsOpen = N.IsOpen, L.DispatchState = N.Dispatch, L.JudgedAt = @JudgedAt, L.RulesAsOfUtc = @RulesAsOfUtc
            FROM LedgerRow L
            INNER JOIN OPENJSON(@Rows) WITH (
                Id BIGINT '$.Id', Verdicts NVARCHAR(4000) '$.Verdicts', Feedback INT '$.Feedback', Closing INT '$.Closing',
                HandlingMinutes INT '$.HandlingMinutes', IsComplete BIT '$.IsComplete', IsOpen BIT '$.IsOpen', Dispatch INT '$.Dispatch') N ON N.Id = L.Id
            """;

        var json = JsonSerializer.Serialize(rows.Select(row => new
        {
            row.Id,
            row.Judgement.Verdicts,
            Feedback = (int)row.Judgement.Feedback,
            Closing = (int)row.Judgement.Closing,
            row.Judgement.HandlingMinutes,
            row.Judgement.IsComplete,
            row.Judgement.IsOpen,
            Dispatch = (int?)row.Judgement.Dispatch,
        }));
        await transaction.Connection!.ExecuteAsync(new(
            sql, new { Rows = json, JudgedAt = judgedAt, RulesAsOfUtc = rulesAsOfUtc }, transaction, commandTimeout: 600, cancellationToken: cancellation));
    }
}
