using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Data.SpotChecks.Questionnaires;

/// <summary>A questionnaire as listed.</summary>
/// <param name="JurisdictionCode">Who wrote it; null for a shipped one.</param>
public sealed record QuestionnaireEntry(Questionnaire Questionnaire, string? JurisdictionCode, string? CreatedBy, DateTime? CreatedAtUtc);

/// <summary>What came of saving.</summary>
/// <param name="Questionnaire">As saved, with its number; null when it was not.</param>
public sealed record QuestionnaireSaving(Questionnaire? Questionnaire, IReadOnlyList<DataFileProblem> Problems, bool IsAllowed = true);

/// <summary>Shipped questionnaires and versions written in the portal. A version is never changed: a change is the next version.</summary>
public sealed class QuestionnaireStore(Db db, AuditLog audit, TimeProvider clock)
{
    /// <summary>The version a campaign names; null when there is none.</summary>
    [Unscoped("Questions are no secret within an authority; which campaign asks them is read in its scope.")]
    public async Task<Questionnaire?> ReadAsync(string code, int version, CancellationToken cancellation)
    {
        const string sql = "SELECT Json FROM QuestionnaireVersion WHERE Code = @Code AND Version = @Version";

        if (ShippedQuestionnaires.All.FirstOrDefault(shipped => shipped.Code == code && shipped.Version == version) is { } found)
        {
            return found;
        }

        await using var connection = await db.OpenAsync(cancellation);
        var json = await connection.ExecuteScalarAsync<string?>(new(sql, new { Code = code, Version = version }, cancellationToken: cancellation));
        return json is null ? null : Parse(json);
    }

    /// <summary>All versions an actor may use: the shipped ones, and those written in the own jurisdiction, above and below it.</summary>
    public async Task<IReadOnlyList<QuestionnaireEntry>> ReadListAsync(Actor actor, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT Q.JurisdictionCode, Q.Json, Q.CreatedBy, Q.CreatedAtUtc
            FROM QuestionnaireVersion Q
            WHERE {Within(actor.IsEverywhere)}
            ORDER BY Q.Kind, Q.Code, Q.Version
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new(sql, new { Own = JurisdictionScope.OwnOf(actor) }, cancellationToken: cancellation));
        return
        [
            .. ShippedQuestionnaires.All.Select(shipped => new QuestionnaireEntry(shipped, null, null, null))
                .Concat(rows.Select(row => new QuestionnaireEntry(Parse(row.Json), row.JurisdictionCode, row.CreatedBy, row.CreatedAtUtc)))
                .OrderBy(entry => entry.Questionnaire.Kind).ThenBy(entry => entry.Questionnaire.Code, StringComparer.Ordinal).ThenBy(entry => entry.Questionnaire.Version),
        ];
    }

    /// <summary>Saves as the next version of its code. A code once used stays with its kind and with whoever used it first.</summary>
    /// <param name="draft">Its version is set here.</param>
    public async Task<QuestionnaireSaving> SaveAsync(Questionnaire draft, Actor by, CancellationToken cancellation)
    {
        const string known = """
            SELECT Q.JurisdictionCode, Q.Kind, MAX(Q.Version) AS Version
            FROM QuestionnaireVersion Q
            WHERE Q.Code = @Code
            GROUP BY Q.JurisdictionCode, Q.Kind
            """;
        const string insert = """
            INSERT INTO QuestionnaireVersion (JurisdictionCode, Code, Version, Kind, Json, CreatedBy, CreatedAtUtc)
            VALUES (@JurisdictionCode, @Code, @Version, @Kind, @Json, @CreatedBy, @CreatedAtUtc)
            """;

        if (!by.May(Operation.ManageCampaigns) || by.JurisdictionCode is not { Length: > 0 } jurisdiction)
        {
            return new(null, [], IsAllowed: false);
        }

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "questionnaires", cancellation);
        var owners = (await connection.QueryAsync<Known>(new(known, new { draft.Code }, transaction, cancellationToken: cancellation))).AsList();
        var shipped = ShippedQuestionnaires.All.FirstOrDefault(one => one.Code == draft.Code);
        var next = draft with { Version = Math.Max(shipped?.Version ?? 0, owners.Select(owner => owner.Version).DefaultIfEmpty(0).Max()) + 1 };
        var problems = QuestionnaireFile.Read(QuestionnaireText.Write(next)).Problems.ToList();
        if (shipped is not null)
        {
            problems.Add(new("questionnaire", "code", $"\"{draft.Code}\" is a shipped questionnaire; give the own one another code."));
        }
        else if (owners.Exists(owner => owner.JurisdictionCode != jurisdiction || owner.Kind != draft.Kind))
        {
            problems.Add(new("questionnaire", "code", $"\"{draft.Code}\" is taken by another kind or jurisdiction."));
        }

        if (problems.Count > 0)
        {
            return new(null, problems);
        }

        var values = new
        {
            JurisdictionCode = jurisdiction,
            next.Code,
            next.Version,
            next.Kind,
            Json = QuestionnaireText.Write(next),
            CreatedBy = by.Name,
            CreatedAtUtc = DecisionTime.Now(clock),
        };
        await connection.ExecuteAsync(new(insert, values, transaction, cancellationToken: cancellation));
        var entry = new AuditDraft
        {
            Actor = by,
            Action = AuditAction.QuestionnaireSaved,
            ObjectType = nameof(Questionnaire),
            ObjectId = string.Create(CultureInfo.InvariantCulture, $"{next.Code} v{next.Version}"),
            JurisdictionCode = jurisdiction,
            Detail = new { Kind = next.Kind.ToString(), Items = next.Items.Count },
        };
        await audit.AppendAsync(transaction, entry, cancellation);
        await transaction.CommitAsync(cancellation);
        return new(next, []);
    }

    private static Questionnaire Parse(string json) =>
        QuestionnaireFile.Read(json) is { Questionnaire: { } read } ? read : throw new InvalidDataException("A stored questionnaire cannot be read.");

    /// <summary>Expects <c>@Own</c>, the jurisdiction of the actor.</summary>
    private static string Within(bool isEverywhere) => isEverywhere switch
    {
        true => "Q.Id > 0",
        false => """
            Q.JurisdictionCode IN (
                SELECT I.Code FROM Jurisdiction I INNER JOIN Jurisdiction A ON I.Path LIKE CONCAT(A.Path, '%') OR A.Path LIKE CONCAT(I.Path, '%') WHERE A.Code = @Own)
            """,
    };

    private sealed record Row
    {
        public required string JurisdictionCode { get; init; }

        public required string Json { get; init; }

        public required string CreatedBy { get; init; }

        public required DateTime CreatedAtUtc { get; init; }
    }

    private sealed record Known
    {
        public required string JurisdictionCode { get; init; }

        public required CampaignKind Kind { get; init; }

        public required int Version { get; init; }
    }
}
