using System.Globalization;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.Permits;
using Portal.Data.Access.Recusals;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers.Disclosures;

/// <summary>
/// Lets personal data out of the portal as far as the user's permits of today cover every enterprise and every ledger
/// month asked for (S2-42), and records it before anything is sent.
/// </summary>
public sealed class PersonalExport(Db db, CaseStore cases, PermitDesk permits, RecusalStore recusals, AuditLog audit, TimeProvider clock)
{
    /// <summary>What of a query the permits do not cover; empty when it may be exported in clear.</summary>
    public async Task<(PermitCoverage Coverage, IReadOnlyList<CaseMonth> Uncovered)> CheckAsync(Actor actor, CaseFilter filter, CancellationToken cancellation)
    {
        var coverage = await permits.ReadCoverageAsync(actor, cancellation);
        var asked = await cases.ReadMonthsAsync(filter, cancellation);
        var isAside = await ReadAsideAsync(actor, cancellation);
        return (coverage, [.. asked.Where(month => !coverage.Covers(month.EnterpriseCode, month.FigureMonth) || isAside(month.EnterpriseCode, month.FigureMonth))]);
    }

    /// <summary>
    /// An enterprise takes its own files; whoever supervises it needs a permit for that enterprise and month, and must
    /// not have stepped aside from it (S2-43).
    /// </summary>
    public async Task<bool> MayTakeAsync(Actor actor, Filing filing, CancellationToken cancellation) =>
        actor.May(Operation.DownloadFiling)
        && (actor.IsEnterprise
            ? actor.EnterpriseCode == filing.EnterpriseCode
            : (await permits.ReadCoverageAsync(actor, cancellation)).Covers(filing.EnterpriseCode, filing.Period)
                && !(await ReadAsideAsync(actor, cancellation))(filing.EnterpriseCode, filing.Period));

    /// <summary>Records an export: one entry for each enterprise, which sees it among its own.</summary>
    public async Task RecordExportAsync(Actor actor, IReadOnlyDictionary<string, int> rowsByEnterprise, string purpose, CancellationToken cancellation)
    {
        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var (enterprise, rows) in rowsByEnterprise.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
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
        var purposes = what == "issues" ? [] : (await permits.ReadOwnAsync(actor, cancellation)).Select(permit => permit.Purpose).Distinct();
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
