using System.Globalization;
using System.Text;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.Recusals;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Evidence;

/// <param name="Position">Degrees north and east (WGS 84); only with <see cref="RevealAnswer.Revealed"/>.</param>
public sealed record PositionResult(RevealAnswer Answer, (decimal Latitude, decimal Longitude)? Position = null);

/// <summary>
/// Shows to the bureau where a photo was taken, as the camera told it: a home, so it is looked at like an address, counted
/// and recorded (S2-42). Not before the field work is over: the record is read by the enterprise, which would learn of the
/// campaign (S0-63).
/// </summary>
public sealed class PositionReveal(Db db, RecusalGate gate, AuditLog audit, PersonalData personalData, RevealLimit limit, TimeProvider clock)
{
    /// <summary>Whether the actor may ask for positions in this task at all.</summary>
    public static bool MayAsk(Actor actor, TaskLine task) =>
        actor.May(Operation.AssignTasks) && actor.May(Operation.RevealPersonalData) && task.CampaignState is CampaignState.Completed or CampaignState.Published;

    public async Task<PositionResult> RevealAsync(Actor actor, long taskId, long evidenceId, CancellationToken cancellation)
    {
        const string sql = "SELECT V.ClientId, V.Position FROM TaskEvidence V WHERE V.Id = @EvidenceId AND V.TaskId = @TaskId AND V.Position IS NOT NULL";

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var values = new { EvidenceId = evidenceId, TaskId = taskId };
        if (await TaskStore.ReadAsync(connection, transaction, actor, taskId, cancellation) is not { } task || !MayAsk(actor, task)
            || await TaskHands.ReadItemAsync(transaction, taskId, cancellation) is not { } item
            || await connection.QuerySingleOrDefaultAsync<(string ClientId, byte[] Position)?>(new(sql, values, transaction, cancellationToken: cancellation)) is not var (clientId, sealedPosition))
        {
            return new(RevealAnswer.NotFound);
        }

        var answer = await gate.FindConflictAsync(transaction, actor.UserId, item.ToItem(), cancellation) is not null ? RevealAnswer.Conflict
            : await RevealWindow.EnterAsync(db, transaction, actor.UserId, limit, Now, cancellation) is not null ? RevealAnswer.TooMany
            : RevealAnswer.Revealed;
        if (answer is RevealAnswer.Revealed)
        {
            var disclosure = Disclosure.By(actor, DisclosureKind.Revealed, task.EnterpriseCode, 1, Now) with
            {
                RowId = task.RowId,
                CaseNo = task.CaseNo,
                Field = PersonalField.Position,
                Purpose = RevealPurpose.ComplaintReview,
            };
            await DisclosureStore.AppendAsync(transaction, disclosure, cancellation);
        }

        await audit.AppendAsync(transaction, Draft(actor, task, evidenceId, answer), cancellation);
        await transaction.CommitAsync(cancellation);
        return answer is RevealAnswer.Revealed ? new(answer, Read(personalData.Unseal(sealedPosition, Encoding.UTF8.GetBytes(clientId)))) : new(answer);
    }

    private static (decimal Latitude, decimal Longitude) Read(byte[] position)
    {
        var parts = Encoding.UTF8.GetString(position).Split(',');
        return (decimal.Parse(parts[0], CultureInfo.InvariantCulture), decimal.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static AuditDraft Draft(Actor actor, TaskLine task, long evidenceId, RevealAnswer answer) => new()
    {
        Actor = actor,
        Action = answer is RevealAnswer.Revealed ? AuditAction.PersonalDataRevealed : AuditAction.RevealRefused,
        ObjectType = nameof(TaskEvidence),
        ObjectId = evidenceId.ToString(CultureInfo.InvariantCulture),
        EnterpriseCode = task.EnterpriseCode,
        Detail = new { Field = PersonalField.Position, Task = task.Id, Why = answer is RevealAnswer.Revealed ? null : answer.ToString() },
    };

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
