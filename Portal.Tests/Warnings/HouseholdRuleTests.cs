using FsCheck;
using FsCheck.Fluent;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Data.Warnings;

namespace Portal.Tests.Warnings;

/// <summary>Rules that count households: at the border, below it, and beside what looks alike.</summary>
public sealed class HouseholdRuleTests
{
    private static readonly WarningSettings s_many = Facts.Shipped(WarningRuleCode.ManyHouseholds);
    private static readonly WarningSettings s_repeated = Facts.Shipped(WarningRuleCode.RepeatedComplaint);
    private static readonly WarningSettings s_outage = Facts.Shipped(WarningRuleCode.SuddenOutage, ("households", 3), ("wholeHouseholds", 5), ("hours", 4));

    private static DateTime Noon { get; } = new(2025, 12, 1, 12, 0, 0);

    [Fact]
    public void TenHouseholdsOfACommunity_Warn_NineDoNot()
    {
        Assert.Empty(HouseholdRules.ManyHouseholds(Facts.Input(Households(9)), s_many));

        var warning = Assert.Single(HouseholdRules.ManyHouseholds(Facts.Input(Households(10)), s_many));
        Assert.Equal((10, 10, "东苑", "2025"), (warning.Amount, warning.Threshold, warning.SubjectText, warning.Occurrence));
        Assert.Equal(Enumerable.Range(1, 10).Select(id => (long)id), warning.Rows);
    }

    [Fact]
    public void Households_Count_NotCalls()
    {
        var calls = Enumerable.Range(1, 30).Select(id => Facts.Of(id, id % 9));

        Assert.Empty(HouseholdRules.ManyHouseholds(Facts.Input(calls), s_many));
    }

    [Fact]
    public void Neighbours_AreNotMixed_ButWaysOfWritingAre()
    {
        var two = Households(9).Append(Facts.Of(10, 10, community: "西苑"));
        Assert.Empty(HouseholdRules.ManyHouseholds(Facts.Input(two), s_many));

        var one = Households(9, "东苑A区").Append(Facts.Of(10, 10, community: " 东苑\uff41区 "));
        Assert.Single(HouseholdRules.ManyHouseholds(Facts.Input(one), s_many));
    }

    [Fact]
    public void Seasons_AreNotMixed_AndSummerIsNone()
    {
        // The window reaches back to 1 July: in a late autumn both the last season's end and summer lie outside it.
        var summer = Enumerable.Range(1, 20).Select(id => Facts.Of(id, id, new DateTime(2025, 9, 1).AddHours(id)));
        Assert.Empty(HouseholdRules.ManyHouseholds(Facts.Input(summer), s_many));

        var seasons = Enumerable.Range(1, 9).Select(id => Facts.Of(id, id, new(2024, 12, 1))).Concat(Enumerable.Range(10, 9).Select(id => Facts.Of(id, id)));
        Assert.Empty(HouseholdRules.ManyHouseholds(Facts.Input(seasons), s_many));
    }

