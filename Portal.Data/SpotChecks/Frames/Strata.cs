using System.Globalization;
using Portal.Data.SpotChecks.Draws;

namespace Portal.Data.SpotChecks.Frames;

/// <summary>The key of a stratum: what its objects have in common, as <c>name=value</c> with spaces between.</summary>
public static class Strata
{
    /// <summary>The one stratum of a frame that is not cut.</summary>
    public const string All = "all";

    public const string Satisfied = "satisfied";
    public const string Dissatisfied = "dissatisfied";
    public const string NotRated = "none";

    /// <summary>Six hours each, from midnight.</summary>
    public static IReadOnlyList<string> Bands { get; } = ["night", "morning", "afternoon", "evening"];

    /// <param name="rating">As in the ledger; null or 6 for not rated.</param>
    public static string OfRow(IReadOnlyList<StratumKey> keys, string enterpriseCode, int type, int channel, int? rating)
    {
        var parts = new List<string>(4);
        foreach (var key in keys.Distinct().Order())
        {
            parts.Add(key switch
            {
                StratumKey.Enterprise => "enterprise=" + enterpriseCode,
                StratumKey.ComplaintType => "type=" + type.ToString(CultureInfo.InvariantCulture),
                StratumKey.Channel => "channel=" + channel.ToString(CultureInfo.InvariantCulture),
                StratumKey.Rating => "rating=" + (rating switch { >= 1 and <= 3 => Satisfied, 4 or 5 => Dissatisfied, _ => NotRated }),
                _ => throw new ArgumentOutOfRangeException(nameof(keys), key, null),
            });
        }

        return parts.Count == 0 ? All : string.Join(' ', parts);
    }

    /// <param name="band">0 to 3.</param>
    public static string OfSlot(IReadOnlyList<StratumKey> keys, string enterpriseCode, int band, bool isWorkingDay) =>
        (keys.Contains(StratumKey.Enterprise) ? $"enterprise={enterpriseCode} " : "")
        + $"band={Bands[band]} {(isWorkingDay ? "day=work" : SampleRules.OffDay)}";
}
