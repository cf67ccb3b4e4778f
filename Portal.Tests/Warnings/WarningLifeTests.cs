using FsCheck;
using FsCheck.Fluent;
using Portal.Data.Access;
using Portal.Data.Warnings;

namespace Portal.Tests.Warnings;

/// <summary>The life of a warning and when its message is shown.</summary>
public sealed class WarningLifeTests
{
    private static readonly Actor s_officer = new("officer", "officer", Role.RegulatorOfficer, "15");
    private static readonly Actor s_handler = new("handler", "handler", Role.EnterpriseHandler, "9115");

    [Fact]
    public void OnlyTheAuthoritySettlesAWarning_TheEnterpriseReports()
    {
        Assert.Equal([WarningAct.Acknowledge, WarningAct.Close, WarningAct.CallFalse], WarningLifeRules.Choices(s_officer, WarningState.Open));
        Assert.Equal([WarningAct.Close, WarningAct.CallFalse], WarningLifeRules.Choices(s_officer, WarningState.Acknowledged));
        Assert.Equal([WarningAct.Close, WarningAct.CallFalse, WarningAct.Uphold], WarningLifeRules.Choices(s_officer, WarningState.Disputed));
        Assert.Equal([WarningAct.Dispute], WarningLifeRules.Choices(s_handler, WarningState.Open));
        Assert.Empty(WarningLifeRules.Choices(s_handler, WarningState.Disputed));
    }

    [Theory]
    [InlineData(Role.Inspector)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Public)]
    public void WhoOnlyReads_HasNoChoice(Role role) => Assert.All(
        Enum.GetValues<WarningState>(),
        state => Assert.Empty(WarningLifeRules.Choices(new("reader", "reader", role, Actor.Everywhere), state)));

    [Fact]
    public void NobodyDoesWhatEvaluationsDo() => Assert.All(
        Enum.GetValues<Role>(),
        role => Assert.All([WarningAct.Raise, WarningAct.RaiseAgain, WarningAct.Lapse], act => Assert.False(WarningLifeRules.May(new("x", "x", role, "15"), act))));

    [Theory]
    [InlineData(10, 14, 50, false)]
    [InlineData(10, 15, 50, true)]
    [InlineData(10, 10, 0, false)]
    [InlineData(10, 11, 0, true)]
    [InlineData(3, 4, 50, false)]
    [InlineData(3, 5, 50, true)]
    public void AWarningHasGrown_FromItsGrowthOn(int answered, int amount, int growth, bool hasGrown) =>
        Assert.Equal(hasGrown, WarningLifeRules.HasGrown(answered, amount, growth));

    [Fact]
    public void WhatIsFoundAgain_IsRaisedAgain_OnlyWhenItHasGrownOrWasGone_AndNeverWhileMuted()
    {
        Assert.Null(WarningLifeRules.OnFound(WarningState.Open, null, 99, 50, isMuted: false));
        Assert.Null(WarningLifeRules.OnFound(WarningState.Closed, 10, 14, 50, isMuted: false));
        Assert.All(
            [WarningState.Acknowledged, WarningState.Disputed, WarningState.Closed, WarningState.FalseAlarm],
            state => Assert.Equal(WarningAct.RaiseAgain, WarningLifeRules.OnFound(state, 10, 15, 50, isMuted: false)));
        Assert.Equal(WarningAct.RaiseAgain, WarningLifeRules.OnFound(WarningState.Lapsed, null, 1, 50, isMuted: false));
        Assert.All(Enum.GetValues<WarningState>(), state => Assert.Null(WarningLifeRules.OnFound(state, 1, 1000, 0, isMuted: true)));
    }

    [Fact]
    public void WhateverIsTriedInWhateverOrder_ASettledWarningStaysSettledUntilItIsRaisedAgain() =>
        Prop.ForAll(Gen.Elements(Enum.GetValues<WarningAct>()).ListOf(30).ToArbitrary(), acts =>
        {
            var state = WarningState.Open;
            foreach (var act in acts)
            {
                var before = state;
                state = WarningLifeRules.Next(state, act) ?? state;
                var wasSettled = !WarningLifeRules.Pending.Contains(before);
                Assert.True(!wasSettled || state == before || (act is WarningAct.RaiseAgain && state is WarningState.Open), $"{before} {act} {state}");
                Assert.True(before == state || act is not WarningAct.Raise);
            }
        }).QuickCheckThrowOnFailure();

    [Theory] // told on the ledgers' clock, eight hours ahead of UTC
    [InlineData("2025-12-01 21:59", WarningSeverity.Notice, "2025-12-01 21:59")]
    [InlineData("2025-12-01 22:00", WarningSeverity.Notice, "2025-12-02 07:00")]
    [InlineData("2025-12-02 00:30", WarningSeverity.Important, "2025-12-02 07:00")]
    [InlineData("2025-12-02 06:59", WarningSeverity.Important, "2025-12-02 07:00")]
    [InlineData("2025-12-02 07:00", WarningSeverity.Notice, "2025-12-02 07:00")]
    [InlineData("2025-12-02 00:30", WarningSeverity.Urgent, "2025-12-02 00:30")]
    public void InQuietHours_OnlyUrgentMessagesAreShownAtOnce(string now, WarningSeverity severity, string shown) =>
        Assert.Equal(Utc(shown), QuietHours.LocalDefault.NotBefore(Utc(now), severity));

    [Fact]
    public void QuietHours_MayLieWithinADay_OrBeNone()
    {
        Assert.Equal(Utc("2025-12-01 14:00"), new QuietHours(new(12, 0), new(14, 0)).NotBefore(Utc("2025-12-01 12:30"), WarningSeverity.Notice));
        Assert.Equal(Utc("2025-12-01 12:30"), new QuietHours(new(0, 0), new(0, 0)).NotBefore(Utc("2025-12-01 12:30"), WarningSeverity.Notice));
    }

    private static DateTime Utc(string ledgerTime) => DateTime.Parse(ledgerTime, System.Globalization.CultureInfo.InvariantCulture).AddHours(-8);
}
