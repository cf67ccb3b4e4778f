using System.Data.Common;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers.Disclosures;

/// <summary>The record of who has seen which personal data, and what it is read from: one complainant inside a transaction.</summary>
public sealed class DisclosureStore(Db db)
{
    private const string Columns = """
        D.Id, D.AtUtc, D.Kind, D.UserId, D.UserName, D.DisplayName, D.EnterpriseCode, E.Name AS EnterpriseName,
        E.NameEn AS EnterpriseNameEn, D.RowId, D.FilingId, D.CaseNo, D.Field, D.Purpose, D.Note, D.Complainants
        """;

    // What an authority looks up of a case that was drawn would tell the enterprise which cases are being checked, and by whom
    // (S0-63): such entries appear to it when the campaign is completed. Its own look-ups it always sees.
    private const string NotOfRunningSpotCheck = """
        NOT EXISTS (
            SELECT 1 FROM SpotTask T
            INNER JOIN Campaign C ON C.Id = T.CampaignId
            INNER JOIN LedgerRow L ON L.Id = T.RowId
            WHERE T.EnterpriseCode = D.EnterpriseCode AND L.CaseNo = D.CaseNo AND C.State IN (4, 5) AND D.AtUtc >= C.DrawnAtUtc
                AND NOT EXISTS (SELECT 1 FROM UserGrant G WHERE G.UserId = D.UserId AND G.Scope = D.EnterpriseCode))
        """;

    /// <summary>Newest first. To an enterprise nothing is shown that would tell it of a spot check before it is completed.</summary>
    public async Task<Page<Disclosure>> ReadPageAsync(DisclosureFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new
        {
            User = LikeText.Containing(filter.User, db.Engine),
            CaseNo = LikeText.StartingWith(filter.CaseNo, db.Engine),
            filter.Kind,
            filter.FromUtc,
            filter.ToUtc,
            page.Skip,
            page.Take,
        });
        var where = new Where()
            .When(!string.IsNullOrWhiteSpace(filter.User), @"(D.UserName LIKE @User ESCAPE '\' OR D.DisplayName LIKE @User ESCAPE '\')")
            .When(!string.IsNullOrWhiteSpace(filter.CaseNo), @"D.CaseNo LIKE @CaseNo ESCAPE '\'")
            .When(filter.Kind is not null, "D.Kind = @Kind")
            .When(filter.FromUtc is not null, "D.AtUtc >= @FromUtc")
            .When(filter.ToUtc is not null, "D.AtUtc < @ToUtc")
            .When(filter.Scope.IsOwnEnterprise, NotOfRunningSpotCheck);
        filter.Scope.Restrict(where, parameters, "D.EnterpriseCode");
        var sql = $"""
            SELECT COUNT(*)
            FROM Disclosure D
            {where};

            SELECT {Columns}
            FROM Disclosure D
            INNER JOIN Enterprise E ON E.Code = D.EnterpriseCode
            {where}
            ORDER BY D.AtUtc DESC, D.Id DESC
            {db.PageTail};
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, parameters, cancellationToken: cancellation));
        var total = await results.ReadSingleAsync<int>();
        return new([.. await results.ReadAsync<Disclosure>()], total);
    }

    internal static async Task AppendAsync(DbTransaction transaction, Disclosure disclosure, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO Disclosure (AtUtc, Kind, UserId, UserName, DisplayName, EnterpriseCode, RowId, FilingId, CaseNo, Field, Purpose, Note, Complainants)
            VALUES (@AtUtc, @Kind, @UserId, @UserName, @DisplayName, @EnterpriseCode, @RowId, @FilingId, @CaseNo, @Field, @Purpose, @Note, @Complainants)
            """;

        await transaction.Connection!.ExecuteAsync(new(sql, disclosure, transaction, cancellationToken: cancellation));
    }

    /// <summary>When the user's fields of the time since were revealed, oldest first.</summary>
    internal static async Task<IReadOnlyList<DateTime>> ReadRevealTimesAsync(
        DbTransaction transaction, long userId, DateTime sinceUtc, CancellationToken cancellation)
    {
        const string sql = "SELECT D.AtUtc FROM Disclosure D WHERE D.UserId = @UserId AND D.Kind = @Revealed AND D.AtUtc > @SinceUtc ORDER BY D.AtUtc";

        var values = new { UserId = userId, DisclosureKind.Revealed, SinceUtc = sinceUtc };
        return (await transaction.Connection!.QueryAsync<DateTime>(new(sql, values, transaction, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The sealed complainant of a row within the scope; null when there is none.</summary>
    internal static async Task<SealedCase?> ReadSealedAsync(
        DbTransaction transaction, EnterpriseScope scope, long rowId, CancellationToken cancellation)
    {
        var where = new Where().When(true, "L.Id = @Id");
        var parameters = new DynamicParameters(new { Id = rowId });
        scope.Restrict(where, parameters, "L.EnterpriseCode");
        var sql = $"""
            SELECT L.Id, L.FilingId, L.EnterpriseCode, L.CaseNo, L.FigureMonth, L.Complainant, L.PhoneHash, L.AddressHash
            FROM LedgerRow L
            {where}
            """;

        return await transaction.Connection!.QuerySingleOrDefaultAsync<SealedCase>(new(sql, parameters, transaction, cancellationToken: cancellation));
    }

    /// <summary>What the recusal gate needs to know of a case within the scope.</summary>
    public async Task<SealedCase?> ReadSealedAsync(EnterpriseScope scope, long rowId, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        return await ReadSealedAsync(transaction, scope, rowId, cancellation);
    }
}
