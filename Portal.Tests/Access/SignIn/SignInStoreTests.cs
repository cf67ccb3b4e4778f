using Portal.Data.Access;
using Portal.Data.Access.OpenId;
using Portal.Data.Access.SignIn;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Access.SignIn;

/// <summary>What signing in keeps: passwords, codes, tries, identities. What counts once counts once, however many try at once.</summary>
public sealed class SignInStoreTests
{
    private const string Issuer = "https://provider.example";
    private const int AtOnce = 6;
    private static readonly DateTime s_now = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);
    private static readonly byte[] s_name = new byte[32];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ANewPassword_ForgetsTheFailuresOfTheOld(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var id = await AddAsync(database, "wang");
        var tries = new SignInTries { Failures = 5, LockedUntilUtc = s_now.AddMinutes(1) };
        Assert.True(await new TryStore(database.Db).ReplaceAsync(id, 0, tries, Cancellation));

        await new CredentialStore(database.Db).ReplacePasswordAsync(id, "new", mustChange: true, s_now, Cancellation);

        var account = await new UserStore(database.Db).ReadByIdAsync(id, Cancellation);
        Assert.Equal(("new", true, 0, null), (account!.PasswordHash, account.MustChangePassword, account.FailedSignIns, account.LockedUntilUtc));
        Assert.Equal(s_now, account.PasswordChangedAtUtc);
    }

    [Theory, EngineData]
    public async Task ACodeOfTheApp_AndARecoveryCode_CountOnce_AndGoWithTheSecondFactor(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (id, other) = (await AddAsync(database, "wang"), await AddAsync(database, "li"));
        var store = new CredentialStore(database.Db);
        var (first, second) = (RecoveryCodes.HashOf("first"), RecoveryCodes.HashOf("second"));
        await store.ReplaceSecondFactorAsync(id, [1, 2, 3], 100, [first, second], Cancellation);
        await store.ReplaceSecondFactorAsync(other, [4], 1, [first], Cancellation);

        Assert.False(await store.UseStepAsync(id, 100, Cancellation));
        Assert.Equal(1, await OnceAsync(() => store.UseStepAsync(id, 101, Cancellation)));
        Assert.False(await store.UseStepAsync(id, 99, Cancellation));

        Assert.Equal(1, await OnceAsync(() => store.UseRecoveryCodeAsync(id, first, s_now, Cancellation)));
        Assert.False(await store.UseRecoveryCodeAsync(id, RecoveryCodes.HashOf("third"), s_now, Cancellation));
        Assert.Equal((1, 1), (await store.CountRecoveryCodesAsync(id, Cancellation), await store.CountRecoveryCodesAsync(other, Cancellation)));

        await store.ReplaceRecoveryCodesAsync(id, [first], Cancellation);
        Assert.False(await store.UseRecoveryCodeAsync(id, second, s_now, Cancellation));
        Assert.True(await store.UseRecoveryCodeAsync(id, first, s_now, Cancellation));

        await store.ReplaceSecondFactorAsync(id, null, null, [], Cancellation);
        Assert.False((await new UserStore(database.Db).ReadByIdAsync(id, Cancellation))!.HasSecondFactor);
        Assert.Equal([4], (await new UserStore(database.Db).ReadByIdAsync(other, Cancellation))!.SecondFactor!);
    }

    [Theory, EngineData]
    public async Task ATry_IsCountedByOneOfThoseWhoSawTheSameCount(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var id = await AddAsync(database, "wang");
        var store = new TryStore(database.Db);

        Assert.Equal(1, await OnceAsync(() => store.ReplaceAsync(id, 0, new() { Failures = 1 }, Cancellation)));
        Assert.True(await store.ReplaceAsync(id, 1, new() { Failures = 2, LockedUntilUtc = s_now }, Cancellation));
        await store.ClearAsync(id, Cancellation);

        var account = await new UserStore(database.Db).ReadByIdAsync(id, Cancellation);
        Assert.Equal((0, null), (account!.FailedSignIns, account.LockedUntilUtc));
    }

    [Theory, EngineData]
    public async Task ANameWithoutAnAccount_IsCountedAlike_AndForgottenInTime(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var store = new TryStore(database.Db);
        Assert.Equal(SignInTries.None, await store.ReadUnknownAsync(s_name, Cancellation));

        Assert.Equal(1, await OnceAsync(() => CountAsync(s_name, 0, new() { Failures = 1 }, s_now)));
        Assert.False(await CountAsync(s_name, 2, new() { Failures = 3 }, s_now));
        var second = new SignInTries { Failures = 2, LockedUntilUtc = s_now.AddMinutes(2) };
        Assert.True(await CountAsync(s_name, 1, second, s_now));
        Assert.Equal(second, await store.ReadUnknownAsync(s_name, Cancellation));

        Assert.True(await CountAsync([.. s_name.Select(_ => (byte)1)], 0, new() { Failures = 1 }, s_now.AddDays(31)));
        Assert.Equal(SignInTries.None, await store.ReadUnknownAsync(s_name, Cancellation));

        Task<bool> CountAsync(byte[] name, int seen, SignInTries tries, DateTime at) =>
            store.ReplaceUnknownAsync(name, seen, tries, at, at.AddDays(-30), Cancellation);
    }

    [Theory, EngineData]
    public async Task OfSeveralFirstAccountsAtOnce_OneIsAdded_AndOfOneNameOne(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var store = StoreOf(database);
        Assert.False(await store.HasAccountsAsync(Cancellation));
        var number = 0;

        Assert.Equal(1, await OnceAsync(async () =>
            await store.AppendFirstAsync(AccountOf($"chief-{Interlocked.Increment(ref number)}"), s_grant, Cancellation) is not null));
        Assert.True(await store.HasAccountsAsync(Cancellation));
        Assert.Equal(1, await OnceAsync(async () => await store.AppendAsync(AccountOf("wang"), s_grant, Cancellation) is not null));
    }

    [Theory, EngineData]
    public async Task DisablingAnAccount_EndsItsSessionsAlone(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var sessions = new SessionStore(database.Db, new StillClock(s_now), new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(12)));
        var (closed, open) = (await BeginAsync("wang"), await BeginAsync("li"));

        await StoreOf(database).DisableAsync(closed.UserId, s_now, Cancellation);

        Assert.True((await new UserStore(database.Db).ReadByIdAsync(closed.UserId, Cancellation))!.IsDisabled);
        Assert.Empty(await sessions.ReadLastingAsync(closed.UserId, Cancellation));
        Assert.NotNull(await sessions.ReadLiveAsync(open.Session, null, Cancellation));

        async Task<(long UserId, string Session)> BeginAsync(string name)
        {
            var id = await AddAsync(database, name);
            var grant = (await new GrantStore(database.Db).ReadAsync(id, Cancellation))[0].Id;
            return (id, await sessions.BeginAsync(id, grant, SignInMethod.Password, "", "", null, Cancellation));
        }
    }

    [Theory, EngineData]
    public async Task AToken_CountsOnceForItsIssuer_UntilItHasExpired(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var store = new UsedTokenStore(database.Db);

        Assert.Equal(1, await OnceAsync(() => store.UseAsync(Issuer, "a", s_now.AddMinutes(5), s_now, Cancellation)));
        Assert.True(await store.UseAsync(Issuer + "/other", "a", s_now.AddMinutes(5), s_now, Cancellation));
        Assert.False(await store.UseAsync(Issuer, "a", s_now.AddMinutes(9), s_now.AddMinutes(5), Cancellation));
        Assert.True(await store.UseAsync(Issuer, "a", s_now.AddMinutes(9), s_now.AddMinutes(6), Cancellation));
    }

    [Theory, EngineData]
    public async Task AnIdentity_LeadsToItsAccount_AndAnAddressOnlyToAnAccountThatIsFree(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var store = new IdentityStore(database.Db, new(database.Db));
        var id = await AddAsync(database, "wang", "wang@example.org");
        Assert.Equal(id, Assert.Single(await store.ReadFreeByEmailAsync(Issuer, "wang@example.org", Cancellation)).Id);

        await store.LinkAsync(Issuer, "Person-1", id, s_now, Cancellation);

        Assert.Equal(id, (await store.ReadAccountAsync(Issuer, "Person-1", Cancellation))!.Id);
        Assert.Null(await store.ReadAccountAsync(Issuer, "person-1", Cancellation));
        Assert.Null(await store.ReadAccountAsync(Issuer + "/other", "Person-1", Cancellation));
        Assert.Empty(await store.ReadFreeByEmailAsync(Issuer, "wang@example.org", Cancellation));
        Assert.False(await store.AppendAsync(AccountOf("wang"), Issuer, "Person-2", Cancellation));
        Assert.True(await store.AppendAsync(AccountOf("li"), Issuer, "Person-2", Cancellation));
        Assert.Equal("li", (await store.ReadAccountAsync(Issuer, "Person-2", Cancellation))!.Name);
    }

    [Theory, EngineData]
    public async Task GrantsFromClaims_FollowTheClaims_KeepTheirIds_AndLeaveThoseOfAdministrators(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var store = new IdentityStore(database.Db, new(database.Db));
        var grants = new GrantStore(database.Db);
        var id = await AddAsync(database, "wang");

        var (added, removed) = await ReplaceAsync((Role.RegulatorOfficer, "152500"), (Role.Auditor, "*"));
        Assert.Equal(Role.RegulatorOfficer, Assert.Single(added).Role);
        Assert.Empty(removed);
        var kept = (await grants.ReadAsync(id, Cancellation)).Single(grant => grant.Role is Role.RegulatorOfficer).Id;

        (added, removed) = await ReplaceAsync((Role.RegulatorOfficer, "152500"), (Role.Inspector, "152500"));
        Assert.Equal(Role.Inspector, Assert.Single(added).Role);
        Assert.Empty(removed);
        Assert.Contains(await grants.ReadAsync(id, Cancellation), grant => grant.Id == kept);

        (added, removed) = await ReplaceAsync();
        Assert.Equal((0, 2), (added.Count, removed.Count));
        Assert.Equal(Role.Auditor, Assert.Single(await grants.ReadAsync(id, Cancellation)).Role);

        Task<(IReadOnlyList<UserGrant> Added, IReadOnlyList<UserGrant> Removed)> ReplaceAsync(params (Role, string)[] wanted) =>
            store.ReplaceGrantsAsync(id, wanted, Issuer, s_now, Cancellation);
    }

    private static readonly UserGrant s_grant = new() { Role = Role.Auditor, Scope = "*", GrantedBy = "test", GrantedAtUtc = s_now };

    /// <summary>How many of several tries at the same moment succeed.</summary>
    private static async Task<int> OnceAsync(Func<Task<bool>> attempt) =>
        (await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(attempt, Cancellation)))).Count(succeeded => succeeded);

    private static NewAccountStore StoreOf(TestDatabase database) => new(database.Db, new(database.Db));

    private static UserAccount AccountOf(string name, string? email = null) =>
        new() { Name = name, DisplayName = name, PasswordHash = "hash", Email = email, CreatedAtUtc = s_now };

    private static async Task<long> AddAsync(TestDatabase database, string name, string? email = null) =>
        (await StoreOf(database).AppendAsync(AccountOf(name, email), s_grant, Cancellation))!.Value;
}
