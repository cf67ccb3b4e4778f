using FsCheck;
using FsCheck.Fluent;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.SpotChecks.Tasks;

namespace Portal.Tests.SpotChecks.Tasks;

/// <summary>Answers held against their questionnaire: clear refusals, raw words kept.</summary>
public sealed class AnswerRulesTests
{
    private static readonly Questionnaire s_questions = new()
    {
        Code = "test",
        Version = 1,
        Kind = CampaignKind.LedgerCallback,
        Name = new("问卷", "Questions"),
        Items =
        [
            Item("received", QuestionType.Choice) with { IsRequired = true, Choices = [new("yes", new("是", "Yes")), new("no", new("否", "No"))] },
            Item("solved", QuestionType.Choice) with
            {
                IsRequired = true,
                ShowIf = new("received", ["yes"]),
                Choices = [new("yes", new("是", "Yes")), new("partly", new("部分", "Partly")), new("no", new("否", "No"))],
            },
            Item("satisfied", QuestionType.Scale) with { ShowIf = new("solved", ["yes", "partly", "no"]), From = 1, To = 5 },
            Item("wait", QuestionType.Number) with { Unit = "s", From = 0 },
            Item("words", QuestionType.Text),
            Item("sheet", QuestionType.Photo) with { IsRequired = true, ShowIf = new("solved", ["no"]) },
            Item("temperature", QuestionType.Reading) with { Rooms = [new("living", new("客厅", "Living room")), new("bed", new("卧室", "Bedroom"))] },
            Item("arrival-time", QuestionType.Time),
        ],
    };

    [Fact]
    public void AnItemAnsweredTwice_IsNotTaken_RoomsEachOnce() => Assert.Equal(
        [new("received", "", AnswerFault.Twice), new("temperature", "bed", AnswerFault.Twice)],
        Check(
            Disposition.Refused, Of("received", "yes"), Of("received", "no"), Of("temperature", "16", room: "bed"), Of("temperature", "17", room: "bed"), Of("temperature", "18", room: "living")).Problems);

    [Theory]
    [InlineData(Disposition.CompletedResolved, "yes", 12, "yes", null)]
    [InlineData(Disposition.CompletedResolved, "yes", 15, "yes", null)]
    [InlineData(Disposition.CompletedResolved, "yes", 400, "yes", PhoneTestRules.AnsweredWithin)]
    [InlineData(Disposition.CompletedResolved, "yes", 3, "no", PhoneTestRules.AnsweredWithin)]
    [InlineData(Disposition.CompletedResolved, "yes", null, "no", null)]
    [InlineData(Disposition.CompletedResolved, "no-answer", null, null, PhoneTestRules.Connected)]
    [InlineData(Disposition.CompletedResolved, "invalid", null, null, PhoneTestRules.Connected)]
    [InlineData(Disposition.NoAnswer, "yes", null, null, PhoneTestRules.Connected)]
    [InlineData(Disposition.NoAnswer, "busy", null, null, null)]
    [InlineData(Disposition.WrongNumber, "invalid", null, null, null)]
    [InlineData(Disposition.WrongNumber, "yes", null, null, PhoneTestRules.Connected)]
    [InlineData(Disposition.Ineligible, "yes", null, null, null)]
    [InlineData(Disposition.NoAnswer, null, null, null, null)]
    public void AHotlineTest_ContradictsNeitherItsOutcomeNorItself(Disposition disposition, string? connected, int? seconds, string? within, string? contradicted)
    {
        AnswerRecord[] answers =
            [new(1, PhoneTestRules.Connected, connected, null, null, null), new(1, PhoneTestRules.AnswerSeconds, null, seconds, null, null), new(1, PhoneTestRules.AnsweredWithin, within, null, null, null)];

        Assert.Equal(contradicted is null ? [] : [contradicted], PhoneTestRules.FindContradictions(disposition, answers));
    }

    [Fact]
    public void GoodAnswers_AreKept_WithTheWordsBesideTheCode()
    {
        var check = Check(
            Disposition.CompletedPartly, Of("received", "yes", "说是打过电话"), Of("solved", "partly"), Of("satisfied", "4"), Of("wait", "12.5"), Of("words", "请打13800001234"),
            Of("temperature", "18.4", room: "living"), Of("temperature", "16", room: "bed"), Of("arrival-time", "2025-12-03T10:20"));

        Assert.Empty(check.Problems);
        Assert.Equal(
            [
                new(7, "received", "yes", null, null, "说是打过电话"), new(7, "solved", "partly", null, null, null), new(7, "satisfied", "4", 4, null, null),
                new(7, "wait", null, 12.5m, null, null), new(7, "words", null, null, null, "请打***"),
                new(7, "temperature", null, 18.4m, "living", null), new(7, "temperature", null, 16, "bed", null), new(7, "arrival-time", "2025-12-03T10:20", null, null, null),
            ],
            check.Answers);
    }

