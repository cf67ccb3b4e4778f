using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access;

/// <summary>What a jurisdiction or enterprise is called.</summary>
public sealed record PlaceName
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }
}

/// <summary>Names of the places that lists show by their codes.</summary>
public sealed class PlaceNameStore(Db db)
{
    /// <returns>By code; without those that are in no registry.</returns>
    [Unscoped("The registry's names are public; which codes are asked for was decided before.")]
    public async Task<IReadOnlyDictionary<string, PlaceName>> ReadAsync(IEnumerable<string?> codes, CancellationToken cancellation)
    {
        const string sql = """
            SELECT J.Code, J.Name, J.NameEn FROM Jurisdiction J WHERE J.Code IN @Codes
            UNION ALL
            SELECT E.Code, E.Name, E.NameEn FROM Enterprise E WHERE E.Code IN @Codes
            """;

        var asked = codes.OfType<string>().Distinct().ToList();
        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<PlaceName>(new(sql, new { Codes = asked }, cancellationToken: cancellation))).ToDictionary(name => name.Code);
    }
}
