using System.Runtime.CompilerServices;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access.Audit;

/// <summary>
/// Reads the audit log within the reader's scope: an enterprise what concerns it, an authority what concerns its part of
/// the tree. Entries that concern no place, such as a failed sign-in under an unknown name, are read only by somebody who
/// sees everywhere.
/// </summary>
public sealed class AuditStore(Db db)
{
    private const int EntriesPerFetch = 1_000;

    private const string Columns = """
        A.Seq, A.AtUtc, A.ActorName, A.ActorRole, A.ActorScope, A.Address, A.Action, A.ObjectType, A.ObjectId,
        A.EnterpriseCode, A.JurisdictionCode, A.Detail, A.PreviousHash, A.Hash
        """;

    private const string InJurisdiction = """
        (A.EnterpriseCode IN (
            SELECT S.Code FROM Enterprise S
            INNER JOIN Jurisdiction J ON J.Code = S.JurisdictionCode
            INNER JOIN Jurisdiction T ON J.Path LIKE CONCAT(T.Path, '%')
            WHERE T.Code = @OwnJurisdiction)
        OR (A.EnterpriseCode IS NULL AND A.JurisdictionCode IN (
            SELECT J.Code FROM Jurisdiction J
            INNER JOIN Jurisdiction T ON J.Path LIKE CONCAT(T.Path, '%')
            WHERE T.Code = @OwnJurisdiction)))
        """;

    /// <summary>Newest first.</summary>
    public async Task<Page<AuditEntry>> ReadPageAsync(AuditFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var (where, parameters) = Clauses(filter);
        parameters.Add("Skip", page.Skip);
        parameters.Add("Take", page.Take);
        var count = $"SELECT COUNT(*) FROM AuditEntry A {where}";
        var sql = $"SELECT {Columns} FROM AuditEntry A {where} ORDER BY A.Seq DESC {db.PageTail}";

        await using var connection = await db.OpenAsync(cancellation);
        var total = await connection.ExecuteScalarAsync<int>(new(count, parameters, cancellationToken: cancellation));
        var entries = await connection.QueryAsync<AuditEntry>(new(sql, parameters, cancellationToken: cancellation));
        return new(entries.AsList(), total);
    }

    /// <summary>All entries of a filter, newest first, for exports. A slow reader holds no connection.</summary>
    public async IAsyncEnumerable<AuditEntry> StreamAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (where, parameters) = Clauses(filter);
        where.When(true, "A.Seq < @Before");
        parameters.Add("Skip", 0);
        parameters.Add("Take", EntriesPerFetch);
        var sql = $"SELECT {Columns} FROM AuditEntry A {where} ORDER BY A.Seq DESC {db.PageTail}";

        for (var before = long.MaxValue; ;)
        {
            parameters.Add("Before", before);
            List<AuditEntry> entries;
            await using (var connection = await db.OpenAsync(cancellation))
            {
                entries = (await connection.QueryAsync<AuditEntry>(new(sql, parameters, cancellationToken: cancellation))).AsList();
            }

            foreach (var entry in entries)
            {
                yield return entry;
            }

            if (entries.Count < EntriesPerFetch)
            {
                yield break;
            }

            before = entries[^1].Seq;
        }
    }

    private (Where Where, DynamicParameters Parameters) Clauses(AuditFilter filter)
    {
        var reader = filter.Reader;
        var parameters = new DynamicParameters(new
        {
            OwnEnterprise = reader.EnterpriseCode,
            OwnJurisdiction = reader.JurisdictionCode,
            User = LikeText.StartingWith(filter.User, db.Engine),
            Action = filter.Action?.ToString(),
            Kinds = filter.Kinds?.Select(kind => kind.ToString()),
            ObjectType = filter.ObjectType?.Trim(),
            ObjectId = filter.ObjectId?.Trim(),
            EnterpriseCode = filter.EnterpriseCode?.Trim(),
            From = filter.From is { } from ? AuditRules.BeginningOf(from) : (DateTime?)null,
            Until = filter.To is { } to ? AuditRules.BeginningOf(to.AddDays(1)) : (DateTime?)null,
        });
        var where = new Where()
            .When(reader.IsEnterprise, "A.EnterpriseCode = @OwnEnterprise")
            .When(!reader.IsEnterprise && !reader.IsEverywhere, InJurisdiction)
            .When(!string.IsNullOrWhiteSpace(filter.User), @"A.ActorName LIKE @User ESCAPE '\'")
            .When(filter.Action is not null, "A.Action = @Action")
            .When(filter.Kinds is not null, "A.Action IN @Kinds")
            .When(!string.IsNullOrWhiteSpace(filter.ObjectType), "A.ObjectType = @ObjectType")
            .When(!string.IsNullOrWhiteSpace(filter.ObjectId), "A.ObjectId = @ObjectId")
            .When(!string.IsNullOrWhiteSpace(filter.EnterpriseCode), "A.EnterpriseCode = @EnterpriseCode")
            .When(filter.From is not null, "A.AtUtc >= @From")
            .When(filter.To is not null, "A.AtUtc < @Until");
        return (where, parameters);
    }
}
