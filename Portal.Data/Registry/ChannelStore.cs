using System.Data.Common;
using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Registry;

/// <summary>Reads and writes the published channels of enterprises (S0-16).</summary>
[Unscoped("Complaint channels are published (S0-16).")]
public sealed class ChannelStore(Db db)
{
    public async Task AppendAsync(IReadOnlyCollection<EnterpriseChannel> channels, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await AppendAsync(transaction, channels, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async Task<IReadOnlyList<EnterpriseChannel>> ReadByEnterpriseAsync(string enterpriseCode, CancellationToken cancellation)
    {
        const string sql = """
            SELECT EnterpriseCode, Kind, Address, IsVerified, CheckedOn
            FROM EnterpriseChannel
            WHERE EnterpriseCode = @EnterpriseCode
            ORDER BY Kind, Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<EnterpriseChannel>(
            new(sql, new { EnterpriseCode = enterpriseCode }, cancellationToken: cancellation));
        return rows.AsList();
    }

    internal static Task AppendAsync(DbTransaction transaction, IEnumerable<EnterpriseChannel> channels, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO EnterpriseChannel (EnterpriseCode, Kind, Address, IsVerified, CheckedOn)
            VALUES (@EnterpriseCode, @Kind, @Address, @IsVerified, @CheckedOn)
            """;

        return transaction.Connection!.ExecuteAsync(new(sql, channels, transaction, cancellationToken: cancellation));
    }
}
