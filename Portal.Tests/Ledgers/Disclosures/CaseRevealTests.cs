using Portal.Data.Access;
using Portal.Data.Access.Recusals;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.Storage;
using Portal.Tests.Access.Recusals;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledgers.Disclosures;

/// <summary>No field in clear without a purpose, a limit and an entry (S2-42).</summary>
public sealed class CaseRevealTests
{
    private static readonly long s_row = LedgerStore.RowId(1, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AField_IsShownForAPurpose_AndBothRecordsHoldEverythingButTheValue(Engine engine)
    {
        await using var bureau = await StartAsync(engine);

        var name = await RevealAsync(bureau, bureau.Officer, PersonalField.Name);
        var phone = await RevealAsync(bureau, bureau.Handler, PersonalField.Phone, RevealPurpose.Other, "核对号码");

        Assert.Equal(new(RevealAnswer.Revealed, "用户1"), name);
        Assert.Equal("19900000001", phone.Value);
        Assert.Equal(["PersonalDataRevealed", "PersonalDataRevealed"], await bureau.AuditAsync());
        Assert.Equal(2, await bureau.ScalarAsync<int>($"SELECT COUNT(*) FROM AuditEntry WHERE Action = 'PersonalDataRevealed' AND EnterpriseCode = '{Sample.EnterpriseCode}'"));
        Assert.Equal(0, await bureau.ScalarAsync<int>("SELECT COUNT(*) FROM AuditEntry WHERE Detail LIKE '%用户1%' OR Detail LIKE '%1990000%'"));
        var seen = await ReadAsync(bureau, EnterpriseScope.Of(bureau.Handler));
        Assert.Equal([(PersonalField.Phone, RevealPurpose.Other, "核对号码"), (PersonalField.Name, RevealPurpose.Callback, null)], seen.Select(item => (item.Field!.Value, item.Purpose!.Value, item.Note)));
        Assert.Empty(await ReadAsync(bureau, EnterpriseScope.Of(bureau.Stranger)));
    }

    [Theory, EngineData]
    public async Task WithoutAPurpose_WithoutTheRole_OrOutOfScope_NothingIsShown(Engine engine)
    {
        await using var bureau = await StartAsync(engine);
        var auditor = await bureau.AddAsync("auditor", Role.Auditor, Bureau.League);
        var administrator = await bureau.AddAsync("administrator", Role.Administrator, Actor.Everywhere);

        Assert.Equal(RevealAnswer.NoPurpose, (await RevealAsync(bureau, bureau.Officer, PersonalField.Name, (RevealPurpose)0)).Answer);
        Assert.Equal(RevealAnswer.NoPurpose, (await RevealAsync(bureau, bureau.Officer, PersonalField.Name, RevealPurpose.Other, "  ")).Answer);
        foreach (var actor in new[] { bureau.Stranger, auditor, administrator, Actor.Nobody })
        {
            Assert.Equal(new(RevealAnswer.NotFound), await RevealAsync(bureau, actor, PersonalField.Name));
        }

        Assert.Empty(await bureau.AuditAsync());
    }

    [Theory, EngineData]
    public async Task WhenTheEntryCannotBeWritten_NothingIsShown(Engine engine)
    {
        await using var bureau = await StartAsync(engine);
        await bureau.ExecuteAsync("DROP TABLE AuditHead");

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => RevealAsync(bureau, bureau.Officer, PersonalField.Phone));
        Assert.Empty(await ReadAsync(bureau, EnterpriseScope.Everything));
    }

    [Theory, EngineData]
    public async Task TheLimit_HoldsForTheUser_HoweverManyAsk_AndSaysWhenItGoesOn(Engine engine)
    {
        await using var bureau = await StartAsync(engine);
        var first = bureau.Clock.GetUtcNow().UtcDateTime;

        // Each question has a reveal of its own, as each circuit of each replica has.
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RevealAsync(bureau, bureau.Officer, PersonalField.Name), Cancellation)));

        Assert.Equal(5, answers.Count(answer => answer.Answer is RevealAnswer.Revealed));
        Assert.All(answers.Where(answer => answer.Answer is not RevealAnswer.Revealed), answer => Assert.Equal(new(RevealAnswer.TooMany, AgainAtUtc: first.AddHours(1)), answer));
        Assert.Equal(3, (await bureau.AuditAsync()).Count(action => action == "RevealRefused"));
        Assert.Equal(RevealAnswer.Revealed, (await RevealAsync(bureau, bureau.Leader, PersonalField.Name)).Answer); // another user

        bureau.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(RevealAnswer.Revealed, (await RevealAsync(bureau, bureau.Officer, PersonalField.Name)).Answer);
    }

    [Theory, EngineData]
    public async Task WhoMustStepAside_IsShownNothing_AndTheRefusalIsKept(Engine engine)
    {
        await using var bureau = await StartAsync(engine);
        await bureau.Interests.DeclarePersonAsync(bureau.Inspector, "19900000001", "", "亲属", Cancellation);
        var sealedCase = await new DisclosureStore(bureau.Db).ReadSealedAsync(EnterpriseScope.Everything, s_row, Cancellation);
        await bureau.Interests.RecuseAsync(bureau.Officer, sealedCase!.ToItem(), "回避", Cancellation);

        Assert.Equal(new(RevealAnswer.Conflict, Ground: RecusalGround.PersonInterest), await RevealAsync(bureau, bureau.Inspector, PersonalField.Address));
        Assert.Equal(new(RevealAnswer.Conflict, Ground: RecusalGround.OwnRequest), await RevealAsync(bureau, bureau.Officer, PersonalField.Address));
        Assert.Equal(2, (await bureau.AuditAsync()).Count(action => action == "RevealRefused"));
    }

    [Theory, EngineData]
    public async Task ACaseFiledAgain_IsTheSameCase(Engine engine)
    {
        await using var bureau = await StartAsync(engine);
        await Sample.Intake(bureau.Db, bureau.Clock).ReceiveAsync(Sample.Request(Sample.Csv(Sample.Row("1"), Sample.Row("2"))), null, Cancellation);
        var store = new DisclosureStore(bureau.Db);

        var before = await store.ReadSealedAsync(EnterpriseScope.Everything, s_row, Cancellation);
        var after = await store.ReadSealedAsync(EnterpriseScope.Everything, LedgerStore.RowId(2, 1), Cancellation);

        Assert.Equal(before!.ToItem().Id, after!.ToItem().Id);
    }

    private static async Task<Bureau> StartAsync(Engine engine)
    {
        var bureau = await Bureau.OpenAsync(engine);
        await Sample.Intake(bureau.Db, bureau.Clock).ReceiveAsync(Sample.Request(Sample.Csv(Sample.Row("1"))), null, Cancellation);
        return bureau;
    }

    private static Task<RevealResult> RevealAsync(
        Bureau bureau, Actor actor, PersonalField field, RevealPurpose purpose = RevealPurpose.Callback, string? note = null) =>
        new CaseReveal(bureau.Db, bureau.Gate, bureau.Audit, Sample.Keys, new(5), bureau.Clock).RevealAsync(actor, new(s_row, field, purpose, note), Cancellation);

    private static async Task<IReadOnlyList<Disclosure>> ReadAsync(Bureau bureau, EnterpriseScope scope) =>
        (await new DisclosureStore(bureau.Db).ReadPageAsync(new(scope), new(0, 50), Cancellation)).Items;
}
