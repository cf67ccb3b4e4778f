using System.Data.Common;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.TimeLimits;

/// <summary>Heating seasons as jurisdictions set them. Entries are only added: what held in the past stays explainable.</summary>
[Unscoped("Heating seasons are public; who may set one for a jurisdiction is asked by RuleDesk.")]
public sealed class SeasonStore(Db db, AuditLog audit)
{
    private const string Entries = "SELECT Id, JurisdictionCode, StartYear, FromDay, ToDay, SetBy, SetAtUtc FROM HeatingSeason ORDER BY Id";

    /// <summary>The seasons that hold in a jurisdiction, its own and those of the jurisdictions above it.</summary>
    public async Task<HeatingSeasons> ReadAsync(string jurisdictionCode, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        return await ReadAsync(connection, jurisdictionCode, cancellation);
    }

    /// <summary>The same for a store that has a connection open.</summary>
    internal static async Task<HeatingSeasons> ReadAsync(DbConnection connection, string jurisdictionCode, CancellationToken cancellation)
    {
        const string chain = """
            SELECT J.Code
            FROM Jurisdiction J
            WHERE (SELECT Below.Path FROM Jurisdiction Below WHERE Below.Code = @Code) LIKE CONCAT(J.Path, '%')
            ORDER BY J.Path DESC
            """;

        var entries = await connection.QueryAsync<HeatingSeasonEntry>(new(Entries, cancellationToken: cancellation));
        return new(entries, (await connection.QueryAsync<string>(new(chain, new { Code = jurisdictionCode }, cancellationToken: cancellation))).AsList());
    }

    /// <summary>Every entry of every jurisdiction, in the order in which they were made.</summary>
    public async Task<IReadOnlyList<HeatingSeasonEntry>> ReadEntriesAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<HeatingSeasonEntry>(new(Entries, cancellationToken: cancellation))).AsList();
    }

    /// <returns>The new id, or null when there is no such jurisdiction.</returns>
    public async Task<long?> AppendAsync(HeatingSeasonEntry entry, Actor by, CancellationToken cancellation)
    {
        var sql = $"""
            INSERT INTO HeatingSeason (JurisdictionCode, StartYear, FromDay, ToDay, SetBy, SetAtUtc)
            SELECT Code, @StartYear, @FromDay, @ToDay, @SetBy, @SetAtUtc
            FROM Jurisdiction
            WHERE Code = @JurisdictionCode
            {db.ReturningId}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var id = await connection.ExecuteScalarAsync<long?>(new(sql, entry, transaction, cancellationToken: cancellation));
        if (id is not null)
        {
            await audit.AppendAsync(
                transaction,
                new()
                {
                    Actor = by,
                    Action = AuditAction.HeatingSeasonSet,
                    ObjectType = nameof(HeatingSeason),
                    ObjectId = FormattableString.Invariant($"{entry.StartYear}"),
                    JurisdictionCode = entry.JurisdictionCode,
                    Detail = new { From = entry.FromDay, To = entry.ToDay },
                },
                cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return id;
    }
}
