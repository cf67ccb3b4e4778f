using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.Permits;
using Portal.Data.Access.Recusals;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers.Disclosures;

/// <summary>Whether a file of a filing, which holds complainants in clear, may be taken away.</summary>
public enum FileTaking
{
    Allowed,

    /// <summary>No permit of today covers the enterprise and the month.</summary>
    NeedsPermit,

    /// <summary>The user must step aside from the enterprise or from a case of the file, or that cannot be told.</summary>
    StepAside,
}

/// <summary>
/// Lets personal data out of the portal as far as the user's permits of today cover every enterprise and every ledger
/// month asked for (S2-42), and records it before anything is sent.
/// </summary>
public sealed class PersonalExport(Db db, CaseStore cases, PermitDesk permits, RecusalStore recusals, AuditLog audit, TimeProvider clock)
{
    /// <summary>
    /// What of a query the permits do not cover, or the user has stepped aside from; empty when it may be exported in clear,
    /// all but the rows of people in whom the user has declared an interest.
    /// </summary>
    public async Task<(PermitCoverage Coverage, IReadOnlyList<CaseMonth> Uncovered)> CheckAsync(Actor actor, CaseFilter filter, CancellationToken cancellation)
    {
        var coverage = await permits.ReadCoverageAsync(actor, cancellation);
        var asked = await cases.ReadMonthsAsync(filter, cancellation);
        var isAside = await ReadAsideAsync(actor, cancellation);
        return (coverage, [.. asked.Where(month => !coverage.Covers(month.EnterpriseCode, month.FigureMonth) || isAside(month.EnterpriseCode, month.FigureMonth))]);
    }

    /// <summary>
    /// An enterprise takes its own files; whoever supervises it needs a permit for that enterprise and month, and must
    /// not have to step aside from it or from anybody in it (S2-43): one row cannot be cut out of a file.
    /// </summary>
    public async Task<FileTaking> MayTakeAsync(Actor actor, Filing filing, CancellationToken cancellation)
    {
        if (actor.IsEnterprise)
        {
            return actor.May(Operation.DownloadFiling) && actor.EnterpriseCode == filing.EnterpriseCode ? FileTaking.Allowed : FileTaking.NeedsPermit;
        }

        if (!actor.May(Operation.DownloadFiling) || !(await permits.ReadCoverageAsync(actor, cancellation)).Covers(filing.EnterpriseCode, filing.Period))
        {
            return FileTaking.NeedsPermit;
        }

        return (await ReadAsideAsync(actor, cancellation))(filing.EnterpriseCode, filing.Period) || await HoldsPersonAsync(actor, filing, cancellation)
            ? FileTaking.StepAside
            : FileTaking.Allowed;
    }

    /// <summary>Interests in people that the user has declared and not ended; their rows stay masked.</summary>
    public async Task<IReadOnlyList<Interest>> ReadPersonsAsync(Actor actor, CancellationToken cancellation) => actor.IsEnterprise
        ? []
        : [.. (await recusals.ReadInterestsAsync(actor.UserId, cancellation)).Where(interest => interest.EndedAtUtc is null && interest.PhoneHash is not null)];

