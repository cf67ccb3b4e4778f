using FsCheck;
using FsCheck.Fluent;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Findings;
using Portal.Data.SpotChecks.Tasks;
using Portal.Data.TimeLimits;

namespace Portal.Tests.SpotChecks.Findings;

/// <summary>The way of a finding: who may do what to it, and when.</summary>
public sealed class FindingRulesTests
{
    private static readonly DateOnly s_told = new(2025, 12, 22);

    private static readonly Actor[] s_people =
    [
        new("first", "", Role.RegulatorOfficer, "1") { UserId = 1 },
        new("second", "", Role.RegulatorOfficer, "1") { UserId = 2 },
        new("leader", "", Role.RegulatorLeader, "1") { UserId = 3 },
        new("inspector", "", Role.Inspector, "1") { UserId = 4 },
        new("handler", "", Role.EnterpriseHandler, "E") { UserId = 5 },
        new("auditor", "", Role.Auditor, "1") { UserId = 6 },
    ];

    private static Gen<Step> Steps =>
        from person in Gen.Elements(s_people)
        from act in Gen.Elements(Enum.GetValues<FindingAct>())
        from days in Gen.Choose(0, 4)
        select new Step(person, act, days);

    private static Gen<Story> Stories =>
        from proposer in Gen.Elements(1L, 4L)
        from isOver in Gen.Elements(true, false)
        from steps in Steps.ListOf(14)
        select new Story(proposer, isOver, [.. steps]);

    [Fact]
    public void TheTimeToExplain_IsFiveWorkingDays_WithoutTheHoliday() =>

        // 2025-12-31 is a Wednesday; 1 and 2 January 2026 are off, Sunday the 4th is worked.
        Assert.Equal(new DateOnly(2026, 1, 8), FindingRules.LastDayToExplain(new(2025, 12, 31), CalendarFile.Shipped));

