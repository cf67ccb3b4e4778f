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
    public string Span(LimitRule rule)
    {
        var span = rule.Limit;
        string length = span.Amount == 0 ? text["SameDay"] : text["Unit_" + span.Unit, span.Amount];
        return span.Amount != 0 && rule.DayBoundary is DayBoundary.EndOfDay ? text["ToEndOfDay", length] : length;
    }

    /// <summary>Why the verdict is what it is.</summary>
    public string Why(in Receipt receipt, DateTime judgedAt)
    {
        if (receipt.Why is not Data.TimeLimits.Why.None)
        {
            return text["Why_" + receipt.Why, Event(receipt.Rule.Start), Event(receipt.Rule.Stop)];
        }

        var end = receipt.Stop ?? judgedAt;
        var distance = receipt.Due is { } due ? Length(end <= due ? due - end : end - due) : Show.Missing;
        return text["Verdict_" + receipt.Verdict, distance, Moment(judgedAt)];
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

    private string Length(TimeSpan length) => length < TimeSpan.FromMinutes(1) && length > TimeSpan.Zero
        ? text["Seconds", (int)length.TotalSeconds]
        : Show.Minutes((long)length.TotalMinutes);
}
