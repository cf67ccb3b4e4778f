using System.Data.Common;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access.Recusals;

/// <summary>Who watches over which enterprise and case, and who could.</summary>
public sealed class SupervisorStore(Db db)
{
    private const string Columns = """
        S.Id, S.EnterpriseCode, S.CaseId, S.UserId, U.DisplayName, S.AssignedBy, S.AssignedAtUtc, S.EndedBy, S.EndedAtUtc
        """;

    /// <summary>Those of the enterprise and of this case, past ones too, newest first.</summary>
    public async Task<IReadOnlyList<Supervisor>> ReadAsync(EnterpriseScope scope, string enterpriseCode, string? caseId, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { EnterpriseCode = enterpriseCode, CaseId = caseId });
        var where = new Where()
            .When(true, "S.EnterpriseCode = @EnterpriseCode")
            .When(true, "(S.CaseId IS NULL OR S.CaseId = @CaseId)");
        scope.Restrict(where, parameters, "S.EnterpriseCode");
        var sql = $"""
            SELECT {Columns}
            FROM Supervisor S
            INNER JOIN UserAccount U ON U.Id = S.UserId
            {where}
            ORDER BY S.Id DESC
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<Supervisor>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Enterprises without anybody who answers for them first, then by name.</summary>
    public async Task<Page<SupervisedEnterprise>> ReadEnterprisesAsync(SupervisionFilter filter, PageRequest page, CancellationToken cancellation)
    {
        const string source = """
            Enterprise E
            INNER JOIN Jurisdiction J ON J.Code = E.JurisdictionCode
            LEFT JOIN Supervisor S ON S.EnterpriseCode = E.Code AND S.CaseId IS NULL AND S.EndedAtUtc IS NULL
            LEFT JOIN UserAccount U ON U.Id = S.UserId
            """;
        var parameters = new DynamicParameters(new { Search = LikeText.Containing(filter.Search, db.Engine), page.Skip, page.Take });
        var where = new Where()
            .When(filter.IsNamed is true, "S.Id IS NOT NULL")
            .When(filter.IsNamed is false, "S.Id IS NULL")
            .When(
                !string.IsNullOrWhiteSpace(filter.Search),
                @"(E.Name LIKE @Search ESCAPE '\' OR E.NameEn LIKE @Search ESCAPE '\' OR U.DisplayName LIKE @Search ESCAPE '\')");
        filter.Scope.Restrict(where, parameters, "E.Code");
        var sql = $"""
            SELECT COUNT(*) FROM {source} {where};

            SELECT E.Code, E.Name, E.NameEn, J.Name AS JurisdictionName, J.NameEn AS JurisdictionNameEn, U.DisplayName AS Supervisor,
                S.AssignedBy, S.AssignedAtUtc,
                (SELECT COUNT(*) FROM Supervisor C WHERE C.EnterpriseCode = E.Code AND C.CaseId IS NOT NULL AND C.EndedAtUtc IS NULL) AS Cases
            FROM {source}
            {where}
            ORDER BY CASE WHEN S.Id IS NULL THEN 0 ELSE 1 END, E.Name, E.Code
            {db.PageTail};
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, parameters, cancellationToken: cancellation));
        var total = await results.ReadSingleAsync<int>();
        return new((await results.ReadAsync<SupervisedEnterprise>()).AsList(), total);
    }

    /// <summary>Active users with one of the roles over a jurisdiction that holds the enterprise.</summary>
    public async Task<IReadOnlyList<Candidate>> ReadCandidatesAsync(
        EnterpriseScope scope, string enterpriseCode, IReadOnlyCollection<Role> roles, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { EnterpriseCode = enterpriseCode, Roles = roles.Select(role => role.ToString()).ToArray() });
        var where = new Where()
            .When(true, "E.Code = @EnterpriseCode")
            .When(true, "U.IsDisabled = 0")
            .When(true, "G.Role IN @Roles");
        scope.Restrict(where, parameters, "E.Code");
        var sql = $"""
            SELECT DISTINCT U.Id AS UserId, U.Name, U.DisplayName
            FROM UserGrant G
            INNER JOIN UserAccount U ON U.Id = G.UserId
            INNER JOIN Jurisdiction A ON A.Code = G.Scope
            INNER JOIN Jurisdiction J ON J.Path LIKE CONCAT(A.Path, '%')
            INNER JOIN Enterprise E ON E.JurisdictionCode = J.Code
            {where}
            ORDER BY U.DisplayName, U.Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<Candidate>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Puts the supervisor in the place of the one there was.</summary>
    internal static async Task ReplaceAsync(DbTransaction transaction, Supervisor supervisor, CancellationToken cancellation)
    {
        const string insert = """
            INSERT INTO Supervisor (EnterpriseCode, CaseId, UserId, AssignedBy, AssignedAtUtc)
            VALUES (@EnterpriseCode, @CaseId, @UserId, @AssignedBy, @AssignedAtUtc)
            """;

        await EndAsync(transaction, supervisor.EnterpriseCode, supervisor.CaseId, supervisor.AssignedBy, supervisor.AssignedAtUtc, cancellation);
        await transaction.Connection!.ExecuteAsync(new(insert, supervisor, transaction, cancellationToken: cancellation));
    }

    /// <returns>How many were ended: one or none.</returns>
    internal static async Task<int> EndAsync(
        DbTransaction transaction, string enterpriseCode, string? caseId, string endedBy, DateTime atUtc, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Supervisor
            SET EndedBy = @EndedBy, EndedAtUtc = @AtUtc
            WHERE EnterpriseCode = @EnterpriseCode AND COALESCE(CaseId, '') = @CaseId AND EndedAtUtc IS NULL
            """;

        var values = new { EnterpriseCode = enterpriseCode, CaseId = caseId ?? "", EndedBy = endedBy, AtUtc = atUtc };
        return await transaction.Connection!.ExecuteAsync(new(sql, values, transaction, cancellationToken: cancellation));
    }

    /// <summary>Ends what the user watches over: this case, or with null the enterprise and all its cases.</summary>
    internal static async Task<IReadOnlyList<Supervisor>> EndOfUserAsync(
        DbTransaction transaction, Actor user, string enterpriseCode, string? caseId, DateTime atUtc, CancellationToken cancellation)
    {
        var where = new Where()
            .When(true, "S.UserId = @UserId")
            .When(true, "S.EnterpriseCode = @EnterpriseCode")
            .When(true, "S.EndedAtUtc IS NULL")
            .When(caseId is not null, "S.CaseId = @CaseId");
        var read = $"""
            SELECT {Columns}
            FROM Supervisor S
            INNER JOIN UserAccount U ON U.Id = S.UserId
            {where}
            """;
        const string end = "UPDATE Supervisor SET EndedBy = @EndedBy, EndedAtUtc = @AtUtc WHERE Id IN @Ids";

        var values = new { user.UserId, EnterpriseCode = enterpriseCode, CaseId = caseId };
        var connection = transaction.Connection!;
        var ended = (await connection.QueryAsync<Supervisor>(new(read, values, transaction, cancellationToken: cancellation))).AsList();
        await connection.ExecuteAsync(new(
            end, new { EndedBy = user.Name, AtUtc = atUtc, Ids = ended.Select(supervisor => supervisor.Id) }, transaction, cancellationToken: cancellation));
        return ended;
    }
}
