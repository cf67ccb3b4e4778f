using System.Data.Common;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;

namespace Portal.Data.SpotChecks.Results;

public enum ResultFault
{
    None,

    /// <summary>No such campaign in the actor's jurisdiction.</summary>
    NotFound,

    /// <summary>The actor's role does not do this.</summary>
    NotAllowed,

    /// <summary>It is not completed, is published already, or is not handed in.</summary>
    WrongState,

    /// <summary>Whoever handed the results in does not publish them.</summary>
    SamePerson,

    /// <summary>A few words at least, without markup.</summary>
    Words,
}

/// <summary>Results handed in to be published, and what a second one decided.</summary>
public sealed record CampaignPublication
{
    public required long Id { get; init; }

    public required long SubmittedById { get; init; }

    public required string SubmittedBy { get; init; }

    public required DateTime SubmittedAtUtc { get; init; }

    /// <summary>What the results say, in the words of whoever handed them in.</summary>
    public required string Summary { get; init; }

    /// <summary>Null while undecided; false when sent back.</summary>
    public bool? IsPublished { get; init; }

    public string? DecidedBy { get; init; }

    public DateTime? DecidedAtUtc { get; init; }

    public string? Reason { get; init; }
}

/// <summary>Compares a campaign with the ledger once more, and publishes its results after a second look.</summary>
public sealed class ResultDesk(Db db, AuditLog audit, TimeProvider clock)
{
    public const int LongestWords = 1000;

    /// <summary>Handed in and decided, oldest first.</summary>
    public async Task<IReadOnlyList<CampaignPublication>> ReadPublicationsAsync(Actor reader, long campaignId, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        return await CampaignStore.ReadAsync(connection, null, campaignId, reader, cancellation) is null ? [] : await ReadAsync(connection, null, campaignId, cancellation);
    }

    /// <summary>Compares every settled task anew; the same rows give the same facts.</summary>
    public async Task<ResultFault> CompareAsync(Actor actor, long campaignId, CancellationToken cancellation)
    {
        if (!actor.May(Operation.ManageCampaigns))
        {
            return ResultFault.NotAllowed;
        }

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, FieldWork.LockOf(campaignId), cancellation);
        if (await CampaignStore.ReadAsync(connection, transaction, campaignId, actor, cancellation) is not { State: CampaignState.InField or CampaignState.Completed })
        {
            return ResultFault.NotFound;
        }

