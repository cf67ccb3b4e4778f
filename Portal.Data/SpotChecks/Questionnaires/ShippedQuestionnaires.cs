using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.TimeLimits;

namespace Portal.Data.SpotChecks.Questionnaires;

/// <summary>The questionnaires the portal ships, one for each kind, in the order of the kinds.</summary>
public static class ShippedQuestionnaires
{
    public static IReadOnlyList<Questionnaire> All { get; } = [.. Enum.GetValues<CampaignKind>().Select(Read)];

    public static Questionnaire Of(CampaignKind kind) => All.First(questionnaire => questionnaire.Kind == kind);

    /// <summary>The code is the name of the kind in small letters with hyphens.</summary>
    public static string CodeOf(CampaignKind kind) => string.Concat(kind.ToString().Select((letter, index) =>
        char.IsUpper(letter) ? (index == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));

    private static Questionnaire Read(CampaignKind kind)
    {
        var file = $"questionnaire-{CodeOf(kind)}.json";
        var reading = QuestionnaireFile.Read(DataFile.Text(file));
        return reading.Questionnaire ?? throw new InvalidDataException($"The shipped questionnaire {file} is faulty. {reading.Problems[0]}");
    }
}
