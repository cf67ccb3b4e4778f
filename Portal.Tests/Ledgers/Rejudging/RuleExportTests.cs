using System.Net;
using ExcelDataReader;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Tests.Access.Decisions;

namespace Portal.Tests.Ledgers.Rejudging;

/// <summary>What leaves the portal about rules: in words, recorded, and never an answer to another question.</summary>
public sealed class RuleExportTests(TwoCounties counties)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/rules.xlsx?s=Fire", HttpStatusCode.BadRequest)]
    [InlineData("/api/rules.xlsx?on=9999-99-99", HttpStatusCode.BadRequest)]
    [InlineData("/api/rules.xlsx?j=no-such-place", HttpStatusCode.NotFound)]
    [InlineData("/api/rules/what-if.xlsx?what=x&set=S0", HttpStatusCode.BadRequest)]
    [InlineData("/api/rules/what-if.xlsx?set=S0&p=2026-13", HttpStatusCode.BadRequest)]
    [InlineData("/api/rules/what-if.xlsx?set=S9", HttpStatusCode.NotFound)]
    [InlineData("/api/rules/what-if.xlsx?set=S0&j=" + TwoCounties.South, HttpStatusCode.NotFound)]
    public async Task WhatIsMisspelt_IsNotAnsweredAsSomethingElse(string address, HttpStatusCode expected)
    {
        var program = await counties.AsAsync(Role.RegulatorOfficer, TwoCounties.North, Cancellation);

        using var answer = await program.Client.GetAsync(new Uri(address, UriKind.Relative), Cancellation);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task TheEffectiveTable_IsRecordedWhenItIsTaken()
    {
        var program = await counties.AsAsync(Role.RegulatorOfficer, TwoCounties.North, Cancellation);
        var audit = (await counties.StartAsync()).Services.GetRequiredService<AuditStore>();
        var filter = new AuditFilter(Actor.CommandLine) { Action = AuditAction.Exported, ObjectType = "RuleSet" };
        var before = (await audit.ReadPageAsync(filter, new(0, 1), Cancellation)).Total;

        using var answer = await program.Client.GetAsync(new Uri("/api/rules.xlsx?s=Heat", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(before + 1, (await audit.ReadPageAsync(filter, new(0, 1), Cancellation)).Total);
    }

    [Fact]
    public async Task AWhatIf_IsWrittenInWordsAndNames()
    {
        var program = await counties.AsAsync(Role.RegulatorOfficer, TwoCounties.North, Cancellation);
        var change = Uri.EscapeDataString("{\"off\":true}");

        var cells = new List<string>();
        foreach (var month in new[] { "2025-09", "2025-10", "2025-11", "2025-12", "2026-01" })
        {
            await using var file = await program.Client.GetStreamAsync(new Uri($"/api/rules/what-if.xlsx?set=S0&rule=S0-36&change={change}&p={month}", UriKind.Relative), Cancellation);
            using var copy = new MemoryStream();
            await file.CopyToAsync(copy, Cancellation);
            using var reader = ExcelReaderFactory.CreateReader(copy);
            while (reader.NextResult())
            {
                while (reader.Read())
                {
                    cells.AddRange(Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column)?.ToString() ?? ""));
                }
            }
        }

        Assert.Contains(cells, cell => cell.Contains("S0-36 ", StringComparison.Ordinal));
        Assert.DoesNotContain(cells, cell => cell.Contains('|', StringComparison.Ordinal) || cell.Contains("S0-36=", StringComparison.Ordinal));
    }
}
