using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers;

/// <summary>
/// Whether a case was handed on in time (按时分转, S4-37). A limit of dispatching decides where one applies, else one of
/// registering; where no rule set knows either, a local default (requirements §5.3).
/// </summary>
public static class DispatchRules
{
    /// <summary>From 受理 to 派单, where no rule says otherwise. A local default.</summary>
    public static readonly TimeSpan LocalDefault = TimeSpan.FromHours(2);

    /// <returns>Null where nothing was to be dispatched, or where the ledger does not tell.</returns>
    public static DueState? Of(CaseFacts facts, ReadOnlySpan<Receipt> receipts, DateTime judgedAt)
    {
        foreach (var topic in (ReadOnlySpan<LimitTopic>)[LimitTopic.Dispatch, LimitTopic.Register])
        {
            if (OfTopic(receipts, topic, out var state))
            {
                return state;
            }
        }

        return facts[CaseEvent.Received] is { } received ? Default(received, facts, judgedAt) : null;
    }

    private static DueState? Default(DateTime received, CaseFacts facts, DateTime judgedAt)
    {
        var due = received + LocalDefault;
        return facts[CaseEvent.Dispatched] switch
        {
            { } at => at <= due ? DueState.InTime : DueState.Late,
            // Worked on without being handed on: there was nothing to dispatch.
            null when facts.HasEventAfter(CaseEvent.Dispatched) => null,
            null => judgedAt <= due ? DueState.NotDue : DueState.Overdue,
        };
    }

    /// <summary>The worst of the verdicts of a topic; an undeterminable one alone gives null.</summary>
    private static bool OfTopic(ReadOnlySpan<Receipt> receipts, LimitTopic topic, out DueState? state)
    {
        var applies = false;
        state = null;
        foreach (ref readonly var receipt in receipts)
        {
            if (receipt.Rule.Topic != topic || receipt.Verdict is Verdict.NotApplicable)
            {
                continue;
            }

            applies = true;
            DueState? own = receipt.Verdict switch
            {
                Verdict.Met => DueState.InTime,
                Verdict.Late => DueState.Late,
                Verdict.OpenInTime => DueState.NotDue,
                Verdict.OpenOverdue => DueState.Overdue,
                _ => null,
            };
            state = Rank(own) > Rank(state) ? own : state;
        }

        return applies;
    }

    private static int Rank(DueState? state) => state switch
    {
        null => 0,
        DueState.InTime => 1,
        DueState.NotDue => 2,
        DueState.Late => 3,
        _ => 4,
    };
}
