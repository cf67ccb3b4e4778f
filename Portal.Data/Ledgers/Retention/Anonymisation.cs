using System.Security.Cryptography;
using Portal.Data.Access;
using Portal.Data.Access.Audit;

namespace Portal.Data.Ledgers.Retention;

/// <summary>What a run gave up.</summary>
/// <param name="ThroughMonth">The latest ledger month that is not kept; null when everything is.</param>
public sealed record RetentionReport(string? ThroughMonth, int Filings, int Rows);

/// <summary>
/// Anonymises the complainants of ledger months that are older than the period (S2-42): no figure, verdict or count
/// changes. Can be interrupted at any moment; the next run goes on, and a run without anything due changes nothing.
/// </summary>
public sealed class Anonymisation(RetentionStore store, PersonalData personalData, AuditLog audit, TimeProvider clock)
{
    private const int KeyBytes = 32;

    /// <summary>The filings a run would anonymise now.</summary>
    /// <param name="monthsKept">0: everything is kept for ever.</param>
    public async Task<IReadOnlyList<DueFiling>> ReadDueAsync(int monthsKept, CancellationToken cancellation) =>
        monthsKept <= 0 ? [] : await store.ReadDueAsync(LastMonth(monthsKept), cancellation);

    public async Task<RetentionReport> RunAsync(int monthsKept, Actor actor, CancellationToken cancellation)
    {
        var due = await ReadDueAsync(monthsKept, cancellation);
        var through = monthsKept <= 0 ? null : LastMonth(monthsKept);
        var passKey = due.Count == 0 ? [] : await store.BeginAsync(through!, RandomNumberGenerator.GetBytes(KeyBytes), Now, cancellation);
        foreach (var filing in due)
        {
            long? after = LedgerStore.RowId(filing.Id, 0);
            while (after is { } last)
            {
                after = await store.AnonymiseRowsAsync(filing, last, row => RetentionRules.Anonymise(row, Unseal(row), passKey), cancellation);
            }

            await store.FinishFilingAsync(
                filing, Now, (transaction, values) => audit.AppendAsync(transaction, Draft(actor, filing, values), cancellation), cancellation);
        }

        await store.FinishAsync(Now, cancellation);
        return new(through, due.Count, due.Sum(filing => filing.Rows));
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private string LastMonth(int monthsKept) => RetentionRules.LastMonth(DateOnly.FromDateTime(LedgerIntake.LedgerNow(clock)), monthsKept);

    private Complainant Unseal(PersonalRow row) => personalData.Unseal(row.Complainant);

    private static AuditDraft Draft(Actor actor, DueFiling filing, int values) => new()
    {
        Actor = actor,
        Action = AuditAction.Anonymised,
        ObjectType = "Filing",
        ObjectId = filing.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        EnterpriseCode = filing.EnterpriseCode,
        Detail = new { filing.Period, filing.Rows, IssueValues = values },
    };
}
