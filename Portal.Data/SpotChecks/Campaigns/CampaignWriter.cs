using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Data.SpotChecks.Campaigns;

/// <summary>
/// One step of a campaign as one transaction under the campaign's lock: whether it may be taken is asked inside, the audit
/// entry comes last, and what is not finished is rolled back.
/// </summary>
internal sealed class CampaignWriter : IAsyncDisposable
{
    private readonly AuditLog _audit;
    private readonly Actor _by;

    private CampaignWriter(DbConnection connection, DbTransaction transaction, AuditLog audit, Actor by, DateTime now) =>
        (Connection, Transaction, _audit, _by, Now) = (connection, transaction, audit, by, now);

    public DbConnection Connection { get; }

    public DbTransaction Transaction { get; }

    public DateTime Now { get; }

    public Campaign? Campaign { get; private set; }

    /// <summary>Opens the transaction, and for an existing campaign reads it anew and asks whether the step may be taken.</summary>
    /// <param name="step">Null for a new campaign.</param>
    public static async Task<(CampaignWriter Writer, CampaignFault Fault)> OpenAsync(
        Db db, AuditLog audit, TimeProvider clock, Actor by, (long Id, int Revision, CampaignState Next)? step, CancellationToken cancellation)
    {
        var connection = await db.OpenAsync(cancellation);
        var transaction = await connection.BeginTransactionAsync(cancellation);
        var writer = new CampaignWriter(connection, transaction, audit, by, DecisionTime.Now(clock));
        if (step is not var (id, revision, next))
        {
            return (writer, by.May(Operation.ManageCampaigns) ? CampaignFault.None : CampaignFault.NotAllowed);
        }

        await db.LockAsync(transaction, string.Create(CultureInfo.InvariantCulture, $"campaign {id}"), cancellation);
        writer.Campaign = await CampaignStore.ReadAsync(connection, transaction, id, by, cancellation);
        return (writer, writer.Campaign is null ? CampaignFault.NotFound : CampaignRules.CheckStep(writer.Campaign, next, revision, by));
    }

    public async Task ExecuteAsync(string sql, object values, CancellationToken cancellation) =>
        await Connection.ExecuteAsync(new(sql, values, Transaction, cancellationToken: cancellation));

    /// <summary>Writes the step into the history and the audit log, and commits.</summary>
    /// <param name="note">For readers of the campaign.</param>
    public async Task FinishAsync(
        Campaign campaign, CampaignState state, AuditAction action, string? note, object detail, CancellationToken cancellation)
    {
        const string step = "INSERT INTO CampaignStep (CampaignId, State, ByName, AtUtc, Note) VALUES (@Id, @State, @ByName, @AtUtc, @Note)";

        await ExecuteAsync(step, new { campaign.Id, State = state, ByName = _by.Name, AtUtc = Now, Note = note }, cancellation);

        // The enterprise is left out on purpose: an enterprise reads the entries that concern it.
        var draft = new AuditDraft
        {
            Actor = _by,
            Action = action,
            ObjectType = nameof(Campaign),
            ObjectId = campaign.Id.ToString(CultureInfo.InvariantCulture),
            JurisdictionCode = campaign.JurisdictionCode,
            Detail = detail,
        };
        await _audit.AppendAsync(Transaction, draft, cancellation);
        await Transaction.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
