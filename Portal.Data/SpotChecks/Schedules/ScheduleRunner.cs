using System.Security.Cryptography;
using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Data.SpotChecks.Schedules;

/// <param name="Begun">Campaigns that were planned, frozen, drawn and dealt now.</param>
/// <param name="Stopped">Campaigns that stand where a step was refused, and periods that were missed.</param>
public sealed record ScheduleReport(int Begun, int Stopped);

/// <summary>
/// What the portal's clock does for schedules: draws a moment for each period, and when it has come takes every step of a
/// campaign up to dealing its tasks. Each step is recorded as the portal's own; after an interruption the next run goes on
/// where this one stood.
/// </summary>
public sealed class ScheduleRunner(
    ScheduleStore schedules, SeasonStore seasons, CampaignStore campaigns, CampaignDesk desk, FrameFreezer freezer, DrawDesk draws, TaskDealing dealing, TimeProvider clock)
{
    [Unscoped("Acts for every schedule in force, each within its own jurisdiction.")]
    public async Task<ScheduleReport> RunAsync(CancellationToken cancellation)
    {
        var now = LedgerIntake.LedgerNow(clock);
        foreach (var (schedule, runs) in await schedules.ReadInForceAsync(cancellation))
        {
            await BeginPeriodsAsync(schedule, runs, now, cancellation);
        }

        var (begun, stopped) = (0, 0);
        foreach (var (schedule, runs) in await schedules.ReadInForceAsync(cancellation))
        {
            foreach (var run in runs.Where(run => run.DoneAtUtc is null && run.BeginsAt <= now).OrderBy(run => run.BeginsAt))
            {
                var fault = await CarryOutAsync(schedule, run, DateOnly.FromDateTime(now), cancellation);
                await schedules.FinishRunAsync(run.Id, fault is CampaignFault.None ? null : fault, cancellation);
                (begun, stopped) = fault is CampaignFault.None ? (begun + 1, stopped) : (begun, stopped + 1);
            }
        }

        return new(begun, stopped);
    }

    /// <summary>Draws the moment of this period, and owns up to the one before when the portal did not run in its window.</summary>
    private async Task BeginPeriodsAsync(CampaignSchedule schedule, IReadOnlyList<CampaignRun> runs, DateTime now, CancellationToken cancellation)
    {
        var season = await seasons.ReadAsync(schedule.JurisdictionCode, cancellation);
        var period = ScheduleRules.PeriodOf(schedule.Every, DateOnly.FromDateTime(now));
        foreach (var one in new[] { ScheduleRules.PeriodBefore(schedule.Every, period), period }.Where(one => runs.All(run => run.Period != one)))
        {
            var days = ScheduleRules.DaysOf(schedule, one, season);
            if (ScheduleRules.MomentOf(days, now, RandomNumberGenerator.GetInt32) is { } moment)
            {
                await schedules.AppendRunAsync(schedule.Id, one, moment, null, cancellation);
            }
            else if (days.Any(day => day.ToDateTime(default) > schedule.CreatedAtUtc.AddHours(8)))
            {
                await schedules.AppendRunAsync(schedule.Id, one, now, CampaignFault.Missed, cancellation);
            }
        }
    }

    private async Task<CampaignFault> CarryOutAsync(CampaignSchedule schedule, CampaignRun run, DateOnly today, CancellationToken cancellation)
    {
        // In the name of the portal, with no more rights than an officer of that jurisdiction.
        var portal = Actor.Portal with { Role = Role.RegulatorOfficer, Scope = schedule.JurisdictionCode };
        if (await campaigns.ReadAsync(schedule.TemplateId, portal, cancellation) is not { } template)
        {
            return CampaignFault.NotFound;
        }

        // A moment that came while the portal did not run is made up for, until the day after the window.
        if (run.CampaignId is null && today > run.Period.AddDays(schedule.WindowTo))
        {
            return CampaignFault.Missed;
        }

        var (fault, id) = run.CampaignId is { } known ? (CampaignFault.None, known) : await desk.PlanAsync(ScheduleRules.DraftOf(schedule, run, template, today), portal, cancellation);
        while (fault is CampaignFault.None && await campaigns.ReadAsync(id, portal, cancellation) is { } campaign)
        {
            switch (campaign.State)
            {
                case CampaignState.Planned:
                    fault = await freezer.FreezeAsync(id, campaign.Revision, portal, cancellation);
                    break;
                case CampaignState.Frozen:
                    fault = await desk.RecordSeedAsync(id, campaign.Revision, portal, cancellation);
                    break;
                case CampaignState.Seeded:
                    fault = await draws.DrawAsync(id, campaign.Revision, portal, cancellation);
                    break;
                case CampaignState.Drawn:
                    return await dealing.DealAsync(portal, id, cancellation) is null ? CampaignFault.WrongState : CampaignFault.None;
                default:
                    // Somebody was quicker, or has cancelled it.
                    return CampaignFault.None;
            }
        }

        return fault;
    }
}
