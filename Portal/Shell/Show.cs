using System.Globalization;

namespace Portal.Shell;

/// <summary>How figures and times are written on screen, the same on every page. Missing is a dash, never 0.</summary>
public static class Show
{
    public const string Missing = "—";

    public static string Count(long? value) => value?.ToString("N0", CultureInfo.CurrentCulture) ?? Missing;

    /// <summary>A share of 0 to 1 as a percentage with one decimal.</summary>
    public static string Rate(decimal? share) =>
        share is { } known ? (known * 100).ToString("0.0", CultureInfo.CurrentCulture) + "%" : Missing;

    public static string Rate(long numerator, long denominator) =>
        denominator == 0 ? Missing : Rate((decimal)numerator / denominator);

    /// <summary>One decimal; the unit stands in the header or the name.</summary>
    public static string Number(decimal? value) => value?.ToString("N1", CultureInfo.CurrentCulture) ?? Missing;

    /// <summary>A duration: <c>45 min</c>, <c>1 h 05 min</c>, <c>2 d 03 h</c>.</summary>
    public static string Minutes(long? minutes)
    {
        if (minutes is not { } total)
        {
            return Missing;
        }

        var sign = total < 0 ? "−" : "";
        total = Math.Abs(total);
        return sign + (total switch
        {
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{total} min"),
            < 1440 => string.Create(CultureInfo.InvariantCulture, $"{total / 60} h {total % 60:00} min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{total / 1440} d {total % 1440 / 60:00} h"),
        });
    }

    /// <summary>What somebody or something is called, in the user's language.</summary>
    public static string Name(string name, string nameEn) => CultureInfo.CurrentUICulture.Name == "en" ? nameEn : name;

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Missing;

    public static string Month(DateOnly? month) => month?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? Missing;

    /// <summary>A wall-clock time of the ledger.</summary>
    public static string Moment(DateTime? moment) => moment?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? Missing;

    /// <summary>A time the system stamped, on the clock of the ledgers (UTC+8).</summary>
    public static string MomentOf(DateTime? utc) => Moment(utc?.AddHours(8));
}
