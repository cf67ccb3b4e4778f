using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Registry;
using Portal.Data.Storage;

namespace Portal.Data.Warnings;

/// <summary>How often a rule warned, and how often in vain.</summary>
public sealed record WarningFeedback
{
    public required WarningRuleCode RuleCode { get; init; }

    public required int Raised { get; init; }

    /// <summary>Called a false alarm by the authority.</summary>
    public required int FalseAlarms { get; init; }

    /// <summary>Reported by the enterprise, not decided yet.</summary>
    public required int Disputed { get; init; }

    /// <summary>Answered in any way by the authority: what false alarms are a share of.</summary>
    public required int Answered { get; init; }
}

/// <summary>What jurisdictions have laid down about the rules of warnings, and how well the rules have done.</summary>
public sealed class WarningRuleStore(Db db, AuditLog audit)
{
    /// <summary>Every change of every jurisdiction, oldest first.</summary>
    [Unscoped("Rules and who changed them why are for everybody who is warned by them.")]
    public async Task<IReadOnlyList<WarningRuleChange>> ReadChangesAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, JurisdictionCode, RuleCode, Settings, Reason, ChangedBy, ChangedAtUtc
            FROM WarningRuleChange
            ORDER BY Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<WarningRuleChange>(new(sql, cancellationToken: cancellation))).AsList();
    }

    public async Task<IReadOnlyList<WarningFeedback>> ReadFeedbackAsync(EnterpriseScope scope, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { FalseAlarm = WarningState.FalseAlarm, Disputed = WarningState.Disputed, Closed = WarningState.Closed, Acknowledged = WarningState.Acknowledged });
        var where = new Where();
        scope.Restrict(where, parameters, "W.EnterpriseCode");
        var sql = $"""
            SELECT W.RuleCode, COUNT(*) AS Raised,
                SUM(CASE WHEN W.State = @FalseAlarm THEN 1 ELSE 0 END) AS FalseAlarms,
                SUM(CASE WHEN W.State = @Disputed THEN 1 ELSE 0 END) AS Disputed,
                SUM(CASE WHEN W.State IN (@FalseAlarm, @Closed, @Acknowledged) THEN 1 ELSE 0 END) AS Answered
            FROM Warning W
            {where}
            GROUP BY W.RuleCode
            ORDER BY W.RuleCode
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<WarningFeedback>(new(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Adds a change; whether it is allowed and sound has been decided.</summary>
    public async Task AppendAsync(WarningRuleChange change, Actor by, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO WarningRuleChange (JurisdictionCode, RuleCode, Settings, Reason, ChangedBy, ChangedAtUtc)
            VALUES (@JurisdictionCode, @RuleCode, @Settings, @Reason, @ChangedBy, @ChangedAtUtc)
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new(sql, change, transaction, cancellationToken: cancellation));
        await audit.AppendAsync(
            transaction,
            new()
            {
                Actor = by,
                Action = AuditAction.WarningRuleChanged,
                ObjectType = nameof(WarningRule),
                ObjectId = change.RuleCode.ToString(),
                JurisdictionCode = change.JurisdictionCode,
                Detail = new { change.Settings, change.Reason },
            },
            cancellation);
        await transaction.CommitAsync(cancellation);
    }
}

/// <summary>Lets the leader of a bureau lay down other parameters for its jurisdiction, with a reason.</summary>
public sealed class WarningRuleDesk(WarningRuleStore store, JurisdictionStore jurisdictions, ScopeGate scopes, TimeProvider clock)
{
    /// <summary>The rules as they hold in a jurisdiction.</summary>
    public async Task<EffectiveWarningRules> ReadAsync(string jurisdictionCode, CancellationToken cancellation)
    {
        var chain = await jurisdictions.ReadChainAsync(jurisdictionCode, cancellation);
        return new(await store.ReadChangesAsync(cancellation), [.. chain.Select(link => link.Code)]);
    }

    /// <param name="settings">Null: as inherited again.</param>
    /// <returns>The fault, with the key of the parameter at fault where it is one.</returns>
    public async Task<(WarningRuleFault Fault, string Key)> ChangeAsync(
        Actor actor, string jurisdictionCode, WarningRuleCode rule, WarningSettings? settings, string reason, CancellationToken cancellation)
    {
        reason = PersonalText.Mask(reason.Trim());
        if (!actor.May(Operation.ManageWarningRules))
        {
            return (WarningRuleFault.NotAllowed, "");
        }

        if (!await scopes.MaySeeJurisdictionAsync(actor, jurisdictionCode, cancellation))
        {
            return (WarningRuleFault.OutOfScope, "");
        }

        if (reason.Length is < WarningLifeRules.ShortestReason or > WarningLifeRules.LongestReason)
        {
            return (WarningRuleFault.Reason, "");
        }

        if (settings is not null && WarningRuleCheckRules.Check(WarningRuleFile.Of(rule), settings) is { } fault)
        {
            return fault;
        }

        var change = new WarningRuleChange
        {
            JurisdictionCode = jurisdictionCode,
            RuleCode = rule,
            Settings = settings?.ToJson(),
            Reason = reason,
            ChangedBy = actor.Name,
            ChangedAtUtc = clock.GetUtcNow().UtcDateTime,
        };
        await store.AppendAsync(change, actor, cancellation);
        return (WarningRuleFault.None, "");
    }
}
