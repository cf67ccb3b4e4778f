using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Findings;

public enum PointsFault
{
    None,

    /// <summary>The actor's role does not do this, or not in this jurisdiction.</summary>
    NotAllowed,

    /// <summary>0 to 100.</summary>
    Points,

    /// <summary>A document and clause in a few words, without markup.</summary>
    Basis,

    /// <summary>From today on, what was confirmed keeps what it counted; and within a year.</summary>
    Day,
}

/// <summary>What confirmed findings count, jurisdiction by jurisdiction. A change is a further entry; none is deleted.</summary>
public sealed class PointsDesk(Db db, ScopeGate scopes, AuditLog audit, TimeProvider clock)
{
    /// <summary>What was set in a jurisdiction and above it, oldest first.</summary>
    [Unscoped("points of jurisdictions are no secret: every enterprise is told what holds for it")]
    public async Task<IReadOnlyList<FindingPoints>> ReadAsync(string jurisdictionCode, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        return await ReadAsync(connection, null, jurisdictionCode, cancellation);
    }

    public async Task<PointsFault> SetAsync(
        Actor actor, string jurisdictionCode, FindingType type, int pointsTenths, string basis, DateOnly fromDay, CancellationToken cancellation)
    {
        const string insert = """
            INSERT INTO FindingPoints (JurisdictionCode, Type, PointsTenths, Basis, FromDay, SetBy, SetAtUtc)
            VALUES (@JurisdictionCode, @Type, @PointsTenths, @Basis, @FromDay, @SetBy, @SetAtUtc)
            """;

        var now = clock.GetUtcNow().UtcDateTime;
        basis = basis.Trim();
        if (!actor.May(Operation.SetFindingPoints) || !await scopes.MaySeeJurisdictionAsync(actor, jurisdictionCode, cancellation))
        {
            return PointsFault.NotAllowed;
        }

        if (pointsTenths is < 0 or > PointsRules.MostTenths)
        {
            return PointsFault.Points;
        }

        if (basis.Length is < FindingRules.ShortestWords or > PointsRules.LongestBasis || AnswerRules.HasMarkup(basis) || FindingRules.HasUnseen(basis))
        {
            return PointsFault.Basis;
        }

        var today = DateOnly.FromDateTime(now.AddHours(8));
        if (fromDay < today || fromDay > today.AddYears(1))
        {
            return PointsFault.Day;
        }

        var values = new { JurisdictionCode = jurisdictionCode, Type = type, PointsTenths = pointsTenths, Basis = basis, FromDay = fromDay, SetBy = actor.DisplayName, SetAtUtc = now };
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new(insert, values, transaction, cancellationToken: cancellation));
        await audit.AppendAsync(
            transaction,
            new()
            {
                Actor = actor,
                Action = AuditAction.FindingPointsSet,
                ObjectType = nameof(FindingPoints),
                ObjectId = type.ToString(),
                JurisdictionCode = jurisdictionCode,
                Detail = new { PointsTenths = pointsTenths, Basis = basis, FromDay = fromDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
            },
            cancellation);
        await transaction.CommitAsync(cancellation);
        return PointsFault.None;
    }

    internal static async Task<IReadOnlyList<FindingPoints>> ReadAsync(DbConnection connection, DbTransaction? transaction, string jurisdictionCode, CancellationToken cancellation)
    {
        const string sql = """
            SELECT P.JurisdictionCode, P.Type, P.PointsTenths, P.Basis, P.FromDay, P.SetBy, P.SetAtUtc, I.Path AS Path, A.Path AS OwnPath
            FROM FindingPoints P
            INNER JOIN Jurisdiction I ON I.Code = P.JurisdictionCode
            INNER JOIN Jurisdiction A ON A.Path LIKE CONCAT(I.Path, '%')
            WHERE A.Code = @Code
            ORDER BY P.Id
            """;

        var rows = await connection.QueryAsync<Row>(new(sql, new { Code = jurisdictionCode }, transaction, cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToPoints())];
    }

    private sealed record Row
    {
        public required string JurisdictionCode { get; init; }

        public required FindingType Type { get; init; }

        public required int PointsTenths { get; init; }

        public required string Basis { get; init; }

        public required DateOnly FromDay { get; init; }

        public required string SetBy { get; init; }

        public required DateTime SetAtUtc { get; init; }

        public required string Path { get; init; }

        public required string OwnPath { get; init; }

        public FindingPoints ToPoints() => new()
        {
            JurisdictionCode = JurisdictionCode,
            Type = Type,
            PointsTenths = PointsTenths,
            Basis = Basis,
            FromDay = FromDay,
            SetBy = SetBy,
            SetAtUtc = SetAtUtc,
            Steps = OwnPath.Count(letter => letter == '/') - Path.Count(letter => letter == '/'),
        };
    }
}
