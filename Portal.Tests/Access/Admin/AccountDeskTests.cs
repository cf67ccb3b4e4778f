using Portal.Data.Access;
using Portal.Data.Access.Accounts;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Access.Admin;

/// <summary>Accounts are managed within the tree, with their entry in the log, and their sessions end with what they stood on.</summary>
public sealed class AccountDeskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AnAccount_IsAddedWithItsRoles_AndMustChangeItsPassword(Engine engine)
    {
        await using var world = await AccountWorld.StartAsync(engine);
        var wanted = New("wang.li") with { Email = " Wang@Example.org ", Grants = [(Role.Inspector, AccountWorld.North), (Role.EnterpriseHandler, AccountWorld.NorthHeat)] };

        var (id, fault) = await world.Desk.AddAsync(world.Chief, wanted, Cancellation);

        Assert.Null(fault);
        var (account, grants) = (await world.Accounts.ReadAsync(world.Chief, id, Cancellation))!;
        Assert.Equal(("wang.li", "wang@example.org", true), (account.Name, account.Email, account.MustChangePassword));
        Assert.Equal([(Role.Inspector, "北旗"), (Role.EnterpriseHandler, "示范供热公司")], grants.Select(grant => (grant.Role, grant.ScopeName)));
        Assert.All(grants, grant => Assert.Equal("chief", grant.GrantedBy));
        Assert.Equal(["UserAdded"], await world.ReadAuditAsync(id));
        Assert.Equal(AccountFault.NameTaken, (await world.Desk.AddAsync(world.Chief, New("wang.li"), Cancellation)).Fault);
        Assert.Equal(AccountFault.EmailTaken, (await world.Desk.AddAsync(world.Chief, New("other") with { Email = "wang@example.org" }, Cancellation)).Fault);
        Assert.Equal(AccountFault.NoGrant, (await world.Desk.AddAsync(world.Chief, New("other") with { Grants = [] }, Cancellation)).Fault);
        Assert.Null(await world.Users.ReadAsync("other", Cancellation));
    }

    [Theory, EngineData]
    public async Task AnAdministratorOfABanner_KnowsOnlyAccountsThatLieInIt(Engine engine)
    {
        await using var world = await AccountWorld.StartAsync(engine);
        var north = await world.AddAsync("north", (Role.Administrator, AccountWorld.North));
        var own = await world.AddAsync("inspector", (Role.Inspector, AccountWorld.North), (Role.EnterpriseHandler, AccountWorld.NorthHeat));
        var both = await world.AddAsync("both", (Role.Inspector, AccountWorld.North), (Role.Inspector, AccountWorld.South));
        var above = await world.AddAsync("leader", (Role.RegulatorLeader, AccountWorld.League));
        var handler = await world.AddAsync("handler", (Role.EnterpriseHandler, AccountWorld.SouthHeat));

        var listed = await world.Accounts.ReadPageAsync(new(north), new(0, 50), Cancellation);
        Assert.Equal(["inspector", "north"], listed.Items.Select(item => item.Account.Name));
        Assert.Equal(2, listed.Total);
        foreach (var foreign in new[] { both, above, handler, world.Chief })
        {
            Assert.Null(await world.Accounts.ReadAsync(north, foreign.UserId, Cancellation));
            Assert.Equal(AccountFault.NotFound, await world.Desk.DisableAsync(north, foreign.UserId, Cancellation));
            Assert.Equal(AccountFault.NotFound, await world.Credentials.SetTemporaryPasswordAsync(north, foreign.UserId, "x", Cancellation));
            Assert.Equal(AccountFault.NotFound, await world.Roles.GrantAsync(north, foreign.UserId, Role.Inspector, AccountWorld.North, Cancellation));
            Assert.Equal(AccountFault.NotFound, await world.Live.EndAllAsync(north, foreign.UserId, Cancellation));
            Assert.Equal(["UserAdded"], await world.ReadAuditAsync(foreign.UserId));
        }

        Assert.Equal(AccountFault.ScopeOutside, await world.Roles.GrantAsync(north, own.UserId, Role.Inspector, AccountWorld.League, Cancellation));
        Assert.Equal(AccountFault.ScopeOutside, await world.Roles.GrantAsync(north, own.UserId, Role.Auditor, Actor.Everywhere, Cancellation));
        Assert.Equal(AccountFault.ScopeOutside, (await world.Desk.AddAsync(north, New("x") with { Grants = [(Role.Inspector, AccountWorld.South)] }, Cancellation)).Fault);
        Assert.Null(await world.Roles.GrantAsync(north, own.UserId, Role.Administrator, AccountWorld.North, Cancellation));
    }

    [Theory, EngineData]
    public async Task TheList_IsNarrowedByNameRoleScopeAndState(Engine engine)
    {
        await using var world = await AccountWorld.StartAsync(engine);
        var zhang = await world.AddAsync("zhang_1", (Role.Inspector, AccountWorld.North));
        var zhao = await world.AddAsync("zhao", (Role.EnterpriseHandler, AccountWorld.SouthHeat));
        await world.Desk.DisableAsync(world.Chief, zhao.UserId, Cancellation);
        await world.RunAsync($"UPDATE UserAccount SET MustChangePassword = 0, LockedUntilUtc = '2026-03-02 01:05:00' WHERE Id = {zhang.UserId}");

        Task<IReadOnlyList<string>> Names(Func<AccountFilter, AccountFilter> narrow) => world.NamesAsync(narrow(new(world.Chief)));
        Assert.Equal(["zhang_1"], await Names(filter => filter with { Search = "g_1" }));
        Assert.Empty(await Names(filter => filter with { Search = "%' OR 1=1 --" }));
        Assert.Equal(["zhao"], await Names(filter => filter with { Role = Role.EnterpriseHandler }));
        Assert.Equal(["zhao"], await Names(filter => filter with { Scope = "南旗供热" }));
        Assert.Equal(["chief"], await Names(filter => filter with { Scope = "*" }));
        Assert.Equal(["zhao"], await Names(filter => filter with { State = AccountState.Disabled }));
        Assert.Equal(["zhang_1"], await Names(filter => filter with { State = AccountState.Locked }));
        Assert.Equal(["chief"], await Names(filter => filter with { State = AccountState.MustChangePassword }));
        Assert.Equal(["chief"], await Names(filter => filter with { State = AccountState.Active }));
        world.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Empty(await Names(filter => filter with { State = AccountState.Locked }));
    }

    [Theory, EngineData]
    public async Task ADisabledAccount_ANewPassword_ALostFactor_AndALink_EndEverySession(Engine engine)
    {
        await using var world = await AccountWorld.StartAsync(engine);
        var user = await world.AddAsync("wang", (Role.Inspector, AccountWorld.North));
        await world.RunAsync($"UPDATE UserAccount SET SecondFactor = {(engine is Engine.Sqlite ? "x'01'" : "0x01")} WHERE Id = {user.UserId}");
        await world.RunAsync($"INSERT INTO UserIdentity (Issuer, Subject, UserId, LinkedAtUtc) VALUES ('https://id.example', 's', {user.UserId}, '2026-03-02 01:00:00')");
        var identity = Assert.Single(await world.Accounts.ReadIdentitiesAsync(world.Chief, user.UserId, Cancellation));
        var changes = new (string Action, Func<Task<AccountFault?>> Change)[]
        {
            ("PasswordChanged", () => world.Credentials.SetTemporaryPasswordAsync(world.Chief, user.UserId, "new", Cancellation)),
            ("SecondFactorChanged", () => world.Credentials.RemoveSecondFactorAsync(world.Chief, user.UserId, Cancellation)),
            ("UserChanged", () => world.Credentials.UnlinkAsync(world.Chief, user.UserId, identity, Cancellation)),
            ("SessionEnded", () => world.Live.EndAllAsync(world.Chief, user.UserId, Cancellation)),
            ("UserChanged", () => world.Desk.DisableAsync(world.Chief, user.UserId, Cancellation)),
        };

        foreach (var (action, change) in changes)
        {
            var session = await world.SignInAsync(user.UserId);
            Assert.True(await world.IsLiveAsync(session));
            Assert.Null(await change());
            Assert.False(await world.IsLiveAsync(session));
            Assert.Equal(action, (await world.ReadAuditAsync(user.UserId))[^1]);
        }

        var after = (await world.Users.ReadByIdAsync(user.UserId, Cancellation))!;
        Assert.Equal(("new", true, true), (after.PasswordHash, after.MustChangePassword, after.IsDisabled));
        Assert.Null(after.SecondFactor);
        Assert.Empty(await world.Accounts.ReadIdentitiesAsync(world.Chief, user.UserId, Cancellation));
    }

    [Theory, EngineData]
    public async Task ARemovedRole_EndsItsSessions_AndNoOthers(Engine engine)
    {
        await using var world = await AccountWorld.StartAsync(engine);
        var user = await world.AddAsync("wang", (Role.Inspector, AccountWorld.North), (Role.Auditor, AccountWorld.North));
        var (first, second) = (await world.SignInAsync(user.UserId, 0), await world.SignInAsync(user.UserId, 1));
        var grants = await world.Grants.ReadAsync(user.UserId, Cancellation);

        Assert.Null(await world.Roles.RevokeAsync(world.Chief, user.UserId, grants[0].Id, Cancellation));

        Assert.False(await world.IsLiveAsync(first));
        Assert.True(await world.IsLiveAsync(second));
        Assert.Equal(AccountFault.LastGrant, await world.Roles.RevokeAsync(world.Chief, user.UserId, grants[1].Id, Cancellation));
        Assert.Equal(["UserAdded", "GrantRemoved"], await world.ReadAuditAsync(user.UserId));
    }

    [Theory, EngineData]
    public async Task WhoeverIsNoAdministratorAnyMore_ChangesNothing(Engine engine)
    {
        await using var world = await AccountWorld.StartAsync(engine);
        var second = await world.AddAsync("second", (Role.Administrator, Actor.Everywhere));
        var signedIn = second with { SessionId = await world.SignInAsync(second.UserId) };
        Assert.Null(await world.Desk.RenameAsync(signedIn, second.UserId, "Second", null, Cancellation));
        await world.Sessions.EndAsync(signedIn.SessionId!, SessionEnd.EndedByAdministrator, Cancellation);

        Assert.Equal(AccountFault.NotAllowed, await world.Desk.RenameAsync(signedIn, second.UserId, "Third", null, Cancellation));
        Assert.Null(await world.Desk.DisableAsync(world.Chief, second.UserId, Cancellation));
        Assert.Equal(AccountFault.NotAllowed, await world.Desk.DisableAsync(second, world.Chief.UserId, Cancellation));
        Assert.Equal(AccountFault.NotAllowed, (await world.Desk.AddAsync(second, New("x"), Cancellation)).Fault);
        Assert.Equal(AccountFault.NotAllowed, await world.Desk.EnableAsync(second with { Role = Role.Auditor }, second.UserId, Cancellation));
        Assert.Equal("Second", (await world.Users.ReadByIdAsync(second.UserId, Cancellation))!.DisplayName);
    }

    [Theory, EngineData]
    public async Task TwoAdministratorsRemovingEachOther_LeaveOne(Engine engine)
    {
        await using var world = await AccountWorld.StartAsync(engine);
        for (var round = 0; round < 5; round++)
        {
            var rival = await world.AddAsync($"rival{round}", (Role.Administrator, Actor.Everywhere), (Role.Auditor, Actor.Everywhere));
            var grants = await world.Grants.ReadAsync(rival.UserId, Cancellation);

            var faults = await Task.WhenAll(
                world.Roles.RevokeAsync(world.Chief, rival.UserId, grants[0].Id, Cancellation),
                world.Desk.DisableAsync(rival, world.Chief.UserId, Cancellation));

            Assert.Single(faults, fault => fault is null);
            Assert.Single(faults, fault => fault is AccountFault.NotAllowed);
            Assert.Equal(1, await world.CountAsync(
                "SELECT COUNT(*) FROM UserGrant G INNER JOIN UserAccount A ON A.Id = G.UserId WHERE G.Role = 'Administrator' AND A.IsDisabled = 0"));
            if (faults[0] is not null)
            {
                Assert.Null(await world.Desk.EnableAsync(rival, world.Chief.UserId, Cancellation));
                Assert.Null(await world.Roles.RevokeAsync(world.Chief, rival.UserId, grants[0].Id, Cancellation));
            }
        }
    }

    [Theory, EngineData]
    public async Task Sessions_AreListedWithRoleAndOwner_LiveOrEnded(Engine engine)
    {
        await using var world = await AccountWorld.StartAsync(engine);
        var north = await world.AddAsync("north", (Role.Administrator, AccountWorld.North));
        var user = await world.AddAsync("wang", (Role.Inspector, AccountWorld.North));
        var foreign = await world.AddAsync("zhao", (Role.EnterpriseHandler, AccountWorld.SouthHeat));
        var old = await world.SignInAsync(user.UserId);
        world.Clock.Advance(TimeSpan.FromMinutes(31));
        var live = await world.SignInAsync(user.UserId);
        await world.SignInAsync(foreign.UserId);

        var listed = Assert.Single((await world.Live.ReadPageAsync(new(north), new(0, 50), Cancellation)).Items);
        var ended = Assert.Single((await world.Live.ReadPageAsync(new(north) { EndedSinceUtc = new(2026, 3, 1) }, new(0, 50), Cancellation)).Items);

        Assert.Equal((live, "wang", Role.Inspector, "北旗"), (listed.Session.Id, listed.Owner.Name, listed.Owner.Role, listed.Owner.ScopeName));
        Assert.Equal(old, ended.Session.Id);
        Assert.Null(await world.Live.EndAsync(north, listed.Session, Cancellation));
        Assert.False(await world.IsLiveAsync(live));
        Assert.Empty((await world.Live.ReadPageAsync(new(north) { Search = "wang" }, new(0, 50), Cancellation)).Items);
        Assert.Equal(2, (await world.Live.ReadPageAsync(new(north) { UserId = user.UserId, EndedSinceUtc = new(2026, 3, 1) }, new(0, 50), Cancellation)).Total);
        Assert.Equal(SessionEnd.EndedByAdministrator, (await world.Live.ReadPageAsync(new(north) { EndedSinceUtc = new(2026, 3, 1) }, new(0, 1), Cancellation)).Items[0].Session.EndReason);
    }

    private static NewAccount New(string name) =>
        new() { Name = name, DisplayName = name, PasswordHash = "hash", Grants = [(Role.Inspector, AccountWorld.North)] };
}
