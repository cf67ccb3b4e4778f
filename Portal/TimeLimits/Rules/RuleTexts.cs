using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Data.TimeLimits.Versions;
using Portal.Shell;

namespace Portal.TimeLimits.Rules;

/// <summary>Says rules in words: how long, from what to what, for which cases, and what a jurisdiction has made of them.</summary>
public sealed class RuleTexts(IStringLocalizer<RuleTexts> text, IStringLocalizer<Words> words, LimitTexts limits)
{
    /// <summary>The name of a code, such as a channel or a sector.</summary>
    public string Code(Enum code) => code switch
    {
        Sector sector => words["Sector_" + sector],
        CaseEvent happening => limits.Event(happening),
        LimitTopic topic => limits.Topic(topic),
        _ => text[$"{code.GetType().Name}_{code}"],
    };

    /// <summary>From which event, how long, to which event.</summary>
    public string Limit(LimitRule rule) => text["Limit", string.Join(text["Or"], rule.OrStop.Prepend(rule.Stop).Select(limits.Event)), limits.Reckoned(rule)];

    public string Span(LimitSpan span) => span.Amount == 0 ? text["SameDay"] : text["Unit_" + span.Unit, span.Amount];

    /// <summary>What may move the due time, and how strict the limit is: nothing for a hard limit that nothing moves.</summary>
    public IEnumerable<string> Terms(LimitRule rule)
    {
        if (rule.Hardness is Hardness.Soft)
        {
            yield return text["Hardness_Soft"];
        }

        if (rule.OrderLimit is OrderLimit.Replaces)
        {
            yield return text["OrderLimit_Replaces"] + Extension(rule.Extension);
        }

        if (rule.Appointment is { } appointment)
        {
            yield return appointment.AgreedBy is { } agreement
                ? text["AppointmentBy", limits.Event(agreement), appointment.Within is { } within ? Span(within) : ""].Value.Trim()
                : text["Appointment"];
        }
    }

    /// <summary>For which cases, one phrase for each condition; "every case" without any.</summary>
    public IReadOnlyList<string> Scope(LimitRule rule)
    {
        var scope = rule.AppliesWhen;
        var phrases = new List<string>();
        foreach (var happening in new[] { rule.Start, rule.Stop }.Where(CaseEvents.IsOptional))
        {
            phrases.Add(text["Scope_Having", limits.Event(happening)]);
        }

        Add("Sectors", scope.Sectors.Select(code => Code(code)));
        Add("Channels", scope.Channels.Select(code => Code(code)));
        Add("ExceptChannels", scope.ExceptChannels.Select(code => Code(code)));
        Add("RequestClasses", scope.RequestClasses.Select(code => Code(code)));
        Add("ComplaintTypes", scope.ComplaintTypes.Select(code => Code(code)));
        Add("SubTypes", scope.SubTypes);
        Add("Words", scope.Words);
        Add("ExceptWords", scope.ExceptWords);
        Add("Urgencies", scope.Urgencies.Select(code => Code(code)));
        Add("Grades", scope.Grades.Select(code => Code(code)));
        Add("Ownerships", scope.Ownerships);
        Add("Pipe", scope.Pipe is { } pipe ? [Pipe(pipe)] : []);
        Add("RoomBelow", scope.RoomBelow is { } below ? [below.ToString(CultureInfo.CurrentCulture)] : []);
        if (scope.HeatingOnly)
        {
            phrases.Add(text["HeatingOnly"]);
        }
        else if (scope.Season is { } season)
        {
            Add("Season", [string.Create(CultureInfo.InvariantCulture, $"{season.FromMonth:00}-{season.FromDay:00} – {season.ToMonth:00}-{season.ToDay:00}")]);
        }

        if (scope.ValidOnly)
        {
            phrases.Add(text["ValidOnly"]);
        }

        return phrases.Count == 0 ? [text["EveryCase"]] : phrases;

        void Add(string key, IEnumerable<string> names)
        {
            if (string.Join(text["Comma"], names) is { Length: > 0 } list)
            {
                phrases.Add(text["Scope_" + key, list]);
            }
        }
    }

    /// <summary>What an override makes of a rule, one phrase for each thing it changes.</summary>
    public IReadOnlyList<string> Change(RuleChange change)
    {
        if (change.IsOff)
        {
            return [text["Off"]];
        }

        var phrases = new List<string>();
        if (change.Limit is { } limit)
        {
            phrases.Add(text["Change_Limit", Span(limit)]);
        }

        phrases.AddRange((change.ByPipe ?? []).Select(part => text["Change_ByPipe", Pipe(part.Pipe), Span(part.Limit)].Value));
        if (change.DayBoundary is { } boundary)
        {
            phrases.Add(Code(boundary));
        }

        if (change.Hardness is { } hardness)
        {
            phrases.Add(Code(hardness));
        }

        if (change.OrderLimit is { } order)
        {
            phrases.Add(Code(order) + Extension(change.Extension));
        }

        return phrases;
    }

    /// <summary>A fault in a decision about rules, with what to do.</summary>
    public string Fault(Enum fault) => text[$"{fault.GetType().Name}_{fault}"];

    public string Finding(RuleFinding finding) => finding.Kind is FindingKind.Fault
        ? Problem(new(finding.Entry, finding.Code, finding.Text))
        : text["Finding_" + finding.Code, [.. finding.Args.Select(Code)]];

    /// <summary>A fault of a rule file; the file's own words where there is no translation.</summary>
    public string Problem(DataFileProblem problem) => ProblemWords.Say(problem, text);

    /// <summary>The same with the entry it is about before it.</summary>
    public string ProblemOf(DataFileProblem problem) => text["Entry", ProblemWords.Entry(problem, text), Problem(problem)];

    public string Pipe(PipeRange pipe) => (pipe.From, pipe.To) switch
    {
        ({ } from, { } to) => $"{from} {(pipe.FromExclusive ? "<" : "≤")} DN {(pipe.ToExclusive ? "<" : "≤")} {to}",
        ({ } from, null) => $"DN {(pipe.FromExclusive ? ">" : "≥")} {from}",
        (null, { } to) => $"DN {(pipe.ToExclusive ? "<" : "≤")} {to}",
        _ => "DN",
    };

    private string Extension(ExtensionPolicy? extension)
    {
        if (extension is null)
        {
            return "";
        }

        var terms = new List<string>();
        if (extension.ReasonRequired)
        {
            terms.Add(text["Extension_Reason"]);
        }

        if (extension.Longest is { } longest)
        {
            terms.Add(text["Extension_Longest", Span(longest)]);
        }

        if (extension.Approver is { } approver)
        {
            terms.Add(text["Extension_Approver", approver]);
        }

        return terms.Count == 0 ? "" : text["Brackets", string.Join(text["Comma"], terms)];
    }
}
