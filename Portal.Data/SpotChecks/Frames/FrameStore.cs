using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Recusals;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Registry;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Results;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Data.SpotChecks.Frames;

/// <summary>Reads what can be drawn and writes it as a frame, one object after the other.</summary>
public sealed class FrameStore(Db db, PersonalData personalData, RuleBook rules, EnterpriseSizeStore sizes, RecusalGate recusals)
{
    /// <summary>What a frame would hold if it were frozen now; keeps nothing.</summary>
    public async Task<FrameSummary> PreviewAsync(Campaign campaign, CampaignPlan plan, Actor by, CancellationToken cancellation) =>
        (await WriteAsync(campaign, plan, by, Stream.Null, cancellation)).Summary;

    /// <summary>Writes the frame of a campaign, as far as this actor may see its objects, and counts what its rows claim.</summary>
    internal async Task<(FrameSummary Summary, IReadOnlyList<FrameClaim> Claims)> WriteAsync(Campaign campaign, CampaignPlan plan, Actor by, Stream target, CancellationToken cancellation)
    {
        using var writer = new FrameWriter(target);
        var claims = new FrameClaims();
        var scope = plan.Query.Within(by, campaign.JurisdictionCode);
        var sizeOf = await SizesAsync(campaign, plan, scope, cancellation);
        switch (campaign.Kind)
        {
            case CampaignKind.PhoneTest:
                await SlotsAsync(writer, campaign, plan, scope, sizeOf, cancellation);
                break;
            case CampaignKind.DoubleRandom:
                await EnterprisesAsync(writer, campaign, scope, sizeOf, cancellation);
                break;
            default:
                await RowsAsync(writer, claims, campaign, plan, scope, sizeOf, cancellation);
                break;
        }

        return (writer.End(), claims.End());
    }

    /// <summary>Enterprises of the scope that were drawn for this matter within the year of the campaign.</summary>
    internal static async Task<IReadOnlySet<string>> ReadDrawnAsync(
        DbConnection connection, DbTransaction? transaction, Campaign campaign, CancellationToken cancellation)
    {
        const string sql = """
            SELECT DISTINCT T.EnterpriseCode
            FROM SpotTask T
            INNER JOIN Campaign C ON C.Id = T.CampaignId
            WHERE C.Kind = @Kind AND C.Matter = @Matter AND C.FirstDay >= @From AND C.FirstDay <= @To AND T.State <> @Cancelled
            """;

        var values = new
        {
            Kind = CampaignKind.DoubleRandom,
            campaign.Matter,
            From = new DateOnly(campaign.FirstDay.Year, 1, 1),
            To = new DateOnly(campaign.FirstDay.Year, 12, 31),
            SpotTaskState.Cancelled,
        };
        return (await connection.QueryAsync<string>(new(sql, values, transaction, cancellationToken: cancellation))).ToHashSet(StringComparer.Ordinal);
    }

