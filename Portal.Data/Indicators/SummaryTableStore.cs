using System.Data.Common;
using Portal.Data.Ledgers;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators;

/// <summary>What 汇总报表 is made of.</summary>
public sealed record SummaryTableReading
{
    public required IReadOnlyList<SummaryEnterprise> Enterprises { get; init; }

    /// <summary>By enterprise and grade.</summary>
    public required IReadOnlyList<GradeRow> Counts { get; init; }

    public required IReadOnlyList<SummaryPlace> Places { get; init; }

    public required IReadOnlyList<Authority> Authorities { get; init; }
}

public sealed record SummaryEnterprise
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    public required string JurisdictionCode { get; init; }

    /// <summary>As in force at the end of the period; null where none were declared.</summary>
    public long? Households { get; init; }

    internal string SectorCodes { get; init; } = "";
}

/// <summary>A jurisdiction with its way to the root.</summary>
public sealed record SummaryPlace
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    public required JurisdictionLevel Level { get; init; }

    /// <summary>Codes from the root down to this one, each followed by a slash.</summary>
    public required string Path { get; init; }
}

public sealed record GradeRow : RollupCounts
{
    public required string EnterpriseCode { get; init; }

    /// <summary>Of <see cref="RollupSlice.Grade"/>, or within a channel that of <see cref="RollupSlice.ChannelGrade"/>.</summary>
    public required int Code { get; init; }
}

/// <summary>Reads 汇总报表 from the rollups by grade.</summary>
public sealed class SummaryTableStore(Db db)
{
    public async Task<SummaryTableReading> ReadAsync(SummaryQuestion question, CancellationToken cancellation)
    {
        const string places = "SELECT J.Code, J.Name, J.NameEn, J.Level, J.Path FROM Jurisdiction J ORDER BY J.Path";
        const string authorities = "SELECT A.Code, A.Name, A.NameEn, A.Kind, A.JurisdictionCode FROM Authority A ORDER BY A.JurisdictionCode, A.Code";

        await using var connection = await db.OpenAsync(cancellation);
        return new()
        {
            Enterprises = await ReadEnterprisesAsync(connection, question, cancellation),
            Counts = await ReadCountsAsync(connection, question, cancellation),
            Places = await IndicatorStore.ListAsync<SummaryPlace>(connection, places, new(), cancellation),
            Authorities = await IndicatorStore.ListAsync<Authority>(connection, authorities, new(), cancellation),
        };
    }

    private static Task<List<SummaryEnterprise>> ReadEnterprisesAsync(DbConnection connection, SummaryQuestion question, CancellationToken cancellation)
    {
        var (where, parameters) = IndicatorStore.Narrow(new(), question.Scope, "E.Code", null);
        parameters.Add("Year", question.Period.To.Year);
        var sql = $"""
            SELECT E.Code, E.Name, E.NameEn, E.JurisdictionCode, Z.Households,
                (SELECT STRING_AGG(CAST(T.Sector AS VARCHAR(4)), ',') FROM EnterpriseSector T WHERE T.EnterpriseCode = E.Code) AS SectorCodes
            FROM Enterprise E
            LEFT JOIN EnterpriseSize Z ON Z.EnterpriseCode = E.Code
                AND Z.Year = (SELECT MAX(L.Year) FROM EnterpriseSize L WHERE L.EnterpriseCode = E.Code AND L.Year <= @Year)
            {where}
            ORDER BY E.JurisdictionCode, E.Code
            """;

        return IndicatorStore.ListAsync<SummaryEnterprise>(connection, sql, parameters, cancellation);
    }

    private static Task<List<GradeRow>> ReadCountsAsync(DbConnection connection, SummaryQuestion question, CancellationToken cancellation)
    {
        var (where, parameters) = IndicatorStore.Narrow(
            new Where().When(true, "R.Month IN @Months AND R.Slice = @Slice AND R.Code IN @Codes"), question.Scope, "R.EnterpriseCode", question.Period);
        parameters.Add("Slice", (int)(question.Channel is null ? RollupSlice.Grade : RollupSlice.ChannelGrade));
        parameters.Add("Codes", Enum.GetValues<CaseGrade>().Select(grade => question.Channel is { } channel ? RollupTally.Code(channel, grade) : (int)grade));
        var sql = $"SELECT R.EnterpriseCode, R.Code, {IndicatorStore.Sums} FROM MonthRollup R {where} GROUP BY R.EnterpriseCode, R.Code";

        return IndicatorStore.ListAsync<GradeRow>(connection, sql, parameters, cancellation);
    }
}
