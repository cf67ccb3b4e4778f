using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Cases;
using Portal.Data.TimeLimits;

namespace Portal.Data.Indicators.Desk;

/// <summary>What needs action within a scope now, whatever month the figures are of.</summary>
public sealed record DeskAgenda
{
    public required IReadOnlyList<OverdueFiling> Overdue { get; init; }

    public required IReadOnlyList<FailedFiling> Failed { get; init; }

    /// <summary>Cases still open although their limit has passed.</summary>
    public required long OpenOverdue { get; init; }

    /// <summary>Cases whose feedback is due before the day ends, the soonest first.</summary>
    public required IReadOnlyList<DueCase> DueToday { get; init; }

    public required IReadOnlyList<SubjectEnterprise> WithoutSupervisor { get; init; }

    /// <summary>The year whose working days nobody has loaded although it is near; null when all is well.</summary>
    public required int? MissingCalendar { get; init; }
}

/// <summary>Gathers the agenda of the day.</summary>
public sealed class AgendaDesk(AgendaStore store, DueCases dueCases, RuleBook ruleBook, TimeProvider clock)
{
    public async Task<DeskAgenda> ReadAsync(EnterpriseScope scope, CancellationToken cancellation)
    {
        var now = LedgerIntake.LedgerNow(clock);
        var today = DateOnly.FromDateTime(now);
        return new()
        {
            Overdue = await store.ReadOverdueFilingsAsync(scope, today, cancellation),
            Failed = await store.ReadFailedFilingsAsync(scope, today, cancellation),
            OpenOverdue = await store.CountOverdueCasesAsync(scope, today, cancellation),
            DueToday = await dueCases.ReadTodayAsync(scope, now, cancellation),
            WithoutSupervisor = await store.ReadWithoutSupervisorAsync(scope, cancellation),
            MissingCalendar = CalendarNotice.MissingYear(await ruleBook.ReadCalendarAsync(cancellation), today),
        };
    }
}