    private async Task RowsAsync(
        FrameWriter writer, FrameClaims claims, Campaign campaign, CampaignPlan plan, EnterpriseScope scope, Func<string, long> sizeOf, CancellationToken cancellation)
    {
        // A list from outside takes the place of the filter; a number that two enterprises have is taken with its enterprise only.
        const string listed = """
            L.Id IN (
                SELECT MIN(R.Id)
                FROM CampaignCase C
                INNER JOIN LedgerRow R ON R.CaseNo = C.CaseNo AND R.IsCurrent = 1 AND (C.EnterpriseCode IS NULL OR R.EnterpriseCode = C.EnterpriseCode)
                WHERE C.CampaignId = @CampaignId
                GROUP BY C.Number
                HAVING COUNT(*) = 1)
            """;

        var filter = plan.Query.IsList ? new CaseFilter { Scope = scope } : plan.Query.Cases with { Scope = scope };
        var (where, parameters) = CaseClauses.Of(filter, db.Engine, personalData);
        parameters.Add("CampaignId", campaign.Id);
        where.When(plan.Query.IsList, listed);
        var sql = $"SELECT L.Id, L.EnterpriseCode, L.ComplaintType, L.Channel, L.Rating, L.Outcome FROM LedgerRow L {where} ORDER BY L.Id";
        var keys = plan.StratifyBy;
        var strata = new Dictionary<(string Enterprise, int Type, int Channel, int Rating), string>();
        await using var connection = await db.OpenAsync(cancellation);
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, parameters, commandTimeout: 600, cancellationToken: cancellation));
        while (await reader.ReadAsync(cancellation))
        {
            var (enterprise, rating) = (reader.GetString(1), reader.IsDBNull(4) ? 0 : reader.GetInt32(4));
            var group = (enterprise, reader.GetInt32(2), reader.GetInt32(3), rating);
            if (!strata.TryGetValue(group, out var stratum))
            {
                strata[group] = stratum = plan.Sample.Method is DrawMethod.Simple ? Strata.All : Strata.OfRow(keys, enterprise, group.Item2, group.Item3, rating);
            }

            writer.Add(stratum, FrameObjectKind.Row, reader.GetInt64(0).ToString(CultureInfo.InvariantCulture), enterprise, sizeOf(enterprise));
            claims.Add(enterprise, rating, reader.IsDBNull(5) ? 0 : reader.GetInt32(5));
        }
    }

    private async Task SlotsAsync(
        FrameWriter writer, Campaign campaign, CampaignPlan plan, EnterpriseScope scope, Func<string, long> sizeOf, CancellationToken cancellation)
    {
        var calendar = await rules.ReadCalendarAsync(cancellation);
        foreach (var enterprise in await CodesAsync(scope, hasHotline: true, cancellation))
        {
            for (var day = campaign.FirstDay; day <= campaign.LastDay; day = day.AddDays(1))
            {
                for (var band = 0; band < Strata.Bands.Count; band++)
                {
                    var stratum = plan.Sample.Method is DrawMethod.Simple
                        ? Strata.All
                        : Strata.OfSlot(plan.StratifyBy, enterprise, band, calendar.IsWorkingDay(day));
                    var key = string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {band * 6:00}");
                    writer.Add(stratum, FrameObjectKind.Slot, key, enterprise, sizeOf(enterprise));
                }
            }
        }
    }

    private async Task EnterprisesAsync(
        FrameWriter writer, Campaign campaign, EnterpriseScope scope, Func<string, long> sizeOf, CancellationToken cancellation)
    {
        IReadOnlySet<string> drawn;
        await using (var connection = await db.OpenAsync(cancellation))
        {
            drawn = await ReadDrawnAsync(connection, null, campaign, cancellation);
        }

        var codes = (await CodesAsync(scope, hasHotline: false, cancellation)).Where(code => !drawn.Contains(code)).ToList();
        foreach (var code in codes)
        {
            writer.Add(Strata.All, FrameObjectKind.Enterprise, code, code, sizeOf(code));
        }

        var within = await InspectorsAsync(campaign.JurisdictionCode, cancellation);
        var inspectors = within.Select(pair => pair.UserId).Distinct().Order().ToList();
        var own = within.ToHashSet();
        var barred = new List<(long UserId, string EnterpriseCode)>();
        foreach (var code in codes.Where(_ => inspectors.Count > 0))
        {
            var conflicts = await recusals.FindConflictsAsync(inspectors, RecusalItem.OfEnterprise(code), cancellation);
            barred.AddRange(inspectors.Where(inspector => conflicts.ContainsKey(inspector) || !own.Contains(new(inspector, code))).Select(inspector => (inspector, code)));
        }

        foreach (var inspector in inspectors)
        {
            writer.Add("-", FrameObjectKind.Inspector, inspector.ToString(CultureInfo.InvariantCulture), "", 0);
        }

        foreach (var (inspector, code) in barred.OrderBy(pair => pair.UserId).ThenBy(pair => pair.EnterpriseCode, StringComparer.Ordinal))
        {
            writer.Add("-", FrameObjectKind.Barred, inspector.ToString(CultureInfo.InvariantCulture), code, 0);
        }
    }

    private async Task<IReadOnlyList<string>> CodesAsync(EnterpriseScope scope, bool hasHotline, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        var where = new Where().When(hasHotline, "E.Hotline IS NOT NULL");
        scope.Restrict(where, parameters, "E.Code");
        var sql = $"SELECT E.Code FROM Enterprise E {where}";

        await using var connection = await db.OpenAsync(cancellation);
        return [.. (await connection.QueryAsync<string>(new(sql, parameters, cancellationToken: cancellation))).Order(StringComparer.Ordinal)];
    }

    /// <summary>Active inspectors, each with the enterprises of the jurisdiction that lie in the own area.</summary>
    private async Task<IReadOnlyList<InspectorArea>> InspectorsAsync(string jurisdictionCode, CancellationToken cancellation)
    {
        const string sql = """
            SELECT DISTINCT U.Id AS UserId, E.Code AS EnterpriseCode
            FROM UserGrant G
            INNER JOIN UserAccount U ON U.Id = G.UserId
            INNER JOIN Jurisdiction A ON A.Code = G.Scope
            INNER JOIN Jurisdiction J ON J.Path LIKE CONCAT(A.Path, '%')
            INNER JOIN Enterprise E ON E.JurisdictionCode = J.Code
            INNER JOIN Jurisdiction C ON J.Path LIKE CONCAT(C.Path, '%')
            WHERE G.Role = @Role AND U.IsDisabled = 0 AND C.Code = @JurisdictionCode
            """;

        var values = new { Role = nameof(Role.Inspector), JurisdictionCode = jurisdictionCode };
        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<InspectorArea>(new(sql, values, cancellationToken: cancellation))).AsList();
    }

    private async Task<Func<string, long>> SizesAsync(Campaign campaign, CampaignPlan plan, EnterpriseScope scope, CancellationToken cancellation)
    {
        if (plan.Query.Size is SizeMeasure.One)
        {
            return _ => 1;
        }

        Dictionary<string, long> known;
        if (plan.Query.Size is SizeMeasure.Households)
        {
            var declared = await sizes.ReadAllInForceAsync(campaign.FirstDay.Year, cancellation);
            known = declared.ToDictionary(size => size.EnterpriseCode, size => size.Households ?? 0, StringComparer.Ordinal);
        }
        else
        {
            var (where, parameters) = CaseClauses.Of(plan.Query.Cases with { Scope = scope }, db.Engine, personalData);
            var sql = $"SELECT L.EnterpriseCode, COUNT(*) AS Cases FROM LedgerRow L {where} GROUP BY L.EnterpriseCode";
            await using var connection = await db.OpenAsync(cancellation);
            var counts = await connection.QueryAsync<EnterpriseCases>(new(sql, parameters, commandTimeout: 600, cancellationToken: cancellation));
            known = counts.ToDictionary(count => count.EnterpriseCode, count => count.Cases, StringComparer.Ordinal);
        }

        return code => known.GetValueOrDefault(code);
    }

    private sealed record InspectorArea(long UserId, string EnterpriseCode);

    private sealed record EnterpriseCases
    {
        public required string EnterpriseCode { get; init; }

        public required long Cases { get; init; }
    }
}
