using Portal.Data.Ledgers.Mapping;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers.Demo;

/// <summary>What happens beside the main course of a few cases: returns, mediation, objections and decisions on validity.</summary>
internal static class DemoAsides
{
    private const int Day = 24 * 60;

    private static readonly string[] s_reasons = ["不在本单位供应范围", "属物业管理的户内设施", "属其他单位的管线"];

    public static void Add(DemoCase made, RequestClass request, bool wentWrong, DemoRandom random)
    {
        if (made[CaseEvent.Dispatched] is { } dispatched && random.Chance(0.006))
        {
            made[CaseEvent.Returned] = dispatched.AddMinutes(10 + random.Skewed(200)); // S2-18 allows 120
            made[LedgerField.ReturnReason] = random.Chance(0.95) ? random.Pick(s_reasons) : null;
            made[LedgerField.ReturnCount] = "1";
        }

        if (request is RequestClass.Complaint && made[CaseEvent.FedBack] is { } fedBack)
        {
            if (random.Chance(0.01))
            {
                made[CaseEvent.Mediated] = fedBack;
            }

            if (random.Chance(wentWrong ? 0.06 : 0.01))
            {
                var objected = fedBack.AddMinutes(60 + random.Skewed(5 * Day));
                made[CaseEvent.Objected] = objected;
                made[CaseEvent.Reconsidered] = objected.AddMinutes(random.Chance(0.85) ? 120 + random.Skewed(2 * Day) : (4 * Day) + random.Skewed(Day));
            }

            made[LedgerField.Validity] = LedgerTemplate.Column(LedgerField.Validity).NameOf(random.Weighted([80, 3, 17]) + 1) is { Length: > 0 } word ? word : null;
        }
    }
}
