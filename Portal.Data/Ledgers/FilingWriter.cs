using System.Data.Common;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers;

/// <summary>
/// The open transaction of one filing. Rows and issues are streamed in; <see cref="AcceptAsync"/> or
/// <see cref="DeclineAsync"/> ends it, anything else leaves no trace.
/// </summary>
public sealed class FilingWriter : IAsyncDisposable
{
    private const int PartBytes = 1 << 18;

    private static readonly BulkColumn[] s_issueColumns =
    [
        new("FilingId", typeof(long)),
        new("Number", typeof(int)),
        new("Class", typeof(int)),
        new("Code", typeof(string)),
        new("Sheet", typeof(string)),
        new("SheetRow", typeof(int)),
        new("Cell", typeof(string)),
        new("Field", typeof(string)),
        new("Value", typeof(string)),
        new("Args", typeof(string)),
    ];

    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly PersonalData _personalData;
    private readonly AuditLog _audit;
    private readonly Actor _by;
    private readonly BulkInsert _rows;
    private readonly BulkInsert _issues;
    private int _issueCount;

    internal FilingWriter(DbTransaction transaction, Filing filing, PersonalData personalData, AuditLog audit, Actor by)
    {
        _connection = transaction.Connection!;
        _transaction = transaction;
        _personalData = personalData;
        _audit = audit;
        _by = by;
        Filing = filing;
        _rows = new(transaction, "LedgerRow", LedgerColumns.All);
        _issues = new(transaction, "FilingIssue", s_issueColumns);
    }

    /// <summary>With its id and version.</summary>
    public Filing Filing { get; private set; }

    public Task AppendRowsAsync(IEnumerable<object?[]> rows, CancellationToken cancellation) => _rows.WriteAsync(rows, cancellation);

    public Task AppendIssuesAsync(IEnumerable<LedgerIssue> issues, CancellationToken cancellation) => _issues.WriteAsync(
        issues.Select(issue => new object?[]
        {
            Filing.Id,
            ++_issueCount,
            (int)issue.Class,
            issue.Code,
            issue.Sheet,
            issue.SheetRow,
            issue.Cell,
            issue.Field?.ToString(),
            issue.Value,
            issue.Args.Count == 0 ? null : string.Join('\n', issue.Args),
        }),
        cancellation);

    /// <summary>
    /// Makes the filing the current one of its month: the version before it steps back, cases reported again count
    /// where they were last reported, and the rollups of every month touched are replaced.
    /// </summary>
    public async Task<Filing> AcceptAsync(Filing counts, Stream file, RollupTally filed, CancellationToken cancellation)
    {
        await AppendFileAsync(file, cancellation);
        var current = new CurrentRows(_connection, _transaction);
        var touched = await current.SupersedeAsync(Filing, cancellation);
        await FinishAsync(counts with { Status = FilingStatus.Accepted, IsCurrent = true }, cancellation);

        var rollups = new RollupWriter(_connection, _transaction);
        await rollups.ReplaceAsync(Filing, filed, touched, cancellation);
        await RecordAsync(AuditAction.FilingReceived, cancellation);
        await _transaction.CommitAsync(cancellation);
        return Filing;
    }

    /// <summary>Keeps the file and its issues, and none of its rows.</summary>
    public async Task<Filing> DeclineAsync(Filing counts, Stream file, CancellationToken cancellation)
    {
        const string sql = "DELETE FROM LedgerRow WHERE Id BETWEEN @First AND @Last";

        await AppendFileAsync(file, cancellation);
        var range = new { First = LedgerStore.RowId(Filing.Id, 0), Last = LedgerStore.RowId(Filing.Id, LedgerStore.RowsPerFiling - 1) };
        await _connection.ExecuteAsync(new(sql, range, _transaction, commandTimeout: 600, cancellationToken: cancellation));
        await FinishAsync(counts with { IsCurrent = false }, cancellation);
        await RecordAsync(AuditAction.FilingRejected, cancellation);
        await _transaction.CommitAsync(cancellation);
        return Filing;
    }

    public async ValueTask DisposeAsync()
    {
        _rows.Dispose();
        _issues.Dispose();
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task AppendFileAsync(Stream file, CancellationToken cancellation)
    {
        const string sql = "INSERT INTO FilingPart (FilingId, Part, Format, Bytes) VALUES (@FilingId, @Part, @Format, @Bytes)";

        file.Position = 0;
        var buffer = new byte[PartBytes];
        for (var part = 0; ; part++)
        {
            var length = await file.ReadAtLeastAsync(buffer, PartBytes, throwOnEndOfStream: false, cancellation);
            if (length == 0)
            {
                return;
            }

            var sealedPart = FilingParts.Seal(_personalData, Filing.Id, part, buffer.AsSpan(0, length));
            await _connection.ExecuteAsync(new(
                sql, new { FilingId = Filing.Id, Part = part, Format = FilingParts.Sealed, Bytes = sealedPart }, _transaction, cancellationToken: cancellation));
        }
    }

    /// <summary>Last before the commit: other appenders wait meanwhile.</summary>
    private Task<long> RecordAsync(AuditAction action, CancellationToken cancellation) => _audit.AppendAsync(
        _transaction,
        new()
        {
            Actor = _by,
            Action = action,
            ObjectType = nameof(Filing),
            ObjectId = FormattableString.Invariant($"{Filing.Id}"),
            EnterpriseCode = Filing.EnterpriseCode,
            Detail = new
            {
                Filing.Period,
                Filing.Version,
                Filing.FileName,
                Filing.Status,
                Reason = Filing.Refusal,
                Rows = Filing.RowsRead,
                Rejected = Filing.RowsRejected,
                Mapping = Filing.MappingName,
            },
        },
        cancellation);

    private async Task FinishAsync(Filing counts, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Filing SET
                Status = @Status, IsCurrent = @IsCurrent, FilledFields = @FilledFields, Refusal = @Refusal, RefusalDetail = @RefusalDetail,
                RuleSets = @RuleSets, RowsRead = @RowsRead, RowsValid = @RowsValid, RowsWarned = @RowsWarned,
                RowsRejected = @RowsRejected, RowsComplete = @RowsComplete
            WHERE Id = @Id
            """;

        Filing = counts with { Id = Filing.Id, Version = Filing.Version };
        await _connection.ExecuteAsync(new(sql, Filing, _transaction, cancellationToken: cancellation));
    }
}
