using System.Globalization;
using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Data.TimeLimits;

/// <summary>The working-day calendars that users loaded; the shipped ones stay in their file.</summary>
[Unscoped("Calendars are public: the same for everybody.")]
public sealed class CalendarStore(Db db, AuditLog audit)
{
    public async Task<IReadOnlyList<CalendarYear>> ReadAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Year, Source FROM CalendarYear ORDER BY Year;

            SELECT Year, Day, IsWorked, Name FROM CalendarDay ORDER BY Year, Day;
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new(sql, cancellationToken: cancellation));
        var years = await results.ReadAsync<YearRow>();
        var days = (await results.ReadAsync<DayRow>()).ToLookup(day => day.Year);
        return
        [
            .. years.Select(year => new CalendarYear(
                year.Year, year.Source, [.. days[year.Year].Select(day => new CalendarDay(day.Day, day.IsWorked, day.Name))])),
        ];
    }

    /// <summary>Puts each year in the place of what was loaded for it before, all or nothing.</summary>
    public async Task ReplaceAsync(
        IReadOnlyList<CalendarYear> years, Actor loadedBy, DateTime loadedAtUtc, CancellationToken cancellation)
    {
        const string remove = """
            DELETE FROM CalendarDay WHERE Year = @Year;
            DELETE FROM CalendarYear WHERE Year = @Year;
            """;
        const string addYear = """
            INSERT INTO CalendarYear (Year, Source, LoadedAtUtc, LoadedBy)
            VALUES (@Year, @Source, @LoadedAtUtc, @LoadedBy)
            """;
        const string addDay = """
            INSERT INTO CalendarDay (Year, Day, IsWorked, Name)
            VALUES (@Year, @Day, @IsWorked, @Name)
            """;

        await using var connection = await db.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await db.LockAsync(transaction, "calendar", cancellation);
        foreach (var year in years)
        {
            await connection.ExecuteAsync(new(remove, new { year.Year }, transaction, cancellationToken: cancellation));
            await connection.ExecuteAsync(new(
                addYear,
                new { year.Year, year.Source, LoadedAtUtc = loadedAtUtc, LoadedBy = loadedBy.Name },
                transaction,
                cancellationToken: cancellation));
            await connection.ExecuteAsync(new(
                addDay,
                year.Days.Select(day => new { year.Year, day.Day, day.IsWorked, day.Name }),
                transaction,
                cancellationToken: cancellation));
        }

        foreach (var year in years)
        {
            await audit.AppendAsync(
                transaction,
                new()
                {
                    Actor = loadedBy,
                    Action = AuditAction.CalendarLoaded,
                    ObjectType = nameof(WorkingCalendar),
                    ObjectId = year.Year.ToString(CultureInfo.InvariantCulture),
                    Detail = new { DaysOff = year.Days.Count(day => !day.IsWorked), MakeUpDays = year.Days.Count(day => day.IsWorked) },
                },
                cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    private sealed record YearRow
    {
        public required int Year { get; init; }

        public required string? Source { get; init; }
    }

    private sealed record DayRow
    {
        public required int Year { get; init; }

        public required DateOnly Day { get; init; }

        public required bool IsWorked { get; init; }

        public required string Name { get; init; }
    }
}
