using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.TimeLimits;
using Portal.Tests.House;
using Portal.TimeLimits;

namespace Portal.Tests.TimeLimits;

/// <summary>A receipt says in words everything that it says in codes, in both languages.</summary>
public sealed class ReceiptCardTests : BunitContext
{
    private static readonly DateTime s_judgedAt = SampleCase.At("2024-11-08 09:00");

    private static readonly LimitRule s_rule = RuleSets.Shipped[0].Rules.First(rule => rule.Id == "S0-36");

    public ReceiptCardTests() => Services.AddLocalization().AddSingleton<LimitTexts>();

    [Fact, UseCulture("zh-CN")]
    public void EveryCode_HasAChineseSentenceOfItsOwn() => AssertEveryCodeIsSaid(text => text.Any(letter => letter is >= '一' and <= '鿿'));

    [Fact, UseCulture("en")]
    public void EveryCode_HasAnEnglishSentenceOfItsOwn() => AssertEveryCodeIsSaid(text => text.All(letter => letter is < '一' or > '鿿'));

    [Fact, UseCulture("en")]
    public void EveryLimitShipped_NamesItsEventsItsLengthAndItsTopic()
    {
        var limits = Services.GetRequiredService<LimitTexts>();
        Assert.All(Enum.GetValues<CaseEvent>(), happening => Assert.DoesNotContain('_', limits.Event(happening)));
        Assert.All(Enum.GetValues<LimitTopic>(), topic => Assert.DoesNotContain('_', limits.Topic(topic)));
        Assert.All(
            from unit in Enum.GetValues<LimitUnit>()
            from boundary in Enum.GetValues<DayBoundary>()
            from direction in Enum.GetValues<LimitDirection>()
            select limits.Reckoned(s_rule with { Limit = new(5, unit), DayBoundary = boundary, Direction = direction }),
            length => Assert.DoesNotContain('_', length));
        Assert.Equal("the same day", limits.Span(s_rule with { Limit = new(0, LimitUnit.NaturalDay), DayBoundary = DayBoundary.EndOfDay }));
        Assert.Equal("S9-99", limits.Topic("S9-99"));
    }

    [Fact, UseCulture("en")]
    public void ALateResponse_ShowsStartDueStopElapsedAndTheClause()
    {
        var late = new SampleCase().With(CaseEvent.Responded, "2024-11-04 09:05").JudgedBy(s_rule, "2024-11-08 09:00");

        var card = Show(late);

        Assert.Contains("receipt-late", card.ClassName, StringComparison.Ordinal);
        Assert.Equal(
            ["2024-11-04 08:00", "2024-11-04 08:30", "2024-11-04 09:05", "1 h 05 min"],
            card.QuerySelectorAll(".receipt-times dd").Select(value => value.TextContent));
        Assert.Equal("Done 35 min after it was due.", card.QuerySelector(".receipt-why")!.TextContent);
        Assert.Equal(s_rule.Citation.Quote, card.QuerySelector("q")!.TextContent);
        Assert.Contains("S0, version 2", card.TextContent, StringComparison.Ordinal);
        Assert.Null(card.QuerySelector(".receipt-differs"));
    }

    [Fact, UseCulture("en")]
    public void OneSecondLate_IsSaidInSeconds()
    {
        var late = new SampleCase().With(CaseEvent.Responded, "2024-11-04 08:30:01").JudgedBy(s_rule, "2024-11-08 09:00");

        var card = Show(late);

        Assert.Equal("Done 1 s after it was due.", card.QuerySelector(".receipt-why")!.TextContent);
        Assert.Contains("2024-11-04 08:30:01", card.TextContent, StringComparison.Ordinal);
    }

    [Fact, UseCulture("en")]
    public void AnotherVerdictThanTheOneKept_IsSaidPlainly()
    {
        var met = new SampleCase().With(CaseEvent.Responded, "2024-11-04 08:10").JudgedBy(s_rule, "2024-11-08 09:00");

        var note = Show(met, Verdict.Late).QuerySelector(".receipt-differs")!.TextContent;

        Assert.Contains("“Late”", note, StringComparison.Ordinal);
        Assert.Contains("“Met”", note, StringComparison.Ordinal);
    }

    [Fact, UseCulture("zh-CN")]
    public void ALocalDefaultAndAnAssumedDay_CarryTheirMark()
    {
        var rules = RuleSets.Shipped[0].Rules;

        Assert.Equal("本地默认", Show(new() { Rule = rules.First(rule => rule.IsLocalDefault), Verdict = Verdict.Met }).QuerySelector(".tag")!.TextContent);
        Assert.Contains("按自然日计", Show(new() { Rule = rules.First(rule => rule.Id == "S0-40"), Verdict = Verdict.Met }).TextContent, StringComparison.Ordinal);
    }

    private void AssertEveryCodeIsSaid(Func<string, bool> isOfTheLanguage)
    {
        var start = SampleCase.At("2024-11-04 08:00");
        var verdicts = Enum.GetValues<Verdict>().Select(verdict => Sentence(new() { Rule = s_rule, Verdict = verdict, Start = start, Due = start.AddMinutes(30) })).ToList();
        var whys = Enum.GetValues<Why>().Where(why => why is not Why.None)
            .Select(why => Sentence(new() { Rule = s_rule, Verdict = Verdict.Undeterminable, Why = why })).ToList();
        var changes = Enum.GetValues<DueChanges>().Where(change => change is not DueChanges.None)
            .Select(change => Show(new() { Rule = s_rule, Verdict = Verdict.Met, Changes = change }).QuerySelectorAll(".receipt-why")[1].TextContent).ToList();

        foreach (var sentences in new[] { verdicts, whys, changes })
        {
            Assert.Equal(sentences.Count, sentences.Distinct().Count());
            Assert.All(sentences, sentence => Assert.True(sentence.Length > 5 && !sentence.Contains('_') && isOfTheLanguage(sentence), sentence));
        }
    }

    private string Sentence(Receipt receipt) => Show(receipt).QuerySelector(".receipt-why")!.TextContent;

    private IElement Show(Receipt receipt, Verdict? stored = null) => Render<ReceiptCard>(parameters => parameters
        .Add(card => card.Receipt, receipt)
        .Add(card => card.JudgedAt, s_judgedAt)
        .Add(card => card.Stored, stored)).Find(".receipt");
}
