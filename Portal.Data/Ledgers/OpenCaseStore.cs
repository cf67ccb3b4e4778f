using System.Data.Common;
using Dapper;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers;

/// <summary>Reads the rows whose verdicts can still change, and puts new verdicts and their figures in place.</summary>
[Unscoped("Asked by the nightly review, which works through every enterprise.")]
public sealed class OpenCaseStore(Db db)
{
    internal const string Columns = """
        L.Id, L.FilingId, L.EnterpriseCode, L.CaseNo, L.FigureMonth, L.IsCurrent, L.Entry, L.Sheet, L.SheetRow, L.Channel,
        L.RequestClass, L.ComplaintType, L.SubType, L.Urgency, L.Grade, L.Content, L.PipeDiameter, L.ReceivedAt, L.RegisteredAt,
        L.DispatchedAt, L.AcceptedAt, L.RespondedAt, L.AppointedAt, L.ArrivedAt, L.RepairStartedAt, L.RepairedAt,
        L.RepliedInWritingAt, L.FedBackAt, L.ClosedAt, L.CalledBackAt, L.Responsibility, L.Rating, L.ExtendedTo, L.ExtensionReason,
        L.RoomTemperatureTenths, L.ReturnedAt, L.MediatedAt, L.ObjectedAt, L.ReconsideredAt, L.Validity,
        L.Verdicts, L.FeedbackState, L.ClosingState, L.HandlingMinutes, L.IsComplete, L.IsOpen, L.JudgedAt, L.DispatchState,
        COALESCE(L.RulesAsOfUtc, (SELECT F.ReceivedAtUtc FROM Filing F WHERE F.Id = L.FilingId)) AS RulesAsOfUtc
        """;

    /// <summary>Enterprises with open rows that were last judged before this time.</summary>
    public async Task<IReadOnlyList<string>> ReadEnterprisesAsync(DateTime judgedBefore, CancellationToken cancellation)
    {
        const string sql = """
            SELECT DISTINCT L.EnterpriseCode
            FROM LedgerRow L
            WHERE L.IsOpen = 1 AND L.IsCurrent = 1 AND L.JudgedAt < @JudgedBefore
            ORDER BY L.EnterpriseCode
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<string>(new(sql, new { JudgedBefore = judgedBefore }, commandTimeout: 300, cancellationToken: cancellation))).AsList();
    }

    /// <summary>
    /// Judges the open rows of one enterprise again in one transaction, which keeps filings of that enterprise waiting:
    /// rows that a filing replaced meanwhile are not touched.
    /// </summary>
    /// <returns>How many rows were judged, and how many came out otherwise.</returns>
    internal async Task<(int Judged, int Changed)> RejudgeAsync(
        string enterpriseCode, DateTime judgedAt, Func<CaseRow, CaseJudgement> judge, CancellationToken cancellation)
    {
        const string read = $"""
            SELECT {Columns}
            FROM LedgerRow L
            WHERE L.IsOpen = 1 AND L.IsCurrent = 1 AND L.EnterpriseCode = @EnterpriseCode AND L.JudgedAt < @JudgedAt
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "filing " + enterpriseCode, cancellation);
        var rows = (await connection.QueryAsync<CaseRow>(
            new(read, new { EnterpriseCode = enterpriseCode, JudgedAt = judgedAt }, transaction, commandTimeout: 300, cancellationToken: cancellation))).AsList();
        var months = new SortedSet<string>(StringComparer.Ordinal);
        var changed = 0;
        foreach (var row in rows)
        {
            var judgement = judge(row);
            if (judgement != Stored(row))
            {
                changed++;
                months.Add(row.FigureMonth);
            }

            await ReplaceAsync(transaction, row.Id, judgement, judgedAt, cancellation);
        }

        await new RollupWriter(connection, transaction).RecountAsync(new([enterpriseCode], months), cancellation);
        await transaction.CommitAsync(cancellation);
        return (rows.Count, changed);
    }

    private static CaseJudgement Stored(CaseRow row) =>
        new(row.Verdicts, row.FeedbackState, row.ClosingState, row.HandlingMinutes, row.IsComplete, row.IsOpen) { Dispatch = row.DispatchState };

    private static Task<int> ReplaceAsync(
        DbTransaction transaction, long id, CaseJudgement judgement, DateTime judgedAt, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE LedgerRow
            SET Verdicts = @Verdicts, FeedbackState = @Feedback, ClosingState = @Closing, HandlingMinutes = @HandlingMinutes,
                IsComplete = @IsComplete, IsOpen = @IsOpen, JudgedAt = @JudgedAt, DispatchState = @Dispatch
            WHERE Id = @Id
            """;

        var values = new
        {
            judgement.Verdicts,
            judgement.Feedback,
            judgement.Closing,
            judgement.HandlingMinutes,
            judgement.IsComplete,
            judgement.IsOpen,
            judgement.Dispatch,
            JudgedAt = judgedAt,
            Id = id,
        };
        return transaction.Connection!.ExecuteAsync(new(sql, values, transaction, cancellationToken: cancellation));
    }
}