    /// <summary>Records an export: one entry for each enterprise, which sees it among its own, with the purposes of the permits that cover it.</summary>
    public async Task RecordExportAsync(Actor actor, IReadOnlyDictionary<CaseMonth, int> rowsByMonth, PermitCoverage coverage, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var months in rowsByMonth.GroupBy(item => item.Key.EnterpriseCode).OrderBy(months => months.Key, StringComparer.Ordinal))
        {
            var (enterprise, rows) = (months.Key, months.Sum(month => month.Value));
            var purpose = string.Join("; ", coverage.PurposesOf(enterprise, months.Select(month => month.Key.FigureMonth)));
            var disclosure = Disclosure.By(actor, DisclosureKind.Exported, enterprise, rows, clock.GetUtcNow().UtcDateTime) with { Note = Shortened(purpose) };
            await DisclosureStore.AppendAsync(transaction, disclosure, cancellation);
            await audit.AppendAsync(transaction, Draft(actor, AuditAction.PersonalDataExported, "Cases", "", enterprise, new { Rows = rows, Purpose = purpose }), cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Records that a file of a filing is taken.</summary>
    /// <param name="what">Which one: <c>original</c>, <c>marked</c>, <c>issues</c>.</param>
    public async Task RecordFileAsync(Actor actor, Filing filing, string what, CancellationToken cancellation)
    {
        // Read before the transaction begins: an embedded database lets nobody else write while it lasts.
        var purposes = what == "issues" ? [] : (await permits.ReadCoverageAsync(actor, cancellation)).PurposesOf(filing.EnterpriseCode, [filing.Period]);
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (what != "issues")
        {
            var disclosure = Disclosure.By(actor, DisclosureKind.FileTaken, filing.EnterpriseCode, filing.RowsRead, clock.GetUtcNow().UtcDateTime) with
            {
                FilingId = filing.Id,
                Note = Shortened(string.Join("; ", purposes)) is { Length: > 0 } note ? note : null,
            };
            await DisclosureStore.AppendAsync(transaction, disclosure, cancellation);
        }

        var id = filing.Id.ToString(CultureInfo.InvariantCulture);
        await audit.AppendAsync(
            transaction, Draft(actor, AuditAction.FileDownloaded, "Filing", id, filing.EnterpriseCode, new { File = what, filing.Period, Rows = filing.RowsRead }), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>
    /// Whether the actor keeps out of an enterprise's ledger month: an interest in the enterprise is declared, or the
    /// actor stepped aside from a case of that month. One case cannot be cut out of a file.
    /// </summary>
    private async Task<Func<string, string, bool>> ReadAsideAsync(Actor actor, CancellationToken cancellation)
    {
        var interests = await recusals.ReadInterestsAsync(actor.UserId, cancellation);
        var aside = (await recusals.ReadRecusalsAsync(actor.UserId, cancellation)).Where(recusal => recusal.Ground is RecusalGround.OwnRequest).ToList();
        return (enterprise, month) =>
            interests.Any(interest => interest.EndedAtUtc is null && interest.EnterpriseCode == enterprise)
            || aside.Exists(recusal => recusal.EnterpriseCode == enterprise && recusal.ItemId.Contains(month, StringComparison.Ordinal));
    }

    /// <summary>
    /// Whether somebody is in the file in whom the user has declared an interest. A file that was not accepted left no rows to
    /// look into, so whoever has declared any does not get it.
    /// </summary>
    private async Task<bool> HoldsPersonAsync(Actor actor, Filing filing, CancellationToken cancellation)
    {
        const string sql = """
            SELECT COUNT(*)
            FROM LedgerRow L
            WHERE L.Id BETWEEN @First AND @Last AND (L.PhoneHash IN @Hashes OR L.AddressHash IN @Hashes)
            """;

        var persons = await ReadPersonsAsync(actor, cancellation);
        if (persons.Count == 0 || filing.Status is not FilingStatus.Accepted)
        {
            return persons.Count > 0;
        }

        var values = new
        {
            First = LedgerStore.RowId(filing.Id, 0),
            Last = LedgerStore.RowId(filing.Id + 1, 0) - 1,
            Hashes = persons.SelectMany(person => new[] { person.PhoneHash, person.AddressHash }).OfType<byte[]>().ToList(),
        };
        await using var connection = await db.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new(sql, values, cancellationToken: cancellation)) > 0;
    }

    private static string Shortened(string text) => text[..Math.Min(text.Length, CaseReveal.LongestNote)];

    private static AuditDraft Draft(Actor actor, AuditAction action, string type, string id, string enterpriseCode, object detail) => new()
    {
        Actor = actor,
        Action = action,
        ObjectType = type,
        ObjectId = id,
        EnterpriseCode = enterpriseCode,
        Detail = detail,
    };
}
