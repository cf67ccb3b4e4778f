using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Storage;

namespace Portal.Data.Ledgers.Cases;

/// <summary>The clauses that a filter of cases becomes, over <c>LedgerRow L</c>. Constants with parameters, nothing else.</summary>
internal static class CaseClauses
{
    public static (Where Where, DynamicParameters Parameters) Of(CaseFilter filter, Engine engine, PersonalData personalData)
    {
        var parameters = new DynamicParameters(new
        {
            FromMonth = Month(filter.FromMonth),
            ToMonth = Month(filter.ToMonth),
            filter.Channel,
            filter.RequestClass,
            filter.ComplaintType,
            filter.Urgency,
            filter.Grade,
            Grades = filter.Grades.Select(grade => (int)grade).ToArray(),
            filter.Outcome,
            Verdict = filter.Verdict is { } verdict ? VerdictText.Pattern(verdict.RuleId, verdict.Verdict) : null,
            Feedback = filter.Feedback.Select(state => (int)state).ToArray(),
            Closing = filter.Closing.Select(state => (int)state).ToArray(),
            filter.IsComplete,
            Text = LikeText.Containing(filter.Text, engine),
            CaseNo = LikeText.StartingWith(filter.CaseNo, engine),
            CaseNoFrom = filter.CaseNo?.Trim(),
            CaseNoTo = filter.CaseNo?.Trim() + char.MaxValue,
            filter.Community,
            filter.Responsibility,
            filter.SubType,
            Classes = filter.RequestClasses.Select(one => (int)one).ToArray(),
            SizeYear = (filter.ToMonth ?? filter.FromMonth)?.Year ?? DateOnly.MaxValue.Year,
            MissedLate = filter.MissedRule is { } late ? VerdictText.Pattern(late, TimeLimits.Verdict.Late) : null,
            MissedOpen = filter.MissedRule is { } open ? VerdictText.Pattern(open, TimeLimits.Verdict.OpenOverdue) : null,
            PhoneHash = filter.Phone is null ? null : personalData.HashPhone(filter.Phone),
            filter.FilingId,
            ReopenDays = ReopenRules.Days,
        });
        var isOneMonth = filter.FromMonth is not null && Month(filter.FromMonth) == Month(filter.ToMonth);
        var byNumber = !string.IsNullOrWhiteSpace(filter.CaseNo);
        var isRanged = byNumber && engine is Engine.Sqlite;

        // SQLite uses no index for LIKE, so a range stands beside it. A plus keeps an index out of a plan: by number, or of
        // one enterprise without a month, the index of months would be walked from end to end.
        var isOneEnterprise = engine is Engine.Sqlite && filter.Scope.IsOneEnterprise && filter is { FromMonth: null, ToMonth: null };
        var where = new Where()
            .When(true, isRanged || isOneEnterprise ? "+L.IsCurrent = 1" : "L.IsCurrent = 1")
            .When(isRanged, "L.CaseNo BETWEEN @CaseNoFrom AND @CaseNoTo")
            .When(isOneMonth, "L.FigureMonth = @FromMonth")
            .When(!isOneMonth && filter.FromMonth is not null, "L.FigureMonth >= @FromMonth")
            .When(!isOneMonth && filter.ToMonth is not null, "L.FigureMonth <= @ToMonth")
            .When(filter.Channel is not null, "L.Channel = @Channel")
            .When(filter.RequestClass is not null, "L.RequestClass = @RequestClass")
            .When(filter.ComplaintType is not null, "L.ComplaintType = @ComplaintType")
            .When(filter.Urgency is not null, "L.Urgency = @Urgency")
            .When(filter.Grade is not null, "L.Grade = @Grade")
            .When(filter.Grades.Count > 0, "L.Grade IN @Grades")
            .When(filter.Outcome is not null, "L.Outcome = @Outcome")
            .When(filter.Rating is not null, RatingClause(filter.Rating))
            .When(filter.Verdict is not null, @"L.Verdicts LIKE @Verdict ESCAPE '\'")
            .When(filter.Feedback.Count > 0, "L.FeedbackState IN @Feedback")
            .When(filter.Closing.Count > 0, "L.ClosingState IN @Closing")
            .When(filter.IsComplete is not null, "L.IsComplete = @IsComplete")
            .When(byNumber, @"L.CaseNo LIKE @CaseNo ESCAPE '\'")
            .When(filter.FilingId is not null, "L.FilingId = @FilingId")
            .When(filter.IsHandled is true, "L.HandlingMinutes IS NOT NULL")
            .When(filter.IsHandled is false, "L.HandlingMinutes IS NULL")
            .When(filter.IsReopened is not null, ReopenedClause(filter.IsReopened, engine))
            .When(!string.IsNullOrWhiteSpace(filter.Community), "L.Community = @Community")
            .When(filter.Responsibility is not null, "COALESCE(L.Responsibility, '') = @Responsibility")
            .When(filter.SubType is not null, "COALESCE(L.SubType, '') = @SubType")
            .When(filter.RequestClasses.Count > 0, "L.RequestClass IN @Classes")
            .When(filter.MissedRule is not null, @"(L.Verdicts LIKE @MissedLate ESCAPE '\' OR L.Verdicts LIKE @MissedOpen ESCAPE '\')")
            .When(
                filter.HasHouseholds,
                """
                L.EnterpriseCode IN (
                    SELECT Z.EnterpriseCode FROM EnterpriseSize Z
                    WHERE Z.Households > 0
                    AND Z.Year = (SELECT MAX(Y.Year) FROM EnterpriseSize Y WHERE Y.EnterpriseCode = Z.EnterpriseCode AND Y.Year <= @SizeYear))
                """)
            .When(!string.IsNullOrWhiteSpace(filter.Phone), "L.PhoneHash = @PhoneHash")
            .When(!string.IsNullOrWhiteSpace(filter.Text), @"L.Content LIKE @Text ESCAPE '\'");
        filter.Scope.Restrict(where, parameters, isRanged ? "+L.EnterpriseCode" : "L.EnterpriseCode");
        return (where, parameters);
    }

