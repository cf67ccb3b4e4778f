using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;
using Portal.Data.TimeLimits.Versions;

namespace Portal.Data.TimeLimits;

/// <summary>Which jurisdiction adopted which rule set from when. Adoptions are only added: the past stays explainable.</summary>
[Unscoped("Which rules are in force where is public; adoptions are written by the command line.")]
public sealed class RuleSetStore(Db db, AuditLog audit)
{
    public async Task<IReadOnlyList<RuleSetAdoption>> ReadAdoptionsAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, JurisdictionCode, SetCode, EffectiveFrom, AdoptedAtUtc, AdoptedBy
            FROM RuleSetAdoption
            ORDER BY Id
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<RuleSetAdoption>(new(sql, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Everything that has been decided about rules anywhere: adoptions, overrides, published versions, heating seasons.</summary>
    public async Task<RuleDecisions> ReadDecisionsAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, JurisdictionCode, SetCode, EffectiveFrom, AdoptedAtUtc, AdoptedBy FROM RuleSetAdoption ORDER BY Id;

            SELECT O.Id, O.JurisdictionCode, O.SetCode, O.RuleId, O.EffectiveFrom, O.EffectiveTo, O.Change, O.Reason, O.DecidedBy, O.DecidedAtUtc,
                E.LastDay, E.Reason AS EndReason, E.EndedBy, E.EndedAtUtc
            FROM RuleOverride O
            LEFT JOIN RuleOverrideEnd E ON E.OverrideId = O.Id
            ORDER BY O.Id;

            SELECT JurisdictionCode, SetCode, Version, Json, EffectiveFrom, PublishedAtUtc
            FROM RuleSetVersion
            WHERE State = @Published
            ORDER BY PublishedAtUtc, Id;

            SELECT Id, JurisdictionCode, StartYear, FromDay, ToDay, SetBy, SetAtUtc FROM HeatingSeason ORDER BY Id;
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, new { VersionState.Published }, cancellationToken: cancellation));
        return new()
        {
            Adoptions = (await results.ReadAsync<RuleSetAdoption>()).AsList(),
            Overrides = [.. (await results.ReadAsync<OverrideRow>()).Select(row => row.ToOverride())],
            Versions = [.. (await results.ReadAsync<VersionRow>()).Select(row => row.ToVersion())],
            Seasons = (await results.ReadAsync<HeatingSeasonEntry>()).AsList(),
        };
    }

    /// <returns>The new id, or null when there is no such jurisdiction.</returns>
    public async Task<long?> AppendAdoptionAsync(RuleSetAdoption adoption, Actor by, CancellationToken cancellation)
    {
        var sql = $"""
            INSERT INTO RuleSetAdoption (JurisdictionCode, SetCode, EffectiveFrom, AdoptedAtUtc, AdoptedBy)
            SELECT Code, @SetCode, @EffectiveFrom, @AdoptedAtUtc, @AdoptedBy
            FROM Jurisdiction
            WHERE Code = @JurisdictionCode
            {db.ReturningId}
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var id = await connection.ExecuteScalarAsync<long?>(new(sql, adoption, transaction, cancellationToken: cancellation));
        if (id is not null)
        {
            await audit.AppendAsync(
                transaction,
                new()
                {
                    Actor = by,
                    Action = AuditAction.RuleSetAdopted,
                    ObjectType = nameof(RuleSet),
                    ObjectId = adoption.SetCode,
                    JurisdictionCode = adoption.JurisdictionCode,
                    Detail = new { From = adoption.EffectiveFrom },
                },
                cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return id;
    }

    private sealed record OverrideRow
    {
        public required long Id { get; init; }

        public required string JurisdictionCode { get; init; }

        public required string SetCode { get; init; }

        public required string RuleId { get; init; }

        public required DateOnly EffectiveFrom { get; init; }

        public DateOnly? EffectiveTo { get; init; }

        public required string Change { get; init; }

        public required string Reason { get; init; }

        public required string DecidedBy { get; init; }

        public required DateTime DecidedAtUtc { get; init; }

        public DateOnly? LastDay { get; init; }

        public string? EndReason { get; init; }

        public string? EndedBy { get; init; }

        public DateTime? EndedAtUtc { get; init; }

        public RuleOverride ToOverride() => new()
        {
            Id = Id,
            JurisdictionCode = JurisdictionCode,
            SetCode = SetCode,
            RuleId = RuleId,
            EffectiveFrom = EffectiveFrom,
            EffectiveTo = EffectiveTo,
            Change = RuleChange.Read(Change),
            Reason = Reason,
            DecidedBy = DecidedBy,
            DecidedAtUtc = DecidedAtUtc,
            End = LastDay is { } last && EndedAtUtc is { } at ? new(last, EndReason ?? "", EndedBy ?? "", at) : null,
        };
    }

    private sealed record VersionRow
    {
        public required string JurisdictionCode { get; init; }

        public required string SetCode { get; init; }

        public required int Version { get; init; }

        public required string Json { get; init; }

        public required DateOnly EffectiveFrom { get; init; }

        public required DateTime PublishedAtUtc { get; init; }

        /// <exception cref="InvalidDataException">The published text has faults: judging on without it would change which limits hold.</exception>
        public PublishedVersion ToVersion()
        {
            var reading = RuleSetFile.Read(Json);
            var set = reading.Set ?? throw new InvalidDataException($"The published version {SetCode} v{Version} is faulty. {reading.Problems[0]}");
            return new(set with { EffectiveFrom = EffectiveFrom }, JurisdictionCode, PublishedAtUtc);
        }
    }
}
