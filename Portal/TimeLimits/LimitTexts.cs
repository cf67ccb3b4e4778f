using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.TimeLimits;

/// <summary>Says in the reader's language what a receipt says in codes (design §5): one text pair for every code.</summary>
public sealed class LimitTexts(IStringLocalizer<LimitTexts> text)
{
    private static readonly Dictionary<string, LimitTopic> s_topics = RuleSets.Shipped.SelectMany(set => set.Rules)
        .GroupBy(rule => rule.Id, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Last().Topic, StringComparer.Ordinal);

    public string Event(CaseEvent happening) => text["Event_" + happening];

    public string Topic(LimitTopic topic) => text["Topic_" + topic];

    /// <summary>The short word for a limit; the id of a rule that is no longer shipped.</summary>
    public string Topic(string ruleId) => s_topics.TryGetValue(ruleId, out var topic) ? Topic(topic) : ruleId;

    /// <summary>How long the limit is, as its source states it.</summary>
    public string Span(LimitRule rule) => rule switch
    {
        { OrderLimit: OrderLimit.Required } => text["Unit_OrderLimit"],
        { ByPipe.Count: > 0 } => rule.ByPipe.Select(part => OfPipe(part.Pipe, Length(part.Limit, rule.DayBoundary)))
            .Aggregate((one, other) => text["Or", one, other]),
        { Direction: LimitDirection.NotBefore } => text["NotBefore", Length(rule.Limit, rule.DayBoundary)],
        { Direction: LimitDirection.Before, Limit.Amount: 0 } => text["SameDayBefore"],
        { Direction: LimitDirection.Before, DayBoundary: DayBoundary.EndOfDay } => text["BeforeEndOfDay", Length(rule.Limit, DayBoundary.SameTime)],
        { Direction: LimitDirection.Before } => text["Before", Length(rule.Limit, rule.DayBoundary)],
        _ => Length(rule.Limit, rule.DayBoundary),
    };

    /// <summary>How long the limit is and from which event it is reckoned.</summary>
    public string Reckoned(LimitRule rule) => text["Reckon_" + rule.Direction, Span(rule), Event(rule.Start)];

    /// <summary>Why the verdict is what it is.</summary>
    public string Why(in Receipt receipt, DateTime judgedAt)
    {
        if (receipt.Why is not Data.TimeLimits.Why.None)
        {
            return text["Why_" + receipt.Why, Event(receipt.Rule.Start), Event(receipt.Rule.Stop)];
        }

        var end = receipt.Stop ?? judgedAt;
        var distance = receipt.Due is { } due ? Length(end <= due ? due - end : end - due) : Show.Missing;
        var group = receipt.Rule.Direction is LimitDirection.NotBefore && receipt.Verdict is Verdict.Met or Verdict.OpenInTime
            ? "Waited_" : "Verdict_";
        return text[group + receipt.Verdict, distance, Moment(judgedAt)];
    }

    /// <summary>What happened to the due time: one sentence for each change.</summary>
    public IEnumerable<string> Changes(Receipt receipt) => Enum.GetValues<DueChanges>()
        .Where(change => change is not DueChanges.None && receipt.Changes.HasFlag(change))
        .Select(change => text["Change_" + change].Value);

    public string InPrinciple() => text["Soft"];

    /// <summary>Seconds are shown where there are any: a limit is met or missed by one.</summary>
    public static string Moment(DateTime? moment) => moment is { Second: > 0 } at
        ? at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : Show.Moment(moment);

    private string Length(LimitSpan span, DayBoundary boundary)
    {
        string length = span.Amount == 0 ? text["SameDay"] : text["Unit_" + span.Unit, span.Amount];
        return span.Amount != 0 && boundary is DayBoundary.EndOfDay ? text["ToEndOfDay", length] : length;
    }

    private string OfPipe(PipeRange pipe, string length) => pipe switch
    {
        { From: null, To: { } to, ToExclusive: false } => text["PipeTo", to, length],
        { From: { } above, FromExclusive: true, To: null } => text["PipeAbove", above, length],
        _ => text["PipeBetween", $"{(pipe.FromExclusive ? ">" : "")}{pipe.From}–{(pipe.ToExclusive ? "<" : "")}{pipe.To}", length],
    };

    private string Length(TimeSpan length) => length < TimeSpan.FromMinutes(1) && length > TimeSpan.Zero
        ? text["Seconds", (int)length.TotalSeconds]
        : Show.Minutes((long)length.TotalMinutes);
}
