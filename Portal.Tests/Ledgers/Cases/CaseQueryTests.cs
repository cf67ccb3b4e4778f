using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Cases;
using Portal.Data.TimeLimits;
using Portal.Ledgers.Cases;

namespace Portal.Tests.Ledgers.Cases;

/// <summary>The address of the explorer says what is listed, and nothing it does not know.</summary>
public sealed class CaseQueryTests
{
    [Fact]
    public void EveryFilterOfTheAddress_IsRead()
    {
        var query = CaseQuery.Read(
            "/cases?e=E1&class=Repair&type=FaultRepair&channel=Hotline12345&urgency=Emergency&grade=Complex&outcome=Solved&rating=Dissatisfied"
            + "&limit=S0-36&verdict=Late&feedback=Late,Overdue&closing=NotDue&complete=false&handled=true&reopened=false&filing=7&q=%E4%BE%9B%E7%83%AD&sort=CaseNo&desc=true");

        Assert.Equal(
            ("E1", RequestClass.Repair, ComplaintType.FaultRepair, Channel.Hotline12345, Urgency.Emergency, CaseGrade.Complex, CaseOutcome.Solved),
            (query.Enterprise, query.RequestClass, query.ComplaintType, query.Channel, query.Urgency, query.Grade, query.Outcome));
        Assert.Equal((RatingFilter.Dissatisfied, new VerdictFilter("S0-36", Verdict.Late)), (query.Rating, query.Limit));
        Assert.Equal([DueState.Late, DueState.Overdue], query.Feedback);
        Assert.Equal([DueState.NotDue], query.Closing);
        Assert.Equal((false, true, false, 7L, "供热"), (query.IsComplete, query.IsHandled, query.IsReopened, query.FilingId, query.Text));
        Assert.Equal((CaseSort.CaseNo, true), (query.Sort, query.IsDescending));
    }

    [Theory]
    [InlineData("' OR 1=1 --")]
    [InlineData("%")]
    [InlineData("\"><script>alert(1)</script>")]
    [InlineData("999")]
    [InlineData("-1")]
    public void AValueOfNoList_AsksNothing(string value)
    {
        foreach (var key in new[] { "class", "type", "channel", "urgency", "grade", "outcome", "rating", "limit", "verdict", "feedback", "closing", "complete", "handled", "reopened", "sort", "desc" })
        {
            Assert.Equal(
                new CaseQuery().ToFilter(EnterpriseScope.Everything, null) with { Feedback = [], Closing = [] },
                CaseQuery.Read($"/cases?{key}={Uri.EscapeDataString(value)}").ToFilter(EnterpriseScope.Everything, null) with { Feedback = [], Closing = [] });
        }
    }

    [Fact]
    public void WhatIsNoValue_IsKnownByItsName()
    {
        Assert.Equal(
            ["limit", "sort", "type", "from", "feedback", "handled"],
            CaseQuery.Read("/cases?type=Fire&from=2026-13&feedback=Late,Never&handled=perhaps&limit=S9_99&sort=up&channel=Call&q=%25&class=").Misread);
    }

    [Theory]
    [InlineData("limit=S0-36", "limit")]
    [InlineData("verdict=Late", "verdict")]
    [InlineData("limit=S0-36&verdict=Lost", "verdict")]
    public void ALimitWithoutAVerdict_AsksNothing_AndIsToldSo(string query, string told)
    {
        var read = CaseQuery.Read("/cases?" + query);

        Assert.Null(read.Limit);
        Assert.Equal([told], read.Misread);
    }

    [Fact]
    public void ALimitThatAJurisdictionMadeForItself_CanBeAskedFor()
    {
        var query = CaseQuery.Read("/cases?limit=XY-1.2&verdict=Late&missed=s0-36");

        Assert.Equal((new VerdictFilter("XY-1.2", Verdict.Late), "S0-36"), (query.Limit, query.MissedRule));
    }

    [Fact]
    public void ABeginningWithoutAnEnd_IsOpenToTheEnd()
    {
        var filter = CaseQuery.Read("/cases?from=2026-01").ToFilter(EnterpriseScope.Everything, null);

        Assert.Equal((new DateOnly(2026, 1, 1), null), (filter.FromMonth, filter.ToMonth));
    }

    [Fact]
    public void Newest_ComesFirst_UnlessTheAddressSaysOtherwise()
    {
        Assert.True(CaseQuery.Read("/cases").IsDescending);
        Assert.False(CaseQuery.Read("/cases?sort=CaseNo").IsDescending);
        Assert.False(CaseQuery.Read("/cases?desc=false").IsDescending);
    }

    [Fact]
    public void AFiling_IsShownWhole_WhateverTheMonth()
    {
        var filter = CaseQuery.Read("/cases?filing=3").ToFilter(EnterpriseScope.Everything, new(2025, 11, 1));

        Assert.Null(filter.FromMonth);
        Assert.Equal(3, filter.FilingId);
    }
}
