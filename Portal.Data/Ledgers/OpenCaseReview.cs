using Portal.Data.Ledgers.Cases;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers;

/// <summary>What a night's judging did.</summary>
/// <param name="Changed">Rows whose judgement came out otherwise than stored.</param>
public sealed record OpenCaseReport(int Enterprises, int Judged, int Changed);

/// <summary>
/// Judges open cases again as time passes (design §1): the limits of each row's jurisdiction, one transaction per
/// enterprise with its figures; each row by what was known when it was filed. Running it twice at one time changes nothing the second time.
/// </summary>
public sealed class OpenCaseReview(OpenCaseStore openCases, EnterpriseStore enterprises, RuleBook ruleBook)
{
    /// <param name="judgedAt">Ledger wall-clock time.</param>
    public async Task<OpenCaseReport> RunAsync(DateTime judgedAt, CancellationToken cancellation)
    {
        var calendar = await ruleBook.ReadCalendarAsync(cancellation);
        var byJurisdiction = new Dictionary<string, RuleHistory>(StringComparer.Ordinal);
        var codes = await openCases.ReadEnterprisesAsync(judgedAt, cancellation);
        var (judged, changed) = (0, 0);
        foreach (var code in codes)
        {
            var enterprise = await enterprises.ReadByCodeAsync(code, cancellation)
                ?? throw new InvalidOperationException($"Rows belong to {code}, which is not in the registry.");
            if (!byJurisdiction.TryGetValue(enterprise.JurisdictionCode, out var rules))
            {
                rules = await ruleBook.ReadHistoryAsync(enterprise.JurisdictionCode, cancellation);
                byJurisdiction.Add(enterprise.JurisdictionCode, rules);
            }

            var done = await openCases.RejudgeAsync(code, judgedAt, Judge, cancellation);
            judged += done.Judged;
            changed += done.Changed;

            CaseJudgement Judge(CaseRow row) => CaseJudgement.Of(
                CaseReceipts.ToFacts(row, enterprise.Sectors),
                CaseReceipts.Of(row, enterprise.Sectors, rules, calendar, judgedAt),
                judgedAt);
        }

        return new(codes.Count, judged, changed);
    }
}
