using Dapper;
using Portal.Data.Access;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers;

/// <summary>Which filings to list.</summary>
/// <param name="Scope">What the reader may see, and what the page chose of it.</param>
public sealed record FilingFilter(EnterpriseScope Scope)
{
    /// <summary>As <c>yyyy-MM</c>.</summary>
    public string? Period { get; init; }

    public FilingStatus? Status { get; init; }

    /// <summary>A part of the enterprise's name, English name or code.</summary>
    public string? Enterprise { get; init; }
}

/// <summary>A filing with the names of its enterprise.</summary>
public sealed record ListedFiling(Filing Filing, string EnterpriseName, string EnterpriseNameEn);

/// <summary>Reads filings, their issues and their original files.</summary>
public sealed class FilingStore(Db db, PersonalData personalData)
{
    internal const string Columns = """
        Filing.Id, Filing.EnterpriseCode, Filing.Period, Filing.Version, Filing.Status, Filing.IsCurrent, Filing.FileName,
        Filing.FileSha256, Filing.FileBytes, Filing.MappingName, Filing.FilledFields, Filing.Refusal, Filing.RefusalDetail,
        Filing.JudgedAt, Filing.RuleSets, Filing.RowsRead, Filing.RowsValid, Filing.RowsWarned, Filing.RowsRejected,
        Filing.RowsComplete, Filing.SubmittedBy, Filing.ReceivedAtUtc, Filing.AnonymisedAtUtc
        """;

    /// <summary>Newest first.</summary>
    public async Task<Page<ListedFiling>> ReadPageAsync(FilingFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(
            new { filter.Period, filter.Status, Enterprise = LikeText.Containing(filter.Enterprise, db.Engine), page.Skip, page.Take });
        var where = new Where()
            .When(filter.Period is not null, "Filing.Period = @Period")
            .When(filter.Status is not null, "Filing.Status = @Status")
            .When(
                !string.IsNullOrWhiteSpace(filter.Enterprise),
                @"(E.Name LIKE @Enterprise ESCAPE '\' OR E.NameEn LIKE @Enterprise ESCAPE '\' OR E.Code LIKE @Enterprise ESCAPE '\')");
        filter.Scope.Restrict(where, parameters, "Filing.EnterpriseCode");
        var sql = $"""
            SELECT COUNT(*)
            FROM Filing
            INNER JOIN Enterprise E ON E.Code = Filing.EnterpriseCode
            {where};

            SELECT {Columns}, E.Name, E.NameEn
            FROM Filing
            INNER JOIN Enterprise E ON E.Code = Filing.EnterpriseCode
            {where}
            ORDER BY Filing.ReceivedAtUtc DESC, Filing.Id DESC
            {db.PageTail};
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, parameters, cancellationToken: cancellation));
        var total = await results.ReadSingleAsync<int>();
        var items = results.Read<Filing, EnterpriseNames, ListedFiling>((filing, names) => new(filing, names.Name, names.NameEn), splitOn: "Name");
        return new([.. items], total);
    }

    /// <summary>Every version of an enterprise's month, newest first.</summary>
    public async Task<IReadOnlyList<Filing>> ReadVersionsAsync(Filing filing, CancellationToken cancellation)
    {
        const string sql = $"""
            SELECT {Columns}
            FROM Filing
            WHERE Filing.EnterpriseCode = @EnterpriseCode AND Filing.Period = @Period
            ORDER BY Filing.Version DESC
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var filings = await connection.QueryAsync<Filing>(
            new(sql, new { filing.EnterpriseCode, filing.Period }, cancellationToken: cancellation));
        return filings.AsList();
    }

    /// <summary>Null when there is none within the scope. What belongs to a filing is read with the filing in hand.</summary>
    public async Task<Filing?> ReadAsync(long id, EnterpriseScope scope, CancellationToken cancellation)
    {
        var where = new Where().When(true, "Filing.Id = @Id");
        var parameters = new DynamicParameters(new { Id = id });
        scope.Restrict(where, parameters, "Filing.EnterpriseCode");
        var sql = $"SELECT {Columns} FROM Filing {where}";

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Filing>(new(sql, parameters, cancellationToken: cancellation));
    }

    /// <summary>Issues in the order of the file; of one class when given.</summary>
    public async Task<Page<LedgerIssue>> ReadIssuesAsync(Filing filing, IssueClass? kind, PageRequest page, CancellationToken cancellation)
    {
        var where = new Where()
            .When(true, "FilingId = @FilingId")
            .When(kind is not null, "Class = @Class");
        var sql = $"""
            SELECT COUNT(*) FROM FilingIssue {where};
            SELECT Class, Code, Sheet, SheetRow, Cell, Field, Value, Args
            FROM FilingIssue
            {where}
            ORDER BY Number
            {db.PageTail};
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(
            new(sql, new { FilingId = filing.Id, Class = kind, page.Skip, page.Take }, cancellationToken: cancellation));
        var total = await results.ReadSingleAsync<int>();
        return new([.. (await results.ReadAsync<IssueRow>()).Select(row => row.ToIssue())], total);
    }

    /// <summary>How many issues of each class and code a filing has.</summary>
    public async Task<IReadOnlyList<IssueCount>> CountIssuesAsync(Filing filing, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Class, Code, COUNT(*) AS Issues
            FROM FilingIssue
            WHERE FilingId = @FilingId
            GROUP BY Class, Code
            ORDER BY Class, Code
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<IssueCount>(new(sql, new { FilingId = filing.Id }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>All issues of a filing, in order, without paging: for the marked workbook and the CSV.</summary>
    public async Task<IReadOnlyList<LedgerIssue>> ReadAllIssuesAsync(Filing filing, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Class, Code, Sheet, SheetRow, Cell, Field, Value, Args
            FROM FilingIssue
            WHERE FilingId = @FilingId
            ORDER BY Number
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<IssueRow>(new(sql, new { FilingId = filing.Id }, cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToIssue())];
    }

    /// <summary>Writes the original file, byte for byte as it was sent.</summary>
    public async Task CopyFileAsync(Filing filing, Stream target, CancellationToken cancellation)
    {
        const string sql = "SELECT Format, Bytes FROM FilingPart WHERE FilingId = @FilingId AND Part = @Part";

        await using var connection = await db.OpenAsync(cancellation);
        for (var part = 0; ; part++)
        {
            var stored = await connection.QuerySingleOrDefaultAsync<StoredPart>(new(sql, new { FilingId = filing.Id, Part = part }, cancellationToken: cancellation));
            if (stored is null)
            {
                return;
            }

            await target.WriteAsync(FilingParts.Open(personalData, filing.Id, part, stored.Format, stored.Bytes), cancellation);
        }
    }

    private sealed record StoredPart
    {
        public required int Format { get; init; }

        public required byte[] Bytes { get; init; }
    }

    private sealed record EnterpriseNames
    {
        public required string Name { get; init; }

        public required string NameEn { get; init; }
    }

    private sealed record IssueRow
    {
        public required IssueClass Class { get; init; }

        public required string Code { get; init; }

        public required string Sheet { get; init; }

        public required int SheetRow { get; init; }

        public required string Cell { get; init; }

        public string? Field { get; init; }

        public string? Value { get; init; }

        public string? Args { get; init; }

        public LedgerIssue ToIssue() => new(
            Class, Code, Sheet, SheetRow, Cell, Field is null ? null : Enum.Parse<Mapping.LedgerField>(Field), Value, Args?.Split('\n') ?? []);
    }
}

public sealed record IssueCount
{
    public required IssueClass Class { get; init; }

    public required string Code { get; init; }

    public required int Issues { get; init; }
}
