using System.Runtime.CompilerServices;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Permits;
using Portal.Data.Access.Recusals;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers.Cases;

/// <summary>
/// Reads the cases behind the figures (S0-46). Which cases there are is answered from an index alone; the rows
/// themselves are fetched for the page only. Complainants leave here masked.
/// </summary>
public sealed class CaseStore(Db db, PersonalData personalData)
{
    private const int RowsPerFetch = 500;

    private const string LineColumns = """
        L.Id, L.EnterpriseCode, E.Name AS EnterpriseName, E.NameEn AS EnterpriseNameEn, L.CaseNo, L.Channel, L.RequestClass,
        L.ComplaintType, L.Urgency, L.Grade, L.Community, L.Content, L.ReceivedAt, L.FedBackAt, L.ClosedAt, L.Outcome, L.Rating,
        L.Verdicts, L.FeedbackState, L.HandlingMinutes, L.IsComplete
        """;

    private const string RowColumns = """
        L.Id, L.FilingId, L.EnterpriseCode, L.CaseNo, L.FigureMonth, L.IsCurrent, L.Entry, L.Sheet, L.SheetRow, L.Channel,
        L.RequestClass, L.ComplaintType, L.SubType, L.Urgency, L.Grade, L.Complainant, L.Community, L.Content, L.Department,
        L.Staff, L.RoomTemperatureTenths, L.DaysWithoutSupply, L.PipeDiameter, L.ReceivedAt, L.RegisteredAt, L.DispatchedAt,
        L.AcceptedAt, L.RespondedAt, L.AppointedAt, L.ArrivedAt, L.RepairStartedAt, L.RepairedAt, L.RepliedInWritingAt,
        L.FedBackAt, L.ClosedAt, L.CalledBackAt, L.Outcome, L.Resolution, L.Responsibility, L.Rating, L.ReturnCount,
        L.ExtendedTo, L.ExtensionReason, L.Evidence, L.ReturnedAt, L.ReturnReason, L.MediatedAt, L.ObjectedAt, L.ReconsideredAt,
        L.Validity, L.Verdicts, L.FeedbackState, L.ClosingState, L.HandlingMinutes, L.IsComplete, L.IsOpen, L.JudgedAt,
        COALESCE(L.RulesAsOfUtc, (SELECT F.ReceivedAtUtc FROM Filing F WHERE F.Id = L.FilingId)) AS RulesAsOfUtc
        """;

    /// <summary>One page of the explorer. Equal sort values are told apart by id, so that no row is shown twice.</summary>
    public async Task<Page<CaseLine>> ReadPageAsync(
        CaseFilter filter, CaseSort sort, bool descending, PageRequest page, CancellationToken cancellation)
    {
        var (where, parameters) = CaseClauses.Of(filter, db.Engine, personalData);
        parameters.Add("Skip", page.Skip);
        parameters.Add("Take", page.Take);
        var count = $"SELECT COUNT(*) FROM LedgerRow L {where}";
        var find = $"SELECT L.Id FROM LedgerRow L {where} ORDER BY {CaseClauses.OrderBy(sort, descending)} {db.PageTail}";
        const string fetch = $"""
            SELECT {LineColumns}
            FROM LedgerRow L
            INNER JOIN Enterprise E ON E.Code = L.EnterpriseCode
            WHERE L.Id IN @Ids
            """;

        await using var connection = await db.OpenAsync(cancellation);
        var total = await connection.ExecuteScalarAsync<int>(new(count, parameters, cancellationToken: cancellation));
        var ids = (await connection.QueryAsync<long>(new(find, parameters, cancellationToken: cancellation))).AsList();
        var lines = await connection.QueryAsync<CaseLine>(new(fetch, new { Ids = ids }, cancellationToken: cancellation));
        var byId = lines.ToDictionary(line => line.Id);
        return new([.. ids.Select(id => byId[id])], total);
    }

