using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.TimeLimits.Rules.Versions;

/// <summary>One rule while it is being written: what a form can hold, complete or not.</summary>
public sealed class RuleDraft
{
    public RuleDraft(LimitRule rule)
    {
        Rule = rule;
        Id = rule.Id;
        (NameZh, NameEn) = (rule.Name.Zh, rule.Name.En);
        (Topic, Subject, Record, Direction) = (rule.Topic, rule.Subject, rule.Record, rule.Direction);
        (Start, Stop) = (rule.Start, rule.Stop);
        OrStop = [.. rule.OrStop];
        (Amount, Unit) = (rule.Limit.Amount, rule.Limit.Unit is 0 ? LimitUnit.Hour : rule.Limit.Unit);
        (DayBoundary, Hardness, OrderLimit) = (rule.DayBoundary, rule.Hardness, rule.OrderLimit);
        ReasonRequired = rule.Extension?.ReasonRequired ?? false;
        (LongestAmount, LongestUnit) = (rule.Extension?.Longest?.Amount, rule.Extension?.Longest?.Unit ?? LimitUnit.NaturalDay);
        Approver = rule.Extension?.Approver ?? "";
        HasAppointment = rule.Appointment is not null;
        AgreedBy = rule.Appointment?.AgreedBy;
        (WithinAmount, WithinUnit) = (rule.Appointment?.Within?.Amount, rule.Appointment?.Within?.Unit ?? LimitUnit.Hour);
        var scope = rule.AppliesWhen;
        Sectors = [.. scope.Sectors];
        Channels = [.. scope.Channels];
        ExceptChannels = [.. scope.ExceptChannels];
        RequestClasses = [.. scope.RequestClasses];
        ComplaintTypes = [.. scope.ComplaintTypes];
        Urgencies = [.. scope.Urgencies];
        Grades = [.. scope.Grades];
        (SubTypes, Words, ExceptWords, Ownerships) = (Join(scope.SubTypes), Join(scope.Words), Join(scope.ExceptWords), Join(scope.Ownerships));
        (PipeFrom, PipeTo) = (scope.Pipe?.From, scope.Pipe?.To);
        (PipeAbove, PipeBelow) = (scope.Pipe?.FromExclusive ?? false, scope.Pipe?.ToExclusive ?? false);
        Season = scope.HeatingOnly ? SeasonChoice.Heating : scope.Season is null ? SeasonChoice.All : SeasonChoice.Days;
        (SeasonFrom, SeasonTo) = scope.Season is { } season ? ($"{season.FromMonth:00}-{season.FromDay:00}", $"{season.ToMonth:00}-{season.ToDay:00}") : ("", "");
        (ValidOnly, RoomBelow) = (scope.ValidOnly, scope.RoomBelow);
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

    public int Amount { get; set; }

    public LimitUnit Unit { get; set; }

    public DayBoundary DayBoundary { get; set; }

    public Hardness Hardness { get; set; }

    public OrderLimit OrderLimit { get; set; }

    public bool ReasonRequired { get; set; }

    public int? LongestAmount { get; set; }

    public LimitUnit LongestUnit { get; set; }

    public string Approver { get; set; }

    public bool HasAppointment { get; set; }

    public CaseEvent? AgreedBy { get; set; }

    public int? WithinAmount { get; set; }

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

    public int? PipeFrom { get; set; }

    public bool PipeAbove { get; set; }

    public int? PipeTo { get; set; }

    public bool PipeBelow { get; set; }

    /// <summary>Degrees Celsius as the rule states them; null for any temperature.</summary>
    public int? RoomBelow { get; set; }

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
        Limit = OrderLimit is OrderLimit.Required ? default : new(Amount, Unit),

        // Lengths by diameter come from the file; a length typed into the form takes their place.
        ByPipe = new LimitSpan(Amount, Unit) == Rule.Limit ? Rule.ByPipe : [],
        DayBoundary = DayBoundary,
        Hardness = Hardness,
        OrderLimit = OrderLimit,
        Extension = OrderLimit is OrderLimit.Replaces && (ReasonRequired || LongestAmount is not null || Approver.Trim().Length > 0)
            ? new(ReasonRequired, LongestAmount is { } longest ? new(longest, LongestUnit) : null, Approver.Trim() is { Length: > 0 } approver ? approver : null)
            : null,
        Appointment = HasAppointment ? new(AgreedBy, WithinAmount is { } within ? new(within, WithinUnit) : null) : null,
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
            Pipe = PipeFrom is null && PipeTo is null ? null : new(PipeFrom, PipeFrom is not null && PipeAbove, PipeTo, PipeTo is not null && PipeBelow),
            RoomBelow = RoomBelow,
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

    private Season? Days() =>
        DateOnly.TryParseExact("2000-" + SeasonFrom.Trim(), "yyyy-MM-dd", out var from) && DateOnly.TryParseExact("2000-" + SeasonTo.Trim(), "yyyy-MM-dd", out var to)
            ? new(from.Month, from.Day, to.Month, to.Day)
            : null;

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
