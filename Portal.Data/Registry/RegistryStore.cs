using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Registry;

/// <summary>Enters a whole registry in one transaction, so that a first set-up is complete or absent.</summary>
[Unscoped("The registry is public record, written by the command line.")]
public sealed class RegistryStore(Db db)
{
    public async Task AppendAsync(RegistryBook book, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await JurisdictionStore.AppendAsync(transaction, book.Jurisdictions, cancellation);
        await AuthorityStore.AppendAsync(transaction, book.Authorities, cancellation);
        await EnterpriseStore.AppendAsync(transaction, book.Enterprises, cancellation);
        await EnterpriseSizeStore.AppendAsync(transaction, book.Sizes, cancellation);
        await ChannelStore.AppendAsync(transaction, book.Channels, cancellation);
        await ContactStore.AppendAsync(transaction, book.Contacts, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>True when no jurisdiction was ever entered.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellation)
    {
        const string sql = "SELECT COUNT(*) FROM Jurisdiction";

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new(sql, cancellationToken: cancellation)) == 0;
    }
}
