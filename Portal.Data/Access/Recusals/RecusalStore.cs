using System.Data.Common;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access.Recusals;

/// <summary>Interests, recusals and refused assignments.</summary>
public sealed class RecusalStore(Db db)
{
    private const string InterestColumns = "I.Id, I.UserId, I.EnterpriseCode, I.PhoneHash, I.AddressHash, I.Note, I.DeclaredAtUtc, I.EndedAtUtc";

    /// <summary>The interests of a user, those in force first.</summary>
    [Unscoped("a user's own entries, asked for by the user's id")]
    public async Task<IReadOnlyList<Interest>> ReadInterestsAsync(long userId, CancellationToken cancellation)
    {
        const string sql = $"""
            SELECT {InterestColumns}
            FROM Interest I
            WHERE I.UserId = @UserId
            ORDER BY CASE WHEN I.EndedAtUtc IS NULL THEN 0 ELSE 1 END, I.Id DESC
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<Interest>(new(sql, new { UserId = userId }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The user's own recusals and what was refused to the user, newest first.</summary>
    [Unscoped("a user's own entries, asked for by the user's id")]
    public async Task<IReadOnlyList<Recusal>> ReadRecusalsAsync(long userId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT R.Id, R.UserId, R.ItemKind, R.ItemId, R.EnterpriseCode, R.Ground, R.Note, R.AtUtc
            FROM Recusal R
            WHERE R.UserId = @UserId
            ORDER BY R.AtUtc DESC, R.Id DESC
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<Recusal>(new(sql, new { UserId = userId }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>What ties these users to anything; in the transaction of an assignment when given.</summary>
    internal async Task<IReadOnlyDictionary<long, UserTies>> ReadTiesAsync(
        IReadOnlyCollection<long> userIds, RecusalItem item, DbTransaction? transaction, CancellationToken cancellation)
    {
        const string interests = $"SELECT {InterestColumns} FROM Interest I WHERE I.UserId IN @UserIds AND I.EndedAtUtc IS NULL";
        const string grants = "SELECT G.UserId, G.Scope AS Code FROM UserGrant G WHERE G.UserId IN @UserIds AND G.Scope = @EnterpriseCode";
        const string recusals = """
            SELECT R.UserId, R.ItemKind, R.ItemId
            FROM Recusal R
            WHERE R.UserId IN @UserIds AND R.Ground = @OwnRequest AND R.ItemId IN @Items
            """;

        var own = transaction is null ? await db.OpenAsync(cancellation) : null;
        try
        {
            var connection = transaction?.Connection ?? own!;
            var values = new { UserIds = userIds, item.EnterpriseCode, RecusalGround.OwnRequest, Items = new[] { item.Id, item.CaseId ?? item.Id } };
            var declared = (await connection.QueryAsync<Interest>(new(interests, values, transaction, cancellationToken: cancellation))).ToLookup(interest => interest.UserId);
            var speaks = (await connection.QueryAsync<SpeaksFor>(new(grants, values, transaction, cancellationToken: cancellation))).ToLookup(grant => grant.UserId, grant => grant.Code);
            var left = (await connection.QueryAsync<Left>(new(recusals, values, transaction, cancellationToken: cancellation))).ToLookup(row => row.UserId, row => (row.ItemKind, row.ItemId));
            return userIds.Distinct().ToDictionary(id => id, id => new UserTies
            {
                UserId = id,
                Interests = [.. declared[id]],
                SpeaksFor = [.. speaks[id]],
                SteppedAsideFrom = [.. left[id]],
            });
        }
        finally
        {
            if (own is not null)
            {
                await own.DisposeAsync();
            }
        }
    }

    /// <summary>Everything that ties these users to anything, for many items at once.</summary>
    internal static async Task<IReadOnlyList<UserTies>> ReadAllTiesAsync(DbTransaction transaction, IReadOnlyCollection<long> userIds, CancellationToken cancellation)
    {
        const string interests = $"SELECT {InterestColumns} FROM Interest I WHERE I.UserId IN @UserIds AND I.EndedAtUtc IS NULL";
        const string grants = "SELECT G.UserId, G.Scope AS Code FROM UserGrant G WHERE G.UserId IN @UserIds AND G.Role IN @Roles";
        const string recusals = "SELECT R.UserId, R.ItemKind, R.ItemId FROM Recusal R WHERE R.UserId IN @UserIds AND R.Ground = @OwnRequest";

        var connection = transaction.Connection!;
        string[] roles = [nameof(Role.EnterprisePrincipal), nameof(Role.EnterpriseHandler)];
        var values = new { UserIds = userIds, Roles = roles, RecusalGround.OwnRequest };
        var declared = (await connection.QueryAsync<Interest>(new(interests, values, transaction, cancellationToken: cancellation))).ToLookup(interest => interest.UserId);
        var speaks = (await connection.QueryAsync<SpeaksFor>(new(grants, values, transaction, cancellationToken: cancellation))).ToLookup(grant => grant.UserId, grant => grant.Code);
        var left = (await connection.QueryAsync<Left>(new(recusals, values, transaction, cancellationToken: cancellation))).ToLookup(row => row.UserId, row => (row.ItemKind, row.ItemId));
        return [.. userIds.Distinct().Select(id => new UserTies { UserId = id, Interests = [.. declared[id]], SpeaksFor = [.. speaks[id]], SteppedAsideFrom = [.. left[id]] })];
    }

    internal async Task<long> AppendInterestAsync(DbTransaction transaction, Interest interest, CancellationToken cancellation)
    {
        var sql = $"""
            INSERT INTO Interest (UserId, EnterpriseCode, PhoneHash, AddressHash, Note, DeclaredAtUtc)
            VALUES (@UserId, @EnterpriseCode, @PhoneHash, @AddressHash, @Note, @DeclaredAtUtc)
            {db.ReturningId}
            """;

        var parameters = new DynamicParameters(new { interest.UserId, interest.EnterpriseCode, interest.Note, interest.DeclaredAtUtc });
        parameters.Add("PhoneHash", interest.PhoneHash, System.Data.DbType.Binary);
        parameters.Add("AddressHash", interest.AddressHash, System.Data.DbType.Binary);
        return await transaction.Connection!.ExecuteScalarAsync<long>(new(sql, parameters, transaction, cancellationToken: cancellation));
    }

    /// <returns>False when the user has no such interest in force.</returns>
    internal static async Task<bool> EndInterestAsync(DbTransaction transaction, long id, long userId, DateTime atUtc, CancellationToken cancellation)
    {
        const string sql = "UPDATE Interest SET EndedAtUtc = @AtUtc WHERE Id = @Id AND UserId = @UserId AND EndedAtUtc IS NULL";

        var values = new { Id = id, UserId = userId, AtUtc = atUtc };
        return await transaction.Connection!.ExecuteAsync(new(sql, values, transaction, cancellationToken: cancellation)) == 1;
    }

    internal static async Task AppendAsync(DbTransaction transaction, Recusal recusal, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO Recusal (UserId, ItemKind, ItemId, EnterpriseCode, Ground, Note, AtUtc)
            VALUES (@UserId, @ItemKind, @ItemId, @EnterpriseCode, @Ground, @Note, @AtUtc)
            """;

        await transaction.Connection!.ExecuteAsync(new(sql, recusal, transaction, cancellationToken: cancellation));
    }

    private sealed record SpeaksFor
    {
        public required long UserId { get; init; }

        public required string Code { get; init; }
    }

    private sealed record Left
    {
        public required long UserId { get; init; }

        public required RecusalItemKind ItemKind { get; init; }

        public required string ItemId { get; init; }
    }
}