    [Theory]
    [InlineData("temperature", "210", "living", AnswerFault.OutOfRange)]
    [InlineData("temperature", "-31", "bed", AnswerFault.OutOfRange)]
    [InlineData("temperature", "18", "cellar", AnswerFault.Unknown)]
    [InlineData("temperature", "warm", "bed", AnswerFault.NotANumber)]
    [InlineData("wait", "-1", null, AnswerFault.OutOfRange)]
    [InlineData("wait", "1e9", null, AnswerFault.NotANumber)]
    [InlineData("received", "perhaps", null, AnswerFault.Unknown)]
    [InlineData("words", "<script>alert(1)</script>", null, AnswerFault.Markup)]
    [InlineData("words", "<img src=x onerror=alert(1)>", null, AnswerFault.Markup)]
    [InlineData("arrival-time", "yesterday", null, AnswerFault.NotATime)]
    [InlineData("invented", "1", null, AnswerFault.Unknown)]
    public void AnAnswerThatCannotBe_IsNamed(string item, string value, string? room, AnswerFault fault)
    {
        var check = Check(Disposition.Refused, Of(item, value, room: room));

        Assert.Equal([new(item, room ?? "", fault)], check.Problems);
        Assert.Empty(check.Answers);
    }

    [Fact]
    public void WordsThatOnlyLookAlike_AreTaken() => Assert.Empty(Check(Disposition.Refused, Of("words", "温度<18度, 5<6, 我说 <3")).Problems);

    [Fact]
    public void TooManyWords_AreRefused_NotCut() =>
        Assert.Equal(AnswerFault.TooLong, Assert.Single(Check(Disposition.Refused, Of("words", new string('热', 2001))).Problems).Fault);

    [Fact]
    public void WhatIsRequired_IsMissing_OnlyWhenTheQuestionsWereAnswered()
    {
        Assert.Equal([new("received", "", AnswerFault.Missing)], Check(Disposition.CompletedResolved).Problems);
        Assert.Empty(Check(Disposition.Refused).Problems);
        Assert.Empty(Check(Disposition.Recalled).Problems);
        Assert.Equal([new("sheet", "", AnswerFault.Missing)], Check(Disposition.CompletedNotResolved, Of("received", "yes"), Of("solved", "no")).Problems);
        Assert.Empty(AnswerRules.Check(s_questions, 7, Disposition.CompletedNotResolved, [Of("received", "yes"), Of("solved", "no")], ["sheet"]).Problems);
    }

    [Fact]
    public void WhatIsHidden_IsNeitherAskedNorKept()
    {
        // "solved" was answered before "received" was corrected to no; "satisfied" hangs on it.
        var check = Check(Disposition.CompletedNeverHandled, Of("received", "no"), Of("solved", "yes"), Of("satisfied", "5"));

        Assert.Empty(check.Problems);
        Assert.Equal(["received"], check.Answers.Select(answer => answer.ItemCode));
    }

    [Fact]
    public void AnOutcomeThatContradictsTheAnswer_IsNamed()
    {
        Assert.Equal(
            [new("solved", "", AnswerFault.Contradiction)], Check(Disposition.CompletedResolved, Of("received", "yes"), Of("solved", "partly")).Problems);
        Assert.Empty(Check(Disposition.CompletedResolved, Of("received", "yes"), Of("solved", "yes")).Problems);
    }

    [Fact]
    public void WhateverIsSent_AnAnswerIsEitherKeptOrNamed() =>
        Prop.ForAll(
            Gen.Elements("received", "words", "wait", "temperature", "arrival-time").SelectMany(item =>
                Gen.Elements("yes", "18", "210", "<b>", " ", "2025-12-03T10:20", "living", "9e9", "１８").Select(value => Of(item, value, room: item == "temperature" ? "bed" : null)))
                .ListOf(6).ToArbitrary(),
            given =>
            {
                var own = given.DistinctBy(answer => answer.ItemCode).ToList();
                var check = AnswerRules.Check(s_questions, 7, Disposition.Refused, own, []);
                return check.Answers.Count + check.Problems.Count == own.Count(answer => !string.IsNullOrWhiteSpace(answer.Value));
            }).QuickCheckThrowOnFailure();

    private static QuestionItem Item(string code, QuestionType type) => new() { Code = code, Type = type, Text = new(code, code) };

    private static GivenAnswer Of(string item, string? value, string? words = null, string? room = null) => new(item, room, value, words);

    private static AnswerCheck Check(Disposition disposition, params GivenAnswer[] given) => AnswerRules.Check(s_questions, 7, disposition, given, []);
}
