using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Storage;

namespace Portal.Data.Indicators;

/// <summary>For which months there are ledgers that count.</summary>
public sealed class FiledMonthStore(Db db)
{
    /// <summary>First day of the latest month with an accepted ledger of the scope; null when there is none.</summary>
    public async Task<DateOnly?> ReadLatestAsync(EnterpriseScope scope, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        var where = new Where().When(true, "F.IsCurrent = 1");
        scope.Restrict(where, parameters, "F.EnterpriseCode");
        var sql = $"SELECT MAX(F.Period) FROM Filing F {where}";

        await using var connection = await db.OpenAsync(cancellation);
        var month = await connection.ExecuteScalarAsync<string?>(new(sql, parameters, cancellationToken: cancellation));
        return month is null ? null : DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture);
    }
}
