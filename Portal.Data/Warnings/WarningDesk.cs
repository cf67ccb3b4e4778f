using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.Warnings;

/// <summary>Takes the answers of authorities and enterprises to warnings.</summary>
public sealed class WarningDesk(Db db, WarningStore warnings, AuditLog audit, TimeProvider clock)
{
    /// <summary>Today on the ledgers' clock.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(8));

    /// <param name="note">The reason; empty allowed only where <see cref="WarningLifeRules.NeedsReason"/> says so.</param>
    /// <param name="mutedUntil">For a false alarm: the last day on which the same subject is not raised by this rule; null not to mute.</param>
    public async Task<WarningFault> AnswerAsync(
        Actor actor, long id, WarningAct act, string? note, DateOnly? mutedUntil, CancellationToken cancellation)
    {
        if (await warnings.ReadAsync(id, EnterpriseScope.Of(actor), cancellation) is null)
        {
            return WarningFault.NotFound;
        }

        if (!WarningLifeRules.May(actor, act))
        {
            return WarningFault.NotAllowed;
        }

        note = PersonalText.Mask((note ?? "").Trim());
        if (note.Length > WarningLifeRules.LongestReason || (WarningLifeRules.NeedsReason(act) && note.Length < WarningLifeRules.ShortestReason))
        {
            return WarningFault.Reason;
        }

        mutedUntil = act is WarningAct.CallFalse ? mutedUntil : null;
        if (mutedUntil < Today || mutedUntil > Today.AddDays(WarningLifeRules.MostMutedDays))
        {
            return WarningFault.MutedUntil;
        }

        return await WriteAsync(actor, id, act, note.Length == 0 ? null : note, mutedUntil, cancellation);
    }

    private async Task<WarningFault> WriteAsync(Actor actor, long id, WarningAct act, string? note, DateOnly? mutedUntil, CancellationToken cancellation)
    {
        const string find = "SELECT EnterpriseCode FROM Warning WHERE Id = @Id";
        const string read = "SELECT State, Amount FROM Warning WHERE Id = @Id";
        const string answer = "UPDATE Warning SET AnsweredAmount = Amount, MutedUntil = COALESCE(@MutedUntil, MutedUntil) WHERE Id = @Id";

        var nowUtc = clock.GetUtcNow().UtcDateTime;
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var enterprise = await connection.ExecuteScalarAsync<string>(new(find, new { Id = id }, transaction, cancellationToken: cancellation));

        // Two answers at once, or an answer during an evaluation, follow one another; the state is read behind the lock.
        await db.LockAsync(transaction, "warnings " + enterprise, cancellation);
        var (state, amount) = await connection.QuerySingleAsync<(WarningState, int)>(new(read, new { Id = id }, transaction, cancellationToken: cancellation));
        if (WarningLifeRules.Next(state, act) is not { } next)
        {
            return WarningFault.WrongState;
        }

        await connection.ExecuteAsync(new(answer, new { Id = id, MutedUntil = mutedUntil }, transaction, cancellationToken: cancellation));
        await WarningWriter.StepAsync(transaction, id, next, act, amount, actor, note, nowUtc, cancellation);
        await audit.AppendAsync(
            transaction,
            new()
            {
                Actor = actor,
                Action = AuditAction.WarningAnswered,
                ObjectType = nameof(Warning),
                ObjectId = id.ToString(CultureInfo.InvariantCulture),
                EnterpriseCode = enterprise,
                Detail = new { Act = act.ToString(), State = next.ToString(), Note = note, MutedUntil = mutedUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
            },
            cancellation);
        await transaction.CommitAsync(cancellation);
        return WarningFault.None;
    }
}