    // A case counts in the month it was received in, so month and time together sort as the time does, and use the index.
    public static string OrderBy(CaseSort sort, bool descending) => (sort, descending) switch
    {
        (CaseSort.ReceivedAt, false) => "L.FigureMonth, L.ReceivedAt, L.Id",
        (CaseSort.ReceivedAt, true) => "L.FigureMonth DESC, L.ReceivedAt DESC, L.Id DESC",
        (CaseSort.CaseNo, false) => "L.CaseNo, L.Id",
        (CaseSort.CaseNo, true) => "L.CaseNo DESC, L.Id DESC",
        (CaseSort.Enterprise, false) => "L.EnterpriseCode, L.FigureMonth, L.ReceivedAt, L.Id",
        (CaseSort.Enterprise, true) => "L.EnterpriseCode DESC, L.FigureMonth DESC, L.ReceivedAt DESC, L.Id DESC",
        (CaseSort.HandlingMinutes, false) => "L.HandlingMinutes, L.Id",
        (CaseSort.HandlingMinutes, true) => "L.HandlingMinutes DESC, L.Id DESC",
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, null),
    };

    /// <summary><see cref="ReopenRules.IsReopened"/> and its contrary in SQL.</summary>
    private static string ReopenedClause(bool? isReopened, Engine engine) => (isReopened, engine) switch
    {
        (true, Engine.Sqlite) => "(L.ObjectedAt >= L.ClosedAt AND L.ObjectedAt <= strftime('%Y-%m-%d %H:%M:%S', L.ClosedAt, CONCAT('+', @ReopenDays, ' days')))",
        (true, _) => "(L.ObjectedAt >= L.ClosedAt AND L.ObjectedAt <= DATEADD(DAY, @ReopenDays, L.ClosedAt))",
        (false, Engine.Sqlite) => "(L.ClosedAt IS NULL OR L.ObjectedAt IS NULL OR L.ObjectedAt < L.ClosedAt OR L.ObjectedAt > strftime('%Y-%m-%d %H:%M:%S', L.ClosedAt, CONCAT('+', @ReopenDays, ' days')))",
        (false, _) => "(L.ClosedAt IS NULL OR L.ObjectedAt IS NULL OR L.ObjectedAt < L.ClosedAt OR L.ObjectedAt > DATEADD(DAY, @ReopenDays, L.ClosedAt))",
        _ => "",
    };

    private static string RatingClause(RatingFilter? rating) => rating switch
    {
        RatingFilter.Satisfied => "L.Rating IN (1, 2, 3)",
        RatingFilter.Dissatisfied => "L.Rating IN (4, 5)",
        RatingFilter.Rated => "L.Rating BETWEEN 1 AND 5",
        RatingFilter.NotRated => "(L.Rating IS NULL OR L.Rating = 6)",
        _ => "",
    };

    private static string? Month(DateOnly? day) => day?.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
