using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Registry;

public enum EnterpriseSort
{
    Name,
    Code,
    Jurisdiction,
}

/// <param name="JurisdictionCode">Enterprises of this jurisdiction and of those below it.</param>
/// <param name="Search">A part of the name, the English name or the code.</param>
public sealed record EnterpriseFilter(string? JurisdictionCode = null, Sector? Sector = null, string? Search = null);

/// <summary>Reads and writes enterprises with their sectors.</summary>
[Unscoped("The registry is public record.")]
public sealed class EnterpriseStore(Db db)
{
    private const string Columns = """
        E.Code, E.Name, E.NameEn, E.JurisdictionCode, E.Hotline,
        (SELECT STRING_AGG(CAST(S.Sector AS VARCHAR(4)), ',') FROM EnterpriseSector S WHERE S.EnterpriseCode = E.Code) AS SectorCodes
        """;

    /// <exception cref="ArgumentException">A code is no credit code, or an enterprise has no sector.</exception>
    public async Task AppendAsync(IReadOnlyCollection<Enterprise> enterprises, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await AppendAsync(transaction, enterprises, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async Task<Enterprise?> ReadByCodeAsync(string code, CancellationToken cancellation)
    {
        const string sql = $"""
            SELECT {Columns}
            FROM Enterprise E
            WHERE E.Code = @Code
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new(sql, new { Code = code }, cancellationToken: cancellation));
        return row?.ToEnterprise();
    }

    /// <summary>Every enterprise, by jurisdiction and code.</summary>
    public async Task<IReadOnlyList<Enterprise>> ReadListAsync(CancellationToken cancellation)
    {
        const string sql = $"""
            SELECT {Columns}
            FROM Enterprise E
            ORDER BY E.JurisdictionCode, E.Code
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new(sql, cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToEnterprise())];
    }

    public async Task<Page<Enterprise>> ReadPageAsync(
        EnterpriseFilter filter, EnterpriseSort sort, PageRequest page, CancellationToken cancellation)
    {
        var where = new Where()
            .When(filter.JurisdictionCode is not null, "J.Path LIKE (SELECT CONCAT(Above.Path, '%') FROM Jurisdiction Above WHERE Above.Code = @JurisdictionCode)")
            .When(filter.Sector is not null, "EXISTS (SELECT 1 FROM EnterpriseSector S WHERE S.EnterpriseCode = E.Code AND S.Sector = @Sector)")
            .When(!string.IsNullOrWhiteSpace(filter.Search), @"(E.Name LIKE @Search ESCAPE '\' OR E.NameEn LIKE @Search ESCAPE '\' OR E.Code LIKE @Search ESCAPE '\')");

        var sql = $"""
            SELECT COUNT(*)
            FROM Enterprise E
            INNER JOIN Jurisdiction J ON J.Code = E.JurisdictionCode
            {where};

            SELECT {Columns}
            FROM Enterprise E
            INNER JOIN Jurisdiction J ON J.Code = E.JurisdictionCode
            {where}
            ORDER BY {OrderBy(sort)}
            {db.PageTail};
            """;

        var parameters = new { filter.JurisdictionCode, filter.Sector, Search = LikeText.Containing(filter.Search, db.Engine), page.Skip, page.Take };

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, parameters, cancellationToken: cancellation));
        var total = await results.ReadSingleAsync<int>();
        var rows = await results.ReadAsync<Row>();
        return new([.. rows.Select(row => row.ToEnterprise())], total);
    }

    internal static async Task AppendAsync(DbTransaction transaction, IReadOnlyCollection<Enterprise> enterprises, CancellationToken cancellation)
    {
        const string enterprise = """
            INSERT INTO Enterprise (Code, Name, NameEn, JurisdictionCode, Hotline)
            VALUES (@Code, @Name, @NameEn, @JurisdictionCode, @Hotline)
            """;
        const string sector = """
            INSERT INTO EnterpriseSector (EnterpriseCode, Sector)
            VALUES (@EnterpriseCode, @Sector)
            """;

        foreach (var item in enterprises)
        {
            if (!CreditCode.TryParse(item.Code, out var code) || code.Value != item.Code)
            {
                throw new ArgumentException($"'{item.Code}' is not a unified social credit code.", nameof(enterprises));
            }

            if (item.Sectors.Count == 0)
            {
                throw new ArgumentException($"Enterprise {item.Code} has no sector.", nameof(enterprises));
            }
        }

        var rows = enterprises.Select(item => new { item.Code, item.Name, item.NameEn, item.JurisdictionCode, item.Hotline });
        var sectors = enterprises.SelectMany(item => item.Sectors, (item, one) => new { EnterpriseCode = item.Code, Sector = one });
        await transaction.Connection!.ExecuteAsync(new(enterprise, rows, transaction, cancellationToken: cancellation));
        await transaction.Connection!.ExecuteAsync(new(sector, sectors, transaction, cancellationToken: cancellation));
    }

    // Code breaks ties, so an enterprise never appears on two pages.
    private static string OrderBy(EnterpriseSort sort) => sort switch
    {
        EnterpriseSort.Name => "E.Name, E.Code",
        EnterpriseSort.Code => "E.Code",
        EnterpriseSort.Jurisdiction => "E.JurisdictionCode, E.Code",
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, null),
    };

    private sealed record Row
    {
        public required string Code { get; init; }

        public required string Name { get; init; }

        public required string NameEn { get; init; }

        public required string JurisdictionCode { get; init; }

        public string? Hotline { get; init; }

        public required string SectorCodes { get; init; }

        public Enterprise ToEnterprise() => new()
        {
            Code = Code,
            Name = Name,
            NameEn = NameEn,
            JurisdictionCode = JurisdictionCode,
            Hotline = Hotline,
            Sectors = [.. SectorCodes.Split(',').Select(code => (Sector)int.Parse(code, CultureInfo.InvariantCulture)).Order()],
        };
    }
}
