using Portal.Data.Access;
using Portal.Data.Access.Recusals;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.Access.Recusals;

/// <summary>A named person for each enterprise and case (S0-58), never one with an interest (S2-43).</summary>
public sealed class SupervisionTests
{
    private const string Phone = "19900000001";

    private static readonly RecusalItem s_enterprise = RecusalItem.OfEnterprise(Sample.EnterpriseCode);

    private static readonly RecusalItem s_case = new(RecusalItemKind.Case, Sample.EnterpriseCode + "/2025-11/1", Sample.EnterpriseCode)
    {
        CaseId = Sample.EnterpriseCode + "/2025-11/1",
        PhoneHash = Sample.Keys.HashPhone(Phone),
        AddressHash = Sample.Keys.HashAddress("示例小区1号"),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ASupervisor_IsNamed_Replaced_AndReleased(Engine engine)
    {
        await using var bureau = await Bureau.OpenAsync(engine);

        Assert.Equal(AssignmentAnswer.Assigned, (await AssignAsync(bureau, s_case, bureau.Officer)).Answer);
        Assert.Equal(AssignmentAnswer.Assigned, (await AssignAsync(bureau, s_case, bureau.Inspector)).Answer);
        Assert.Equal(AssignmentAnswer.Assigned, (await AssignAsync(bureau, s_enterprise, bureau.Officer)).Answer);

        var all = await ReadAsync(bureau);
        Assert.Equal(["officer", "inspector"], all.Where(supervisor => supervisor.EndedAtUtc is null).Select(supervisor => supervisor.DisplayName));
        Assert.Equal("leader", all.Single(supervisor => supervisor.EndedAtUtc is not null).EndedBy);
        Assert.True(await bureau.Supervision.EndAsync(bureau.Leader, s_case, Cancellation));
        Assert.False(await bureau.Supervision.EndAsync(bureau.Leader, s_case, Cancellation));
        Assert.Equal(["SupervisorAssigned", "SupervisorAssigned", "SupervisorAssigned", "SupervisorReleased"], await bureau.AuditAsync());
    }

    [Theory, EngineData]
    public async Task TheList_BeginsWithTheEnterprisesNobodyAnswersFor_AndEndsAtTheReadersScope(Engine engine)
    {
        await using var bureau = await Bureau.OpenAsync(engine);
        var other = "91159900000000020" + CreditCode.CheckCharacter("91159900000000020");
        await new EnterpriseStore(bureau.Db).AppendAsync(
            [new Enterprise { Code = other, Name = "一家热力", NameEn = "First Heat", JurisdictionCode = Bureau.County, Sectors = [Sector.Heat] }], Cancellation);
        Assert.Equal(AssignmentAnswer.Assigned, (await bureau.Supervision.AssignAsync(bureau.Leader, RecusalItem.OfEnterprise(other), bureau.Officer.UserId, Cancellation)).Answer);
        await AssignAsync(bureau, s_case, bureau.Inspector);

        var all = await ListAsync(bureau, EnterpriseScope.Of(bureau.Inspector));
        Assert.Equal([(Sample.EnterpriseCode, null, 1), (other, "officer", 0)], all.Select(item => (item.Code, item.Supervisor, item.Cases)));
        Assert.Equal([other], (await ListAsync(bureau, EnterpriseScope.Of(bureau.Leader), isNamed: true)).Select(item => item.Code));
        Assert.Equal([Sample.EnterpriseCode], (await ListAsync(bureau, EnterpriseScope.Of(bureau.Leader), isNamed: false)).Select(item => item.Code));
        Assert.Equal([other], (await ListAsync(bureau, EnterpriseScope.Of(bureau.Leader), search: "offic")).Select(item => item.Code));
        Assert.Equal([Sample.EnterpriseCode], (await ListAsync(bureau, EnterpriseScope.Of(bureau.Handler))).Select(item => item.Code));
        Assert.Empty(await ListAsync(bureau, EnterpriseScope.Of(bureau.Stranger)));
    }

    private static async Task<IReadOnlyList<SupervisedEnterprise>> ListAsync(Bureau bureau, EnterpriseScope scope, bool? isNamed = null, string? search = null) =>
        (await bureau.Supervisors.ReadEnterprisesAsync(new(scope, isNamed, search), new(0, 50), Cancellation)).Items;

    [Theory, EngineData]
    public async Task OnlyTheBureauAssigns_OnlyWithinItsScope_OnlyToWhoCoversTheEnterprise(Engine engine)
    {
        await using var bureau = await Bureau.OpenAsync(engine);
        var countyOnly = await bureau.AddAsync("county", Role.Inspector, Bureau.County);

        Assert.Equal(["inspector", "leader", "officer"], (await bureau.Supervision.ReadCandidatesAsync(bureau.Leader, s_case, Cancellation)).Select(candidate => candidate.Name));
        Assert.Empty(await bureau.Supervision.ReadCandidatesAsync(bureau.Stranger, s_case, Cancellation));
        foreach (var (assigner, user) in new[]
        {
            (bureau.Inspector, bureau.Officer), (bureau.Stranger, bureau.Officer), (bureau.Handler, bureau.Officer),
            (bureau.Leader, bureau.Stranger), (bureau.Leader, bureau.Handler), (bureau.Leader, countyOnly),
        })
        {
            Assert.Equal(AssignmentAnswer.NotAllowed, (await bureau.Supervision.AssignAsync(assigner, s_case, user.UserId, Cancellation)).Answer);
        }

        Assert.Empty(await ReadAsync(bureau));
    }

    [Theory, EngineData]
    public async Task AConflictedUser_IsShownWithTheReason_AndRefused_AndTheRefusalIsKept(Engine engine)
    {
        await using var bureau = await Bureau.OpenAsync(engine);
        await bureau.Interests.DeclareEnterpriseAsync(bureau.Officer, Sample.EnterpriseCode, "配偶任职", Cancellation);
        await bureau.Interests.DeclarePersonAsync(bureau.Inspector, "199-0000-0001", "", "邻居", Cancellation);

        var candidates = await bureau.Supervision.ReadCandidatesAsync(bureau.Leader, s_case, Cancellation);
        Assert.Equal(
            [("inspector", RecusalGround.PersonInterest), ("leader", null), ("officer", RecusalGround.EnterpriseInterest)],
            candidates.Select(candidate => (candidate.Name, candidate.Conflict)));
        Assert.Equal(new(AssignmentAnswer.Conflict, RecusalGround.EnterpriseInterest), await AssignAsync(bureau, s_case, bureau.Officer));
        Assert.Equal(new(AssignmentAnswer.Conflict, RecusalGround.PersonInterest), await AssignAsync(bureau, s_case, bureau.Inspector));

        Assert.Empty(await ReadAsync(bureau));
        var refused = Assert.Single(await bureau.Recusals.ReadRecusalsAsync(bureau.Officer.UserId, Cancellation));
        Assert.Equal((RecusalGround.EnterpriseInterest, s_case.Id), (refused.Ground, refused.ItemId));
        Assert.Equal(2, (await bureau.AuditAsync()).Count(action => action == "AssignmentRefused"));

        var interest = Assert.Single(await bureau.Recusals.ReadInterestsAsync(bureau.Officer.UserId, Cancellation));
        Assert.False(await bureau.Interests.EndAsync(bureau.Inspector, interest.Id, Cancellation)); // somebody else's
        Assert.True(await bureau.Interests.EndAsync(bureau.Officer, interest.Id, Cancellation));
        Assert.Equal(AssignmentAnswer.Assigned, (await AssignAsync(bureau, s_case, bureau.Officer)).Answer);
    }

    [Theory, EngineData]
    public async Task WhoStepsAside_CeasesToWatch_AndIsNotAssignedAgain(Engine engine)
    {
        await using var bureau = await Bureau.OpenAsync(engine);
        await AssignAsync(bureau, s_case, bureau.Officer);
        await AssignAsync(bureau, s_enterprise, bureau.Officer);

        await bureau.Interests.RecuseAsync(bureau.Officer, s_case, "反映人是亲属,电话 19900000001", Cancellation);

        var left = Assert.Single(await ReadAsync(bureau), supervisor => supervisor.EndedAtUtc is null);
        Assert.Null(left.CaseId);
        Assert.Equal(new(AssignmentAnswer.Conflict, RecusalGround.OwnRequest), await AssignAsync(bureau, s_case, bureau.Officer));
        var own = (await bureau.Recusals.ReadRecusalsAsync(bureau.Officer.UserId, Cancellation))[^1];
        Assert.Equal("反映人是亲属,电话 ***", own.Note);
        Assert.Contains("Recused", await bureau.AuditAsync());
    }

    [Theory, EngineData]
    public async Task WhoAlsoSpeaksForTheEnterprise_IsRefused(Engine engine)
    {
        await using var bureau = await Bureau.OpenAsync(engine);
        await bureau.ExecuteAsync($"""
            INSERT INTO UserGrant (UserId, Role, Scope, Origin, GrantedBy, GrantedAtUtc)
            VALUES ({bureau.Inspector.UserId}, 'EnterpriseHandler', '{Sample.EnterpriseCode}', 'Local', 'test', '2025-12-01 00:00:00')
            """);

        Assert.Equal(new(AssignmentAnswer.Conflict, RecusalGround.SpeaksForEnterprise), await AssignAsync(bureau, s_case, bureau.Inspector));
    }

    [Theory, EngineData]
    public async Task DeclaringWhileBeingAssigned_NeverLeavesAConflictedSupervisor(Engine engine)
    {
        await using var bureau = await Bureau.OpenAsync(engine);
        for (var round = 0; round < 20; round++)
        {
            var user = await bureau.AddAsync(FormattableString.Invariant($"user{round}"), Role.Inspector, Bureau.League);
            var assigning = Task.Run(() => AssignAsync(bureau, s_enterprise, user), Cancellation);
            var declaring = Task.Run(() => bureau.Interests.DeclareEnterpriseAsync(user, Sample.EnterpriseCode, "亲属", Cancellation), Cancellation);
            await Task.WhenAll(assigning, declaring);

            Assert.DoesNotContain(await ReadAsync(bureau), supervisor => supervisor.UserId == user.UserId && supervisor.EndedAtUtc is null);
        }
    }

    [Theory, EngineData]
    public async Task AnInterest_HoldsNoTelephoneNumber(Engine engine)
    {
        await using var bureau = await Bureau.OpenAsync(engine);

        Assert.Equal(DeclarationAnswer.NoTelephone, await bureau.Interests.DeclarePersonAsync(bureau.Officer, "12345", "", "谁", Cancellation));
        Assert.Equal(DeclarationAnswer.Declared, await bureau.Interests.DeclarePersonAsync(bureau.Officer, Phone, "", "亲属 " + Phone, Cancellation));
        Assert.Equal(DeclarationAnswer.AlreadyDeclared, await bureau.Interests.DeclarePersonAsync(bureau.Officer, "199 0000 0001", "", "again", Cancellation));

        var interest = Assert.Single(await bureau.Recusals.ReadInterestsAsync(bureau.Officer.UserId, Cancellation));
        Assert.Equal("亲属 ***", interest.Note);
        Assert.DoesNotContain(Phone, await bureau.ScalarAsync<string>("SELECT MAX(Detail) FROM AuditEntry"), StringComparison.Ordinal);
    }

    private static Task<AssignmentResult> AssignAsync(Bureau bureau, RecusalItem item, Actor user) =>
        bureau.Supervision.AssignAsync(bureau.Leader, item, user.UserId, Cancellation);

    private static Task<IReadOnlyList<Supervisor>> ReadAsync(Bureau bureau) =>
        bureau.Supervisors.ReadAsync(EnterpriseScope.Everything, Sample.EnterpriseCode, s_case.Id, Cancellation);
}
