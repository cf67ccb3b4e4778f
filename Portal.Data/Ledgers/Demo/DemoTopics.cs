using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers.Demo;

/// <summary>Which number of the ledger a topic comes with.</summary>
internal enum DemoReading
{
    None,
    Temperature, // 实测室温
    Days, // 未供天数
    Diameter, // 管径DN
}

/// <summary>What people complain about and what they are answered, from demo-topics.json. {braces} stand for numbers.</summary>
internal sealed record DemoTopic
{
    public required IReadOnlyList<Sector> Sectors { get; init; }

    public required ComplaintType Type { get; init; }

    public required string SubType { get; init; }

    public required double Weight { get; init; }

    /// <summary>How often the topic is brought as a request of each class.</summary>
    public required IReadOnlyDictionary<RequestClass, double> Classes { get; init; }

    /// <summary>Share of 紧急.</summary>
    public required double Urgent { get; init; }

    public DemoReading Reading { get; init; }

    public required IReadOnlyList<string> Contents { get; init; }

    /// <summary>One for each content, in the same order.</summary>
    public required IReadOnlyList<string> Resolutions { get; init; }

    public required IReadOnlyList<string> Responsibilities { get; init; }
}

internal static class DemoTopics
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly DemoTopic[] s_all = Read();

    private static readonly Dictionary<Sector, DemoTopic[]> s_bySector = Enum.GetValues<Sector>()
        .ToDictionary(sector => sector, sector => s_all.Where(topic => topic.Sectors.Contains(sector)).ToArray());

    private static readonly Dictionary<Sector, double[]> s_weights = s_bySector
        .ToDictionary(item => item.Key, item => item.Value.Select(topic => topic.Weight).ToArray());

    public static DemoTopic Pick(Sector sector, DemoRandom random) => s_bySector[sector][random.Weighted(s_weights[sector])];

    /// <summary>The first topic of that type.</summary>
    public static DemoTopic Of(Sector sector, ComplaintType type) => s_bySector[sector].First(topic => topic.Type == type);

    public static RequestClass PickClass(DemoTopic topic, DemoRandom random) =>
        topic.Classes.Keys.ElementAt(random.Weighted([.. topic.Classes.Values]));

    private static DemoTopic[] Read()
    {
        using var stream = typeof(DemoTopics).Assembly.GetManifestResourceStream("data/demo-topics.json")
            ?? throw new InvalidOperationException("The topics of the demonstration are not built in.");
        return JsonSerializer.Deserialize<DemoTopic[]>(stream, s_options)!;
    }
}