    [Theory]
    [InlineData("2026-01-05", false)]
    [InlineData("2026-01-06", false)]
    [InlineData("2026-01-07", true)]
    [InlineData("2026-01-08", true)]
    [InlineData("2026-01-09", false)]
    public void TimeRunsShort_OnTheLastTwoDays_AndNotWhenItIsOver(string today, bool isShort) =>
        Assert.Equal(isShort, FindingRules.IsRunningShort(new(2026, 1, 8), DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), CalendarFile.Shipped));

    /// <summary>A Friday before the weekend is the last working day before a Monday.</summary>
    [Fact]
    public void ADayOff_IsNoDayLeft() => Assert.True(FindingRules.IsRunningShort(new(2026, 1, 12), new(2026, 1, 9), CalendarFile.Shipped));

    [Theory]
    [InlineData("2.5", 25)]
    [InlineData("0", 0)]
    [InlineData("100", 1000)]
    [InlineData("2.55", null)]
    [InlineData("1e1", null)]
    [InlineData("-1", null)]
    [InlineData("100.1", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Points_AreReadAsTyped_OrNotAtAll(string? typed, int? tenths) => Assert.Equal(tenths, PointsRules.ReadTenths(typed));

    [Theory]
    [InlineData("用户称未修好\n附照片", false)]
    [InlineData("用户称\u0007未修好", true)]
    [InlineData("a\u202egpj.exe", true)]
    public void WhatNobodySees_IsNoWord(string words, bool isUnseen) => Assert.Equal(isUnseen, FindingRules.HasUnseen(words));

    /// <summary>The model knows only what happened, in words: told when, explained, ended, by whom proposed.</summary>
    [Fact]
    public void WhateverIsTried_ByWhomever_OnWhateverDay_TheFindingIsWhatTheModelSays() => Prop.ForAll(
        Stories.ToArbitrary(),
        story =>
        {
            var (proposer, isOver, steps) = story;
            var state = FindingState.Proposed;
            DateOnly? explainBy = null;
            var (isTold, isExplained, isEnded) = (false, false, false);
            var today = s_told;
            foreach (var (by, act, days) in steps)
            {
                today = today.AddDays(days);
                var may = FindingRules.Check(new(state, proposer, explainBy, isOver), act, by, today) is FindingFault.None;
                var isBureau = by.UserId <= 3;
                var expected = !isEnded && act switch
                {
                    FindingAct.Notify => isBureau && isOver && !isTold,
                    FindingAct.Explain => by.UserId == 5 && isTold && !isExplained && today <= explainBy,
                    FindingAct.Confirm => isBureau && by.UserId != proposer && isTold && (isExplained || today > explainBy),
                    FindingAct.Dismiss => isBureau && by.UserId != proposer,
                    FindingAct.Withdraw => by.UserId == proposer,
                    _ => false,
                };
                Assert.Equal(expected, may);
                if (!may)
                {
                    continue;
                }

                state = FindingRules.Next(state, act)!.Value;
                explainBy = act is FindingAct.Notify ? FindingRules.LastDayToExplain(today, CalendarFile.Shipped) : explainBy;
                isTold |= act is FindingAct.Notify;
                isExplained |= act is FindingAct.Explain;
                isEnded |= act is FindingAct.Confirm or FindingAct.Dismiss or FindingAct.Withdraw;
                Assert.Equal(isEnded, !FindingRules.Pending.Contains(state));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void WhatATaskCameTo_SpeaksForTypes()
    {
        ComparedFact[] unsolved = [Compared(Fact.Solved, FactOutcome.Contradicted), Compared(Fact.ClosedAgreed, FactOutcome.Contradicted)];
        ComparedFact[] unasked = [Compared(Fact.Solved, FactOutcome.Confirmed), Compared(Fact.ClosedAgreed, FactOutcome.Contradicted)];

        Assert.Equal([FindingType.FalselyClosed], Suggest(CampaignKind.LedgerCallback, Disposition.CompletedNotResolved, unsolved));
        Assert.Equal([FindingType.ClosedByOthers], Suggest(CampaignKind.LedgerCallback, Disposition.CompletedResolved, unasked));
        Assert.Equal([FindingType.NotClosed], Suggest(CampaignKind.LedgerCallback, Disposition.CompletedNeverHandled, []));
        Assert.Equal([FindingType.PhoneUnanswered], Suggest(CampaignKind.PhoneTest, Disposition.NoAnswer, []));
        Assert.Empty(Suggest(CampaignKind.LedgerCallback, Disposition.NoAnswer, []));
        Assert.Equal(
            [FindingType.BadAttitude, FindingType.NotSolvedAtOnce],
            Suggest(CampaignKind.LedgerCallback, Disposition.CompletedResolved, [], new AnswerRecord(1, "attitude", "2", 2, null, null), new AnswerRecord(1, "solved-at-once", "no", null, null, null)));
        Assert.Equal([FindingType.LedgerIncomplete], Suggest(CampaignKind.RecordInspection, Disposition.CompletedResolved, [], new AnswerRecord(1, "record-found", "no", null, null, null)));
    }

    [Fact]
    public void AFindingWithoutAnyGround_IsNone()
    {
        Assert.False(FindingRules.IsGrounded(FindingType.FalselyClosed, [], [Compared(Fact.Solved, FactOutcome.Confirmed)], 0));
        Assert.True(FindingRules.IsGrounded(FindingType.FalselyClosed, [], [], 1));
        Assert.True(FindingRules.IsGrounded(FindingType.BadAttitude, [FindingType.BadAttitude], [], 0));
    }

    private static IReadOnlyList<FindingType> Suggest(CampaignKind kind, Disposition disposition, ComparedFact[] facts, params AnswerRecord[] answers) =>
        FindingRules.Suggest(kind, disposition, facts, answers);

    private static ComparedFact Compared(Fact fact, FactOutcome outcome) => new() { Fact = fact, Outcome = outcome, Claimed = "yes", Found = "no" };

    private sealed record Step(Actor By, FindingAct Act, int Days);

    private sealed record Story(long Proposer, bool IsOver, IReadOnlyList<Step> Steps);
}
