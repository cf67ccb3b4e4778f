using Portal.Data.TimeLimits;

namespace Portal.Data.SpotChecks.Questionnaires;

/// <summary>What makes a questionnaire one that can be asked. Pure.</summary>
public static class QuestionnaireRules
{
    public const int MostItems = 60;
    public const int LongestText = 400;

    /// <summary>What the answers to facts of the ledger must be, so that they can be compared.</summary>
    private static readonly Dictionary<string, (QuestionType Type, string[] Choices)> s_facts = new(StringComparer.Ordinal)
    {
        [FactCodes.Received] = (QuestionType.Choice, ["yes", "no", "unsure"]),
        [FactCodes.Visited] = (QuestionType.Choice, ["yes", "no", "unsure"]),
        [FactCodes.ArrivalTime] = (QuestionType.Time, []),
        [FactCodes.Solved] = (QuestionType.Choice, ["yes", "partly", "no"]),
        [FactCodes.ClosedAgreed] = (QuestionType.Choice, ["yes", "no", "unsure"]),
        [FactCodes.Satisfied] = (QuestionType.Scale, []),
        [FactCodes.FeedbackReceived] = (QuestionType.Choice, ["yes", "no", "unsure"]),
        [FactCodes.FeedbackTime] = (QuestionType.Time, []),
        [FactCodes.Temperature] = (QuestionType.Reading, []),
    };

    public static IEnumerable<DataFileProblem> Validate(Questionnaire questionnaire)
    {
        var problems = new List<DataFileProblem>();
        if (questionnaire.Version < 1)
        {
            Fault("questionnaire", "version", "must be 1 or more.");
        }

        if (questionnaire.Items.Count is 0 or > MostItems)
        {
            Fault("questionnaire", "items", $"must be 1 to {MostItems}.");
        }

        for (var index = 0; index < questionnaire.Items.Count; index++)
        {
            var item = questionnaire.Items[index];
            if (questionnaire.Items.Take(index).Any(other => other.Code == item.Code))
            {
                Fault(item.Code, "code", "stands on two items.");
            }

            problems.AddRange(OfType(item));
            problems.AddRange(OfFact(item));
            if (item.ShowIf is { } condition)
            {
                var asked = questionnaire.Items.Take(index).FirstOrDefault(other => other.Code == condition.Item && other.Type is QuestionType.Choice);
                if (asked is null)
                {
                    Fault(item.Code, "showIf.item", $"\"{condition.Item}\" is no earlier item of choices.");
                }
                else if (condition.Choices.Count == 0)
                {
                    Fault(item.Code, "showIf.choices", "must name at least one choice.");
                }
                else if (condition.Choices.FirstOrDefault(code => asked.Choices.All(choice => choice.Code != code)) is { } unknown)
                {
                    Fault(item.Code, "showIf.choices", $"\"{unknown}\" is not a choice of \"{condition.Item}\".");
                }
            }
        }

        return problems;

        void Fault(string entry, string property, string text) => problems.Add(new(entry, property, text));
    }

    private static IEnumerable<DataFileProblem> OfType(QuestionItem item)
    {
        var (hasChoices, hasRooms) = (item.Type is QuestionType.Choice, item.Type is QuestionType.Reading);
        if (hasChoices ? item.Choices.Count < 2 : item.Choices.Count > 0)
        {
            yield return new(item.Code, "choices", hasChoices ? "must be at least two." : $"are not for an item of type {item.Type}.");
        }

        if (hasRooms ? item.Rooms.Count == 0 : item.Rooms.Count > 0)
        {
            yield return new(item.Code, "rooms", hasRooms ? "must be at least one." : $"are not for an item of type {item.Type}.");
        }

        foreach (var twice in item.Choices.Concat(item.Rooms).GroupBy(choice => choice.Code).Where(same => same.Count() > 1))
        {
            yield return new(item.Code, hasRooms ? "rooms" : "choices", $"has \"{twice.Key}\" twice.");
        }

        if (item.Type is QuestionType.Number ? item.Unit is null : item.Unit is not null)
        {
            yield return new(item.Code, "unit", item.Type is QuestionType.Number ? "is missing." : $"is not for an item of type {item.Type}.");
        }

        var isMeasured = item.Type is QuestionType.Scale or QuestionType.Number or QuestionType.Reading;
        if (!isMeasured && (item.From is not null || item.To is not null))
        {
            yield return new(item.Code, "from", $"bounds are not for an item of type {item.Type}.");
        }
        else if (item.From > item.To)
        {
            yield return new(item.Code, "to", "is below from.");
        }

        if (item.Type is QuestionType.Scale && (item.From is null || item.To is null || item.To - item.From is < 1 or > 10 || item.From != decimal.Truncate(item.From.Value) || item.To != decimal.Truncate(item.To.Value)))
        {
            yield return new(item.Code, "from", "a scale has whole bounds, 1 to 10 steps apart.");
        }

        if (new[] { item.Text, item.Hint }.Concat(item.Choices.Concat(item.Rooms).Select(choice => choice.Text)).Any(text => text is { Zh.Length: > LongestText } or { En.Length: > LongestText }))
        {
            yield return new(item.Code, "text", $"is longer than {LongestText} characters.");
        }
    }

    private static IEnumerable<DataFileProblem> OfFact(QuestionItem item)
    {
        if (!s_facts.TryGetValue(item.Code, out var fact))
        {
            yield break;
        }

        if (item.Type != fact.Type)
        {
            yield return new(item.Code, "type", $"must be {fact.Type}: this code is compared with the ledger.");
        }
        else if (!item.Choices.Select(choice => choice.Code).Order(StringComparer.Ordinal).SequenceEqual(fact.Choices.Order(StringComparer.Ordinal)))
        {
            yield return new(item.Code, "choices", $"must be {string.Join(", ", fact.Choices)}: this code is compared with the ledger.");
        }
        else if (item.Code == FactCodes.Satisfied && (item.From, item.To) != (1, 5))
        {
            yield return new(item.Code, "from", "must go from 1 to 5: this code is compared with the ledger.");
        }
    }
}
