using FsCheck;
using FsCheck.Fluent;
using Portal.Data.Ledgers;
using Portal.Data.TimeLimits;

namespace Portal.Tests.Ledgers;

public sealed class HouseholdRulesTests
{
    private static readonly DateTime s_start = new(2025, 11, 1);

    private static Gen<HouseholdCase> Cases =>
        from household in Gen.Choose(1, 6)
        from type in Gen.Elements(ComplaintType.Quality, ComplaintType.Service)
        from hours in Gen.Choose(0, 80 * 24)
        from isSolved in Gen.Elements(true, true, false)
        let at = s_start.AddHours(hours)
        select new HouseholdCase((UInt128)household, type, at, at.Month == 11, isSolved);

    [Fact]
    public void Counts_AreWhatLookingAtEveryPairGives() => Prop.ForAll(
        Gen.ListOf(Cases).Select(cases => cases.ToList()).ToArbitrary(),
        cases => HouseholdRules.Count([.. cases]) == Slowly(cases)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void ARepeatAfterThirtyDays_IsNone_AndOneToTheSecondBeforeIs()
    {
        Assert.Equal(0, AtOnce(s_start.AddDays(30)));
        Assert.Equal(1, AtOnce(s_start.AddDays(30).AddSeconds(1)));
        Assert.Equal(2, AtOnce(s_start)); // the same moment is no return

        static int AtOnce(DateTime second) => HouseholdRules.Count(
        [
            new(1, ComplaintType.Quality, s_start, true, true),
            new(1, ComplaintType.Quality, second, second == s_start, true),
        ]).SolvedAtOnce;
    }

    [Fact]
    public void MoreThanTwoOfOneIssue_MakeARepeatHousehold_AndThreeOfDifferentOnesDoNot()
    {
        Assert.Equal(new HouseholdCounts(1, 1, 1), HouseholdRules.Count([At(1), At(2), At(3)]));
        Assert.Equal(new HouseholdCounts(1, 0, 2), HouseholdRules.Count([At(1), At(2), At(3) with { Type = ComplaintType.Service }]));

        static HouseholdCase At(int day) => new(7, ComplaintType.Quality, s_start.AddDays(day), true, true);
    }

    [Theory]
    [InlineData("2025-11", new[] { "2025-11", "2025-12" }, new[] { "2025-10", "2025-11" })]
    [InlineData("2026-01", new[] { "2026-01", "2026-02", "2026-03" }, new[] { "2025-12", "2026-01" })]
    [InlineData("2026-03", new[] { "2026-03", "2026-04" }, new[] { "2026-01", "2026-02", "2026-03" })]
    public void Months_ReachAsFarAsThirtyDays(string month, string[] ahead, string[] behind)
    {
        Assert.Equal(ahead, HouseholdRules.MonthsAhead(month));
        Assert.Equal(behind, HouseholdRules.MonthsBehind(month));
    }

    private static HouseholdCounts Slowly(List<HouseholdCase> cases)
    {
        var month = cases.Where(item => item.IsOfMonth).ToList();
        return new(
            month.Select(item => item.Household).Distinct().Count(),
            month.GroupBy(item => (item.Household, item.Type)).Where(issue => issue.Count() > 2).Select(issue => issue.Key.Household).Distinct().Count(),
            month.Count(item => item.IsSolved && !cases.Any(other =>
                other.Household == item.Household && other.Type == item.Type && other.ReceivedAt > item.ReceivedAt
                && other.ReceivedAt - item.ReceivedAt <= TimeSpan.FromDays(30))));
    }
}
