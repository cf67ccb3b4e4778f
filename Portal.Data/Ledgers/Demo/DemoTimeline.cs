using Portal.Data.Ledgers.Mapping;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers.Demo;

/// <summary>
/// Lets a case happen, in minutes after its reception: most limits of S0 kept, some missed, some events never
/// written down, a few cases stuck for weeks. Events always follow the order of <see cref="CaseEvent"/>.
/// </summary>
internal sealed class DemoTimeline(DemoCase target, DemoConduct conduct, DemoRandom random)
{
    private const int Day = 24 * 60;
    private const int Respond = 30; // S0-36
    private const int OnSite = 2 * 60; // S0-37
    private const int Repair = Day; // S0-38
    private const int Feedback = 2 * Day; // S0-39
    private const int FeedbackAssigned = 4 * Day; // safely inside S0-40, which ends with the fifth day

    private static readonly string[] s_reasons = ["等待配件到货", "需主管网降压后施工", "用户不在家，另行约定", "需产权单位配合", "路面开挖审批中"];

    /// <summary>Whether a limit was missed, or the case got stuck: reasons to rate badly.</summary>
    public bool WentWrong { get; private set; }

    public void Run(RequestClass request, ComplaintType type, Channel channel)
    {
        var minute = Desk();
        if (request is RequestClass.Repair or RequestClass.Complaint || (request is RequestClass.Help or RequestClass.Report && random.Chance(0.6)))
        {
            minute = Arrive(minute);
        }

        var isStuck = random.Chance(conduct.Stalled);
        WentWrong |= isStuck;
        if (type is ComplaintType.FaultRepair || (request is RequestClass.Repair && random.Chance(0.7)))
        {
            minute = RepairIt(minute, type, isStuck && random.Chance(0.6), ref isStuck);
        }

        minute = FeedBack(minute, request, channel, isStuck);
        minute += random.Skewed(45);
        At(CaseEvent.Closed, minute);
        if (random.Chance(conduct.CalledBack))
        {
            At(CaseEvent.CalledBack, Daytime(minute + 30 + random.Skewed(2 * Day)));
        }

        LeaveGaps();
    }

    private int Desk()
    {
        var minute = random.Skewed(5);
        At(CaseEvent.Registered, minute);
        At(CaseEvent.Dispatched, minute += 1 + random.Skewed(4));
        if (random.Chance(0.025))
        {
            target[LedgerField.ReturnCount] = random.Chance(0.8) ? "1" : "2";
        }

        At(CaseEvent.Accepted, minute += 1 + random.Skewed(5));
        minute = IsLate() ? Respond + 1 + random.Skewed(150) : minute + 1 + random.Skewed(Respond - minute - 1);
        At(CaseEvent.Responded, minute);
        return minute;
    }

    private int Arrive(int minute)
    {
        if (IsLate())
        {
            minute = Math.Max(minute, OnSite) + 1 + random.Skewed(360);
        }
        else if (minute > OnSite - 15)
        {
            minute += 5 + random.Skewed(40);
        }
        else if (random.Chance(conduct.Heaped))
        {
            minute = OnSite;
        }
        else
        {
            minute += 5 + random.Skewed(OnSite - minute - 5);
        }

        At(CaseEvent.Arrived, minute);
        if (minute > OnSite || random.Chance(0.04))
        {
            target.Set(LedgerField.AppointedAt, random.Chance(0.4) ? Moment(minute + random.Between(-10, 20)) : null);
        }

        return minute;
    }

    private int RepairIt(int minute, ComplaintType type, bool isStuckHere, ref bool isStuck)
    {
        minute += random.Between(2, 20);
        At(CaseEvent.RepairStarted, minute);
        if (isStuckHere)
        {
            isStuck = false;
            minute += random.Between(8, 70) * Day;
            Extend(minute, 0.4, random.Between(-3, 3) * Day);
        }
        else if (type is ComplaintType.FaultRepair && IsLate())
        {
            minute = Repair + 1 + random.Skewed(2 * Day);
            Extend(minute, 0.4, random.Between(-60, 300));
        }
        else
        {
            minute = Math.Min(minute + 15 + random.Skewed(11 * 60), Math.Max(minute, Repair));
        }

        At(CaseEvent.Repaired, minute);
        return minute;
    }

    private int FeedBack(int minute, RequestClass request, Channel channel, bool isStuck)
    {
        var isAssigned = channel is Channel.AssignedBySuperior or Channel.Transferred;
        var limit = isAssigned ? FeedbackAssigned : Feedback;
        var before = minute;
        if (isStuck)
        {
            minute += random.Between(8, 75) * Day;
        }
        else if (IsLate())
        {
            minute = Math.Max(minute, isAssigned ? 6 * Day : limit) + 1 + random.Skewed(3 * Day);
        }
        else if (request is RequestClass.Consultation && !isAssigned)
        {
            minute += random.Between(1, 10);
        }
        else
        {
            minute += 5 + random.Skewed(isAssigned ? 3 * Day : 14 * 60);
            var later = Daytime(minute);
            minute = later <= limit ? later : Math.Max(before, Math.Min(minute, limit));
        }

        if (isAssigned || channel is Channel.Letter or Channel.Hotline12345)
        {
            At(CaseEvent.RepliedInWriting, Math.Max(before, minute - random.Skewed(90)));
        }

        At(CaseEvent.FedBack, minute);
        return minute;
    }

    private void Extend(int minute, double share, int slack)
    {
        if (random.Chance(share))
        {
            target.Set(LedgerField.ExtendedTo, Moment(Math.Max(minute + slack, Repair + 60)));
            target[LedgerField.ExtensionReason] = random.Pick(s_reasons);
        }
    }

    // Something later has always happened, so a blank is a gap and not an open case.
    private void LeaveGaps()
    {
        foreach (var happening in (ReadOnlySpan<CaseEvent>)
            [CaseEvent.Registered, CaseEvent.Dispatched, CaseEvent.Accepted, CaseEvent.Responded, CaseEvent.Arrived, CaseEvent.Repaired, CaseEvent.FedBack])
        {
            if (random.Chance(conduct.Gaps))
            {
                target[happening] = null;
            }
        }
    }

    private bool IsLate()
    {
        var isLate = random.Chance(conduct.Late);
        WentWrong |= isLate;
        return isLate;
    }

    // Nobody telephones a customer at night: 21:30 to 8:00 becomes the next morning.
    private int Daytime(int minute)
    {
        var clock = Moment(minute).TimeOfDay.TotalMinutes;
        return clock switch
        {
            < 8 * 60 => minute + (8 * 60) - (int)clock + random.Skewed(120),
            > (21 * 60) + 30 => minute + (32 * 60) - (int)clock + random.Skewed(120),
            _ => minute,
        };
    }

    private void At(CaseEvent happening, int minute) => target[happening] = Moment(minute);

    private DateTime Moment(int minute) => target.ReceivedAt.AddMinutes(minute);
}
