using Portal.Data.Access;
using Portal.Data.Access.Permits;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Tests.Access.Recusals;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.Access.Permits;

/// <summary>Leave to take personal data away: from a second person, for a scope, months, a purpose and a time (S2-42).</summary>
public sealed class PermitTests
{
    private static string Neighbour { get; } = "91159900000000020" + CreditCode.CheckCharacter("91159900000000020");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task APermit_CoversItsScopeAndMonths_UntilItsLastDay(Engine engine)
    {
        await using var bureau = await Bureau.OpenAsync(engine);
        Assert.True((await bureau.Permits.ReadCoverageAsync(bureau.Officer, Cancellation)).IsNothing);

        Assert.Equal(PermitFault.None, await bureau.Permits.GrantAsync(bureau.Leader, Permit(bureau, bureau.Officer), Cancellation));

        var coverage = await bureau.Permits.ReadCoverageAsync(bureau.Officer, Cancellation);
        Assert.True(coverage.Covers(Sample.EnterpriseCode, "2025-10"));
        Assert.True(coverage.Covers(Sample.EnterpriseCode, "2025-11"));
        Assert.False(coverage.Covers(Sample.EnterpriseCode, "2025-12"));
        Assert.False(coverage.Covers("another", "2025-11"));
        Assert.True((await bureau.Permits.ReadCoverageAsync(bureau.Inspector, Cancellation)).IsNothing);
        bureau.Clock.Advance(TimeSpan.FromDays(8));
        Assert.True((await bureau.Permits.ReadCoverageAsync(bureau.Officer, Cancellation)).IsNothing);
    }

    [Theory, EngineData]
    public async Task APermit_MayBeOfOneEnterprise_AndIsEnded(Engine engine)
    {
        await using var bureau = await Bureau.OpenAsync(engine);
        await new EnterpriseStore(bureau.Db).AppendAsync(
            [new Enterprise { Code = Neighbour, Name = "邻家热力", NameEn = "Next Heat", JurisdictionCode = Bureau.League, Sectors = [Sector.Heat] }], Cancellation);
        var permit = Permit(bureau, bureau.Inspector) with { JurisdictionCode = null, EnterpriseCode = Sample.EnterpriseCode };
        Assert.Equal(PermitFault.None, await bureau.Permits.GrantAsync(bureau.Leader, permit, Cancellation));
        var coverage = await bureau.Permits.ReadCoverageAsync(bureau.Inspector, Cancellation);
        Assert.True(coverage.Covers(Sample.EnterpriseCode, "2025-11"));
        Assert.False(coverage.Covers(Neighbour, "2025-11"));

        Assert.False(await bureau.Permits.EndAsync(bureau.Stranger, 1, Cancellation));
        Assert.False(await bureau.Permits.EndAsync(bureau.Officer, 1, Cancellation));
        Assert.True(await bureau.Permits.EndAsync(bureau.Leader, 1, Cancellation));
        Assert.False(await bureau.Permits.EndAsync(bureau.Leader, 1, Cancellation));

        Assert.True((await bureau.Permits.ReadCoverageAsync(bureau.Inspector, Cancellation)).IsNothing);
        Assert.Equal(["PermitGranted", "PermitEnded"], await bureau.AuditAsync());
        var listed = await new PermitStore(bureau.Db).ReadPageAsync(Bureau.League, new(0, 10), Cancellation);
        Assert.Equal(("inspector", "leader", "示例热力"), (listed.Items[0].UserName, listed.Items[0].EndedBy, listed.Items[0].ScopeName));
        Assert.Empty((await new PermitStore(bureau.Db).ReadPageAsync(Bureau.Elsewhere, new(0, 10), Cancellation)).Items);
    }

    [Theory, EngineData]
    public async Task NobodyPermitsHimself_OrWhatIsNotHis(Engine engine)
    {
        await using var bureau = await Bureau.OpenAsync(engine);
        var good = Permit(bureau, bureau.Officer);

        Assert.Equal(PermitFault.OwnPermit, await bureau.Permits.GrantAsync(bureau.Leader, good with { UserId = bureau.Leader.UserId }, Cancellation));
        Assert.Equal(PermitFault.UserNotAllowed, await bureau.Permits.GrantAsync(bureau.Leader, good with { UserId = bureau.Handler.UserId }, Cancellation));
        Assert.Equal(PermitFault.UserNotAllowed, await bureau.Permits.GrantAsync(bureau.Leader, good with { UserId = bureau.Stranger.UserId }, Cancellation));
        Assert.Equal(PermitFault.OutOfScope, await bureau.Permits.GrantAsync(bureau.Leader, good with { JurisdictionCode = Bureau.Elsewhere }, Cancellation));
        Assert.Equal(PermitFault.OutOfScope, await bureau.Permits.GrantAsync(bureau.Leader, good with { EnterpriseCode = Sample.EnterpriseCode }, Cancellation));
        Assert.Equal(PermitFault.OutOfScope, await bureau.Permits.GrantAsync(bureau.Officer, good with { UserId = bureau.Inspector.UserId }, Cancellation));
        Assert.Empty(await bureau.AuditAsync());
    }

    [Theory]
    [InlineData("2025-11", "2025-10", "年度复核抽查", 7, PermitFault.Months)]
    [InlineData("2025-1", "2025-10", "年度复核抽查", 7, PermitFault.Months)]
    [InlineData("2025-10", "2025-10", "查 ", 7, PermitFault.Purpose)]
    [InlineData("2025-10", "2025-10", "年度复核抽查", -1, PermitFault.ValidUntil)]
    [InlineData("2025-10", "2025-10", "年度复核抽查", PermitRules.MostDays + 1, PermitFault.ValidUntil)]
    [InlineData("2025-10", "2025-10", "年度复核抽查", 0, PermitFault.None)]
    public void APermit_HasMonthsAPurposeAndAnEnd(string from, string to, string purpose, int days, PermitFault fault)
    {
        var today = new DateOnly(2025, 12, 5);
        var permit = new PersonalDataPermit
        {
            UserId = 2,
            JurisdictionCode = "1",
            FromMonth = from,
            ToMonth = to,
            Purpose = purpose,
            ValidUntil = today.AddDays(days),
            GrantedBy = "",
            GrantedAtUtc = default,
        };

        Assert.Equal(fault, PermitRules.Check(permit, 1, today));
    }

    private static PersonalDataPermit Permit(Bureau bureau, Actor user) => new()
    {
        UserId = user.UserId,
        JurisdictionCode = Bureau.League,
        FromMonth = "2025-10",
        ToMonth = "2025-11",
        Purpose = "年度复核抽查",
        ValidUntil = bureau.Permits.Today.AddDays(7),
        GrantedBy = "",
        GrantedAtUtc = default,
    };
}
