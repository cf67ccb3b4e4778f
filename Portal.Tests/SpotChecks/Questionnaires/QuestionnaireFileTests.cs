using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.TimeLimits;

namespace Portal.Tests.SpotChecks.Questionnaires;

/// <summary>Shipped questionnaires are sound; a faulty file is refused with all its faults at once.</summary>
public sealed class QuestionnaireFileTests
{
    [Fact]
    public void EveryKind_HasAShippedQuestionnaire_InBothLanguages()
    {
        Assert.Equal(Enum.GetValues<CampaignKind>(), ShippedQuestionnaires.All.Select(one => one.Kind));
        Assert.All(ShippedQuestionnaires.All, one =>
        {
            Assert.Equal(ShippedQuestionnaires.CodeOf(one.Kind), one.Code);
            Assert.Empty(QuestionnaireFile.Read(QuestionnaireText.Write(one)).Problems);
            foreach (var text in one.Items.SelectMany(item => item.Choices.Concat(item.Rooms).Select(choice => choice.Text).Append(item.Text)).Append(one.Name))
            {
                Assert.Contains(text.Zh, letter => letter >= '\u4e00');
                Assert.Contains(text.En, char.IsAsciiLetter);
            }
        });
    }

    [Theory]
    [InlineData(CampaignKind.LedgerCallback, "received", "visited", "arrival-time", "solved", "closed-agreed", "satisfied", "feedback-received", "feedback-time", "attitude", "speed", "warmth")]
    [InlineData(CampaignKind.PhoneTest, "connected", "answered-within", "staffed", "polite", "warm", "sincere", "patient")]
    [InlineData(CampaignKind.SiteSampling, "temperature", "photo")]
    [InlineData(CampaignKind.Survey, "satisfied", "attitude", "speed", "warmth")]
    public void WhatTheSourcesAsk_IsAsked(CampaignKind kind, params string[] codes) =>
        Assert.Empty(codes.Except(ShippedQuestionnaires.Of(kind).Items.Select(item => item.Code)));

    [Fact]
    public void ATemperature_IsReadRoomByRoom()
    {
        var temperature = ShippedQuestionnaires.Of(CampaignKind.SiteSampling).Find(FactCodes.Temperature)!;

        Assert.Equal(QuestionType.Reading, temperature.Type);
        Assert.True(temperature.Rooms.Count >= 2);
        Assert.Equal((-10m, 40m), (temperature.From, temperature.To));
    }

    [Fact]
    public void AllFaults_AreToldAtOnce_EachByItemAndProperty()
    {
        const string json = """
            {
              "code": "My Survey", "version": 1, "kind": "Survey", "name": { "zh": "问卷", "en": "Survey" }, "colour": "red",
              "items": [
                { "code": "solved", "type": "Choice", "text": { "zh": "解决了吗", "en": "Solved?" }, "choices": [ { "code": "yes", "zh": "是", "en": "Yes" } ] },
                { "code": "length", "type": "Number", "text": { "zh": "多久", "en": "How long?" } },
                { "code": "length", "type": "Text", "text": { "zh": "多久" }, "unit": "s", "showIf": { "item": "later", "choices": ["yes"] } },
                { "code": "mood", "type": "Scale", "text": { "zh": "如何", "en": "How?" }, "from": 5, "to": 1 },
                { "code": "rooms", "type": "Reading", "text": { "zh": "温度", "en": "Temperature" } },
                { "code": "shape", "type": "Circle", "text": { "zh": "形", "en": "Shape" }, "required": "yes" }
              ]
            }
            """;

        var problems = QuestionnaireFile.Read(json).Problems.Select(problem => (problem.Entry, problem.Property)).ToHashSet();

        Assert.Superset(
            new HashSet<(string, string)>
            {
                ("questionnaire", "code"), ("questionnaire", "colour"), ("solved", "choices"), ("length", "unit"), ("length", "code"), ("length", "text.en"),
                ("length", "showIf.item"), ("mood", "to"), ("rooms", "rooms"), ("shape", "type"), ("shape", "required"),
            },
            problems);
        Assert.Null(QuestionnaireFile.Read(json).Questionnaire);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{ "code": "a", "version": 1, "kind": "Survey", "name": { "zh": "问", "en": "Q" }, "items": [] }""")]
    public void WhatIsNoQuestionnaire_IsRefused(string json)
    {
        var reading = QuestionnaireFile.Read(json);

        Assert.Null(reading.Questionnaire);
        Assert.NotEmpty(reading.Problems);
    }

    [Theory]
    [InlineData("received", "Scale")]
    [InlineData("satisfied", "Choice")]
    [InlineData("temperature", "Number")]
    public void AFactOfTheLedger_KeepsItsKindOfAnswer(string code, string type)
    {
        var source = ShippedQuestionnaires.All.First(one => one.Find(code) is not null);
        var json = JsonNode.Parse(QuestionnaireText.Write(source))!;
        json["items"]!.AsArray().First(item => item!["code"]!.GetValue<string>() == code)!["type"] = type;

        Assert.Contains(QuestionnaireFile.Read(json.ToJsonString()).Problems, problem => problem.Entry == code && problem.Property == "type");
    }

    [Fact]
    public void WhatIsWritten_IsReadAgain() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(100),
        Prop.ForAll(
            Gen.Choose(1, 6).SelectMany(count => Gen.Elements(Enum.GetValues<QuestionType>()).ListOf(count)).ToArbitrary(),
            types =>
            {
                var written = new Questionnaire
                {
                    Code = "drawn",
                    Version = 3,
                    Kind = CampaignKind.Survey,
                    Name = new("问卷 “一”", "One <b>&"),
                    Items = [.. types.Select(Item)],
                };

                var reading = QuestionnaireFile.Read(QuestionnaireText.Write(written));

                Assert.Empty(reading.Problems);
                Assert.Equal(QuestionnaireText.Write(written), QuestionnaireText.Write(reading.Questionnaire!));
            }));

    private static QuestionItem Item(QuestionType type, int index) => new()
    {
        Code = FormattableString.Invariant($"item-{index}"),
        Type = type,
        Text = new("问", "Q"),
        Choices = type is QuestionType.Choice ? [new("a", new("甲", "A")), new("b", new("乙", "B"))] : [],
        Rooms = type is QuestionType.Reading ? [new("hall", new("厅", "Hall"))] : [],
        Unit = type is QuestionType.Number ? "s" : null,
        From = type is QuestionType.Scale ? 1 : null,
        To = type is QuestionType.Scale ? 5 : null,
        Heading = index % 2 == 0 ? QuestionHeading.Warmth : null,
        IsRequired = index % 3 == 0,
        Hint = index % 2 == 1 ? new LimitText("提示", "Hint") : null,
    };
}
