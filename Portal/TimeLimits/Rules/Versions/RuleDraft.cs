using System.Globalization;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.TimeLimits.Rules.Versions;

/// <summary>One rule while it is being written: what a form can hold, complete or not.</summary>
public sealed class RuleDraft
{
    /// <summary>Degrees Celsius.</summary>
    public const int ColdestRoom = -50;

    public const int WarmestRoom = 50;

    public RuleDraft(LimitRule rule)
    {
        Rule = rule;
        Id = rule.Id;
        (NameZh, NameEn) = (rule.Name.Zh, rule.Name.En);
        (Topic, Subject, Record, Direction) = (rule.Topic, rule.Subject, rule.Record, rule.Direction);
        (Start, Stop) = (rule.Start, rule.Stop);
        OrStop = [.. rule.OrStop];
        (Amount, Unit) = (WholeNumber.Write(rule.Limit.Amount), rule.Limit.Unit is 0 ? LimitUnit.Hour : rule.Limit.Unit);
        (DayBoundary, Hardness, OrderLimit) = (rule.DayBoundary, rule.Hardness, rule.OrderLimit);
        ReasonRequired = rule.Extension?.ReasonRequired ?? false;
        ByPipe = PipeRows.Of(rule.ByPipe);
        (LongestAmount, LongestUnit) = (WholeNumber.Write(rule.Extension?.Longest?.Amount), rule.Extension?.Longest?.Unit ?? LimitUnit.NaturalDay);
        Approver = rule.Extension?.Approver ?? "";
        HasAppointment = rule.Appointment is not null;
        AgreedBy = rule.Appointment?.AgreedBy;
        (WithinAmount, WithinUnit) = (WholeNumber.Write(rule.Appointment?.Within?.Amount), rule.Appointment?.Within?.Unit ?? LimitUnit.Hour);
        var scope = rule.AppliesWhen;
        Sectors = [.. scope.Sectors];
        Channels = [.. scope.Channels];
        ExceptChannels = [.. scope.ExceptChannels];
        RequestClasses = [.. scope.RequestClasses];
        ComplaintTypes = [.. scope.ComplaintTypes];
        Urgencies = [.. scope.Urgencies];
        Grades = [.. scope.Grades];
        (SubTypes, Words, ExceptWords, Ownerships) = (Join(scope.SubTypes), Join(scope.Words), Join(scope.ExceptWords), Join(scope.Ownerships));
        (PipeFrom, PipeTo) = (WholeNumber.Write(scope.Pipe?.From), WholeNumber.Write(scope.Pipe?.To));
        (PipeAbove, PipeBelow) = (scope.Pipe?.FromExclusive ?? false, scope.Pipe?.ToExclusive ?? false);
        Season = scope.HeatingOnly ? SeasonChoice.Heating : scope.Season is null ? SeasonChoice.All : SeasonChoice.Days;
        (SeasonFrom, SeasonTo) = scope.Season is { } season ? ($"{season.FromMonth:00}-{season.FromDay:00}", $"{season.ToMonth:00}-{season.ToDay:00}") : ("", "");
        (ValidOnly, RoomBelow) = (scope.ValidOnly, WholeNumber.Write(scope.RoomBelow));
        (Source, Clause, Quote) = (rule.Citation.Source, rule.Citation.Clause, rule.Citation.Quote);
        (NoteZh, NoteEn) = (rule.Note?.Zh ?? "", rule.Note?.En ?? "");
        IsLocalDefault = rule.IsLocalDefault;
        (EffectiveFrom, EffectiveTo) = (rule.EffectiveFrom, rule.EffectiveTo);
    }

    /// <summary>As it was when the form was opened: carries what the form does not show.</summary>
    public LimitRule Rule { get; }

    public string Id { get; set; }

    public string NameZh { get; set; }

    public string NameEn { get; set; }

    public LimitTopic Topic { get; set; }

    public LimitSubject Subject { get; set; }

    public RecordKind Record { get; set; }

