using Portal.Data.TimeLimits;

namespace Portal.Ledgers.Cases;

/// <summary>What stands at one place of a timeline.</summary>
public enum StepKind
{
    Event,
    Appointment,
    Extension,
}

/// <param name="Happening">The event; of an appointment the arrival, of an extension the closing.</param>
/// <param name="MinutesSince">Since the event before it that has a time; negative when the record runs backwards.</param>
/// <param name="IsGap">Not filed although something later is.</param>
/// <param name="IsNeeded">Without it a limit of the case cannot be told.</param>
public sealed record TimelineStep(StepKind Kind, CaseEvent Happening, DateTime? At, int? MinutesSince, bool IsGap, bool IsNeeded);

/// <summary>
/// The events of a case in the order in which they are expected, those without a time included (S0-70). An appointment
/// and an extension are promises: they stand where their time falls and break no duration.
/// </summary>
public static class CaseTimeline
{
    public static IReadOnlyList<TimelineStep> Of(CaseFacts facts, IReadOnlyList<Receipt> receipts)
    {
        var steps = new List<TimelineStep>();
        DateTime? before = null;
        foreach (var happening in CaseEvents.OfLedgerRow)
        {
            var at = facts[happening];
            if (at is null && happening > CaseEvent.CalledBack && !facts.HasEventAfter(happening)
                && !receipts.Any(receipt => receipt.Rule.Stop == happening && receipt.Verdict is Verdict.OpenInTime or Verdict.OpenOverdue))
            {
                // Beside the main course, and neither there nor awaited.
                continue;
            }

            var minutes = at is { } time && before is { } earlier ? (int)Math.Floor((time - earlier).TotalMinutes) : (int?)null;
            var isNeeded = at is null && receipts.Any(receipt => Lacks(receipt, happening));
            steps.Add(new(StepKind.Event, happening, at, minutes, at is null && facts.HasEventAfter(happening), isNeeded));
            before = at ?? before;
        }

        Insert(steps, new(StepKind.Appointment, CaseEvent.Arrived, facts.AppointedAt, null, false, false));
        Insert(steps, new(StepKind.Extension, CaseEvent.Closed, facts.ExtendedTo, null, false, false));
        return steps;
    }

    private static bool Lacks(Receipt receipt, CaseEvent happening) => receipt.Why switch
    {
        Why.StartMissing => receipt.Rule.Start == happening,
        Why.StopMissing => receipt.Rule.Stop == happening,
        _ => false,
    };

    private static void Insert(List<TimelineStep> steps, TimelineStep promise)
    {
        if (promise.At is { } at)
        {
            steps.Insert(steps.FindLastIndex(step => step.At <= at) + 1, promise);
        }
    }
}
