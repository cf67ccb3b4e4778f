using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Evidence;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.SpotChecks.Tasks;

/// <summary>The words of tasks, the same on every page and in every answer.</summary>
public sealed class TaskTexts(IStringLocalizer<TaskTexts> text)
{
    public string Of(SpotTaskState state) => text["State_" + state];

    /// <param name="hasCase">Without a complainant, "completed" is all there is to say.</param>
    public string Of(Disposition disposition, bool hasCase = true) =>
        text["Disposition_" + disposition + (!hasCase && AttemptRules.IsCompleted(disposition) ? "_Object" : "")];

    public string Of(TimeBand band) => text["Band_" + band];

    public string Of(AttemptStanding standing) => text["Standing_" + standing];

    public string Of(TaskHindrance hindrance) => text["Hindrance_" + hindrance];

    public string Of(EvidenceKind kind) => text["Kind_" + kind];

    public string Why(AnswerFault fault) => text["Fault_" + fault];

    public string Why(EvidenceFault fault) => text["Evidence_" + fault, EvidenceRules.GreatestBytes >> 20];

    public string Why(RevealAnswer answer) => text["Reveal_" + answer];

    /// <summary>By its key alone.</summary>
    public string this[string key] => text[key];

    public string TooManyFiles => text["TooManyFiles", EvidenceIntake.MostFiles];

    /// <summary>Words of a questionnaire in the reader's language.</summary>
    public static string Say(LimitText words) => CultureInfo.CurrentUICulture.Name == "en" ? words.En : words.Zh;

    /// <summary>What became of a sending: the finding, and what happens next.</summary>
    public (string Tone, string Headline, string Advice) Tell(SubmissionResult result)
    {
        var (tone, headline, advice) = TellStanding(result, result.Task!);
        advice += result.IsTimeCorrected ? text["Sent_TimeCorrected"] : "";
        return (tone, headline, advice + (result.IsTextCleaned ? text["Sent_TextCleaned"] : ""));
    }

    private (string Tone, string Headline, string Advice) TellStanding(SubmissionResult result, TaskLine task) =>
        result.Standing switch
        {
            AttemptStanding.Counted when task.IsSettled => ("good", text["Sent_Settled", Of(task.Disposition!.Value, task.RowId is not null)], text["Sent_SettledNext"]),
            AttemptStanding.Counted => ("good", text["Sent_Counted", task.Attempts], text["Sent_CountedNext"]),
            AttemptStanding.AlreadySettled => (
                "warn",
                text["Sent_AlreadySettled", result.SettledBy ?? Show.Missing, Show.MomentOf(task.SettledAtUtc), task.Disposition is { } how ? Of(how, task.RowId is not null) : Of(task.State)],
                text["Sent_KeptNext"]),
            AttemptStanding.TooEarly => ("warn", text["Sent_TooEarly", Show.Moment(task.PlannedAt!.Value)], text["Sent_TooEarlyNext"]),
            AttemptStanding.NoLongerTheirs => ("warn", text["Sent_NoLongerTheirs"], text["Sent_KeptNext"]),
            _ => ("warn", text["Sent_FieldWorkOver"], text["Sent_KeptNext"]),
        };
}
