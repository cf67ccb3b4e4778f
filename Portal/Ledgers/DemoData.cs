using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Demo;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Ledgers;

/// <summary>
/// Fills an empty database with synthetic enterprises and their ledgers, each filed as a workbook through the same
/// intake that files real ones, at the time at which it would have been filed.
/// </summary>
public sealed class DemoData(
    RegistryStore registry, EnterpriseStore enterprises, RuleBook ruleBook, LedgerStore ledgers, PersonalData personalData, DemoUsers users, AuditLog audit,
    IEnumerable<DemoSequel> sequels)
{
    /// <param name="progress">Told the number of filings done.</param>
    /// <exception cref="InvalidOperationException">The database is not empty.</exception>
    public async Task LoadAsync(DemoPlan plan, IProgress<int>? progress, CancellationToken cancellation)
    {
        if (!await registry.IsEmptyAsync(cancellation))
        {
            throw new InvalidOperationException("The database is not empty. Demonstration data goes into an empty one only: name another data directory.");
        }

        var book = DemoRegistry.Build(plan);
        await registry.AppendAsync(book, cancellation);
        var clock = new StoryClock();
        var intake = new LedgerIntake(enterprises, ruleBook, ledgers, personalData, clock);
        var done = 0;
        foreach (var filing in DemoLedgers.Filings(plan))
        {
            clock.Set(filing.FiledAt);
            await filing.SendAsync(
                intake, new(DemoUsers.Enterprise, DemoUsers.Enterprise, Role.EnterpriseHandler, filing.EnterpriseCode), cancellation);
            progress?.Report(++done);
        }

        var root = book.Jurisdictions.First(jurisdiction => book.Authorities.Any(authority => authority.JurisdictionCode == jurisdiction.Code));
        await users.SeedAsync(root.Code, book.Enterprises[0].Code, cancellation);
        foreach (var sequel in sequels)
        {
            await sequel.RunAsync(plan, cancellation);
        }

        await audit.AppendAsync(
            new()
            {
                Actor = Actor.CommandLine,
                Action = AuditAction.DemoLoaded,
                ObjectType = "Database",
                ObjectId = "",
                JurisdictionCode = root.Code,
                Detail = new { Enterprises = book.Enterprises.Count, Entries = done },
            },
            cancellation);
    }
}
