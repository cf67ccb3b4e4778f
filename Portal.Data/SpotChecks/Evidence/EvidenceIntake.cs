using System.Globalization;
using System.Security.Cryptography;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Evidence;

/// <summary>A file that was sent for a task.</summary>
/// <param name="ClientId">Made on the device: a file that arrives twice is one.</param>
/// <param name="ItemCode">The question it answers; null for the task as a whole.</param>
public sealed record EvidenceUpload(Guid ClientId, string? ItemCode, string FileName, byte[] Bytes);

public enum EvidenceAnswer
{
    Taken,

    /// <summary>No such task for this actor.</summary>
    NotFound,

    /// <summary>The file is not taken: the fault says why.</summary>
    Refused,

    /// <summary>The questionnaire has no such item.</summary>
    UnknownItem,

    /// <summary>The task has as many files as it may have.</summary>
    TooMany,
}

/// <param name="Id">Of the evidence; 0 unless it was taken.</param>
public sealed record EvidenceResult(EvidenceAnswer Answer, long Id = 0, EvidenceFault Fault = EvidenceFault.None);

/// <summary>
/// Takes photos and temperature sheets (S1-15): checked by content, stripped of what the device wrote into them, sealed,
/// and once, however often they arrive. Also from somebody who no longer has the task: the work is kept.
/// </summary>
public sealed class EvidenceIntake(Db db, TaskSenders senders, EvidenceStore store, QuestionnaireStore questionnaires, AuditLog audit, TimeProvider clock)
{
    public const int MostFiles = 40;

    private const int LongestName = 120;

    public async Task<EvidenceResult> ReceiveAsync(Actor actor, long taskId, EvidenceUpload upload, CancellationToken cancellation)
    {
        var check = EvidenceRules.Check(upload.Bytes);
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await TaskStore.ReadAnyAsync(transaction, taskId, cancellation) is not { } found)
        {
            return new(EvidenceAnswer.NotFound);
        }

        await db.LockAsync(transaction, FieldWork.LockOf(found.CampaignId), cancellation);
        if (await senders.FindAsync(transaction, actor, taskId, cancellation) is not var (task, standing))
        {
            return new(EvidenceAnswer.NotFound);
        }

        var clientId = upload.ClientId.ToString();
        if (await EvidenceStore.FindAsync(transaction, clientId, cancellation) is var (id, takenFor, takenFrom))
        {
            return takenFor == taskId && takenFrom == actor.UserId ? new(EvidenceAnswer.Taken, id) : new(EvidenceAnswer.NotFound);
        }

        if (check.Fault is not EvidenceFault.None)
        {
            return new(EvidenceAnswer.Refused, Fault: check.Fault);
        }

        var questionnaire = await questionnaires.ReadAsync(task.QuestionnaireCode, task.QuestionnaireVersion, cancellation);
        if (upload.ItemCode is { } code && questionnaire?.Find(code) is null)
        {
            return new(EvidenceAnswer.UnknownItem);
        }

        if (await EvidenceStore.CountAsync(transaction, taskId, cancellation) >= MostFiles)
        {
            return new(EvidenceAnswer.TooMany);
        }

        var evidence = new TaskEvidence
        {
            Id = 0,
            TaskId = taskId,
            ItemCode = upload.ItemCode,
            UserId = actor.UserId,
            UserName = actor.Name,
            DisplayName = actor.DisplayName,
            Kind = check.Kind,
            FileName = NameOf(upload.FileName, check.Kind),
            Length = check.Content.Length,
            Width = check.Width,
            Height = check.Height,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(check.Content)),
            OriginalSha256 = Convert.ToHexStringLower(SHA256.HashData(upload.Bytes)),
            TakenAt = check.Metadata.TakenAt,
            Device = check.Metadata.Device is { } device ? PersonalText.Mask(device) : null,
            ReceivedAtUtc = clock.GetUtcNow().UtcDateTime,
        };
        var newId = await store.AppendAsync(transaction, evidence, clientId, check, cancellation);
        await audit.AppendAsync(
            transaction,
            new()
            {
                Actor = actor,
                Action = AuditAction.EvidenceReceived,
                ObjectType = nameof(TaskEvidence),
                ObjectId = newId.ToString(CultureInfo.InvariantCulture),
                JurisdictionCode = actor.JurisdictionCode,
                Detail = new { Task = taskId, Kind = check.Kind.ToString(), evidence.Sha256, evidence.OriginalSha256, Standing = standing.ToString() },
            },
            cancellation);
        await transaction.CommitAsync(cancellation);
        return new(EvidenceAnswer.Taken, newId);
    }

    /// <summary>The name without path, what nobody can see and people's numbers, ending in what the content is.</summary>
    private static string NameOf(string given, EvidenceKind kind)
    {
        var name = Path.GetFileNameWithoutExtension(given.Replace('\\', '/').Split('/')[^1]);
        name = PersonalText.Mask(new string([.. VisibleText.LineOf(name).Where(letter => letter is not ('"' or '<' or '>' or ':' or '|' or '?' or '*'))]).Trim());
        name = name.Length > LongestName ? name[..LongestName] : name;
        var ending = kind switch { EvidenceKind.Jpeg => ".jpg", EvidenceKind.Png => ".png", EvidenceKind.Pdf => ".pdf", EvidenceKind.Xlsx => ".xlsx", _ => ".csv" };
        return (name.Length == 0 ? "evidence" : name) + ending;
    }
}