    public LimitDirection Direction { get; set; }

    public CaseEvent Start { get; set; }

    public CaseEvent Stop { get; set; }

    public HashSet<CaseEvent> OrStop { get; }

    /// <summary>Numbers are kept as they are typed; <see cref="Faults"/> names those that are none.</summary>
    public string? Amount { get; set; }

    /// <summary>In the place of one length for all, where it has rows.</summary>
    public List<PipeRow> ByPipe { get; }

    public LimitUnit Unit { get; set; }

    public DayBoundary DayBoundary { get; set; }

    public Hardness Hardness { get; set; }

    public OrderLimit OrderLimit { get; set; }

    public bool ReasonRequired { get; set; }

    public string? LongestAmount { get; set; }

    public LimitUnit LongestUnit { get; set; }

    public string Approver { get; set; }

    public bool HasAppointment { get; set; }

    public CaseEvent? AgreedBy { get; set; }

    public string? WithinAmount { get; set; }

    public LimitUnit WithinUnit { get; set; }

    public HashSet<Sector> Sectors { get; }

    public HashSet<Channel> Channels { get; }

    public HashSet<Channel> ExceptChannels { get; }

    public HashSet<RequestClass> RequestClasses { get; }

    public HashSet<ComplaintType> ComplaintTypes { get; }

    public HashSet<Urgency> Urgencies { get; }

    public HashSet<CaseGrade> Grades { get; }

    /// <summary>Texts separated by commas, Chinese or Latin.</summary>
    public string SubTypes { get; set; }

    public string Words { get; set; }

    public string ExceptWords { get; set; }

    public string Ownerships { get; set; }

    public string? PipeFrom { get; set; }

    public bool PipeAbove { get; set; }

    public string? PipeTo { get; set; }

    public bool PipeBelow { get; set; }

    /// <summary>Degrees Celsius as the rule states them; null for any temperature.</summary>
    public string? RoomBelow { get; set; }

    public SeasonChoice Season { get; set; }

    /// <summary>As <c>MM-dd</c>.</summary>
    public string SeasonFrom { get; set; }

    public string SeasonTo { get; set; }

    public bool ValidOnly { get; set; }

    public string Source { get; set; }

    public string Clause { get; set; }

    public string Quote { get; set; }

    public string NoteZh { get; set; }

    public string NoteEn { get; set; }

    public bool IsLocalDefault { get; set; }

    public DateOnly? EffectiveFrom { get; set; }

    public DateOnly? EffectiveTo { get; set; }

    /// <summary>The fields that hold what a rule cannot: nothing of them may be lost without a word.</summary>
    public IReadOnlySet<string> Faults => new (string Field, bool IsWrong)[]
    {
        (nameof(Id), !RuleSetRules.IsRuleId(Id.Trim())),
        (nameof(Amount), OrderLimit is not OrderLimit.Required && ByPipe.Count == 0 && WholeNumber.IsWrong(Amount, 0, RuleSetRules.LongestAmount, isRequired: true)),
        (nameof(ByPipe), PipeRows.AreWrong(ByPipe)),
        (nameof(LongestAmount), OrderLimit is OrderLimit.Replaces && WholeNumber.IsWrong(LongestAmount, 1, RuleSetRules.LongestAmount, isRequired: false)),
        (nameof(WithinAmount), HasAppointment && WholeNumber.IsWrong(WithinAmount, 1, RuleSetRules.LongestAmount, isRequired: false)),
        (nameof(PipeFrom), WholeNumber.IsWrong(PipeFrom, 0, PipeRows.WidestPipe, isRequired: false)),
        (nameof(PipeTo), WholeNumber.IsWrong(PipeTo, 0, PipeRows.WidestPipe, isRequired: false)),
        (nameof(RoomBelow), WholeNumber.IsWrong(RoomBelow, ColdestRoom, WarmestRoom, isRequired: false)),
        (nameof(SeasonFrom), Season is SeasonChoice.Days && Day(SeasonFrom) is null),
        (nameof(SeasonTo), Season is SeasonChoice.Days && Day(SeasonTo) is null),
    }.Where(one => one.IsWrong).Select(one => one.Field).ToHashSet();

