using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers.Rejudging;

/// <summary>Judges stored rows of many jurisdictions by one state of knowledge. Safe for many threads.</summary>
internal sealed class CaseJudge
{
    private readonly Dictionary<string, (EffectiveRules Rules, IReadOnlyCollection<Sector> Sectors)> _byEnterprise;
    private readonly WorkingCalendar _calendar;

    [ThreadStatic]
    private static Receipt[]? s_receipts;

    public CaseJudge(RuleDecisions decisions, IEnumerable<Enterprise> enterprises, IReadOnlyList<Jurisdiction> jurisdictions, WorkingCalendar calendar)
    {
        var parents = jurisdictions.ToDictionary(jurisdiction => jurisdiction.Code, jurisdiction => jurisdiction.ParentCode, StringComparer.Ordinal);
        var rules = new Dictionary<string, EffectiveRules>(StringComparer.Ordinal);
        _byEnterprise = enterprises.ToDictionary(enterprise => enterprise.Code, enterprise => (RulesOf(enterprise.JurisdictionCode), (IReadOnlyCollection<Sector>)enterprise.Sectors), StringComparer.Ordinal);
        _calendar = calendar;

        EffectiveRules RulesOf(string code)
        {
            if (!rules.TryGetValue(code, out var known))
            {
                var chain = new List<string>();
                for (string? link = code; link is not null; link = parents.GetValueOrDefault(link))
                {
                    chain.Add(link);
                }

                rules.Add(code, known = EffectiveRules.Of(decisions, chain));
            }

            return known;
        }
    }

    public IReadOnlyCollection<Sector> SectorsOf(string enterpriseCode) => _byEnterprise[enterpriseCode].Sectors;

    public CaseJudgement Judge(StoredCase row, DateTime judgedAt)
    {
        var (rules, sectors) = _byEnterprise[row.EnterpriseCode];
        var inForce = rules.On(DateOnly.FromDateTime(row.ReceivedAt), sectors).Rules;
        var receipts = s_receipts;
        if (receipts is null || receipts.Length < inForce.Count)
        {
            s_receipts = receipts = new Receipt[inForce.Count];
        }

        var own = receipts.AsSpan(0, inForce.Count);
        TimeLimitRules.Judge(inForce, row.Facts, _calendar, judgedAt, own);
        return CaseJudgement.Of(row.Facts, own, judgedAt);
    }
}
