using System.Buffers.Binary;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Evidence;

/// <summary>
/// Reads evidence and writes it in pieces, each sealed with the key ring and bound to its place: a photo may show a home.
/// Who sees a task sees its evidence; an enterprise opens what was released to it with a finding it has been told of.
/// </summary>
public sealed class EvidenceStore(Db db, PersonalData personalData)
{
    private const int PartBytes = 1 << 18;

    private const string Columns = """
        V.Id, V.TaskId, V.ItemCode, V.UserId, V.UserName, V.DisplayName, V.Kind, V.FileName, V.Length, V.Width, V.Height, V.Sha256,
        V.OriginalSha256, V.TakenAt, V.Device, CASE WHEN V.Position IS NULL THEN 0 ELSE 1 END AS HasPosition, V.ReceivedAtUtc, V.ErasedAtUtc
        """;

    private const string Source = """
        TaskEvidence V
        INNER JOIN SpotTask T ON T.Id = V.TaskId
        INNER JOIN Campaign C ON C.Id = T.CampaignId
        """;

    private const string Released = """
        EXISTS (SELECT 1 FROM FindingEvidence X INNER JOIN Finding F ON F.Id = X.FindingId
            WHERE X.EvidenceId = V.Id AND X.ReleasedAtUtc IS NOT NULL AND F.NotifiedAtUtc IS NOT NULL)
        """;

    /// <summary>Of a task, oldest first.</summary>
    public async Task<IReadOnlyList<TaskEvidence>> ReadOfTaskAsync(Actor reader, long taskId, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { TaskId = taskId });
        var where = new Where().When(true, "V.TaskId = @TaskId").When(!reader.May(Operation.ReadEvidence), "1 = 0");
        TaskStore.Restrict(reader, where, parameters);
        var sql = $"""
            SELECT {Columns}
            FROM {Source}
            {where}
            ORDER BY V.Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<TaskEvidence>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Null when there is none that the reader may see.</summary>
    public async Task<TaskEvidence?> ReadAsync(Actor reader, long id, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { Id = id });
        var where = new Where().When(true, "V.Id = @Id").When(!reader.May(Operation.ReadEvidence), "1 = 0");
        if (reader.IsEnterprise)
        {
            where.When(true, Released);
            EnterpriseScope.Of(reader).Restrict(where, parameters, "T.EnterpriseCode");
        }
        else
        {
            TaskStore.Restrict(reader, where, parameters);
        }

        var sql = $"""
            SELECT {Columns}
            FROM {Source}
            {where}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<TaskEvidence>(new(sql, parameters, cancellationToken: cancellation));
    }

    /// <summary>Writes the file into the stream, piece by piece.</summary>
    [Unscoped("the evidence was read within the reader's scope")]
    public async Task CopyAsync(TaskEvidence evidence, Stream target, CancellationToken cancellation)
    {
        const string sql = "SELECT Bytes FROM TaskEvidencePart WHERE EvidenceId = @Id AND Part = @Part";

        for (var part = 0; part * (long)PartBytes < evidence.Length; part++)
        {
            byte[] bytes;
            await using (var connection = await db.OpenAsync(cancellation))
            {
                bytes = await connection.ExecuteScalarAsync<byte[]>(new(sql, new { evidence.Id, Part = part }, cancellationToken: cancellation))
                    ?? throw new InvalidDataException($"Evidence {evidence.Id} has lost part {part}. Restore the database from a backup.");
            }

            await target.WriteAsync(personalData.Unseal(bytes, Place(evidence.Id, part)), cancellation);
        }
    }

    /// <summary>Which items of a task have evidence.</summary>
    internal static async Task<IReadOnlyList<string>> ReadItemsAsync(DbTransaction transaction, long taskId, CancellationToken cancellation)
    {
        const string sql = "SELECT DISTINCT V.ItemCode FROM TaskEvidence V WHERE V.TaskId = @TaskId AND V.ItemCode IS NOT NULL";
        return (await transaction.Connection!.QueryAsync<string>(new(sql, new { TaskId = taskId }, transaction, cancellationToken: cancellation))).AsList();
    }

    internal static async Task<(long Id, long TaskId, long UserId)?> FindAsync(DbTransaction transaction, string clientId, CancellationToken cancellation)
    {
        const string sql = "SELECT V.Id, V.TaskId, V.UserId FROM TaskEvidence V WHERE V.ClientId = @ClientId";
        return await transaction.Connection!.QuerySingleOrDefaultAsync<(long, long, long)?>(new(sql, new { ClientId = clientId }, transaction, cancellationToken: cancellation));
    }

    internal static async Task<int> CountAsync(DbTransaction transaction, long taskId, CancellationToken cancellation)
    {
        const string sql = "SELECT COUNT(*) FROM TaskEvidence V WHERE V.TaskId = @TaskId";
        return await transaction.Connection!.ExecuteScalarAsync<int>(new(sql, new { TaskId = taskId }, transaction, cancellationToken: cancellation));
    }

    /// <returns>The id.</returns>
    internal async Task<long> AppendAsync(DbTransaction transaction, TaskEvidence evidence, string clientId, EvidenceCheck check, CancellationToken cancellation)
    {
        var sql = $"""
            INSERT INTO TaskEvidence (ClientId, TaskId, ItemCode, UserId, UserName, DisplayName, Kind, FileName, Length, Width, Height, Sha256,
                OriginalSha256, TakenAt, Device, Position, ReceivedAtUtc)
            VALUES (@ClientId, @TaskId, @ItemCode, @UserId, @UserName, @DisplayName, @Kind, @FileName, @Length, @Width, @Height, @Sha256,
                @OriginalSha256, @TakenAt, @Device, @Position, @ReceivedAtUtc)
            {db.ReturningId}
            """;
        const string part = "INSERT INTO TaskEvidencePart (EvidenceId, Part, Bytes) VALUES (@EvidenceId, @Part, @Bytes)";

        var parameters = new DynamicParameters(new
        {
            ClientId = clientId,
            evidence.TaskId,
            evidence.ItemCode,
            evidence.UserId,
            evidence.UserName,
            evidence.DisplayName,
            evidence.Kind,
            evidence.FileName,
            evidence.Length,
            evidence.Width,
            evidence.Height,
            evidence.Sha256,
            evidence.OriginalSha256,
            evidence.TakenAt,
            evidence.Device,
            evidence.ReceivedAtUtc,
        });
        parameters.Add("Position", Seal(check.Metadata, clientId), DbType.Binary);
        var connection = transaction.Connection!;
        var id = await connection.ExecuteScalarAsync<long>(new(sql, parameters, transaction, cancellationToken: cancellation));
        for (var number = 0; number * PartBytes < check.Content.Length; number++)
        {
            var bytes = check.Content.AsMemory(number * PartBytes, Math.Min(PartBytes, check.Content.Length - (number * PartBytes)));
            var values = new { EvidenceId = id, Part = number, Bytes = personalData.Seal(bytes.Span, Place(id, number)) };
            await connection.ExecuteAsync(new(part, values, transaction, cancellationToken: cancellation));
        }

        return id;
    }

    private byte[]? Seal(EvidenceMetadata metadata, string clientId) => metadata is { Latitude: { } latitude, Longitude: { } longitude }
        ? personalData.Seal(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{latitude:0.000000},{longitude:0.000000}")), Encoding.UTF8.GetBytes(clientId))
        : null;

    private static byte[] Place(long evidenceId, int part)
    {
        var place = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(place, evidenceId);
        BinaryPrimitives.WriteInt32BigEndian(place.AsSpan(8), part);
        return place;
    }
}
