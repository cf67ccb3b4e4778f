using System.Globalization;
using Portal.Data.Registry;

namespace Portal.Data.TimeLimits;

/// <summary>
/// The cases a limit is for (requirements §5.4, appliesWhen). An empty list means all; lists are joined by "and".
/// Lists of codes are kept as bit sets beside themselves, because a filing asks millions of times.
/// </summary>
public sealed record LimitScope
{
    private const int All = -1;
    private int _sectors = All;
    private int _channels = All;
    private int _requestClasses = All;
    private int _complaintTypes = All;
    private int _urgencies = All;
    private int _grades = All;
    private int _exceptChannels;

    public IReadOnlyList<Sector> Sectors { get; init { field = value; _sectors = BitsOrAll(value); } } = [];

    public IReadOnlyList<Channel> Channels { get; init { field = value; _channels = BitsOrAll(value); } } = [];

    public IReadOnlyList<Channel> ExceptChannels { get; init { field = value; _exceptChannels = Bits(value); } } = [];

    public IReadOnlyList<RequestClass> RequestClasses { get; init { field = value; _requestClasses = BitsOrAll(value); } } = [];

    public IReadOnlyList<ComplaintType> ComplaintTypes { get; init { field = value; _complaintTypes = BitsOrAll(value); } } = [];

    public IReadOnlyList<Urgency> Urgencies { get; init { field = value; _urgencies = BitsOrAll(value); } } = [];

    public IReadOnlyList<CaseGrade> Grades { get; init { field = value; _grades = BitsOrAll(value); } } = [];

    /// <summary>二级类型, compared as written.</summary>
    public IReadOnlyList<string> SubTypes { get; init; } = [];

    /// <summary>Words of which 二级类型 must hold one (S2-30: 井盖).</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Words of which 二级类型 must hold none.</summary>
    public IReadOnlyList<string> ExceptWords { get; init; } = [];

    /// <summary>责任归属 as filed, compared as written (S1-25).</summary>
    public IReadOnlyList<string> Ownerships { get; init; } = [];

    public PipeRange? Pipe { get; init; }

    /// <summary>Only where the room was measured colder than so many degrees Celsius (S1-16).</summary>
    public int? RoomBelow { get; init; }

    public Season? Season { get; init; }

    /// <summary>Only cases received in the heating season of their jurisdiction (S1-06); in the file <c>"season": "Heating"</c>.</summary>
    public bool HeatingOnly { get; init; }

    /// <summary>What the jurisdiction's own seasons say of the day on which the case was received; null asks the default season.</summary>
    internal bool? IsHeating { get; init; }

    /// <summary>Only cases that nobody has found invalid (有效投诉, S3-07); undecided ones count as valid.</summary>
    public bool ValidOnly { get; init; }

    /// <summary>The reason why the case is outside, the measure that is missing when it cannot be told, or none.</summary>
    internal Why WhyNot(CaseFacts facts)
    {
        if ((_sectors & facts.SectorBits) == 0)
        {
            return Why.Sector;
        }

        var channel = 1 << (int)facts.Channel;
        if ((_channels & channel) == 0 || (_exceptChannels & channel) != 0)
        {
            return Why.Channel;
        }

        if ((_requestClasses & (1 << (int)facts.RequestClass)) == 0)
        {
            return Why.RequestClass;
        }

        if ((_complaintTypes & (1 << (int)facts.ComplaintType)) == 0)
        {
            return Why.ComplaintType;
        }

        if ((_urgencies & (1 << (int)facts.Urgency)) == 0)
        {
            return Why.Urgency;
        }

        return (_grades & (1 << (int)facts.Grade)) == 0 ? Why.Grade : WhyNotByText(facts);
    }

    /// <summary>True when some case could be inside both; used to find rules that contradict each other.</summary>
    internal bool Overlaps(LimitScope other) =>
        (_sectors & other._sectors) != 0
        && (_channels & ~_exceptChannels & other._channels & ~other._exceptChannels) != 0
        && (_requestClasses & other._requestClasses) != 0
        && (_complaintTypes & other._complaintTypes) != 0
        && (_urgencies & other._urgencies) != 0
        && (_grades & other._grades) != 0
        && Meet(SubTypes, other.SubTypes)
        && !Excludes(other) && !other.Excludes(this)
        && Meet(Ownerships, other.Ownerships)
        && (Pipe is null || other.Pipe is null || Pipe.Overlaps(other.Pipe))
        && (Season is null || other.Season is null || Season.Overlaps(other.Season));