        var facts = await ComparisonWriter.WriteCampaignAsync(transaction, campaignId, Now, cancellation);
        await audit.AppendAsync(transaction, FieldWork.Draft(actor, AuditAction.FactsCompared, campaignId, new { Facts = facts }), cancellation);
        await transaction.CommitAsync(cancellation);
        return ResultFault.None;
    }

    /// <summary>Hands the results of a completed campaign in to be published.</summary>
    public Task<ResultFault> SubmitAsync(Actor actor, long campaignId, string summary, CancellationToken cancellation)
    {
        const string insert = """
            INSERT INTO CampaignPublication (CampaignId, SubmittedById, SubmittedBy, SubmittedAtUtc, Summary)
            VALUES (@CampaignId, @UserId, @DisplayName, @AtUtc, @Words)
            """;

        return StepAsync(actor, Operation.ManageCampaigns, campaignId, summary, async (transaction, open, words) =>
        {
            if (open is not null)
            {
                return ResultFault.WrongState;
            }

            var values = new { CampaignId = campaignId, actor.UserId, actor.DisplayName, AtUtc = Now, Words = words };
            await transaction.Connection!.ExecuteAsync(new(insert, values, transaction, cancellationToken: cancellation));
            await audit.AppendAsync(transaction, FieldWork.Draft(actor, AuditAction.ResultsSubmitted, campaignId, new { Summary = words }), cancellation);
            return ResultFault.None;
        }, cancellation);
    }

    /// <summary>Takes back what oneself has handed in, so that it can be handed in anew, or by somebody else.</summary>
    public Task<ResultFault> TakeBackAsync(Actor actor, long campaignId, string reason, CancellationToken cancellation) =>
        StepAsync(actor, Operation.ManageCampaigns, campaignId, reason, (transaction, open, words) => open is null || open.SubmittedById != actor.UserId
            ? Task.FromResult(ResultFault.WrongState)
            : CloseAsync(transaction, open.Id, campaignId, isPublished: false, words, actor, cancellation), cancellation);

    /// <summary>Publishes what somebody else has handed in, or sends it back.</summary>
    public Task<ResultFault> DecideAsync(Actor actor, long campaignId, bool isPublished, string reason, CancellationToken cancellation) =>
        StepAsync(actor, Operation.PublishCampaign, campaignId, reason, (transaction, open, words) => open switch
        {
            null => Task.FromResult(ResultFault.WrongState),
            _ when open.SubmittedById == actor.UserId => Task.FromResult(ResultFault.SamePerson),
            _ => CloseAsync(transaction, open.Id, campaignId, isPublished, words, actor, cancellation),
        }, cancellation);

    private async Task<ResultFault> CloseAsync(
        DbTransaction transaction, long publicationId, long campaignId, bool isPublished, string words, Actor actor, CancellationToken cancellation)
    {
        const string update = """
            UPDATE CampaignPublication SET IsPublished = @IsPublished, DecidedBy = @DisplayName, DecidedAtUtc = @AtUtc, Reason = @Words WHERE Id = @Id
            """;

        var values = new { Id = publicationId, IsPublished = isPublished, actor.DisplayName, AtUtc = Now, Words = words };
        await transaction.Connection!.ExecuteAsync(new(update, values, transaction, cancellationToken: cancellation));
        if (isPublished)
        {
            await FieldWork.MoveAsync(transaction, campaignId, CampaignState.Published, actor, words, Now, cancellation);
        }

        await audit.AppendAsync(transaction, FieldWork.Draft(actor, AuditAction.ResultsDecided, campaignId, new { IsPublished = isPublished, Reason = words }), cancellation);
        return ResultFault.None;
    }

    private async Task<ResultFault> StepAsync(
        Actor actor, Operation operation, long campaignId, string words, Func<DbTransaction, CampaignPublication?, string, Task<ResultFault>> step, CancellationToken cancellation)
    {
        if (!actor.May(operation))
        {
            return ResultFault.NotAllowed;
        }

        var said = PersonalText.Mask(words.Trim());
        if (said.Length is < Findings.FindingRules.ShortestWords or > LongestWords || AnswerRules.HasMarkup(said))
        {
            return ResultFault.Words;
        }

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, FieldWork.LockOf(campaignId), cancellation);
        if (await CampaignStore.ReadAsync(connection, transaction, campaignId, actor, cancellation) is not { } campaign)
        {
            return ResultFault.NotFound;
        }

        if (campaign.State is not CampaignState.Completed)
        {
            return ResultFault.WrongState;
        }

        var open = (await ReadAsync(connection, transaction, campaignId, cancellation)).FirstOrDefault(one => one.IsPublished is null);
        var fault = await step(transaction, open, said);
        if (fault is ResultFault.None)
        {
            await transaction.CommitAsync(cancellation);
        }

        return fault;
    }

    private static async Task<IReadOnlyList<CampaignPublication>> ReadAsync(DbConnection connection, DbTransaction? transaction, long campaignId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT P.Id, P.SubmittedById, P.SubmittedBy, P.SubmittedAtUtc, P.Summary, P.IsPublished, P.DecidedBy, P.DecidedAtUtc, P.Reason
            FROM CampaignPublication P
            WHERE P.CampaignId = @CampaignId
            ORDER BY P.Id
            """;
        return (await connection.QueryAsync<CampaignPublication>(new(sql, new { CampaignId = campaignId }, transaction, cancellationToken: cancellation))).AsList();
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
