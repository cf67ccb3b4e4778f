using System.Data.Common;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access.Permits;

/// <summary>Permits to take personal data away, and what they cover.</summary>
public sealed class PermitStore(Db db)
{
    private const string Columns = """
        P.Id, P.UserId, U.DisplayName AS UserName, P.JurisdictionCode, P.EnterpriseCode, COALESCE(J.Name, E.Name) AS ScopeName,
        COALESCE(J.NameEn, E.NameEn) AS ScopeNameEn, P.FromMonth, P.ToMonth, P.Purpose, P.ValidUntil, P.GrantedBy,
        P.GrantedAtUtc, P.EndedBy, P.EndedAtUtc
        """;

    private const string Source = """
        PersonalDataPermit P
        INNER JOIN UserAccount U ON U.Id = P.UserId
        LEFT JOIN Jurisdiction J ON J.Code = P.JurisdictionCode
        LEFT JOIN Enterprise E ON E.Code = P.EnterpriseCode
        """;

    private const string IsWithin = """
        COALESCE(P.JurisdictionCode, E.JurisdictionCode) IN (
            SELECT I.Code FROM Jurisdiction I INNER JOIN Jurisdiction A ON I.Path LIKE CONCAT(A.Path, '%') WHERE A.Code = @Jurisdiction)
        """;

    /// <summary>Permits over a jurisdiction and what lies within it, newest first.</summary>
    [Unscoped("The jurisdiction is the scope: the caller passes the actor's own.")]
    public async Task<Page<PersonalDataPermit>> ReadPageAsync(string jurisdictionCode, PageRequest page, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT COUNT(*) FROM {Source} WHERE {IsWithin};

            SELECT {Columns}
            FROM {Source}
            WHERE {IsWithin}
            ORDER BY P.Id DESC
            {db.PageTail};
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(
            new(sql, new { Jurisdiction = jurisdictionCode, page.Skip, page.Take }, cancellationToken: cancellation));
        var total = await results.ReadSingleAsync<int>();
        return new([.. await results.ReadAsync<PersonalDataPermit>()], total);
    }

    /// <summary>The user's permits that hold on that day.</summary>
    [Unscoped("A user's own permits.")]
    public async Task<IReadOnlyList<PersonalDataPermit>> ReadValidAsync(long userId, DateOnly today, CancellationToken cancellation)
    {
        const string sql = $"""
            SELECT {Columns}
            FROM {Source}
            WHERE P.UserId = @UserId AND P.EndedAtUtc IS NULL AND P.ValidUntil >= @Today
            ORDER BY P.Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<PersonalDataPermit>(new(sql, new { UserId = userId, Today = today }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The enterprises and months the user's permits of that day cover; only what the actor sees besides.</summary>
    public async Task<PermitCoverage> ReadCoverageAsync(EnterpriseScope scope, long userId, DateOnly today, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { UserId = userId, Today = today });
        var where = new Where()
            .When(true, "P.UserId = @UserId")
            .When(true, "P.EndedAtUtc IS NULL")
            .When(true, "P.ValidUntil >= @Today")
            .When(true, "(E.Code = P.EnterpriseCode OR (C.Code IS NOT NULL AND B.Path LIKE CONCAT(C.Path, '%')))");
        scope.Restrict(where, parameters, "E.Code");
        var sql = $"""
            SELECT E.Code AS EnterpriseCode, P.FromMonth, P.ToMonth, P.Purpose
            FROM PersonalDataPermit P
            CROSS JOIN Enterprise E
            INNER JOIN Jurisdiction B ON B.Code = E.JurisdictionCode
            LEFT JOIN Jurisdiction C ON C.Code = P.JurisdictionCode
            {where}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return new(await connection.QueryAsync<CoveredEnterprise>(new(sql, parameters, cancellationToken: cancellation)));
    }

    /// <summary>Active users who hold one of the roles over a jurisdiction within this one.</summary>
    [Unscoped("The jurisdiction is the scope: the caller passes the actor's own.")]
    public async Task<IReadOnlyList<PermitUser>> ReadUsersAsync(string jurisdictionCode, IReadOnlyCollection<Role> roles, CancellationToken cancellation)
    {
        const string sql = """
            SELECT DISTINCT U.Id, U.Name, U.DisplayName
            FROM UserGrant G
            INNER JOIN UserAccount U ON U.Id = G.UserId
            INNER JOIN Jurisdiction I ON I.Code = G.Scope
            INNER JOIN Jurisdiction A ON I.Path LIKE CONCAT(A.Path, '%')
            WHERE A.Code = @Jurisdiction AND G.Role IN @Roles AND U.IsDisabled = 0
            ORDER BY U.DisplayName, U.Id
            """;

        var values = new { Jurisdiction = jurisdictionCode, Roles = roles.Select(role => role.ToString()).ToArray() };
        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<PermitUser>(new(sql, values, cancellationToken: cancellation))).AsList();
    }

    internal async Task<long> AppendAsync(DbTransaction transaction, PersonalDataPermit permit, CancellationToken cancellation)
    {
        var sql = $"""
            INSERT INTO PersonalDataPermit (UserId, JurisdictionCode, EnterpriseCode, FromMonth, ToMonth, Purpose, ValidUntil, GrantedBy, GrantedAtUtc)
            VALUES (@UserId, @JurisdictionCode, @EnterpriseCode, @FromMonth, @ToMonth, @Purpose, @ValidUntil, @GrantedBy, @GrantedAtUtc)
            {db.ReturningId}
            """;

        return await transaction.Connection!.ExecuteScalarAsync<long>(new(sql, permit, transaction, cancellationToken: cancellation));
    }

    /// <summary>Ends a permit over the jurisdiction or what lies within it.</summary>
    /// <returns>The permit as it was; null when there is none in force.</returns>
    internal static async Task<PersonalDataPermit?> EndAsync(
        DbTransaction transaction, long id, string jurisdictionCode, string endedBy, DateTime atUtc, CancellationToken cancellation)
    {
        const string read = $"""
            SELECT {Columns}
            FROM {Source}
            WHERE P.Id = @Id AND P.EndedAtUtc IS NULL AND {IsWithin}
            """;
        const string end = "UPDATE PersonalDataPermit SET EndedBy = @EndedBy, EndedAtUtc = @AtUtc WHERE Id = @Id";

        var connection = transaction.Connection!;
        var permit = await connection.QuerySingleOrDefaultAsync<PersonalDataPermit>(
            new(read, new { Id = id, Jurisdiction = jurisdictionCode }, transaction, cancellationToken: cancellation));
        if (permit is not null)
        {
            await connection.ExecuteAsync(new(end, new { Id = id, EndedBy = endedBy, AtUtc = atUtc }, transaction, cancellationToken: cancellation));
        }

        return permit;
    }
}

/// <summary>Somebody to whom a permit can be given.</summary>
public sealed record PermitUser
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string DisplayName { get; init; }
}
