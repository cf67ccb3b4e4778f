using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Ledgers;
using Portal.Ledgers.Filings;
using Portal.Tests.House;

namespace Portal.Tests.Ledgers.Filings;

/// <summary>A finding says where, what and how to mend it, in the reader's language.</summary>
public sealed class IssueGridTests : BunitContext
{
    private static readonly LedgerIssue s_notInList =
        new(IssueClass.Validity, "not-in-list", "台账", 3, "B3", LedgerField.Channel, "飞鸽", ["来电、来信"]);

    public IssueGridTests() => Services.AddLocalization().AddSingleton<IssueTexts>();

    [Fact, UseCulture("en")]
    public void AFinding_NamesCellColumnValueReasonAndRemedy()
    {
        var grid = Render<IssueGrid>(parameters => parameters.Add(part => part.Issues, [s_notInList]));

        Assert.Equal(
            ["台账!B3", "Validity", "受理渠道", "飞鸽", "The value is not in the list.", "Use one of: 来电、来信."],
            grid.FindAll("tbody th, tbody td").Select(cell => cell.TextContent.Trim()));
    }

    [Fact, UseCulture("zh-CN")]
    public void AFinding_IsToldInChinese()
    {
        var grid = Render<IssueGrid>(parameters => parameters.Add(part => part.Issues, [s_notInList]));

        Assert.Contains("填写的内容不在下拉列表中。", grid.Markup, StringComparison.Ordinal);
        Assert.Contains("请改为以下之一：来电、来信。", grid.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatHasNoCell_ShowsADash_NeverNothing()
    {
        var grid = Render<IssueGrid>(parameters => parameters.Add(
            part => part.Issues, [new(IssueClass.Plausibility, "same-reply", "", 0, "", null, null, ["12"])]));

        Assert.Equal(["—", "—", "—"], grid.FindAll("tbody th, tbody td").Select(cell => cell.TextContent.Trim()).Where(text => text == "—"));
    }
}