    private Why WhyNotByText(CaseFacts facts)
    {
        if (SubTypes.Count > 0 && !SubTypes.Contains(facts.SubType ?? "", StringComparer.Ordinal))
        {
            return Why.SubType;
        }

        if ((Words.Count > 0 && !HasOneOf(facts.SubType, Words)) || (ExceptWords.Count > 0 && HasOneOf(facts.SubType, ExceptWords)))
        {
            return Why.SubType;
        }

        if (Ownerships.Count > 0 && !Ownerships.Contains(facts.Ownership ?? "", StringComparer.Ordinal))
        {
            return Why.Ownership;
        }

        if (ValidOnly && facts.IsValid is false)
        {
            return Why.NotValid;
        }

        if (Season is not null && facts[CaseEvent.Received] is { } received && !Season.Contains(DateOnly.FromDateTime(received)))
        {
            return Why.Season;
        }

        if (HeatingOnly && !(IsHeating ?? (facts[CaseEvent.Received] is { } day && HeatingSeasons.Default.Of(DateOnly.FromDateTime(day)) is not null)))
        {
            return Why.Season;
        }

        if (RoomBelow is { } degrees && !(facts.RoomTemperatureTenths < degrees * 10))
        {
            return facts.RoomTemperatureTenths is null ? Why.RoomTemperatureMissing : Why.RoomTemperature;
        }

        return Pipe is null ? Why.None
            : facts.PipeDiameter is not { } diameter ? Why.PipeDiameterMissing
            : Pipe.Contains(diameter) ? Why.None
            : Why.PipeDiameter;
    }

    /// <summary>True when every subtype that the other asks for holds a word that this one refuses.</summary>
    private bool Excludes(LimitScope other) =>
        (other.Words.Count > 0 && other.Words.All(word => HasOneOf(word, ExceptWords)))
        || (other.SubTypes.Count > 0 && other.SubTypes.All(subType =>
            HasOneOf(subType, ExceptWords) || (Words.Count > 0 && !HasOneOf(subType, Words))));

    private static bool HasOneOf(string? text, IReadOnlyList<string> words) =>
        text is not null && words.Any(word => text.Contains(word, StringComparison.Ordinal));

    private static bool Meet(IReadOnlyList<string> left, IReadOnlyList<string> right) =>
        left.Count == 0 || right.Count == 0 || left.Intersect(right, StringComparer.Ordinal).Any();

    private static int BitsOrAll<T>(IReadOnlyList<T> codes)
        where T : struct, Enum => codes.Count == 0 ? All : Bits(codes);

    private static int Bits<T>(IReadOnlyList<T> codes)
        where T : struct, Enum =>
        codes.Aggregate(0, (bits, code) => bits | (1 << Convert.ToInt32(code, CultureInfo.InvariantCulture)));
}

/// <summary>A range of nominal diameters (管径DN, millimetres), each end in or out (S2-31: DN≤600, DN>600).</summary>
public sealed record PipeRange(int? From, bool FromExclusive, int? To, bool ToExclusive)
{
    private int Lowest => From is not { } from ? int.MinValue : FromExclusive ? from + 1 : from;

    private int Highest => To is not { } to ? int.MaxValue : ToExclusive ? to - 1 : to;

    internal bool IsEmpty => Lowest > Highest;

    public bool Contains(int diameter) => diameter >= Lowest && diameter <= Highest;

    internal bool Overlaps(PipeRange other) => Lowest <= other.Highest && other.Lowest <= Highest;
}

/// <summary>A part of every year, both days included; it may run over New Year (采暖期: 15 October to 15 April).</summary>
public sealed record Season(int FromMonth, int FromDay, int ToMonth, int ToDay)
{
    private int First => (FromMonth * 100) + FromDay;

    private int Last => (ToMonth * 100) + ToDay;

    public bool Contains(DateOnly day) => Contains((day.Month * 100) + day.Day);

    internal bool Overlaps(Season other) =>
        Contains(other.First) || Contains(other.Last) || other.Contains(First) || other.Contains(Last);

    private bool Contains(int monthAndDay) => First <= Last
        ? monthAndDay >= First && monthAndDay <= Last
        : monthAndDay >= First || monthAndDay <= Last;
}
