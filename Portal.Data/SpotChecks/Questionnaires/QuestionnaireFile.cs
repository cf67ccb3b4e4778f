using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.TimeLimits;

namespace Portal.Data.SpotChecks.Questionnaires;

/// <param name="Questionnaire">Null when there are problems.</param>
public sealed record QuestionnaireReading(Questionnaire? Questionnaire, IReadOnlyList<DataFileProblem> Problems);

/// <summary>Reads a questionnaire from JSON (docs/spot-checks.md gives the form) and reports every fault by item and property, all at once.</summary>
public static partial class QuestionnaireFile
{
    private const string Whole = "questionnaire";

    public static QuestionnaireReading Read(string json)
    {
        var problems = new List<DataFileProblem>();
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                return new(null, [new(Whole, "", "The file must hold one JSON object.")]);
            }

            var read = Questionnaire(new(document.RootElement, Whole, "", problems));
            problems.AddRange(QuestionnaireRules.Validate(read));
            return new(problems.Count == 0 ? read : null, problems);
        }
        catch (JsonException fault)
        {
            return new(null, [new(Whole, "", string.Create(CultureInfo.InvariantCulture, $"The file is not JSON (line {fault.LineNumber + 1})."))]);
        }
    }

    private static Questionnaire Questionnaire(DataFields fields)
    {
        var read = new Questionnaire
        {
            Code = Code(fields, "code"),
            Version = fields.Number("version"),
            Kind = fields.Code<CampaignKind>("kind"),
            Name = RequiredText(fields, "name"),
            Intro = Text(fields.Child("intro")),
            Items = [.. fields.Children("items", "item").Select(Item)],
        };
        fields.RefuseOthers();
        return read;
    }

    private static QuestionItem Item(DataFields fields)
    {
        var code = Code(fields, "code");
        fields.Entry = code.Length == 0 ? fields.Entry : code;
        var item = new QuestionItem
        {
            Code = code,
            Type = fields.Code<QuestionType>("type"),
            Heading = fields.OptionalCode<QuestionHeading>("heading"),
            Text = RequiredText(fields, "text"),
            Hint = Text(fields.Child("hint")),
            Choices = Choices(fields, "choices", code),
            IsRequired = fields.Flag("required"),
            ShowIf = fields.Child("showIf") is { } condition ? ShowIf(condition) : null,
            Unit = fields.OptionalText("unit"),
            From = fields.OptionalDecimal("from"),
            To = fields.OptionalDecimal("to"),
            Rooms = Choices(fields, "rooms", code),
        };
        fields.RefuseOthers();
        return item;
    }

    private static IReadOnlyList<QuestionChoice> Choices(DataFields fields, string name, string entry) => !fields.Has(name)
        ? []
        : [.. fields.Children(name, entry).Select(choice =>
        {
            choice.Entry = entry;
            var read = new QuestionChoice(Code(choice, "code"), new(choice.Text("zh"), choice.Text("en")));
            choice.RefuseOthers();
            return read;
        })];

    private static ShowIf ShowIf(DataFields fields)
    {
        var condition = new ShowIf(fields.Text("item"), fields.Texts("choices"));
        fields.RefuseOthers();
        return condition;
    }

    private static string Code(DataFields fields, string name)
    {
        var code = fields.Text(name);
        if (code.Length > 0 && !CodePattern().IsMatch(code))
        {
            fields.Fault(name, $"\"{code}\" is no code: small Latin letters, digits and hyphens, at most 40, a letter first.");
        }

        return code;
    }

    private static LimitText RequiredText(DataFields fields, string name) => Text(fields.RequiredChild(name)) ?? new("", "");

    private static LimitText? Text(DataFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var text = new LimitText(fields.Text("zh"), fields.Text("en"));
        fields.RefuseOthers();
        return text;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();
}
