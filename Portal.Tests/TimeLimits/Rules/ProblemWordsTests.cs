using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.TimeLimits;
using Portal.Tests.House;
using Portal.TimeLimits;
using Portal.TimeLimits.Rules;

namespace Portal.Tests.TimeLimits.Rules;

/// <summary>Whatever the readers of rule and calendar files find, a Chinese page says in Chinese.</summary>
public sealed partial class ProblemWordsTests
{
    private const string Rule = """
        { "id": "X-01", "name": { "zh": "反馈", "en": "Feedback" }, "topic": "Feedback", "subject": "Enterprise",
          "start": "Received", "stop": "FedBack", "amount": 48, "unit": "Hour", "citation": { "source": "X", "clause": "1", "quote": "…" } }
        """;

    private static readonly RuleTexts s_texts = Texts();

    [Theory, UseCulture("zh-CN")]
    [InlineData("\"amount\": 48", "\"amount\": 0")]
    [InlineData("\"amount\": 48", "\"amount\": 99999")]
    [InlineData("\"amount\": 48,", "")]
    [InlineData("\"amount\": 48", "\"amount\": \"48\"")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"localDefault\": 1")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"hardnes\": \"Soft\"")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"dayBoundary\": \"EndOfDay\"")]
    [InlineData("\"amount\": 48, \"unit\": \"Hour\"", "\"amount\": 48, \"unit\": \"NaturalDay\", \"dayBoundary\": \"EndOfDay\", \"direction\": \"NotBefore\"")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"direction\": \"Before\"")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"direction\": \"NotBefore\", \"orderLimit\": \"Replaces\"")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"orStop\": [\"Held\"]")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"record\": \"Outage\"")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"extension\": { \"reasonRequired\": true }")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"extension\": 1")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"appointment\": { \"within\": { \"amount\": 1, \"unit\": \"Hour\" } }")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"effectiveFrom\": \"2024-13-01\"")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"effectiveFrom\": \"2025-01-01\", \"effectiveTo\": \"2024-01-01\"")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"appliesWhen\": { \"sectors\": [] }")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"appliesWhen\": { \"sectors\": [\"Coal\"] }")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"appliesWhen\": { \"season\": { \"from\": \"99-99\", \"to\": \"abcde\" } }")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"appliesWhen\": { \"pipe\": { \"above\": 600, \"from\": 601 } }")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"appliesWhen\": { \"pipe\": { \"above\": 600, \"to\": 600 } }")]
    [InlineData("\"amount\": 48, \"unit\": \"Hour\"", "\"byPipe\": [{ \"pipe\": { \"to\": 600 }, \"amount\": 24, \"unit\": \"Hour\" }, { \"pipe\": { \"from\": 600 }, \"amount\": 48, \"unit\": \"Hour\" }]")]
    [InlineData("\"start\": \"Received\"", "\"start\": \"Closed\"")]
    [InlineData("X-01", "<script>")]
    [InlineData("\"id\": \"X-01\",", "")]
    [InlineData("\"quote\": \"…\"", "\"quote\": \"\"")]
    public void AFaultOfARule_IsSaidInChinese(string sound, string faulty) =>
        AreChinese(RuleSetFile.Read(Set(Rule.Replace(sound, faulty, StringComparison.Ordinal))).Problems);

    [Theory, UseCulture("zh-CN")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{ \"code\": \"X\" }")]
    [InlineData("{ \"code\": \"X\", \"version\": 0, \"name\": { \"zh\": \"a\", \"en\": \"a\" }, \"source\": { \"zh\": \"a\", \"en\": \"a\" }, \"rules\": [] }")]
    public void AFileThatIsNoRuleSet_IsSaidInChinese(string json) => AreChinese(RuleSetFile.Read(json).Problems);

    [Fact, UseCulture("zh-CN")]
    public void RulesThatContradict_AreNamedInChinese() => AreChinese(RuleSetFile.Read(Set(
        $"{Rule}, {Rule.Replace("X-01", "X-02", StringComparison.Ordinal)}, {Rule.Replace("Enterprise", "Unit", StringComparison.Ordinal)}")).Problems);

    [Theory, UseCulture("zh-CN")]
    [InlineData("[]")]
    [InlineData("{ \"year\": 2025 }")]
    [InlineData("""{ "years": [ { "off": { "元旦": ["2025-01-01"] } } ] }""")]
    [InlineData("""{ "years": [ { "year": 1899, "off": { "元旦": ["1899-01-01"] } } ] }""")]
    [InlineData("""{ "years": [ { "year": 2025, "off": { "元旦": ["1 May"] } } ] }""")]
    [InlineData("""{ "years": [ { "year": 2025, "off": { "元旦": ["2025-05-01"] }, "worked": { "y": ["2025-05-01"] } } ] }""")]
    [InlineData("""{ "years": [ { "year": 2027, "off": { "元旦": ["2026-01-01/2026-01-03", "2027-12-30/2028-01-02", "2027-01-03/2027-01-01", "2027-01-01/2028-01-01", "2026-12-31"] } } ] }""")]
    [InlineData("""{ "year": 2027, "days": [ { "name": "元旦", "date": "2026-01-01", "isOffDay": true }, { "name": "元旦", "date": "2027-01-01" } ] }""")]
    public void AFaultOfACalendar_IsSaidInChinese(string json) => AreChinese(CalendarFile.Read(json).Problems);

    private static void AreChinese(IReadOnlyList<DataFileProblem> problems)
    {
        Assert.NotEmpty(problems);
        Assert.All(problems, problem => Assert.DoesNotMatch(English(), s_texts.ProblemOf(problem)));
    }

    private static string Set(string rules) =>
        $$"""{ "code": "X", "version": 1, "name": { "zh": "a", "en": "a" }, "source": { "zh": "a", "en": "a" }, "rules": [{{rules}}] }""";

    private static RuleTexts Texts()
    {
        var services = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<LimitTexts>().AddSingleton<RuleTexts>().BuildServiceProvider();
        return services.GetRequiredService<RuleTexts>();
    }

    /// <summary>Two English words in a row; names of properties and codes stand alone.</summary>
    [GeneratedRegex("[A-Za-z]{2,} [A-Za-z]{2,}")]
    private static partial Regex English();
}
