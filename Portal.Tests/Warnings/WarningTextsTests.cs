using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Warnings;
using Portal.Ledgers.Cases;
using Portal.Tests.House;
using Portal.Warnings;

namespace Portal.Tests.Warnings;

/// <summary>What a warning says about what was seen, in words.</summary>
public sealed class WarningTextsTests
{
    [Fact, UseCulture("zh-CN")]
    public void ASpike_NamesTheDayOrTheWeekThatWasCounted()
    {
        Assert.Equal("2026-02-24 当日诉求突增：126 件，107 件起警", Seen(Spike(new(2026, 2, 24), 1)));
        Assert.Equal("2026-02-23 当周诉求突增：126 件，107 件起警", Seen(Spike(new(2026, 2, 23), 7)));
    }

    [Fact, UseCulture("en")]
    public void OneRiskWord_IsNotSeveral()
    {
        var warning = Spike(new(2026, 2, 24), 1) with { RuleCode = WarningRuleCode.RiskWords, SubjectText = "A-1" };

        Assert.Equal("Case A-1 holds a risk word", Seen(warning with { Amount = 1 }));
        Assert.Equal("Case A-1 holds 2 risk words", Seen(warning with { Amount = 2 }));
    }

    private static string Seen(Warning warning)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization()
            .AddSingleton<CaseTexts>().AddSingleton<WarningTexts>().BuildServiceProvider();
        return services.GetRequiredService<WarningTexts>().Seen(warning);
    }

    private static Warning Spike(DateOnly first, int days) => new()
    {
        Id = 1,
        EnterpriseCode = "E",
        RuleCode = WarningRuleCode.Spike,
        Subject = "",
        Occurrence = "2026-02-23",
        Severity = WarningSeverity.Important,
        State = WarningState.Open,
        Amount = 126,
        Threshold = 107,
        CaseCount = 126,
        FirstAt = first.ToDateTime(default),
        LastAt = first.AddDays(days).ToDateTime(default).AddSeconds(-1),
        RaisedAtUtc = default,
        CheckedAtUtc = default,
        RaiseCount = 1,
    };
}
