using System.Data.Common;
using System.Globalization;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.Recusals;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers.Disclosures;

/// <param name="Note">Required with <see cref="RevealPurpose.Other"/>.</param>
public sealed record RevealRequest(long RowId, PersonalField Field, RevealPurpose Purpose, string? Note);

public enum RevealAnswer
{
    Revealed,

    /// <summary>No such case for this actor, or the role reveals nothing.</summary>
    NotFound,

    /// <summary>The purpose is not said.</summary>
    NoPurpose,

    /// <summary>The user must step aside from the case.</summary>
    Conflict,

    /// <summary>Too many fields in an hour.</summary>
    TooMany,

    /// <summary>Nothing is kept any more.</summary>
    Anonymised,
}

/// <param name="Value">The field in clear; only with <see cref="RevealAnswer.Revealed"/>.</param>
/// <param name="AgainAtUtc">With <see cref="RevealAnswer.TooMany"/>: from when it goes on.</param>
public sealed record RevealResult(RevealAnswer Answer, string? Value = null, RecusalGround? Ground = null, DateTime? AgainAtUtc = null);

/// <summary>
/// Shows one field of one complainant to one user for one purpose (S2-42). Reading, counting and recording are one
/// transaction: no value leaves without its entries. The limit holds for the user, over all circuits and replicas.
/// </summary>
public sealed class CaseReveal(Db db, RecusalGate gate, AuditLog audit, PersonalData personalData, RevealLimit limit, TimeProvider clock)
{
    /// <summary>Longest purpose in words.</summary>
    public const int LongestNote = 200;

    public async Task<RevealResult> RevealAsync(Actor actor, RevealRequest request, CancellationToken cancellation)
    {
        var note = Clean(request.Note);
        if (!Enum.IsDefined(request.Purpose) || !Enum.IsDefined(request.Field) || (request.Purpose is RevealPurpose.Other && note is null))
        {
            return new(RevealAnswer.NoPurpose);
        }

        if (!actor.May(Operation.RevealPersonalData) || request.Field is PersonalField.Position)
        {
            return new(RevealAnswer.NotFound);
        }

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await DisclosureStore.ReadSealedAsync(transaction, EnterpriseScope.Of(actor), request.RowId, cancellation) is not { } sealedCase)
        {
            return new(RevealAnswer.NotFound);
        }

        var result = await DecideAsync(transaction, actor, sealedCase, cancellation);
        if (result.Answer is RevealAnswer.Revealed)
        {
            var disclosure = Disclosure.By(actor, DisclosureKind.Revealed, sealedCase.EnterpriseCode, 1, Now) with
            {
                RowId = sealedCase.Id,
                CaseNo = sealedCase.CaseNo,
                Field = request.Field,
                Purpose = request.Purpose,
                Note = note,
            };
            await DisclosureStore.AppendAsync(transaction, disclosure, cancellation);
            await AppendAsync(transaction, actor, AuditAction.PersonalDataRevealed, sealedCase, new { request.Field, request.Purpose, Note = note }, cancellation);
            result = result with { Value = Of(personalData.Unseal(sealedCase.Complainant), request.Field) };
        }
        else if (result.Answer is RevealAnswer.Conflict or RevealAnswer.TooMany)
        {
            var detail = new { request.Field, request.Purpose, Why = result.Answer.ToString(), Ground = result.Ground?.ToString() };
            await AppendAsync(transaction, actor, AuditAction.RevealRefused, sealedCase, detail, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return result;
    }

    private async Task<RevealResult> DecideAsync(DbTransaction transaction, Actor actor, SealedCase sealedCase, CancellationToken cancellation)
    {
        if (PersonalData.IsAnonymised(sealedCase.Complainant))
        {
            return new(RevealAnswer.Anonymised);
        }

        // An enterprise looks at its own customers; stepping aside is for those who supervise it.
        if (!actor.IsEnterprise && await gate.FindConflictAsync(transaction, actor.UserId, sealedCase.ToItem(), cancellation) is { } ground)
        {
            return new(RevealAnswer.Conflict, Ground: ground);
        }

        return await RevealWindow.EnterAsync(db, transaction, actor.UserId, limit, Now, cancellation) is { } again
            ? new(RevealAnswer.TooMany, AgainAtUtc: again)
            : new(RevealAnswer.Revealed);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static string Of(Complainant complainant, PersonalField field) => field switch
    {
        PersonalField.Name => complainant.Name,
        PersonalField.Phone => complainant.Phone,
        _ => complainant.Address,
    };

    private static string? Clean(string? note)
    {
        var text = PersonalText.Mask((note ?? "").Trim());
        return text.Length == 0 ? null : text[..Math.Min(text.Length, LongestNote)];
    }

    private Task<long> AppendAsync(
        DbTransaction transaction, Actor actor, AuditAction action, SealedCase sealedCase, object detail, CancellationToken cancellation) =>
        audit.AppendAsync(
            transaction,
            new AuditDraft
            {
                Actor = actor,
                Action = action,
                ObjectType = nameof(RecusalItemKind.Case),
                ObjectId = sealedCase.Id.ToString(CultureInfo.InvariantCulture),
                EnterpriseCode = sealedCase.EnterpriseCode,
                Detail = detail,
            },
            cancellation);
}
