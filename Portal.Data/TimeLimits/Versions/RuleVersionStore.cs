using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.TimeLimits.Versions;

/// <summary>
/// Versions of rule sets written in the portal, with their history. Every step asks inside its own transaction whether it
/// may be taken: that nobody approves his own work does not rest on a page.
/// </summary>
public sealed class RuleVersionStore(Db db, AuditLog audit, TimeProvider clock)
{
    private const string Columns = "V.Id, V.JurisdictionCode, V.SetCode, V.Version, V.BasedOn, V.State, V.Revision, V.Json, V.EffectiveFrom, V.PublishedAtUtc";

    /// <summary>The versions of the actor's jurisdiction and those below it, newest first.</summary>
    public async Task<IReadOnlyList<VersionWithHistory>> ReadListAsync(Actor actor, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {Columns} FROM RuleSetVersion V WHERE {JurisdictionScope.Within(actor, "V.JurisdictionCode")} ORDER BY V.Id DESC;

            SELECT S.VersionId, S.Step, S.ByName, S.AtUtc, S.Note
            FROM RuleSetVersionStep S
            INNER JOIN RuleSetVersion V ON V.Id = S.VersionId
            WHERE {JurisdictionScope.Within(actor, "V.JurisdictionCode")}
            ORDER BY S.Id;
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, new { Own = JurisdictionScope.OwnOf(actor) }, cancellationToken: cancellation));
        var versions = (await results.ReadAsync<RuleSetVersion>()).AsList();
        var history = (await results.ReadAsync<VersionEvent>()).ToLookup(line => line.VersionId);
        return [.. versions.Select(version => new VersionWithHistory(version, [.. history[version.Id]]))];
    }

    /// <returns>Null when there is none of that id within the actor's jurisdiction.</returns>
    public async Task<VersionWithHistory?> ReadAsync(long id, Actor actor, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        return await ReadAsync(connection, null, id, actor, cancellation);
    }

    /// <summary>Puts a new draft in place. Its number is the next of its set, over what is shipped and what was ever drafted.</summary>
    /// <param name="draft">Number, state and revision are set here.</param>
    public async Task<(VersionFault Fault, long Id)> CreateAsync(RuleSet draft, string? basedOn, string jurisdictionCode, Actor by, CancellationToken cancellation)
    {
        const string next = "SELECT COALESCE(MAX(Version), 0) FROM RuleSetVersion WHERE SetCode = @Code";
        var insert = $"""
            INSERT INTO RuleSetVersion (JurisdictionCode, SetCode, Version, BasedOn, State, Revision, Json)
            VALUES (@JurisdictionCode, @SetCode, @Version, @BasedOn, @State, 1, @Json)
            {db.ReturningId}
            """;

        if (!by.May(Operation.EditRules))
        {
            return (VersionFault.NotAllowed, 0);
        }

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "rule versions", cancellation);
        if (!await MaySeeAsync(transaction, jurisdictionCode, by, cancellation))
        {
            return (VersionFault.NotFound, 0);
        }

        var drafted = await connection.ExecuteScalarAsync<int>(new(next, new { draft.Code }, transaction, cancellationToken: cancellation));
        var shipped = RuleSets.Shipped.Where(set => set.Code == draft.Code).Select(set => set.Version).DefaultIfEmpty(0).Max();
        var version = Math.Max(drafted, shipped) + 1;
        var values = new
        {
            JurisdictionCode = jurisdictionCode,
            SetCode = draft.Code,
            Version = version,
            BasedOn = basedOn,
            State = VersionState.Draft,
            Json = RuleSetText.Write(draft with { Version = version, EffectiveFrom = null, EffectiveTo = null }),
        };
        var id = await connection.ExecuteScalarAsync<long>(new(insert, values, transaction, cancellationToken: cancellation));
        await AppendStepAsync(transaction, id, VersionStep.Created, basedOn, by, cancellation);
        await RecordAsync(transaction, AuditAction.RuleVersionCreated, id, jurisdictionCode, new { Set = draft.Code, Version = version, BasedOn = basedOn }, by, cancellation);
        await transaction.CommitAsync(cancellation);
        return (VersionFault.None, id);
    }

    /// <summary>Puts a draft's rules in the place of those of the revision that was in hand; anything else is refused, never overwritten.</summary>
    public Task<VersionFault> SaveAsync(long id, int revision, RuleSet rules, Actor by, CancellationToken cancellation) => ChangeAsync(
        id,
        revision,
        VersionStep.Edited,
        null,
        by,
        version => (VersionFault.None, version with
        {
            Json = RuleSetText.Write(rules with { Code = version.SetCode, Version = version.Version, EffectiveFrom = null, EffectiveTo = null }),
        }),
        cancellation);

    /// <summary>Submits, sends back, approves, publishes or withdraws the version as it stood at a revision.</summary>
    /// <param name="effectiveFrom">The first day; for publishing only.</param>
    public Task<VersionFault> MoveAsync(
        long id, int revision, VersionStep step, string? note, DateOnly? effectiveFrom, Actor by, CancellationToken cancellation) => ChangeAsync(
        id,
        revision,
        step,
        string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
        by,
        version =>
        {
            if (step is VersionStep.SentBack or VersionStep.Withdrawn && string.IsNullOrWhiteSpace(note))
            {
                return (VersionFault.Reason, version);
            }

            if (step is VersionStep.Submitted or VersionStep.Approved or VersionStep.Published && RuleSetFile.Read(version.Json).Set is null)
            {
                return (VersionFault.Faulty, version);
            }

            return step is not VersionStep.Published ? (VersionFault.None, version)
                : effectiveFrom is null ? (VersionFault.EffectiveFrom, version)
                : (VersionFault.None, version with { EffectiveFrom = effectiveFrom, PublishedAtUtc = DecisionTime.Now(clock) });
        },
        cancellation);

    private async Task<VersionFault> ChangeAsync(
        long id,
        int revision,
        VersionStep step,
        string? note,
        Actor by,
        Func<RuleSetVersion, (VersionFault Fault, RuleSetVersion Version)> change,
        CancellationToken cancellation)
    {
        const string update = """
            UPDATE RuleSetVersion
            SET State = @State, Revision = @Revision, Json = @Json, EffectiveFrom = @EffectiveFrom, PublishedAtUtc = @PublishedAtUtc
            WHERE Id = @Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "rule versions", cancellation);
        if (await ReadAsync(connection, transaction, id, by, cancellation) is not { } found)
        {
            return VersionFault.NotFound;
        }

        var fault = RuleVersionRules.Check(found.Version, found.History, step, by);
        if (fault is VersionFault.None && found.Version.Revision != revision)
        {
            fault = VersionFault.Changed;
        }

        if (fault is not VersionFault.None)
        {
            return fault;
        }

        (fault, var changed) = change(found.Version);
        if (fault is not VersionFault.None)
        {
            return fault;
        }

        changed = changed with { State = RuleVersionRules.Next(found.Version.State, step)!.Value, Revision = revision + 1 };
        await connection.ExecuteAsync(new(update, changed, transaction, cancellationToken: cancellation));
        await AppendStepAsync(transaction, id, step, note, by, cancellation);
        await RecordAsync(
            transaction,
            step is VersionStep.Edited ? AuditAction.RuleVersionEdited : AuditAction.RuleVersionMoved,
            id,
            changed.JurisdictionCode,
            new { Version = changed.Name, changed.Revision, State = changed.State.ToString(), From = changed.EffectiveFrom, Reason = note },
            by,
            cancellation);
        await transaction.CommitAsync(cancellation);
        return VersionFault.None;
    }

    private static async Task<VersionWithHistory?> ReadAsync(
        DbConnection connection, DbTransaction? transaction, long id, Actor actor, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {Columns} FROM RuleSetVersion V WHERE V.Id = @Id AND {JurisdictionScope.Within(actor, "V.JurisdictionCode")};

            SELECT S.VersionId, S.Step, S.ByName, S.AtUtc, S.Note FROM RuleSetVersionStep S WHERE S.VersionId = @Id ORDER BY S.Id;
            """;

        await using var results = await connection.QueryMultipleAsync(new(sql, new { Id = id, Own = JurisdictionScope.OwnOf(actor) }, transaction, cancellationToken: cancellation));
        return await results.ReadSingleOrDefaultAsync<RuleSetVersion>() is { } version
            ? new(version, (await results.ReadAsync<VersionEvent>()).AsList())
            : null;
    }

    private static async Task<bool> MaySeeAsync(DbTransaction transaction, string jurisdictionCode, Actor actor, CancellationToken cancellation)
    {
        const string sql = """
            SELECT COUNT(*)
            FROM Jurisdiction I
            INNER JOIN Jurisdiction A ON I.Path LIKE CONCAT(A.Path, '%')
            WHERE A.Code = @Own AND I.Code = @Code
            """;

        return await transaction.Connection!.ExecuteScalarAsync<int>(
            new(sql, new { Own = JurisdictionScope.OwnOf(actor), Code = jurisdictionCode }, transaction, cancellationToken: cancellation)) > 0;
    }

    private Task<int> AppendStepAsync(DbTransaction transaction, long id, VersionStep step, string? note, Actor by, CancellationToken cancellation)
    {
        const string sql = "INSERT INTO RuleSetVersionStep (VersionId, Step, ByName, AtUtc, Note) VALUES (@Id, @Step, @ByName, @AtUtc, @Note)";

        return transaction.Connection!.ExecuteAsync(new(
            sql, new { Id = id, Step = step, ByName = by.Name, AtUtc = DecisionTime.Now(clock), Note = note }, transaction, cancellationToken: cancellation));
    }

    private Task<long> RecordAsync(
        DbTransaction transaction, AuditAction action, long id, string jurisdictionCode, object detail, Actor by, CancellationToken cancellation) => audit.AppendAsync(
        transaction,
        new()
        {
            Actor = by,
            Action = action,
            ObjectType = nameof(RuleSetVersion),
            ObjectId = id.ToString(CultureInfo.InvariantCulture),
            JurisdictionCode = jurisdictionCode,
            Detail = detail,
        },
        cancellation);
}