    /// <summary>Of a draft without <see cref="Faults"/>.</summary>
    public LimitRule ToRule() => Rule with
    {
        Id = Id.Trim(),
        Name = new(NameZh.Trim(), NameEn.Trim()),
        Topic = Topic,
        Subject = Subject,
        Record = Record,
        Direction = Direction,
        Start = Start,
        Stop = Stop,
        OrStop = [.. OrStop.Order()],
        Limit = OrderLimit is OrderLimit.Required ? default
            : PipeRows.Read(ByPipe) is [var first, ..] ? first.Limit
            : new(WholeNumber.Of(Amount, 0, RuleSetRules.LongestAmount) ?? 0, Unit),
        ByPipe = OrderLimit is OrderLimit.Required ? [] : PipeRows.Read(ByPipe),
        DayBoundary = DayBoundary,
        Hardness = Hardness,
        OrderLimit = OrderLimit,
        Extension = OrderLimit is OrderLimit.Replaces && (ReasonRequired || Longest is not null || Approver.Trim().Length > 0)
            ? new(ReasonRequired, Longest is { } longest ? new(longest, LongestUnit) : null, Approver.Trim() is { Length: > 0 } approver ? approver : null)
            : null,
        Appointment = HasAppointment ? new(AgreedBy, WholeNumber.Of(WithinAmount, 1, RuleSetRules.LongestAmount) is { } within ? new(within, WithinUnit) : null) : null,
        AppliesWhen = new()
        {
            Sectors = [.. Sectors.Order()],
            Channels = [.. Channels.Order()],
            ExceptChannels = [.. ExceptChannels.Order()],
            RequestClasses = [.. RequestClasses.Order()],
            ComplaintTypes = [.. ComplaintTypes.Order()],
            Urgencies = [.. Urgencies.Order()],
            Grades = [.. Grades.Order()],
            SubTypes = Split(SubTypes),
            Words = Split(Words),
            ExceptWords = Split(ExceptWords),
            Ownerships = Split(Ownerships),
            Pipe = PipeRows.Range(PipeFrom, PipeAbove, PipeTo, PipeBelow) is var pipe && (pipe.From ?? pipe.To) is null ? null : pipe,
            RoomBelow = WholeNumber.Of(RoomBelow, ColdestRoom, WarmestRoom),
            HeatingOnly = Season is SeasonChoice.Heating,
            Season = Season is SeasonChoice.Days ? Days() : null,
            ValidOnly = ValidOnly,
        },
        Citation = new(Source.Trim(), Clause.Trim(), Quote.Trim()),
        Note = NoteZh.Trim().Length + NoteEn.Trim().Length > 0 ? new(NoteZh.Trim(), NoteEn.Trim()) : null,
        IsLocalDefault = IsLocalDefault,
        EffectiveFrom = EffectiveFrom,
        EffectiveTo = EffectiveTo,
    };

    private int? Longest => WholeNumber.Of(LongestAmount, 1, RuleSetRules.LongestAmount);

    private Season? Days() => (Day(SeasonFrom), Day(SeasonTo)) is ({ } from, { } to) ? new(from.Month, from.Day, to.Month, to.Day) : null;

    /// <summary>Of the leap year 2000: a season may begin or end on 29 February.</summary>
    private static DateOnly? Day(string typed) =>
        DateOnly.TryParseExact("2000-" + typed.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Join(IReadOnlyList<string> texts) => string.Join(", ", texts);

    private static string[] Split(string texts) =>
        texts.Split([',', '\uff0c', '\u3001'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>When in the year a rule holds.</summary>
public enum SeasonChoice
{
    All,

    /// <summary>In the jurisdiction's heating season.</summary>
    Heating,

    /// <summary>Between two days of every year.</summary>
    Days,
}
