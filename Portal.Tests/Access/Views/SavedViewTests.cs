using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Access.SignIn;
using Portal.Data.Access.Views;
using Portal.Data.Storage;
using Portal.Tests.Ledgers;
using Portal.Tests.Storage;

namespace Portal.Tests.Access.Views;

/// <summary>Views of one's own: kept, renamed, deleted, made the start; never anybody else's.</summary>
public sealed class SavedViewTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AView_IsKeptRenamedMadeTheStartAndDeleted_AndEachIsLogged(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (store, actor, other) = await StartAsync(database.Db);

        Assert.Equal(SavedViewFault.None, await store.SaveAsync(actor, " 供热 ", "/desk", "?j=159900&s=Heat&q=13900000001&page=3", Cancellation));
        var view = Assert.Single(await store.ReadAsync(actor, Cancellation));
        Assert.Equal(("供热", "/desk?j=159900&s=Heat", false), (view.Name, view.Address, view.IsStart));

        Assert.Equal(SavedViewFault.None, await store.SaveAsync(actor, "全部", "/cases", "", Cancellation));
        Assert.Equal(SavedViewFault.None, await store.StartAtAsync(actor, view.Id, Cancellation));
        Assert.Equal("/desk?j=159900&s=Heat", SavedViewRules.StartOf(actor, await store.ReadAsync(actor, Cancellation)));
        Assert.Equal(SavedViewFault.None, await store.StartAtAsync(actor, null, Cancellation));
        Assert.Null(SavedViewRules.StartOf(actor, await store.ReadAsync(actor, Cancellation)));

        Assert.Equal(SavedViewFault.NameTaken, await store.RenameAsync(actor, view.Id, "全部", Cancellation));
        Assert.Equal(SavedViewFault.None, await store.RenameAsync(actor, view.Id, "热", Cancellation));
        Assert.Equal(SavedViewFault.None, await store.DeleteAsync(actor, view.Id, Cancellation));
        Assert.Equal(["全部"], (await store.ReadAsync(actor, Cancellation)).Select(one => one.Name));

        var log = await new AuditStore(database.Db).ReadPageAsync(new(Actor.CommandLine) { Action = AuditAction.SavedViewChanged }, new(0, 20), Cancellation);
        Assert.Equal(6, log.Items.Count);
        Assert.Empty(await store.ReadAsync(other, Cancellation));
    }

    [Theory, EngineData]
    public async Task SomebodyElsesView_IsNeitherSeenNorChanged(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (store, actor, other) = await StartAsync(database.Db);
        await store.SaveAsync(actor, "我的", "/desk", "p=2025-11", Cancellation);
        var view = Assert.Single(await store.ReadAsync(actor, Cancellation));

        await store.RenameAsync(other, view.Id, "他的", Cancellation);
        await store.DeleteAsync(other, view.Id, Cancellation);
        await store.StartAtAsync(other, view.Id, Cancellation);

        Assert.Equal(view, Assert.Single(await store.ReadAsync(actor, Cancellation)));
        Assert.Empty(await store.ReadAsync(other, Cancellation));
        Assert.Equal(SavedViewFault.None, await store.SaveAsync(other, "我的", "/desk", "", Cancellation)); // names are each user's own
    }

    [Fact]
    public async Task AtMostFiftyViews_AreKept()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        var (store, actor, _) = await StartAsync(database.Db);
        for (var number = 0; number < SavedViewRules.MostViews; number++)
        {
            Assert.Equal(SavedViewFault.None, await store.SaveAsync(actor, $"视图{number}", "/desk", "", Cancellation));
        }

        Assert.Equal(SavedViewFault.TooMany, await store.SaveAsync(actor, "再一个", "/desk", "", Cancellation));
    }

    [Theory]
    [InlineData("", "/desk", "", SavedViewFault.NameMissing)]
    [InlineData("  ", "/desk", "", SavedViewFault.NameMissing)]
    [InlineData("a", "/admin", "", SavedViewFault.UnknownPage)]
    [InlineData("a", "//evil.example", "", SavedViewFault.UnknownPage)]
    [InlineData("a", "/cases", "limit=S0-36&verdict=Late", SavedViewFault.None)]
    public void APageThatKeepsNoViews_AndAnEmptyName_AreRefused(string name, string page, string query, SavedViewFault fault) =>
        Assert.Equal(fault, SavedViewRules.Check(name, page, query, []));

    [Fact]
    public void LongNamesAndQueries_AreRefused()
    {
        Assert.Equal(SavedViewFault.NameTooLong, SavedViewRules.Check(new('a', 61), "/desk", "", []));
        Assert.Equal(SavedViewFault.QueryTooLong, SavedViewRules.Check("a", "/desk", new('a', 2001), []));
    }

    [Theory]
    [InlineData("?j=1&q=13900000001&p=2025-11&page=2", "j=1&p=2025-11")]
    [InlineData("Q=x&s=Heat", "s=Heat")]
    [InlineData("j=1\r\nSet-Cookie:x&s=Heat#top", "")]
    [InlineData("", "")]
    public void WhatIsKeptOfAnAddress_AreItsFilters(string query, string kept) => Assert.Equal(kept, SavedViewRules.Keep(query));

    [Fact]
    public void TheStart_IsAViewTheRoleInUseOpens()
    {
        SavedView start = new() { Id = 1, Name = "a", Page = "/desk", Query = "", IsStart = true };
        Actor officer = new("a", "A", Role.RegulatorOfficer, "159900");

        Assert.Equal("/desk", SavedViewRules.StartOf(officer, [start]));
        Assert.Null(SavedViewRules.StartOf(officer with { Role = Role.EnterpriseHandler }, [start]));
        Assert.Null(SavedViewRules.StartOf(officer, [start with { IsStart = false }]));
        Assert.Null(SavedViewRules.StartOf(officer, [start with { Page = "/gone" }]));
    }

    private static async Task<(SavedViewStore Store, Actor Actor, Actor Other)> StartAsync(Db db)
    {
        await Sample.AddEnterpriseAsync(db, Cancellation);
        return (new(db, Sample.Audit(db), TimeProvider.System), await UserAsync(db, "one"), await UserAsync(db, "two"));
    }

    private static async Task<Actor> UserAsync(Db db, string name)
    {
        var now = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var id = await new NewAccountStore(db, new(db)).AppendAsync(
            new() { Name = name, DisplayName = name, PasswordHash = "", CreatedAtUtc = now },
            new() { Role = Role.RegulatorOfficer, Scope = "159900", GrantedBy = name, GrantedAtUtc = now },
            Cancellation);
        return new(name, name, Role.RegulatorOfficer, "159900") { UserId = id!.Value };
    }
}
