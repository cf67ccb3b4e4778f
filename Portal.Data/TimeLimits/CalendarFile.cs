using System.Globalization;
using System.Text.Json;

namespace Portal.Data.TimeLimits;

/// <summary>
/// Reads working-day calendars from JSON: the project's own form, several years with spans of days, and the form of the
/// public holiday-cn data, one year with a list of single days. docs/time-limits.md shows both.
/// </summary>
public static class CalendarFile
{
    /// <summary>Calendars and seasons are of these years.</summary>
    internal const int FirstYear = 2000;

    internal const int LastYear = 2100;

    private const int LongestSpan = 31;

    /// <summary>The calendar the portal ships (2023–2026).</summary>
    public static WorkingCalendar Shipped { get; } = new(ReadShipped());

    public static CalendarReading Read(string json)
    {
        var problems = new List<DataFileProblem>();
        var years = new List<CalendarYear>();
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                return Unreadable("The file must hold one JSON object.");
            }

            var root = new DataFields(document.RootElement, "calendar", "", problems);
            years.AddRange(root.Has("days") ? [SingleDays(root)] : root.Children("years", "year").Select(Spans));
        }
        catch (JsonException fault)
        {
            return Unreadable($"The file is not JSON (line {fault.LineNumber + 1}).");
        }

        return new(problems.Count == 0 ? years : [], problems);
    }

    private static CalendarReading Unreadable(string text) => new([], [new("calendar", "", text)]);

    private static CalendarYear Spans(DataFields fields)
    {
        var year = Year(fields);
        var days = Spans(fields, year, "off", isWorked: false).Concat(Spans(fields, year, "worked", isWorked: true)).ToList();
        var source = fields.OptionalText("source");
        fields.RefuseOthers();
        return Checked(fields, year, source, days, "off");
    }

    private static IEnumerable<CalendarDay> Spans(DataFields fields, int year, string list, bool isWorked)
    {
        if (fields.Child(list) is not { } byName)
        {
            yield break;
        }

        foreach (var name in byName.Names)
        {
            foreach (var text in byName.Texts(name))
            {
                var ends = text.Split('/');
                if (ends.Length > 2 || !IsDay(ends[0], out var from) || !IsDay(ends[^1], out var to))
                {
                    byName.Fault(name, $"\"{text}\" must be a day as yyyy-MM-dd or a span of days as yyyy-MM-dd/yyyy-MM-dd.");
                    continue;
                }

                if (Fault(year, from, to) is { } fault)
                {
                    byName.Fault(name, $"\"{text}\" {fault}");
                    continue;
                }

                for (var day = from; day <= to; day = day.AddDays(1))
                {
                    yield return new(day, isWorked, name);
                }
            }
        }
    }

    /// <summary>The holiday-cn form carries more properties than are needed here, so unknown ones are let be.</summary>
    private static CalendarYear SingleDays(DataFields root)
    {
        var year = Year(root);
        var source = root.Has("papers") ? root.Texts("papers")[0] : null;
        var days = new List<CalendarDay>();
        foreach (var fields in root.Children("days", $"{year}, day"))
        {
            if (!fields.Has("isOffDay"))
            {
                fields.Fault("isOffDay", "is missing.");
            }

            var isOff = fields.Flag("isOffDay");
            var name = fields.Text("name");
            fields.Text("date");
            if (fields.Day("date") is not { } day)
            {
                continue;
            }

            if (Fault(year, day, day) is { } fault)
            {
                fields.Fault("date", $"\"{day:yyyy-MM-dd}\" {fault}");
                continue;
            }

            days.Add(new(day, !isOff, name));
        }

        return Checked(root, year, source, days, "days");
    }

    /// <summary>0 for what is no year: that is told once, and not again by each of its days.</summary>
    private static int Year(DataFields fields)
    {
        var year = fields.Number("year");
        if (year is < FirstYear or > LastYear)
        {
            if (fields.Has("year"))
            {
                fields.Fault("year", $"must be a year from {FirstYear} to {LastYear}.");
            }

            return 0;
        }

        fields.Entry = year.ToString(CultureInfo.InvariantCulture);
        return year;
    }

    private static CalendarYear Checked(DataFields fields, int year, string? source, List<CalendarDay> days, string property)
    {
        foreach (var twice in days.GroupBy(day => day.Day).Where(same => same.Count() > 1))
        {
            fields.Fault(property, $"{twice.Key:yyyy-MM-dd} is given more than once.");
        }

        if (year > 0 && !days.Exists(day => !day.IsWorked && day.Day.Year == year))
        {
            fields.Fault(property, $"holds no day off in {year}; a year without holidays is more likely a mistake.");
        }

        return new(year, source, [.. days.OrderBy(day => day.Day)]);
    }

    /// <summary>Why days cannot belong to the notice of a year; null when they can. A notice may begin with the last days of the December before (元旦).</summary>
    private static string? Fault(int year, DateOnly from, DateOnly to) =>
        to < from ? "ends before it begins."
        : year == 0 ? null
        : to.DayNumber - from.DayNumber >= LongestSpan ? $"holds {to.DayNumber - from.DayNumber + 1} days; a span holds {LongestSpan} at most."
        : from.Year == year && to.Year > year ? $"runs into {to.Year}; end it with {year}-12-31 and give the rest with {to.Year}."
        : to.Year > year ? $"lies in {to.Year}, not in {year}."
        : from < new DateOnly(year - 1, 12, 1) ? $"lies in {from.Year}, not in {year} or in the December before."
        : null;

    private static bool IsDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static IReadOnlyList<CalendarYear> ReadShipped()
    {
        var reading = Read(DataFile.Text("cn-working-days.json"));
        return reading.Problems.Count == 0
            ? reading.Years
            : throw new InvalidDataException($"The shipped calendar is faulty. {reading.Problems[0]}");
    }
}

/// <summary>The years of a calendar file, or everything that is wrong with it.</summary>
public sealed record CalendarReading(IReadOnlyList<CalendarYear> Years, IReadOnlyList<DataFileProblem> Problems);