    public async Task<int> CountAsync(CaseFilter filter, CancellationToken cancellation)
    {
        var (where, parameters) = CaseClauses.Of(filter, db.Engine, personalData);
        var sql = $"SELECT COUNT(*) FROM LedgerRow L {where}";

        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new(sql, parameters, cancellationToken: cancellation));
    }

    /// <summary>The enterprises and months of 受理 in which the filter finds cases.</summary>
    public async Task<IReadOnlyList<CaseMonth>> ReadMonthsAsync(CaseFilter filter, CancellationToken cancellation)
    {
        var (where, parameters) = CaseClauses.Of(filter, db.Engine, personalData);
        var sql = $"SELECT DISTINCT L.EnterpriseCode, L.FigureMonth FROM LedgerRow L {where} ORDER BY L.EnterpriseCode, L.FigureMonth";

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<CaseMonth>(new(sql, parameters, commandTimeout: 300, cancellationToken: cancellation))).AsList();
    }

    /// <summary>
    /// All cases of a filter in the order of the screen, for exports. The ids are settled first and the rows fetched in
    /// batches: a slow reader holds no connection.
    /// </summary>
    /// <param name="clear">The complainants of which enterprises and months come in clear; all others stay masked.</param>
    /// <param name="aside">Interests in people who stay masked there too, and are marked as withheld.</param>
    public async IAsyncEnumerable<CaseRow> StreamAsync(
        CaseFilter filter,
        CaseSort sort,
        bool descending,
        PermitCoverage clear,
        IReadOnlyList<Interest> aside,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        const string fetch = $"SELECT {RowColumns}, L.PhoneHash, L.AddressHash FROM LedgerRow L WHERE L.Id IN @Ids";

        foreach (var batch in (await ReadIdsAsync(filter, sort, descending, cancellation)).Chunk(RowsPerFetch))
        {
            Dictionary<long, CaseRow> rows;
            await using (var connection = await db.OpenAsync(cancellation))
            {
                rows = (await connection.QueryAsync<CaseRow>(new(fetch, new { Ids = batch }, cancellationToken: cancellation))).ToDictionary(row => row.Id);
            }

            foreach (var id in batch)
            {
                if (rows.TryGetValue(id, out var row))
                {
                    yield return !clear.Covers(row.EnterpriseCode, row.FigureMonth) ? Mask(row)
                        : RecusalRules.IsPersonOf(aside, row.PhoneHash, row.AddressHash) ? Mask(row) with { IsWithheld = true }
                        : Mask(row) with { Clear = personalData.Unseal(row.Complainant!) };
                }
            }
        }
    }

    /// <summary>One row, whether it still counts or not; null when there is none within the scope.</summary>
    public async Task<CaseRow?> ReadAsync(long id, EnterpriseScope scope, CancellationToken cancellation)
    {
        var where = new Where().When(true, "L.Id = @Id");
        var parameters = new DynamicParameters(new { Id = id });
        scope.Restrict(where, parameters, "L.EnterpriseCode");
        var sql = $"SELECT {RowColumns} FROM LedgerRow L {where}";

        await using var connection = await db.OpenAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<CaseRow>(new(sql, parameters, cancellationToken: cancellation));
        return row is null ? null : Mask(row);
    }

    /// <summary>Every row in which the case was reported, latest filing first.</summary>
    public async Task<IReadOnlyList<CaseVersion>> ReadVersionsAsync(CaseRow row, CancellationToken cancellation)
    {
        const string sql = """
            SELECT L.Id, L.FilingId, F.Period, F.Version, L.Entry, L.IsCurrent, F.ReceivedAtUtc, L.Rating, L.Verdicts
            FROM LedgerRow L
            INNER JOIN Filing F ON F.Id = L.FilingId
            WHERE L.EnterpriseCode = @EnterpriseCode AND L.CaseNo = @CaseNo
            ORDER BY L.Id DESC
            """;

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<CaseVersion>(
            new(sql, new { row.EnterpriseCode, row.CaseNo }, cancellationToken: cancellation))).AsList();
    }

    private async Task<List<long>> ReadIdsAsync(CaseFilter filter, CaseSort sort, bool descending, CancellationToken cancellation)
    {
        var (where, parameters) = CaseClauses.Of(filter, db.Engine, personalData);
        var sql = $"SELECT L.Id FROM LedgerRow L {where} ORDER BY {CaseClauses.OrderBy(sort, descending)}";

        await using var connection = await db.OpenAsync(cancellation);
        return (await connection.QueryAsync<long>(new(sql, parameters, commandTimeout: 300, cancellationToken: cancellation))).AsList();
    }

    private CaseRow Mask(CaseRow row)
    {
        var complainant = personalData.Unseal(row.Complainant!);
        return row with
        {
            Complainant = null,
            PhoneHash = null,
            AddressHash = null,
            IsAnonymised = PersonalData.IsAnonymised(row.Complainant!),
            MaskedName = complainant.MaskedName,
            MaskedPhone = complainant.MaskedPhone,
            MaskedAddress = complainant.MaskedAddress,
        };
    }
}