    [Theory]
    [InlineData("2025-10-14", 0)]
    [InlineData("2025-10-15", 1)]
    public void TheFirstDayOfTheSeason_CountsAndTheDayBeforeDoesNot(string day, int warnings)
    {
        var facts = Households(9).Append(Facts.Of(10, 10, DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal(warnings, HouseholdRules.ManyHouseholds(Facts.Input(facts), s_many).Count());
    }

    [Fact]
    public void AConsultation_ACaseWithoutCommunity_AndAnotherTrade_DoNotCount()
    {
        Assert.Empty(HouseholdRules.ManyHouseholds(Facts.Input(Households(9).Append(Facts.Of(10, 10) with { RequestClass = RequestClass.Consultation })), s_many));
        Assert.Empty(HouseholdRules.ManyHouseholds(Facts.Input(Households(9).Append(Facts.Of(10, 10, community: " "))), s_many));
        Assert.Empty(HouseholdRules.ManyHouseholds(Facts.Input(Households(12)) with { Sectors = [Sector.Water] }, s_many));
    }

    [Fact]
    public void TheThirdComplaintOfTheSameThing_Warns_TheSecondDoesNot()
    {
        WarningFact[] two = [Facts.Of(1, 7), Facts.Of(2, 7)];
        Assert.Empty(HouseholdRules.RepeatedComplaint(Facts.Input(two), s_repeated));

        var warning = Assert.Single(HouseholdRules.RepeatedComplaint(Facts.Input([.. two, Facts.Of(3, 7)]), s_repeated));
        Assert.Equal((3, 3, "室温不达标"), (warning.Amount, warning.Threshold, warning.SubjectText));
    }

    [Fact]
    public void AnotherHousehold_AnotherThing_AndAnotherYear_AreNotTheSame()
    {
        WarningFact[] two = [Facts.Of(1, 7), Facts.Of(2, 7)];
        WarningFact[] others =
        [
            Facts.Of(3, 8), Facts.Of(3, 7) with { SubType = "暖气片不热" }, Facts.Of(3, 7) with { ComplaintType = ComplaintType.Service },
            Facts.Of(3, 7, new(2025, 6, 30)), Facts.Of(3, 7) with { RequestClass = RequestClass.Suggestion },
        ];

        Assert.All(others, other => Assert.Empty(HouseholdRules.RepeatedComplaint(Facts.Input([.. two, other]), s_repeated)));
    }

    [Fact]
    public void AnOutage_IsManyHouseholdsOfACommunityWithinHours()
    {
        Assert.Empty(HouseholdRules.SuddenOutage(Facts.Input(Outage(0, 1)), s_outage));
        Assert.Empty(HouseholdRules.SuddenOutage(Facts.Input(Outage(0, 2, 4.1)), s_outage));

        var warning = Assert.Single(HouseholdRules.SuddenOutage(Facts.Input(Outage(0, 2, 4)), s_outage));
        Assert.Equal((3, "2025-12-01", "东苑"), (warning.Amount, warning.Occurrence, warning.SubjectText));
    }

    [Fact]
    public void AnOutage_OfTheWholeEnterprise_NeedsNoCommunity_AndRoomTemperatureIsNone()
    {
        var scattered = Outage(0, 1, 2, 3, 3.5).Select((fact, index) => fact with { Community = "小区" + index }).ToList();

        var warning = Assert.Single(HouseholdRules.SuddenOutage(Facts.Input(scattered), s_outage));
        Assert.Equal((5, ""), (warning.Amount, warning.Subject));
        Assert.Empty(HouseholdRules.SuddenOutage(Facts.Input(scattered.Select(fact => fact with { ComplaintType = ComplaintType.Quality })), s_outage));
    }

    [Fact]
    public void AnOutageOfTheWholeEnterprise_IsNotSaidAgainForEachCommunity()
    {
        var everywhere = Outage(0, 0.1, 0.2, 0.3, 0.4, 0.5).Select((fact, index) => fact with { Community = index < 3 ? "东苑" : "西苑" });

        Assert.Equal("", Assert.Single(HouseholdRules.SuddenOutage(Facts.Input(everywhere), s_outage)).Subject);
    }

    [Fact]
    public void TwoOutagesOfADay_AreOneWarning_OfTwoDaysTwo()
    {
        Assert.Equal(6, Assert.Single(HouseholdRules.SuddenOutage(Facts.Input(Outage(0, 0.1, 0.2, 9, 9.1, 9.2)), s_outage)).Rows.Count);
        Assert.Equal(2, HouseholdRules.SuddenOutage(Facts.Input(Outage(0, 0.1, 0.2, 24, 24.1, 24.2)), s_outage).Count());
    }

    [Fact]
    public void Rules_FindWhatASlowCountFinds()
    {
        var fact =
            from household in Gen.Choose(1, 12)
            from community in Gen.Elements("东苑", "西苑", "南里")
            from minutes in Gen.Choose(0, 300 * 24 * 60)
            from type in Gen.Elements(ComplaintType.SupplyStop, ComplaintType.FaultRepair, ComplaintType.Quality)
            from request in Gen.Elements(RequestClass.Complaint, RequestClass.Repair, RequestClass.Consultation)
            select Facts.Of(0, household, new DateTime(2025, 12, 1).AddMinutes(minutes / 60), community) with { ComplaintType = type, RequestClass = request };
        var many = Facts.Shipped(WarningRuleCode.ManyHouseholds, ("households", 4));
        var local = Facts.Shipped(WarningRuleCode.SuddenOutage, ("households", 3), ("wholeHouseholds", 1000), ("hours", 4));

        Prop.ForAll(fact.ListOf(120).ToArbitrary(), facts =>
        {
            var input = Facts.Input(facts.Select((one, index) => one with { Id = index + 1 }));
            var asked = input.Facts.Where(one => one.RequestClass is not RequestClass.Consultation).ToList();

            foreach (var place in asked.Select(one => one.Community!).Distinct())
            {
                var households = asked.Where(one => one.Community == place).Select(one => one.Household).ToHashSet().Count;
                var found = HouseholdRules.ManyHouseholds(input, many).SingleOrDefault(one => one.SubjectText == place);
                Assert.Equal(households >= 4 ? households : null, found?.Amount);
            }

            foreach (var one in asked)
            {
                var same = asked.Count(other => other.Household == one.Household && other.ComplaintType == one.ComplaintType);
                Assert.Equal(same > 2, HouseholdRules.RepeatedComplaint(input, s_repeated).Any(found => found.Rows.Contains(one.Id) && found.Amount == same));
            }

            var broken = asked.Where(one => one.ComplaintType is not ComplaintType.Quality).ToList();
            foreach (var one in broken)
            {
                // Whether some window of four hours that holds the row has enough households of its community.
                var isOut = broken.Where(start => start.Community == one.Community && start.ReceivedAt <= one.ReceivedAt && one.ReceivedAt - start.ReceivedAt <= TimeSpan.FromHours(4))
                    .Any(start => broken.Where(other => other.Community == one.Community && other.ReceivedAt >= start.ReceivedAt && other.ReceivedAt - start.ReceivedAt <= TimeSpan.FromHours(4))
                        .Select(other => other.Household).Distinct().Count() >= 3);
                Assert.Equal(isOut, HouseholdRules.SuddenOutage(input, local).Any(found => found.SubjectText == one.Community && found.Rows.Contains(one.Id)));
            }
        }).QuickCheckThrowOnFailure();
    }

    private static IEnumerable<WarningFact> Households(int count, string community = "东苑") => Enumerable.Range(1, count).Select(id => Facts.Of(id, id, community: community));

    private static IEnumerable<WarningFact> Outage(params double[] hours) =>
        hours.Select((hour, index) => Facts.Of(index + 1, index + 1, Noon.AddHours(hour)) with { ComplaintType = ComplaintType.SupplyStop });
}
