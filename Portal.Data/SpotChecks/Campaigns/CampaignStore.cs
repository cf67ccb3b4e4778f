using System.Data.Common;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Campaigns;

/// <param name="Kind">Null for all.</param>
/// <param name="State">Null for all.</param>
/// <param name="Text">A part of name or matter.</param>
public sealed record CampaignFilter(CampaignKind? Kind = null, CampaignState? State = null, string? Text = null);

/// <summary>Reads campaigns of the actor's jurisdiction and those below it; an enterprise reads none.</summary>
public sealed class CampaignStore(Db db)
{
    internal const string Columns = """
        C.Id, C.JurisdictionCode, C.Kind, C.Name, C.Matter, C.QuestionnaireCode, C.QuestionnaireVersion, C.FirstDay, C.LastDay, C.State,
        C.Revision, C.PlanJson, C.FrameSha256, C.FrameCount, C.FrameBytes, C.FrozenAtUtc, C.SampleSize, C.Algorithm, C.AlgorithmVersion,
        C.Seed, C.SeedSource, C.SeedRecordedAtUtc, C.Witness, C.DrawnAtUtc, C.CreatedBy, C.CreatedAtUtc
        """;

    /// <summary>Newest first.</summary>
    public async Task<Page<Campaign>> ReadPageAsync(CampaignFilter filter, Actor actor, PageRequest page, CancellationToken cancellation)
    {
        var where = new Where()
            .When(true, JurisdictionScope.Within(actor, "C.JurisdictionCode"))
            .When(filter.Kind is not null, "C.Kind = @Kind")
            .When(filter.State is not null, "C.State = @State")
            .When(!string.IsNullOrWhiteSpace(filter.Text), @"(C.Name LIKE @Text ESCAPE '\' OR C.Matter LIKE @Text ESCAPE '\')");
        var sql = $"""
            SELECT COUNT(*) FROM Campaign C {where};

            SELECT {Columns} FROM Campaign C {where} ORDER BY C.Id DESC {db.PageTail};
            """;

        var values = new { Own = JurisdictionScope.OwnOf(actor), filter.Kind, filter.State, Text = LikeText.Containing(filter.Text, db.Engine), page.Skip, page.Take };
        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, values, cancellationToken: cancellation));
        var total = await results.ReadSingleAsync<int>();
        return new((await results.ReadAsync<Campaign>()).AsList(), total);
    }

    /// <returns>Null when there is none of that id within the actor's jurisdiction.</returns>
    public async Task<Campaign?> ReadAsync(long id, Actor actor, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        return await ReadAsync(connection, null, id, actor, cancellation);
    }

    /// <summary>The strata of a frozen frame, in the order of their keys.</summary>
    public async Task<IReadOnlyList<CampaignStratum>> ReadStrataAsync(long id, Actor actor, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        return await ReadStrataAsync(connection, null, id, actor, cancellation);
    }

    /// <summary>What happened to a campaign, oldest first.</summary>
    public async Task<IReadOnlyList<CampaignStep>> ReadStepsAsync(long id, Actor actor, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT S.State, S.ByName, S.AtUtc, S.Note
            FROM CampaignStep S
            INNER JOIN Campaign C ON C.Id = S.CampaignId
            WHERE C.Id = @Id AND {JurisdictionScope.Within(actor, "C.JurisdictionCode")}
            ORDER BY S.Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<CampaignStep>(new(sql, new { Id = id, Own = JurisdictionScope.OwnOf(actor) }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The tasks a draw made, in the order of the draw.</summary>
    public async Task<IReadOnlyList<SpotTask>> ReadTasksAsync(long id, Actor actor, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT T.Id, T.CampaignId, T.DrawOrder, T.FramePosition, T.Stratum, T.StratumSize, T.StratumDrawn, T.WeightOver, T.WeightUnder,
                T.EnterpriseCode, T.RowId, T.ObjectKey, T.PlannedAt, T.InspectorId, T.State, T.DueOn, T.Version
            FROM SpotTask T
            INNER JOIN Campaign C ON C.Id = T.CampaignId
            WHERE C.Id = @Id AND {JurisdictionScope.Within(actor, "C.JurisdictionCode")}
            ORDER BY T.DrawOrder
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<SpotTask>(new(sql, new { Id = id, Own = JurisdictionScope.OwnOf(actor) }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The lines of a list that do not mean exactly one row that counts: unknown numbers, and numbers of several enterprises.</summary>
    public async Task<IReadOnlyList<ListedCaseRow>> ReadUnclearCasesAsync(long id, Actor actor, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { Id = id, Own = JurisdictionScope.OwnOf(actor) });
        var rowWhere = new Where().When(true, "R.IsCurrent = 1");
        EnterpriseScope.Of(actor).Restrict(rowWhere, parameters, "R.EnterpriseCode");
        var sql = $"""
            SELECT L.Number, L.CaseNo, L.EnterpriseCode, COUNT(F.Id) AS Found
            FROM CampaignCase L
            INNER JOIN Campaign C ON C.Id = L.CampaignId
            LEFT JOIN (SELECT R.Id, R.CaseNo, R.EnterpriseCode FROM LedgerRow R {rowWhere}) F
                ON F.CaseNo = L.CaseNo AND (L.EnterpriseCode IS NULL OR F.EnterpriseCode = L.EnterpriseCode)
            WHERE C.Id = @Id AND {JurisdictionScope.Within(actor, "C.JurisdictionCode")}
            GROUP BY L.Number, L.CaseNo, L.EnterpriseCode
            HAVING COUNT(F.Id) <> 1
            ORDER BY L.Number
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<ListedCaseRow>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The lines of a list, as given.</summary>
    public async Task<IReadOnlyList<ListedCase>> ReadListAsync(long id, Actor actor, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT L.CaseNo, L.EnterpriseCode
            FROM CampaignCase L
            INNER JOIN Campaign C ON C.Id = L.CampaignId
            WHERE C.Id = @Id AND {JurisdictionScope.Within(actor, "C.JurisdictionCode")}
            ORDER BY L.Number
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<ListedCase>(new(sql, new { Id = id, Own = JurisdictionScope.OwnOf(actor) }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The draw sheet as written with the draw; null before it.</summary>
    public async Task<string?> ReadSheetAsync(long id, Actor actor, CancellationToken cancellation)
    {
        var sql = $"SELECT C.DrawSheet FROM Campaign C WHERE C.Id = @Id AND {JurisdictionScope.Within(actor, "C.JurisdictionCode")}";

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<string?>(new(sql, new { Id = id, Own = JurisdictionScope.OwnOf(actor) }, cancellationToken: cancellation));
    }

    /// <summary>Writes the frame file, byte for byte.</summary>
    public async Task CopyFrameAsync(long id, Actor actor, Stream target, CancellationToken cancellation)
    {
        if (await ReadAsync(id, actor, cancellation) is not null)
        {
            await using var connection = await db.OpenAsync(cancellation);
            await foreach (var bytes in ReadPartsAsync(connection, null, id, cancellation))
            {
                await target.WriteAsync(bytes, cancellation);
            }
        }
    }

    internal static async Task<Campaign?> ReadAsync(
        DbConnection connection, DbTransaction? transaction, long id, Actor actor, CancellationToken cancellation)
    {
        var sql = $"SELECT {Columns} FROM Campaign C WHERE C.Id = @Id AND {JurisdictionScope.Within(actor, "C.JurisdictionCode")}";

        return await connection.QuerySingleOrDefaultAsync<Campaign>(new(sql, new { Id = id, Own = JurisdictionScope.OwnOf(actor) }, transaction, cancellationToken: cancellation));
    }

    internal static async Task<IReadOnlyList<CampaignStratum>> ReadStrataAsync(
        DbConnection connection, DbTransaction? transaction, long id, Actor actor, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT S.Stratum, S.Objects, S.SizeSum, S.ToDraw
            FROM CampaignStratum S
            INNER JOIN Campaign C ON C.Id = S.CampaignId
            WHERE C.Id = @Id AND {JurisdictionScope.Within(actor, "C.JurisdictionCode")}
            """;

        var strata = await connection.QueryAsync<CampaignStratum>(new(sql, new { Id = id, Own = JurisdictionScope.OwnOf(actor) }, transaction, cancellationToken: cancellation));
        return [.. strata.OrderBy(stratum => stratum.Stratum, StringComparer.Ordinal)];
    }

    internal static async IAsyncEnumerable<byte[]> ReadPartsAsync(
        DbConnection connection, DbTransaction? transaction, long id, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        const string sql = "SELECT Bytes FROM FramePart WHERE CampaignId = @Id AND Part = @Part";

        for (var part = 0; ; part++)
        {
            if (await connection.ExecuteScalarAsync<byte[]?>(new(sql, new { Id = id, Part = part }, transaction, cancellationToken: cancellation)) is not { } bytes)
            {
                yield break;
            }

            yield return bytes;
        }
    }
}
